//! What can go wrong on purpose: one fault, whom it meets and how often.

use serde::{Deserialize, Serialize};

use crate::bill::Turn;

/// One fault of a scenario. Without `plate`, `vehicle` or `every` it meets every question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Only this plate, as it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plate: Option<String>,
    /// Only the vehicle at this place of the fleet; the first is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<usize>,
    /// Only every Nth question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
    /// Only the first N arrivals of a plate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// Questions about vehicles (default) or lookups.
    #[serde(default)]
    pub on: On,
    /// What happens.
    #[serde(rename = "do")]
    pub deed: Deed,
    /// The vendor's code, for `code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Free text that the vendor puts into the message, for `code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub info: Option<String>,
    /// The HTTP status, for `status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Seconds in `Retry-After`, for `status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// The whole answer, for `say`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Milliseconds, for `delay`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ms: Option<u64>,
    /// Charged or not, against what the vendor's table says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<bool>,
}

/// Which requests a fault meets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// Questions about vehicles.
    #[default]
    Question,
    /// Questions about cities and prefixes.
    Lookup,
}

/// What a fault does. The last four change an answer without replacing it, and can be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Answers with the vendor's code in `code`.
    Code,
    /// Resets the connection; nothing was charged.
    ResetBeforeCharge,
    /// Charges, then resets the connection without an answer.
    ResetAfterCharge,
    /// Charges (unless `charge` is false) and never answers.
    Timeout,
    /// Charges and breaks the answer off in the middle.
    Truncate,
    /// Charges and answers 200 with a web page.
    #[serde(rename = "html_200")]
    Html200,
    /// Charges and answers with the text in `body`, whatever that is.
    Say,
    /// Answers with the HTTP status in `status`; not charged unless `charge` is true.
    Status,
    /// Answers late by `ms`.
    Delay,
    /// Compresses the answer if the client takes gzip.
    Gzip,
    /// Writes the answer in GBK and says so in its header.
    Gbk,
    /// Puts a byte order mark in front of the answer.
    Bom,
}

/// Whom a question is about, for the choice of faults.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) on: On,
    pub(crate) plate: &'a str,
    /// Place in the fleet from 0, if it is a vehicle of the fleet.
    pub(crate) place: Option<usize>,
    pub(crate) turn: Turn,
}

impl Deed {
    /// A dressing changes how an answer is sent, not what becomes of the question.
    pub(crate) fn is_dressing(self) -> bool {
        matches!(self, Deed::Delay | Deed::Gzip | Deed::Gbk | Deed::Bom)
    }
}

impl Fault {
    fn new(deed: Deed) -> Self {
        Fault {
            plate: None,
            vehicle: None,
            every: None,
            times: None,
            on: On::Question,
            deed,
            code: None,
            info: None,
            status: None,
            retry_after: None,
            body: None,
            ms: None,
            charge: None,
        }
    }

    /// A fault that needs no further word, such as a reset.
    pub fn of(deed: Deed) -> Self {
        Fault::new(deed)
    }

    /// The vendor answers with this code.
    pub fn code(code: &str) -> Self {
        Fault { code: Some(code.to_owned()), ..Fault::new(Deed::Code) }
    }

    /// The vendor answers with this HTTP status.
    pub fn status(status: u16) -> Self {
        Fault { status: Some(status), ..Fault::new(Deed::Status) }
    }

    /// The vendor's answer is this text.
    pub fn say(body: &str) -> Self {
        Fault { body: Some(body.to_owned()), ..Fault::new(Deed::Say) }
    }

    /// The vendor answers late.
    pub fn delay(ms: u64) -> Self {
        Fault { ms: Some(ms), ..Fault::new(Deed::Delay) }
    }

    /// Only this plate.
    #[must_use]
    pub fn plate(self, plate: &str) -> Self {
        Fault { plate: Some(plate.to_owned()), ..self }
    }

    /// Only the vehicle at this place of the fleet; the first is 1.
    #[must_use]
    pub fn vehicle(self, place: usize) -> Self {
        Fault { vehicle: Some(place), ..self }
    }

    /// Only every Nth question.
    #[must_use]
    pub fn every(self, nth: u64) -> Self {
        Fault { every: Some(nth), ..self }
    }

    /// Only the first N arrivals of a plate.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Fault { times: Some(count), ..self }
    }

    /// Lookups instead of questions.
    #[must_use]
    pub fn on_lookups(self) -> Self {
        Fault { on: On::Lookup, ..self }
    }

    /// Free text for the message.
    #[must_use]
    pub fn info(self, text: &str) -> Self {
        Fault { info: Some(text.to_owned()), ..self }
    }

    /// Seconds in `Retry-After`.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Fault { retry_after: Some(seconds), ..self }
    }

    /// Charged or not, against the vendor's table.
    #[must_use]
    pub fn charge(self, charge: bool) -> Self {
        Fault { charge: Some(charge), ..self }
    }

    pub(crate) fn meets(&self, target: &Target<'_>) -> bool {
        self.on == target.on
            && self.plate.as_deref().is_none_or(|plate| plate == target.plate)
            && self.vehicle.is_none_or(|nth| target.place.is_some_and(|place| place + 1 == nth))
            && self.every.is_none_or(|nth| target.turn.overall.is_multiple_of(nth.max(1)))
            && self.times.is_none_or(|times| target.turn.of_plate <= times)
    }

    /// Everything that the deed needs is there, and nothing is zero that must not be.
    pub(crate) fn is_whole(&self) -> bool {
        let told = match self.deed {
            Deed::Code => self.code.is_some(),
            Deed::Status => self.status.is_some_and(|status| (400..600).contains(&status)),
            Deed::Delay => self.ms.is_some(),
            Deed::Say => self.body.is_some(),
            _ => true,
        };
        let strays = (self.deed != Deed::Code && (self.code.is_some() || self.info.is_some()))
            || (self.deed != Deed::Status && (self.status.is_some() || self.retry_after.is_some()))
            || (self.deed != Deed::Say && self.body.is_some())
            || (self.deed != Deed::Delay && self.ms.is_some());
        told && !strays && self.every != Some(0) && self.times != Some(0) && self.vehicle != Some(0)
    }
}
