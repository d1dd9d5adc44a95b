//! Days as people write them. A text that can be read in two ways is not read at all.

use crate::normal::nfkc;
use chrono::{Datelike, NaiveDate};

/// Years that a list of vehicles can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1980..=2100;

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoDay {
    /// No calendar has it.
    Unreadable,
    /// It names several days, in order.
    Ambiguous(Vec<NaiveDate>),
}

/// Reads a day: "2026-12-05", "2026/12/5", "2026.12.05", "2026年12月5日", "20261205", each with or without
/// a time behind it. "25/12/2026" can be read in one way only; "06/05/26" cannot and is refused with all
/// of them.
pub fn parse_day(text: &str) -> Result<NaiveDate, NoDay> {
    let text = nfkc(text);
    let text = without_time(text.trim());
    if let Some(day) = packed(text) {
        return Ok(day);
    }
    let named = text.contains('年');
    let numbers = numbers(text).ok_or(NoDay::Unreadable)?;
    let mut readings = if named || numbers[0].len() == 4 {
        Vec::from_iter(calendar(&numbers[0], &numbers[1], &numbers[2]))
    } else {
        in_any_order(&numbers)
    };
    readings.sort_unstable();
    readings.dedup();
    match readings.as_slice() {
        [] => Err(NoDay::Unreadable),
        [day] => Ok(*day),
        _ => Err(NoDay::Ambiguous(readings)),
    }
}

/// What stands before " 00:00:00" or "T00:00:00".
fn without_time(text: &str) -> &str {
    let day_first = |(day, time): &(&str, &str)| !day.trim().is_empty() && time.contains(':');
    text.split_once(['T', ' ']).filter(day_first).map_or(text, |(day, _)| day.trim())
}

/// "20261205"
fn packed(text: &str) -> Option<NaiveDate> {
    let fits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| calendar(&text[..4], &text[4..6], &text[6..])).flatten()
}

/// The three numbers of a day and nothing else.
fn numbers(text: &str) -> Option<[String; 3]> {
    let text = text.trim_end_matches(['日', '号', '.']).replace(['年', '月', '/', '.', '。'], "-");
    let numbers: Vec<String> = text.split('-').map(|part| part.trim().to_owned()).collect();
    let is_number =
        |part: &String| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    <[String; 3]>::try_from(numbers).ok().filter(|numbers| numbers.iter().all(is_number))
}

/// Year first, month first, day first: whatever a calendar has.
fn in_any_order([a, b, c]: &[String; 3]) -> Vec<NaiveDate> {
    [calendar(a, b, c), calendar(c, a, b), calendar(c, b, a)].into_iter().flatten().collect()
}

fn calendar(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    let found = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?);
    found.filter(|day| YEARS.contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match parse_day(text) {
            Ok(day) => day.to_string(),
            Err(NoDay::Unreadable) => "unreadable".to_owned(),
            Err(NoDay::Ambiguous(days)) => {
                days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(" or ")
            }
        }
    }

    #[test]
    fn people_write_days_in_many_ways() {
        for text in [
            "2026-12-05",
            "2026/12/5",
            "2026.12.05",
            "2026年12月5日",
            "2026 年 12 月 5 日",
            "26年12月5号",
            "20261205",
            "２０２６－１２－０５",
            " 2026-12-05 00:00:00 ",
            "2026-12-05T00:00:00",
            "2026/12/5 0:00",
        ] {
            assert_eq!(read(text), "2026-12-05", "{text}");
        }
        assert_eq!(read("25/12/2026"), "2026-12-25", "no year, no month has it otherwise");
    }

    #[test]
    fn what_names_several_days_is_refused_with_all_of_them() {
        assert_eq!(read("06/05/26"), "2006-05-26 or 2026-05-06 or 2026-06-05");
        assert_eq!(read("12/05/2026"), "2026-05-12 or 2026-12-05");
        assert_eq!(read("26.12.05"), "2005-12-26 or 2026-12-05");
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "长期",
            "已检",
            "2026年12月",
            "2026-12",
            "2026-02-30",
            "2026-13-01",
            "46361",
            "12月5日",
            "0000-00-00",
            "1899-12-31",
            "20261305",
            "2026-12-05止",
            "明年",
        ] {
            assert_eq!(read(text), "unreadable", "{text}");
        }
    }
}
