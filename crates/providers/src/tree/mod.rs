//! One shape for every answer, whatever format it came in. Providers read this and
//! nothing else, so that json, xml and jsonp cannot differ in what they mean.

mod json;
mod node;
mod once;
mod said;
mod script;
mod text;
mod xml;

pub(crate) use node::Tree;
pub(crate) use said::Said;
pub(crate) use text::start;

use cheku_domain::provider::ProviderError;

/// Reads an answer in whichever of the three formats it is. What was asked for is not
/// trusted: gateways answer json to a question for xml.
fn read(text: &str) -> Result<Tree, ProviderError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.chars().next() {
        None => Err(crate::failure::unreadable("empty")),
        Some('<') => xml::read(text),
        Some('{' | '[') => json::read(text),
        Some(_) => json::read(script::unwrap(text)?),
    }
}

/// Takes a `name( … )` wrapper off; for the fuzz target.
pub(crate) fn unwrap_script(text: &str) -> Result<&str, ProviderError> {
    script::unwrap(text)
}

impl Tree {
    /// Puts an answer that is packed into a text in the text's place.
    pub(crate) fn unpack(&mut self) -> Result<(), ProviderError> {
        if let Tree::Text(text) = self
            && !text.whole().trim().is_empty()
        {
            *self = read(text.whole())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_row(tree: &Tree) -> bool {
        tree.has("t")
    }

    #[test]
    fn rows_are_found_in_every_dress() {
        for (text, count) in [
            (r#"[{"t":1},{"t":2}]"#, 2),
            (r#"{"0":{"t":1},"1":{"t":2}}"#, 2),
            (r#"{"t":1}"#, 1),
            ("[]", 0),
            ("{}", 0),
            ("<data><item><t>1</t></item><item><t>2</t></item></data>", 2),
            ("<data><item><t>1</t></item></data>", 1),
            ("<data><item/></data>", 0),
            ("<data/>", 0),
        ] {
            let tree = read(text).expect(text);
            assert_eq!(tree.rows(is_row).map(|rows| rows.len()), Some(count), "{text}");
        }
    }

    #[test]
    fn a_list_that_is_only_half_understood_is_no_list() {
        for text in [r#"[{"t":1},"x"]"#, r#"[{"t":1},{"u":2}]"#, r#"{"n":3}"#, "[1]"] {
            assert_eq!(read(text).expect(text).rows(is_row), None, "{text}");
        }
    }

    #[test]
    fn one_meaning_in_three_formats() {
        let json = read(r#" {"a":1,"b":[{"c":"x"},{"c":null}],"d":""} "#).expect("json");
        let script = read("\u{feff}cb.name_1 ({\"a\":\"1\",\"b\":[{\"c\":\"x\"},{\"c\":null}],\"d\":\"\"});")
            .expect("jsonp");
        let xml =
            read("<?xml version=\"1.0\"?><r><a>1</a><b><c>x</c></b><b><c/></b><d></d></r>").expect("xml");
        assert_eq!(json, script);
        for tree in [&json, &xml] {
            assert_eq!((tree.field("a"), tree.field("d")), (Some("1"), None));
            let rows = tree.get("b").and_then(|b| b.rows(|row| row.has("c"))).expect("rows");
            assert_eq!(rows.iter().map(|row| row.field("c")).collect::<Vec<_>>(), [Some("x"), None]);
        }
    }
}
