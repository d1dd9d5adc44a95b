//! What a vehicle or a person is found by in texts: a plate, a VIN, a name.

/// Stands where a trace stood in a text that stays.
const MASK: &str = "***";

/// A text by which somebody is found. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Trace {
    text: String,
    /// Other names that hold this one: 王伟 is no trace of himself in 王伟东.
    longer: Vec<String>,
}

impl std::fmt::Debug for Trace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Trace")
    }
}

impl Trace {
    /// A plate or a VIN.
    pub(crate) fn of(text: &str) -> Trace {
        Trace { text: text.to_owned(), longer: Vec::new() }
    }

    /// A name among the others that are known.
    pub(crate) fn of_name(name: &str, known: Vec<String>) -> Trace {
        let longer = known.into_iter().filter(|other| other != name && other.contains(name)).collect();
        Trace { text: name.to_owned(), longer }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// True when the bytes of a file or a text hold it.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        self.places(bytes).next().is_some()
    }

    /// The text without it; `None` where it holds none.
    pub(crate) fn masked(&self, text: &str) -> Option<String> {
        let mut rest = 0;
        let mut masked = String::new();
        for place in self.places(text.as_bytes()) {
            masked.push_str(text.get(rest..place)?);
            masked.push_str(MASK);
            rest = place + self.text.len();
        }
        masked.push_str(text.get(rest..)?);
        (rest > 0).then_some(masked)
    }

    fn places(&self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        let needle = self.text.as_bytes();
        let starts = bytes.windows(needle.len().max(1)).enumerate();
        starts.filter_map(move |(at, window)| (window == needle && self.is_own(bytes, at)).then_some(at))
    }

    /// Not a part of another plate (苏E12345 in 苏E12345D) or of a longer name.
    fn is_own(&self, bytes: &[u8], at: usize) -> bool {
        let end = at + self.text.len();
        let joins = |inner: Option<&u8>, outer: Option<&u8>| {
            [inner, outer].iter().all(|byte| byte.is_some_and(u8::is_ascii_alphanumeric))
        };
        let before = at.checked_sub(1).and_then(|place| bytes.get(place));
        let cut = joins(bytes.get(at), before) || joins(bytes.get(end - 1), bytes.get(end));
        let covers = |name: &String| {
            let starts = name.match_indices(&self.text).filter_map(|(offset, _)| at.checked_sub(offset));
            starts.into_iter().any(|start| bytes[start..].starts_with(name.as_bytes()))
        };
        !cut && !self.longer.iter().any(covers)
    }
}

#[cfg(test)]
mod tests {
    use super::Trace;

    #[test]
    fn a_plate_is_found_by_itself_and_not_in_a_longer_one() {
        let plate = Trace::of("苏E12345");
        assert!(plate.is_in("换了苏E12345的牌".as_bytes()));
        assert!(!plate.is_in("苏E12345D".as_bytes()), "a new-energy plate that begins alike");
        assert_eq!(plate.masked("苏E12345、苏E12345D").as_deref(), Some("***、苏E12345D"));
        assert_eq!(plate.masked("苏E12345D"), None);
    }

    #[test]
    fn a_name_is_found_anywhere_but_in_the_longer_names_that_are_known() {
        let name = Trace::of_name("王伟", vec!["王伟".into(), "王伟东".into(), "李四".into()]);
        assert_eq!(name.masked("王伟已交款，王伟东未交").as_deref(), Some("***已交款，王伟东未交"));
        let latin = Trace::of_name("Li", vec![]);
        assert!(latin.is_in(b"paid by Li.") && !latin.is_in(b"Lin paid"));
    }
}
