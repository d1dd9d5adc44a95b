//! Whom a due date or a sheet is about.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A vehicle or a driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum Subject {
    /// A vehicle.
    Vehicle {
        /// Its id.
        id: String,
    },
    /// A driver.
    Driver {
        /// Their name.
        name: String,
    },
}
