//! What a sheet shows of a number: the zeros and marks of its number format.
//!
//! A format is applied where it adds digits or marks (`00000000`, `000-000`, `"粤B"00000`)
//! and never where it takes something away: thousands are set apart for the eye alone,
//! and rounding would lose digits.

/// What a format makes of a whole number's digits; the digits themselves where the
/// format is not one of these.
pub(crate) fn shown(format: &str, digits: &str) -> String {
    let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match parts(format) {
        Some(parts) if whole => filled(&parts, digits),
        _ => digits.to_owned(),
    }
}

/// A stored number in plain notation: "1.5E+3" is "1500". What is no number stays.
pub(crate) fn plain(stored: &str) -> String {
    match stored.parse::<f64>() {
        Ok(number) if number.is_finite() => match stored.find(['e', 'E']) {
            Some(at) => moved(&stored[..at], stored[at + 1..].parse().unwrap_or(0))
                .unwrap_or_else(|| number.to_string()),
            None => without_zeros_behind(stored),
        },
        _ => stored.to_owned(),
    }
}

/// The decimal point of `mantissa` moved by so many places.
fn moved(mantissa: &str, places: i32) -> Option<String> {
    /// The largest number of a spreadsheet has 308 digits.
    const MOST: i32 = 310;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa.trim_start_matches('+')),
    };
    let (front, back) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{front}{back}");
    let point = i32::try_from(front.len()).ok()?.checked_add(places).filter(|at| at.abs() <= MOST)?;
    let count = i32::try_from(digits.len()).ok()?;
    let text = if point <= 0 {
        format!("0.{}{digits}", "0".repeat(usize::try_from(-point).ok()?))
    } else if point >= count {
        format!("{digits}{}", "0".repeat(usize::try_from(point - count).ok()?))
    } else {
        let (front, back) = digits.split_at(usize::try_from(point).ok()?);
        format!("{front}.{back}")
    };
    Some(format!("{sign}{}", without_zeros_behind(&text)))
}

/// "12345678.0" is the whole number that a data tool has written with a point.
fn without_zeros_behind(number: &str) -> String {
    match number.split_once('.') {
        Some((front, back)) if back.bytes().all(|byte| byte == b'0') => front.to_owned(),
        _ => number.to_owned(),
    }
}

/// One part of a format's section for positive numbers.
#[derive(Debug, PartialEq)]
enum Part {
    /// `0`: a digit, or a zero. `#` and `?`: a digit, or nothing.
    Digit {
        or_zero: bool,
    },
    /// `General` and `@`: all digits.
    All,
    Literal(char),
}

/// The parts before the decimal point; `None` for formats that show something else
/// than the digits (dates, percents, fractions, powers of ten, words alone).
fn parts(format: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut characters = format.chars().peekable();
    let (mut behind_point, mut comma_last) = (false, false);
    while let Some(c) = characters.next() {
        let comma = c == ',';
        match c {
            ';' => break,
            ',' | '.' => behind_point |= c == '.',
            '0' | '#' | '?' if behind_point => {}
            '0' | '#' | '?' => parts.push(Part::Digit { or_zero: c == '0' }),
            '"' => parts.extend(characters.by_ref().take_while(|c| *c != '"').map(Part::Literal)),
            '\\' => parts.extend(characters.next().map(Part::Literal)),
            '_' | '*' => drop(characters.next()),
            '[' => {
                parts.extend(bracketed(&characters.by_ref().take_while(|c| *c != ']').collect::<String>())?)
            }
            '@' => parts.push(Part::All),
            'G' | 'g' => {
                let rest: String = characters.by_ref().take(6).collect();
                if !rest.eq_ignore_ascii_case("eneral") {
                    return None;
                }
                parts.push(Part::All);
            }
            '/' | '%' => return None,
            c if c.is_ascii_alphabetic() => return None,
            // A date in Chinese needs y, m or d besides, and has been refused by then.
            c => parts.push(Part::Literal(c)),
        }
        comma_last = comma || (comma_last && !matches!(c, '0' | '#' | '?'));
    }
    let fills = parts.iter().any(|part| !matches!(part, Part::Literal(_)));
    // A comma behind the last digit divides by a thousand.
    (fills && !comma_last).then_some(parts)
}

/// `[Red]` changes nothing, `[$¥-804]` shows its sign; others do more than that.
fn bracketed(inside: &str) -> Option<Vec<Part>> {
    const COLOURS: [&str; 8] = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    if let Some(currency) = inside.strip_prefix('$') {
        return Some(currency.chars().take_while(|c| *c != '-').map(Part::Literal).collect());
    }
    let colour = inside.to_ascii_lowercase();
    (COLOURS.contains(&colour.as_str()) || colour.starts_with("color")).then(Vec::new)
}

