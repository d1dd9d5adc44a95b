//! The number on a sheet that was issued (结算表、结清单). It counts on, and carries a part of the sheet's own id: a
//! garage that was put back to an earlier day counts from there again, and no two sheets may have one number.

/// How much of the id a number carries: of an UUIDv7 the end is chance.
const TAG: usize = 6;

/// "3-9F3A2C": the third, and which third.
pub fn numbered(count: u32, id: &str) -> String {
    let end = id.char_indices().rev().nth(TAG - 1).map_or(0, |(at, _)| at);
    format!("{count}-{}", id[end..].to_uppercase())
}

/// Whether somebody who typed `wanted` means this number; the count alone says it, too.
pub fn is_meant(number: &str, wanted: &str) -> bool {
    number.eq_ignore_ascii_case(wanted) || number.split_once('-').is_some_and(|(count, _)| count == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sheets_that_are_counted_alike_have_two_numbers() {
        let number = |id: &str| numbered(3, id);
        assert_eq!(number("01938c2e-0000-7000-8000-0000009f3a2c"), "3-9F3A2C");
        assert_ne!(
            number("01938c2e-0000-7000-8000-0000009f3a2c"),
            number("01938c2e-0000-7000-8000-0000009f3a2d")
        );
        assert_eq!(number("c1"), "3-C1", "of a short one the whole");
        assert!(is_meant("3-9F3A2C", "3") && is_meant("3-9F3A2C", "3-9f3a2c"));
        assert!(!is_meant("13-9F3A2C", "3") && !is_meant("3-9F3A2C", "9F3A2C"));
    }
}
