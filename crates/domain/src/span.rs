//! A span of days (时段) that a list or a sum is narrowed to: a month, a quarter, or a person's own days.

use crate::{Timestamp, words};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Which day of a violation decides whether it is in a span.
    #[derive(Default)]
    pub enum SpanBy {
        /// 违法日期
        #[default]
        Offence = "offence",
        /// 首次查到日期
        Seen = "seen",
    }
}

/// Days as clocks in China count them; both ends are part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Span {
    /// The first day; `None` = since ever.
    #[ts(as = "Option<String>")]
    pub from: Option<NaiveDate>,
    /// The last day; `None` = without an end.
    #[ts(as = "Option<String>")]
    pub to: Option<NaiveDate>,
    /// By which day.
    pub by: SpanBy,
}

impl Span {
    /// Whether it narrows nothing.
    pub fn is_all(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether it ends before it begins.
    pub fn is_reversed(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| to < from)
    }

    /// Whether a violation without a readable time can be neither in it nor out of it.
    pub fn leaves_out_undated(&self) -> bool {
        !self.is_all() && self.by == SpanBy::Offence
    }

    /// Its first moment, and the first one after it, as clocks in China show them.
    pub fn moments(&self) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        (self.from.map(midnight), self.to.and_then(|day| day.succ_opt()).map(midnight))
    }

    /// The same as instants.
    pub fn instants(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        let (from, end) = self.moments();
        (from.map(Timestamp::of_cst), end.map(Timestamp::of_cst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_part_of_it() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 2, day);
        let span = Span { from: day(1), to: day(28), by: SpanBy::Seen };
        let shown = |time: Option<NaiveDateTime>| time.map(|time| time.to_string());
        let (from, end) = span.moments();
        assert_eq!(shown(from).as_deref(), Some("2026-02-01 00:00:00"));
        assert_eq!(shown(end).as_deref(), Some("2026-03-01 00:00:00"));
        assert_eq!(span.instants().1.map(Timestamp::rfc3339).as_deref(), Some("2026-03-01T00:00:00+08:00"));
        assert!(!span.is_reversed() && !span.leaves_out_undated());
        assert!(Span { from: day(2), to: day(1), by: SpanBy::Offence }.is_reversed());
        assert!(Span::default().is_all() && !Span::default().leaves_out_undated());
    }
}
