//! What a text can only be after it was spoiled on its way: by a sheet that took it for
//! a number, by a formula that failed, by a tool that wrote "nothing" as a word. None of
//! it is ever a value: an import leaves the cell out, a form refuses it, no question is
//! asked with it.

mod kind;
mod looks;

pub use kind::Spoiled;

use crate::normal::nfkc;
use crate::text::{clean, folded_number};
use kind::{MOST_DIGITS, are_digits};
use looks::{ANYWHERE, IN_NUMBERS, Look, is_date};

/// A name (driver, owner, group, city) as it was meant; `None` where nothing stands.
pub fn name(text: &str) -> Result<Option<String>, Spoiled> {
    meant(text, &[ANYWHERE])
}

/// An engine number or VIN as it was meant; `None` where nothing stands.
pub fn number(text: &str) -> Result<Option<String>, Spoiled> {
    meant(text, &[ANYWHERE, IN_NUMBERS])
}

fn meant(text: &str, looks: &[&[Look]]) -> Result<Option<String>, Spoiled> {
    let text = whole(clean(text));
    if text.is_empty() {
        return Ok(None);
    }
    if is_date(&nfkc(&text).to_uppercase()) {
        return Err(Spoiled::Date);
    }
    let folded = folded_number(&text);
    match looks.iter().copied().flatten().find(|(_, is)| is(&folded)) {
        Some((spoiled, _)) => Err(*spoiled),
        None => Ok(Some(text)),
    }
}

/// What was read from a cell that holds a number: a sheet keeps fifteen of its digits.
pub fn of_number_cell(read: Result<Option<String>, Spoiled>) -> Result<Option<String>, Spoiled> {
    let read = read?;
    let digits = read.as_deref().map_or(0, |text| text.chars().filter(char::is_ascii_digit).count());
    if digits > MOST_DIGITS { Err(Spoiled::Digits) } else { Ok(read) }
}

/// "12345678.0", as data tools write whole numbers, is 12345678.
pub(crate) fn whole(text: String) -> String {
    match text.split_once('.') {
        Some((number, zeros))
            if are_digits(number) && !zeros.is_empty() && zeros.chars().all(|c| c == '0') =>
        {
            number.to_owned()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number_of(text: &str) -> Result<String, Spoiled> {
        number(text).map(Option::unwrap_or_default)
    }

    #[test]
    fn engine_numbers_of_real_cars_are_none_of_it() {
        for engine in [
            "AD50EG081600062",
            "4G15S4N 1234567",
            "CA6DL2-35E3*52345678*",
            "TZ204XSA/G1234",
            "4E123456",
            "12E45678",
            "00123456",
            "123456",
            "12345678901234567",
            "ISDE230 30",
            "LJ465Q-1AE6",
            "１２３４Ａ",
            "G4FA*BW123456*",
            "E1",
            "DEC123",
            "1234567890123456",
        ] {
            assert!(
                number(engine).is_ok_and(|kept| kept.as_deref() == Some(engine)),
                "{engine}: {:?}",
                number(engine)
            );
        }
    }

    #[test]
    fn whole_numbers_of_data_tools_are_read() {
        assert_eq!(number_of("12345678.0"), Ok("12345678".into()));
        assert_eq!(number_of("0012.00"), Ok("0012".into()));
        assert_eq!(name("1024.0"), Ok(Some("1024".into())));
    }

    #[test]
    fn each_kind_of_spoiled_number_is_told_apart() {
        for (spoiled, texts) in [
            (
                Spoiled::Error,
                &[
                    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "########",
                    "#SPILL!", "Err:502", "#名称?",
                ][..],
            ),
            (
                Spoiled::Filler,
                &[
                    "无", " / ", "-", "—", "——", "暂无", "待补", "nan", "NaN", "NULL", "None", "<NA>",
                    "(空)", "N/A", "？？", "不详", "未知", "***",
                ],
            ),
            (Spoiled::Formula, &["=VLOOKUP(A2,B:C,2,0)", "=\"a\"&\"b\""]),
            (
                Spoiled::Exponent,
                &[
                    "1.23457E+12",
                    "1.2E+05",
                    "1e+16",
                    "1E5",
                    "1.0E16",
                    "-2.5E-3",
                    "1,23457E+12",
                    "１.２Ｅ＋０５",
                ],
            ),
            (Spoiled::Fraction, &["1234.5", ".5", "-123456", "-12.0"]),
            (Spoiled::Thousands, &["1,234,567", "12,345", "1，234，567", "1,234.50"]),
            (Spoiled::Digits, &["12345678901234500", "123456789012345000"]),
            (Spoiled::Repeated, &["00000000", "1111", "11111111111111111", "9999", "0000-0000", "XXXXXX"]),
            (Spoiled::Character, &["右后灯坏", "AB#123", "A=1", "E0001?", "AB\u{fffd}12", "\"0012\""]),
            (
                Spoiled::Date,
                &[
                    "2026-03-05",
                    "2026/3/5 0:00",
                    "3/5/2026",
                    "5-Mar",
                    "Mar-26",
                    "2026年3月5日",
                    "3月5日",
                    "2026-03-05T00:00:00",
                ],
            ),
            (Spoiled::Bool, &["TRUE", "False"]),
        ] {
            for text in texts {
                assert_eq!(number(text), Err(spoiled), "{text}");
            }
        }
    }

    #[test]
    fn a_sheets_number_holds_fifteen_digits() {
        assert_eq!(of_number_cell(number("123456789012345")), Ok(Some("123456789012345".into())));
        assert_eq!(of_number_cell(number("12345678901234568")), Err(Spoiled::Digits));
        assert_eq!(
            number("12345678901234568"),
            Ok(Some("12345678901234568".into())),
            "a text keeps them all"
        );
    }

    #[test]
    fn names_of_people_and_groups_are_none_of_it() {
        for text in [
            "张三",
            "1号车队",
            "#3 车队",
            "无锡分公司",
            "3.5吨",
            "Na Li",
            "2026年3月",
            "一队/二队",
            "欧阳·娜娜",
            "1024",
        ] {
            assert_eq!(name(text), Ok(Some(text.to_owned())), "{text}");
        }
        assert_eq!(name("\u{200b} \u{a0}"), Ok(None));
        for (text, spoiled) in
            [("#REF!", Spoiled::Error), ("1.38E+10", Spoiled::Exponent), ("nan", Spoiled::Filler)]
        {
            assert_eq!(name(text), Err(spoiled), "{text}");
        }
    }
}
