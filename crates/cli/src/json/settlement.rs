//! The documents of `settlement`.

use super::{at, at_maybe};
use cheku_commands::api;
use cheku_domain::Timestamp;
use cheku_domain::settlement::{Correction, SettledLine, SettledRow};
use serde::Serialize;

/// `settlement YYYY-MM`
#[derive(Serialize)]
pub struct Settlement<'a> {
    month: &'a str,
    /// null = not issued.
    number: Option<&'a str>,
    #[serde(serialize_with = "at_maybe")]
    issued_at: Option<Timestamp>,
    by: &'a str,
    /// An earlier one has the same month.
    supplement: bool,
    rows: &'a [SettledRow],
    corrected: &'a [SettledRow],
    lines: &'a [SettledLine],
    corrections: &'a [Correction],
    /// The file that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

impl<'a> Settlement<'a> {
    /// With the file that was written, where one was.
    pub fn of(found: &'a api::Settlement, file: Option<&'a str>) -> Settlement<'a> {
        Settlement {
            month: &found.month,
            number: found.number.as_deref(),
            issued_at: found.issued_at,
            by: &found.by,
            supplement: found.is_supplement,
            rows: &found.rows,
            corrected: &found.corrected,
            lines: &found.lines,
            corrections: &found.corrections,
            file,
        }
    }
}

/// `settlement`
#[derive(Serialize)]
pub struct Settlements {
    settlements: Vec<Head>,
}

#[derive(Serialize)]
struct Head {
    number: String,
    month: String,
    #[serde(serialize_with = "at")]
    issued_at: Timestamp,
    by: String,
}

impl From<&[api::SettlementHead]> for Settlements {
    fn from(heads: &[api::SettlementHead]) -> Settlements {
        let head = |head: &api::SettlementHead| Head {
            number: head.number.clone(),
            month: head.month.clone(),
            issued_at: head.issued_at,
            by: head.by.clone(),
        };
        Settlements { settlements: heads.iter().map(head).collect() }
    }
}
