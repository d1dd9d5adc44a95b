//! Days that a list or a sum is narrowed to.

use cheku_commands::api::{Span, SpanBy};
use cheku_domain::day::{NoDay, parse_day};
use chrono::NaiveDate;
use clap::Args as ClapArgs;

/// Which days.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub struct SpanArgs {
    /// From this day on, by date of offence
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<NaiveDate>,
    /// Up to this day, itself included
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<NaiveDate>,
    /// By the day on which it was first seen instead
    #[arg(long)]
    pub by_seen: bool,
}

impl SpanArgs {
    /// The days; `None` = all.
    pub fn span(self) -> Option<Span> {
        let by = if self.by_seen { SpanBy::Seen } else { SpanBy::Offence };
        Some(Span { from: self.from, to: self.to, by }).filter(|span| !span.is_all())
    }
}

/// A day in any way that can be read in one way only.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    parse_day(text).map_err(|why| match why {
        NoDay::Unreadable => "YYYY-MM-DD".to_owned(),
        NoDay::Ambiguous(days) => {
            let days: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
            format!("{}?", days.join(" / "))
        }
    })
}
