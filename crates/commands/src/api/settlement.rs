//! Settlements: a month's sheet by team and driver.

use cheku_domain::Timestamp;
use cheku_domain::settlement::{Correction, SettledLine, SettledRow};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which settlement: one that was issued, or what one of a month would have now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "which")]
pub enum SettlementRef {
    /// As it was issued.
    Issued {
        /// Its id.
        id: String,
    },
    /// Not issued yet.
    Draft {
        /// YYYY-MM; a month to come is refused with `settlement_month`.
        month: String,
    },
}

/// A month to be issued; `settlement_nothing` where nothing is left to issue of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SettlementIssue {
    /// YYYY-MM.
    pub month: String,
}

/// A settlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settlement {
    /// "" = a draft.
    pub id: String,
    /// YYYY-MM, by first sight.
    pub month: String,
    /// Its number; `None` = not issued.
    pub number: Option<String>,
    /// When it was issued.
    pub issued_at: Option<Timestamp>,
    /// Who issued it.
    pub by: String,
    /// An earlier one has the same month: this one adds and corrects, and takes no one's place.
    pub is_supplement: bool,
    /// The month's sums by team and driver.
    pub rows: Vec<SettledRow>,
    /// What corrections of earlier settlements add and take away.
    pub corrected: Vec<SettledRow>,
    /// The violations behind `rows`.
    pub lines: Vec<SettledLine>,
    /// The violations behind `corrected`, before and after.
    pub corrections: Vec<Correction>,
}
