//! How spoiled texts look. Each rule looks at a text that is cleaned, folded and in
//! upper case, without white space.

use super::kind::{MOST_DIGITS, Spoiled, are_digits};

/// Words for nothing.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "无", "無", "没有", "沒有", "暂无", "暫無", "无数据", "无此项", "待补", "待補", "待补充", "待补录", "待填", "待录入",
    "待定", "待查", "待核实", "待确认", "不详", "不詳", "不明", "不知道", "未知", "未填", "未填写", "未录入", "未登记",
    "未提供", "空", "空白", "缺", "缺失", "略", "同上", "0", "N/A", "N.A.", "NA", "NAN", "NAT", "NIL", "NULL", "NONE",
    "UNDEFINED", "UNKNOWN", "TBD", "TBC", "MISSING", "BLANK", "EMPTY", "INF", "-INF", "INFINITY", "-INFINITY", "DITTO",
    "OBJECTOBJECT",
];
const ERRORS: &[&str] = &["#N/A", "#N/D", "#NV", "#ND", "#GETTING_DATA", "#ERROR", "#ERR"];
const MONTHS: &[&str] = &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

pub(super) type Look = (Spoiled, fn(&str) -> bool);

/// In names and numbers alike.
pub(super) const ANYWHERE: &[Look] = &[
    (Spoiled::Error, is_error),
    (Spoiled::Filler, is_filler),
    (Spoiled::Bool, |text| matches!(text, "TRUE" | "FALSE")),
    (Spoiled::Formula, |text| text.starts_with('=')),
    (Spoiled::Exponent, is_exponent),
];

/// In numbers.
pub(super) const IN_NUMBERS: &[Look] = &[
    (Spoiled::Fraction, is_fraction),
    (Spoiled::Repeated, is_repeated),
    (Spoiled::Digits, lost_its_last_digits),
    (Spoiled::Thousands, has_thousands),
    (Spoiled::Character, |text| !text.chars().all(is_of_numbers)),
];

fn is_error(text: &str) -> bool {
    let Some(word) = text.strip_prefix('#') else {
        return ["ERR:", "错误:"].iter().any(|sign| text.strip_prefix(sign).is_some_and(are_digits));
    };
    let named = word.ends_with(['!', '?']) && !word.starts_with(|c: char| c.is_ascii_digit());
    word.chars().all(|c| c == '#') || named || ERRORS.contains(&text)
}

/// A word for nothing, in brackets too, or no letter or digit at all.
fn is_filler(text: &str) -> bool {
    let word = text.trim_matches(|c: char| "()<>[]{}【】".contains(c));
    FILLERS.contains(&text) || FILLERS.contains(&word) || !text.chars().any(char::is_alphanumeric)
}

/// 1.23457E+12, 1E+5, 1.2E16; 1E5 too. 4E123456 is none: no number is that large.
fn is_exponent(text: &str) -> bool {
    let Some((mantissa, power)) = text.trim_start_matches('-').split_once('E') else { return false };
    let whole = mantissa.split_once(['.', ',']);
    let (first, rest) = whole.unwrap_or((mantissa, "0"));
    let digits = power.trim_start_matches(['+', '-']);
    let signed = digits.len() < power.len();
    are_digits(first)
        && are_digits(rest)
        && are_digits(digits)
        && (whole.is_some() || signed || (first.len() == 1 && digits.len() <= 3))
}

/// A date as sheets write it, here with its white space: 2026-03-05, 3/5/2026, 2026年3月5日, 5-Mar, Mar-26.
pub(super) fn is_date(text: &str) -> bool {
    let day = text.split_once(' ').map_or(text, |(day, _)| day);
    let day = day
        .split_once('T')
        .map_or(day, |(before, _)| if before.ends_with(|c: char| c.is_ascii_digit()) { before } else { day });
    let parts: Vec<&str> =
        day.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let within =
        |part: &str, most: u32| part.len() <= 2 && part.parse().is_ok_and(|n: u32| (1..=most).contains(&n));
    let year = |part: &str| {
        part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) && are_digits(part)
    };
    match parts.as_slice() {
        [y, m, d] if year(y) => within(m, 12) && within(d, 31),
        [a, b, y] if year(y) => within(a, 31) && within(b, 31) && day.contains(['/', '-', '.']),
        [d, month, y] if MONTHS.contains(month) => within(d, 31) && are_digits(y),
        [a, b] if day.ends_with('日') => within(a, 12) && within(b, 31) && day.contains('月'),
        [d, month] if MONTHS.contains(month) => within(d, 31) && day.contains('-'),
        [month, y] if MONTHS.contains(month) => y.len() == 2 && are_digits(y) && day.contains('-'),
        _ => false,
    }
}

/// 0, 00000000, 1111-1111, XXXXXX: typed so that a field is filled.
fn is_repeated(text: &str) -> bool {
    let mut told = text.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = told.next() else { return false };
    let same = told.clone().all(|c| c == first);
    // What people type for nothing is 0 and 1 of any length, others where it is long.
    same && (matches!(first, '0' | '1') || told.count() >= 3)
}

/// A number of seventeen and more digits that ends in nothing but zeros after the
/// fifteenth: a sheet's number that was written out.
fn lost_its_last_digits(text: &str) -> bool {
    text.len() > MOST_DIGITS + 1
        && are_digits(text)
        && text.bytes().skip(MOST_DIGITS).all(|digit| digit == b'0')
}

fn is_fraction(text: &str) -> bool {
    let number = text.trim_start_matches(['-', '+']);
    let (whole, rest) = number.split_once('.').unwrap_or((number, "0"));
    let plain = are_digits(rest) && (whole.is_empty() || are_digits(whole));
    plain && (number.len() < text.len() || number.contains('.'))
}

fn has_thousands(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    are_digits(first) && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && are_digits(group))
}

/// Engine numbers are stamped: letters, digits and few signs.
fn is_of_numbers(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-*/._()&".contains(c)
}
