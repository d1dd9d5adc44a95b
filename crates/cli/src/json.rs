//! The JSON documents: field names and their order are a promise to scripts
//! (contract: "Commands"). Money is integer fen, unknown is null.

mod accounts;
mod batches;
mod calls;
mod check;
mod cities;
mod clearance;
mod due;
mod files;
mod import;
mod receipts;
mod sandbox;
mod settlement;
mod todo;
mod totals;
mod vehicles;
mod violations;

pub use accounts::{Account, Accounts, Provider, Step, Tested};
pub use batches::{Batch, Batches};
pub use calls::{Answer, Call, CallShown, Calls};
pub use check::{Check, Lacking};
pub use cities::{Cities, City};
pub use clearance::{Clearance, Clearances};
pub use due::Due;
pub use files::{Backup, Backups, Erased, File, Report, Restored};
pub use import::{Complaint, Imported, ImportedSheet, PassedOver};
pub use receipts::Receipts;
pub use sandbox::{Demo, DemoBill, DemoShare, Sandbox, SandboxProvider};
pub use settlement::{Settlement, Settlements};
pub use todo::Todo;
pub use totals::Totals;
pub use vehicles::Vehicles;
pub use violations::Violations;

use cheku_domain::Timestamp;
use serde::{Serialize, Serializer};

/// RFC 3339 with +08:00.
pub fn at<S: Serializer>(time: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&time.rfc3339())
}

fn at_maybe<S: Serializer>(time: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
    time.map(Timestamp::rfc3339).serialize(to)
}
