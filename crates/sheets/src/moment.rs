//! Days and times as a person reads them.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use chrono::{NaiveDateTime, NaiveTime};

/// A spreadsheet's count of days as "2026-03-05" or "2026-03-05 08:30:00".
pub(crate) fn moment(days: f64, from_1904: bool) -> Option<String> {
    ExcelDateTime::new(days, ExcelDateTimeType::DateTime, from_1904).as_datetime().map(written)
}

/// A moment; midnight is the day alone.
pub(crate) fn written(at: NaiveDateTime) -> String {
    let format = if at.time() == NaiveTime::MIN { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" };
    at.format(format).to_string()
}

/// "2026-03-05T00:00:00" without the midnight that nobody wrote.
pub(crate) fn of_iso(text: &str) -> String {
    let text = text.trim().trim_end_matches(".000");
    text.strip_suffix("T00:00:00").unwrap_or(text).replace('T', " ")
}
