//! Filters that a person keeps under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The lists that have filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilterList {
    /// The garage.
    Vehicles,
    /// The violations.
    Violations,
}

impl FilterList {
    /// The word in the garage.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            FilterList::Vehicles => "vehicles",
            FilterList::Violations => "violations",
        }
    }
}

/// Which list's filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilterRequest {
    /// The list.
    pub list: FilterList,
}

/// A filter with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedFilter {
    /// "" = a new one; kept when it is renamed or comes back.
    pub id: String,
    /// Its list.
    pub list: FilterList,
    /// What the person calls it.
    pub name: String,
    /// The face's own text for it: what stands in the address.
    pub query: String,
}
