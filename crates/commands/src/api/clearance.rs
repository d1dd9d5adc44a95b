//! Clearance sheets: what providers answered about a vehicle or a driver.

use cheku_domain::Subject;
use cheku_domain::Timestamp;
use cheku_domain::clearance::{ClearanceFor, ClearanceSheet, ClearanceSums};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sheet to be issued, or as it would be now. An unknown vehicle or driver is refused with `not_found`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClearanceWish {
    /// Whom it is about.
    pub about: Subject,
    /// What it is for.
    pub purpose: ClearanceFor,
}

/// Which sheet: one that was issued, or what one would say now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "which")]
pub enum ClearanceRef {
    /// As it was issued.
    Issued {
        /// Its id.
        id: String,
    },
    /// Not issued yet.
    Draft {
        /// Of whom and what for.
        wish: ClearanceWish,
    },
}

/// Which issued sheets are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct ClearanceQuery {
    /// Only those about this one; `None` = all.
    pub about: Option<Subject>,
}

/// A clearance sheet (结清单): it tells what providers answered and is no certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Clearance {
    /// "" = a draft.
    pub id: String,
    /// Its number; `None` = not issued.
    pub number: Option<String>,
    /// When it was issued.
    pub issued_at: Option<Timestamp>,
    /// Who issued it.
    pub by: String,
    /// What it is for.
    pub purpose: ClearanceFor,
    /// Whom it is about.
    pub about: Subject,
    /// The plate or the name; of an issued sheet as it was then.
    pub subject: String,
    /// What was asked and answered.
    pub sheet: ClearanceSheet,
    /// The same in figures.
    pub sums: ClearanceSums,
}
