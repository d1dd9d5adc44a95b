//! The garage (车库): one SQLite file with the vehicles, what they owe, every
//! question that was asked and what it cost. `README.md` lists the functions.
//!
//! One table is one file under `table/`: its migration, its row, its reads and
//! its writes. Figures are kept while rows change (`tally`, `recount`), so that no total scans
//! violations.

mod account_cost;
mod backup;
mod counted;
mod counted_anew;
mod doctor;
mod erase;
mod error;
mod figures;
mod file_id;
mod fleet_size;
mod found;
mod hold;
mod in_doubt;
mod in_use;
mod last_check;
mod ledger;
mod lists;
mod merge;
mod migrate;
mod open;
mod opened_by;
mod place;
#[cfg(test)]
mod plans;
mod process;
mod read;
mod recount;
mod reread;
mod restore;
mod row;
mod schema;
mod search;
mod settle;
mod table;
mod tally;
mod undo;
mod window;
mod writer;

pub use backup::{BackupError, copy_before_upgrade};
pub use doctor::{Finding, Level};
pub use erase::{Erasure, RemovedVehicle, Trace, Whom};
pub use error::{GarageError, Result};
pub use figures::{BatchDetail, NewOwed, Ranking, VehicleChoice};
pub use hold::{BatchHold, Holder, Recovered};
pub use last_check::{LastCheck, LastCheckSeen};
pub use open::Garage;
pub use opened_by::OPENED_BY;
pub use place::{Risk, risk};
pub use process::Process;
pub use restore::{CopyAccount, Look, Newer, Restored, Settings, Wishes};
pub use search::name_matches;
pub use table::answers::KeptAnswer;
pub use table::assignments::{Assignment, NewAssignment};
pub use table::batches::{BatchCounts, BatchEnd, BatchRow, BatchState, NewBatch, NewItem};
pub use table::call_list::{CallQuery, CallWindow, ChargeFilter};
pub use table::calls::{CallKind, CallRange, CallRow, CallsSummary};
pub use table::cities::{City, CityChanges};
pub use table::claims::Claim;
pub use table::drivers::Driver;
pub use table::filters::SavedFilter;
pub use table::import::{ImportEffect, ImportNote, ImportReport};
pub use table::items::{ItemQuery, ItemRow, ItemState, ItemWindow};
pub use table::marks::{Marked, Marks};
pub use table::sources::SourceView;
pub use table::spend::Spend;
pub use table::statement::StatementShare;
pub use table::vehicle_list::{Candidate, VehicleColumn, VehicleQuery, VehicleRow, VehicleWindow};
pub use table::vehicles::{Assign, Changed, NewVehicle};
pub use table::violation_list::{Count, Unknown, ViolationColumn, ViolationQuery, ViolationWindow};
pub use table::violation_row::ViolationRow;
pub use table::violations::ViolationFilter;
pub use tally::{By, FleetTotals, GroupTotals};
pub use undo::UndoToken;
pub use window::Direction;
