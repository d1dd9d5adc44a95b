//! The due dates as a calendar (.ics): one event of a whole day for each, with a reminder a week before.

use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use crate::words::{self, Lang};
use cheku_domain::Timestamp;
use cheku_files::{Place, ending_of};
use cheku_garage::{DueOwner, DueQuery, DueRow, Garage};
use chrono::{DateTime, Duration};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};

/// How long before the day a calendar reminds.
const REMINDS: Duration = Duration::days(7);

/// Writes every open due date; how many.
pub(super) fn written(place: &Place, garage: &Garage, lang: Lang, now: Timestamp) -> Result<u64> {
    if ending_of(place.path()) != "ics" {
        return Err(CommandError::new(ErrorCode::FileTypeUnknown, "due dates go into a .ics"));
    }
    let today = now.in_cst().date_naive();
    let rows = garage.due_dates(&DueQuery { today, until: None, offset: 0, limit: None })?;
    cheku_sheets::write_text(place, &calendar(&rows, lang, now).to_string())?;
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}

fn calendar(rows: &[DueRow], lang: Lang, now: Timestamp) -> Calendar {
    let mut calendar = Calendar::new();
    calendar.name(lang.pick("车库 到期日", "Cheku due dates"));
    for row in rows {
        calendar.push(event(row, lang, now));
    }
    calendar
}

/// The same due date is the same event in every file, so that a calendar moves it rather than doubles it.
fn event(row: &DueRow, lang: Lang, now: Timestamp) -> Event {
    let what = words::due(&row.due.what, lang);
    let whose = match (&row.vehicle, &row.due.owner) {
        (Some((plate, _)), _) => plate.as_str(),
        (None, DueOwner::Driver(name)) => name.as_str(),
        (None, DueOwner::Vehicle(_)) => "",
    };
    let summary = format!("{whose} {what}{}", lang.pick("到期", " due"));
    Event::new()
        .uid(&format!("{}@cheku", row.due.id))
        .timestamp(DateTime::from_timestamp_millis(now.0).unwrap_or_default())
        .summary(&summary)
        .starts(row.due.what.day)
        .alarm(Alarm::display(&summary, -REMINDS))
        .done()
}
