//! The garage (车库): one SQLite file with the vehicles, what they owe, every
//! question that was asked and what it cost. `README.md` lists the functions.
//!
//! One table is one file under `table/`: its row, its reads and
//! its writes; the schema is `migrate/schema.sql`. Figures are kept while rows change (`totals`), so that no total scans
//! violations.

mod account_cost;
mod backup;
mod batch_lock;
mod before_upgrade;
mod doctor;
mod erase;
mod error;
mod figures;
mod file_id;
mod garage;
mod in_doubt;
mod in_use;
mod integrity;
mod intend;
mod kept_lists;
mod last_check;
mod ledger;
mod merge;
mod migrate;
mod names;
mod open;
mod opened_by;
mod place;
mod process;
#[cfg(test)]
mod query_plan_tests;
mod read;
mod reread;
mod restore;
mod row;
mod schema;
mod search;
mod settle;
mod table;
mod take_back;
mod totals;
mod undo;
mod window;
mod window_cache;
mod writer;
mod written;

pub use backup::{BackupError, Receipts};
pub use batch_lock::{BatchHold, Holder, Recovered};
pub use before_upgrade::copy_before_upgrade;
pub use doctor::{Finding, Level};
pub use erase::{Erasure, RemovedVehicle, Trace, Whom};
pub use error::{GarageError, GarageErrorKind, Result};
pub use figures::{BatchDetail, NewOwed, Ranking, VehicleChoice};
pub use garage::Garage;
pub use last_check::LastCheck;
pub use migrate::{BEFORE_UPGRADE, Upgrading};
pub use opened_by::OPENED_BY;
pub use place::{PlaceRisk, risk};
pub use process::Process;
pub use restore::{CopyAccount, Look, Newer, Restored, Settings, Wishes};
pub use search::name_matches;
pub use table::answers::KeptAnswer;
pub use table::batches::{BatchCounts, BatchEnd, BatchRow, BatchState, NewBatch};
pub use table::call_list::{CallQuery, CallWindow, ChargeFilter};
pub use table::calls::{CallKind, CallRange, CallRow, CallSums};
pub use table::cases::{KeptStep, NewStep};
pub use table::cities::{City, CityChanges};
pub use table::claims::Claim;
pub use table::drivers::Driver;
pub use table::due_dates::{DueDate, DueOwner, NewDueDate};
pub use table::due_import::DueNote;
pub use table::due_list::{DueCounts, DueQuery, DueRow, OpenOf};
pub use table::filters::SavedFilter;
pub use table::found::{Agreement, Found};
pub use table::given::Given;
pub use table::import::{ImportEffect, ImportNote, ImportReport};
pub use table::items::{ItemQuery, ItemRow, ItemWindow, NewItem};
pub use table::notes::{Notes, Written};
pub use table::periods::{NewPeriod, Period};
pub use table::receipts::{NewReceipt, Receipt};
pub use table::settlements::{SettlementBody, SettlementHead};
pub use table::sources::SourceView;
pub use table::spend::{Exposure, Spend};
pub use table::statement::StatementShare;
pub use table::vehicle_changes::Assign;
pub use table::vehicle_query::{Candidate, VehicleColumn, VehicleQuery, VehicleRow, VehicleWindow};
pub use table::vehicle_sums::VehicleCounts;
pub use table::vehicles::{Changed, NewVehicle};
pub use table::violation_query::{Count, ViolationColumn, ViolationQuery, ViolationWindow};
pub use table::violation_row::ViolationRow;
pub use table::violation_sums::{Decided, PointsOfDrivers, ViolationSums};
pub use totals::tallies::{FleetTotals, GroupTotals};
pub use undo::UndoToken;
pub use window::Direction;
pub use written::Tables;
