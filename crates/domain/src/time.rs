//! Moments. The programme's own times are instants; the vendors' times are
//! China Standard Time (UTC+8) without a zone, on every machine.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone, Timelike, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An instant: milliseconds since 1970-01-01T00:00:00Z. Fits a JavaScript number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Timestamp(#[ts(type = "number")] pub i64);

/// China Standard Time's distance from UTC in seconds.
const CST_SECONDS: i32 = 8 * 3600;

fn cst() -> FixedOffset {
    // 28,800 is inside FixedOffset's ±86,400, so the fallback is never taken.
    FixedOffset::east_opt(CST_SECONDS).unwrap_or_else(|| chrono::Offset::fix(&Utc))
}

impl Timestamp {
    /// This instant in China Standard Time.
    pub fn in_cst(self) -> DateTime<FixedOffset> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default().with_timezone(&cst())
    }

    /// RFC 3339 with +08:00 and whole seconds, as the terminal promises.
    pub fn rfc3339(self) -> String {
        self.in_cst().to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// "2026-03" of this instant in China Standard Time: the month that a bill names.
    pub fn month(self) -> String {
        self.in_cst().format("%Y-%m").to_string()
    }

    /// The first instant of this instant's month in China Standard Time.
    pub fn month_start(self) -> Timestamp {
        use chrono::Datelike;
        let here = self.in_cst();
        cst()
            .with_ymd_and_hms(here.year(), here.month(), 1, 0, 0, 0)
            .single()
            .map_or(self, |start| Timestamp(start.timestamp_millis()))
    }

    /// The instant at which a clock in China shows this.
    pub fn of_cst(shown: NaiveDateTime) -> Timestamp {
        Timestamp(shown.and_utc().timestamp_millis() - i64::from(CST_SECONDS) * 1_000)
    }

    /// Hours from `earlier` to here; negative when the clock went back.
    pub fn hours_since(self, earlier: Timestamp) -> f64 {
        (self.0 - earlier.0) as f64 / 3_600_000.0
    }
}

/// Reads a vendor's time: "2017-10-29 02:39:17", with a leading space, without
/// seconds, with slashes or a "T". `None` when it is no time.
pub fn parse_vendor_time(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().replace('/', "-").replace('T', " ");
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S%.f"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
        .or_else(|| chrono::NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
}

/// Reads a moment that a person wrote, to the minute: "2026-03-10", "2026/3/10 8:00", "2026.3.10",
/// "2026年3月10日 8:00". A day alone is its midnight. `None` when it is no moment.
pub fn parse_moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().replace(['年', '月', '.'], "-").replace('日', " ");
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((&text, ""));
    let day = chrono::NaiveDate::parse_from_str(&day.replace('/', "-"), "%Y-%m-%d").ok()?;
    let time = match time.trim() {
        "" => chrono::NaiveTime::MIN,
        time => ["%H:%M", "%H:%M:%S"]
            .iter()
            .find_map(|format| chrono::NaiveTime::parse_from_str(time, format).ok())?,
    };
    day.and_time(time).with_second(0)
}

/// A moment to the minute, as `parse_moment` reads it back.
pub fn minute(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_midnight_in_china() {
        let new_year_in_china = Timestamp(1_767_196_800_000); // 2025-12-31T16:00:00Z
        assert_eq!(new_year_in_china.rfc3339(), "2026-01-01T00:00:00+08:00");
        assert_eq!(new_year_in_china.month(), "2026-01");
        assert_eq!(Timestamp(new_year_in_china.0 + 5_000_000).month_start(), new_year_in_china);
        assert_eq!(Timestamp(new_year_in_china.0 - 1).month(), "2025-12");
    }

    #[test]
    fn what_a_clock_in_china_shows_is_an_instant_and_back() {
        let new_year_in_china = Timestamp(1_767_196_800_000);
        let shown = new_year_in_china.in_cst().naive_local();
        assert_eq!(shown.to_string(), "2026-01-01 00:00:00");
        assert_eq!(Timestamp::of_cst(shown), new_year_in_china);
    }

    #[test]
    fn people_write_moments_in_several_ways_and_each_is_to_the_minute() {
        for (text, shown) in [
            ("2026-03-10", "2026-03-10 00:00"),
            (" 2026/3/10 8:05 ", "2026-03-10 08:05"),
            ("2026.3.10", "2026-03-10 00:00"),
            ("2026年3月10日", "2026-03-10 00:00"),
            ("2026年3月10日 18:30", "2026-03-10 18:30"),
            ("2026-03-10T18:30:59", "2026-03-10 18:30"),
        ] {
            assert_eq!(parse_moment(text).map(minute).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "上周", "2026-13-01", "2026-03-10 25:00", "3月10日"] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
    }

    #[test]
    fn vendor_times_come_in_several_dresses() {
        let expected = NaiveDateTime::parse_from_str("2017-10-29 02:39:00", "%Y-%m-%d %H:%M:%S").ok();
        for text in [" 2017-10-29 02:39:00", "2017-10-29 02:39", "2017/10/29 02:39:00", "2017-10-29T02:39:00"]
        {
            assert_eq!(parse_vendor_time(text), expected, "{text:?}");
        }
        assert_eq!(parse_vendor_time("昨天"), None);
    }
}