/// Digits go to their places from the right; what is left over goes before the first.
fn filled(parts: &[Part], digits: &str) -> String {
    let mut left: Vec<char> = digits.chars().collect();
    let first = parts.iter().position(|part| matches!(part, Part::Digit { .. }));
    let mut out = Vec::new();
    for (at, part) in parts.iter().enumerate().rev() {
        match part {
            Part::Literal(c) => out.push(*c),
            Part::All => out.extend(left.drain(..).rev()),
            Part::Digit { or_zero } => out.extend(left.pop().or(or_zero.then_some('0'))),
        }
        if Some(at) == first {
            out.extend(left.drain(..).rev());
        }
    }
    let text: String = out.iter().rev().collect();
    text.trim().to_owned()
}

/// The text of a number, where it shows all the digits and perhaps more: not the
/// `1.23E+17` of a narrow column, nor what was rounded. Thousands are set apart for
/// the eye alone.
pub(crate) fn as_shown(text: &str, digits: &str) -> Option<String> {
    let text = text.trim().replace([',', '\u{2009}', '\u{202f}', '\u{a0}'], "");
    let held: String = text.chars().filter(char::is_ascii_digit).collect();
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    (whole && held.trim_start_matches('0') == digits.trim_start_matches('0')).then_some(text)
}

/// Whether a format shows numbers as days or times.
pub(crate) fn is_date(format: &str) -> bool {
    let mut characters = format.chars();
    while let Some(c) = characters.next() {
        match c {
            ';' => return false,
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(characters.next()),
            // `[h]` counts hours, `[$-804]` names a language.
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if inside.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    return false;
                }
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => return true,
            _ => {}
        }
    }
    false
}

/// Whether one of the formats that need no text of their own is a date (ECMA-376
/// 18.8.30, with those of Chinese editions).
pub(crate) fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_and_marks_of_a_format_are_shown() {
        for (format, digits, expected) in [
            ("00000000", "123456", "00123456"),
            ("00", "2", "02"),
            ("000-000", "123456", "123-456"),
            ("000\\-000", "1234567", "1234-567"),
            ("\"粤B\"00000", "12345", "粤B12345"),
            ("000000_);[Red]\\(000000\\)", "77", "000077"),
            ("[$-804]0000", "7", "0007"),
            ("General\"号\"", "7", "7号"),
            ("0", "0", "0"),
            ("@", "12", "12"),
        ] {
            assert_eq!(shown(format, digits), expected, "{format}");
        }
    }

    #[test]
    fn a_format_never_takes_digits_away_nor_sets_them_apart() {
        for format in
            ["General", "#,##0", "#,##0.00", "0.00", "0.00E+00", "0%", "# ?/?", "0,", ";;;", "\"无\"", "yyyy"]
        {
            assert_eq!(shown(format, "12345678"), "12345678", "{format}");
        }
        assert_eq!(shown("0", "1234.5"), "1234.5");
    }

    #[test]
    fn stored_numbers_are_written_out() {
        for (stored, expected) in [
            ("1.23456789012345E+17", "123456789012345000"),
            ("12345678901234567890", "12345678901234567890"),
            ("12345678.0", "12345678"),
            ("1234.50", "1234.50"),
            ("-2.5e-3", "-0.0025"),
            ("1E400", "1E400"),
            ("NaN", "NaN"),
        ] {
            assert_eq!(plain(stored), expected);
        }
    }

    #[test]
    fn dates_are_told_from_numbers() {
        for format in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"", "[$-804]h:mm", "m/d/yy"] {
            assert!(is_date(format), "{format}");
        }
        for format in ["General", "0\"年\"", "[Red]0", "\\d0", "00000000", "[h]:mm"] {
            assert!(!is_date(format), "{format}");
        }
    }

    #[test]
    fn the_shown_text_counts_where_it_loses_nothing() {
        for (text, digits, expected) in [
            ("00123456", "123456", Some("00123456")),
            ("粤B12345", "12345", Some("粤B12345")),
            ("12,345,678", "12345678", Some("12345678")),
            ("1.23E+17", "123456789012345670", None),
            ("1235", "1234.5", None),
            ("12345.00", "12345", None),
        ] {
            assert_eq!(as_shown(text, digits).as_deref(), expected, "{text}");
        }
    }
}
