//! The JSON documents: field names and their order are a promise to scripts
//! (contract: "Commands"). Money is integer fen, unknown is null.

mod batches;
mod check;
mod totals;

pub use batches::{Batch, Batches};
pub use check::{Check, Lacking};
pub use totals::Totals;

use crate::face::RefusalBody;
use cheku_commands::api::{
    CallRow, CallSums, FleetTotals, KeyState, LeftOut, PassedOverWhy, VehicleRow, ViolationRow,
};
use cheku_domain::time::parse_vendor_time;
use cheku_domain::{Fen, Timestamp};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// RFC 3339 with +08:00.
pub fn at<S: Serializer>(time: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&time.rfc3339())
}

fn at_maybe<S: Serializer>(time: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
    time.map(Timestamp::rfc3339).serialize(to)
}

/// `erase`
#[derive(Serialize)]
pub struct Erased<'a> {
    pub vehicles: u32,
    pub violations: u32,
    pub calls: u32,
    pub copies: &'a [String],
}

/// One line of `account list`.
#[derive(Serialize)]
pub struct Account<'a> {
    pub provider: &'a str,
    pub name: &'a str,
    pub default: bool,
    pub values: &'a BTreeMap<String, String>,
    pub price_fen: Option<Fen>,
    pub free_calls: u32,
    pub free_used: u32,
    pub allow_http: bool,
    pub timeout_seconds: Option<u32>,
    pub has_secret: bool,
    /// `price_fen` is that of the first step.
    pub prices: Vec<Step>,
    /// Calls left at the vendor as entered, less those charged since.
    pub quota_left: Option<u32>,
    /// "ready", "missing", "elsewhere", "silent" or "unknown"
    pub key: KeyState,
    /// Origin and path as they go over the wire.
    pub wire_address: &'a str,
}

/// A price from this paid call on.
#[derive(Serialize)]
pub struct Step {
    pub from: u32,
    pub price_fen: Fen,
}

/// `account list`
#[derive(Serialize)]
pub struct Accounts<'a> {
    pub accounts: Vec<Account<'a>>,
}

/// `account set`
#[derive(Serialize)]
pub struct Provider<'a> {
    pub provider: &'a str,
}

/// One line of `cities`.
#[derive(Serialize)]
pub struct City<'a> {
    pub province: &'a str,
    pub name: &'a str,
    pub code: &'a str,
    /// "nothing", "whole" or "last:N"
    pub engine: String,
    /// The same
    pub frame: String,
    #[serde(serialize_with = "at_maybe")]
    pub vanished_at: Option<Timestamp>,
}

/// `cities`
#[derive(Serialize)]
pub struct Cities<'a> {
    pub provider: &'a str,
    #[serde(serialize_with = "at_maybe")]
    pub fetched_at: Option<Timestamp>,
    /// null = the kept list was shown
    pub added: Option<u32>,
    pub vanished: Option<u32>,
    pub total: usize,
    pub cities: Vec<City<'a>>,
}

/// `account test`
#[derive(Serialize)]
pub struct Tested<'a> {
    pub ok: bool,
    pub code: &'a str,
    pub message: &'a str,
    /// null = nobody can tell.
    pub charged: Option<bool>,
}

/// `import`
#[derive(Serialize)]
pub struct Imported {
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub rejected: Vec<Complaint>,
    pub warnings: Vec<Complaint>,
    /// Rows in the file = added + updated + unchanged + rejected + passed over.
    pub rows: u32,
    pub passed_over: u32,
    pub passed_over_rows: Vec<PassedOver>,
    pub sheets: Vec<ImportedSheet>,
}

/// A row that is no vehicle, or was not taken.
#[derive(Serialize)]
pub struct PassedOver {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    pub row: u32,
    pub why: PassedOverWhy,
    pub message: &'static str,
    pub text: String,
}

/// One sheet of the file.
#[derive(Serialize)]
pub struct ImportedSheet {
    pub name: String,
    pub read: bool,
    pub rows: u32,
    pub why: Option<LeftOut>,
}

/// One rejected cell, or a warning.
#[derive(Serialize)]
pub struct Complaint {
    /// Where the file has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    pub row: u32,
    pub column: String,
    pub code: &'static str,
    pub message: String,
    pub text: String,
}

/// `vehicles`
#[derive(Serialize)]
pub struct Vehicles {
    pub total: u32,
    pub vehicles: Vec<Vehicle>,
}

/// One vehicle.
#[derive(Serialize)]
pub struct Vehicle {
    plate: String,
    plate_type: &'static str,
    vin: Option<String>,
    engine: Option<String>,
    city_code: Option<String>,
    owner: Option<String>,
    group: Option<String>,
    driver: Option<String>,
    note: Option<String>,
    status: &'static str,
    #[serde(serialize_with = "at_maybe")]
    checked_at: Option<Timestamp>,
    provider: Option<String>,
    violations: u32,
    unhandled: u32,
    unpaid: u32,
    fines_due_fen: Fen,
    fines_unknown: u32,
    points_waiting: u32,
    points_unknown: u32,
}

impl From<&VehicleRow> for Vehicle {
    fn from(row: &VehicleRow) -> Vehicle {
        let vehicle = row.vehicle.clone();
        Vehicle {
            plate: vehicle.plate.to_string(),
            plate_type: vehicle.plate_type.code(),
            vin: vehicle.vin.map(|vin| vin.as_str().to_owned()),
            engine: vehicle.engine,
            city_code: vehicle.city_code,
            owner: vehicle.owner,
            group: vehicle.group,
            driver: vehicle.driver,
            note: vehicle.note,
            status: row.status.word(),
            checked_at: row.checked_at,
            provider: row.checked_by.clone(),
            violations: row.totals.violations,
            unhandled: row.totals.unhandled,
            unpaid: row.totals.unpaid,
            fines_due_fen: row.totals.fines_due_fen,
            fines_unknown: row.totals.fines_unknown,
            points_waiting: row.totals.points_waiting,
            points_unknown: row.totals.points_unknown,
        }
    }
}

/// `violations`
#[derive(Serialize)]
pub struct Violations {
    pub total: u32,
    pub violations: Vec<Violation>,
}

/// One violation.
#[derive(Serialize)]
pub struct Violation {
    plate: String,
    plate_type: &'static str,
    time: Option<String>,
    time_text: String,
    place: String,
    act: String,
    code: Option<String>,
    fine_fen: Option<Fen>,
    points: Option<u8>,
    state: cheku_commands::api::ShownState,
    driver: Option<String>,
    city: Option<String>,
    providers: Vec<String>,
    #[serde(serialize_with = "at")]
    first_seen: Timestamp,
    #[serde(serialize_with = "at")]
    last_seen: Timestamp,
    repeat: u32,
}

impl From<&ViolationRow> for Violation {
    fn from(row: &ViolationRow) -> Violation {
        // A vendor's text that is no time is shown as it is, and is no time to a script.
        let time = parse_vendor_time(&row.time);
        Violation {
            plate: row.plate.to_string(),
            plate_type: row.plate_type.code(),
            time: time.map(|time| time.format("%Y-%m-%dT%H:%M:%S+08:00").to_string()),
            time_text: row.time_text.clone(),
            place: row.place.clone(),
            act: row.act.clone(),
            code: row.code.clone(),
            fine_fen: row.fine_fen,
            points: row.points,
            state: row.state,
            driver: row.driver.clone(),
            city: row.city.clone(),
            providers: row.providers.clone(),
            first_seen: row.first_seen,
            last_seen: row.last_seen,
            repeat: row.repeat,
        }
    }
}

/// `calls`
#[derive(Serialize)]
pub struct Calls {
    calls: u32,
    charged: u32,
    /// Of these: with an answer that cannot be read yet.
    unreadable: u32,
    free: u32,
    /// Asked without a readable answer (the contract of `calls`): those under way, too.
    doubtful: u32,
    lookups: u32,
    cost_fen: Fen,
    cost_unknown: u32,
    /// Empty unless asked for.
    list: Vec<Call>,
}

impl Calls {
    /// Sums and rows as the document has them.
    pub fn of(sums: &CallSums, rows: &[CallRow]) -> Calls {
        Calls {
            calls: sums.calls,
            charged: sums.charged,
            unreadable: sums.unreadable,
            free: sums.free,
            doubtful: sums.doubtful + sums.asking,
            lookups: sums.lookups,
            cost_fen: sums.cost_fen,
            cost_unknown: sums.cost_unknown,
            list: rows.iter().map(Into::into).collect(),
        }
    }
}

/// One call of the ledger.
#[derive(Serialize)]
pub struct Call {
    id: String,
    plate: Option<String>,
    /// null = a lookup, or the vehicle has another plate since.
    plate_type: Option<&'static str>,
    provider: String,
    #[serde(serialize_with = "at")]
    asked_at: Timestamp,
    #[serde(serialize_with = "at_maybe")]
    settled_at: Option<Timestamp>,
    state: &'static str,
    charge: &'static str,
    code: Option<String>,
}

impl From<&CallRow> for Call {
    fn from(row: &CallRow) -> Call {
        Call {
            id: row.id.clone(),
            plate: row.plate.as_ref().map(ToString::to_string),
            plate_type: row.plate_type.map(cheku_domain::PlateType::code),
            provider: row.provider.clone(),
            asked_at: row.asked_at,
            settled_at: row.settled_at,
            state: row.state.word(),
            charge: row.charge.word(),
            code: row.code.clone(),
        }
    }
}

/// `export --format html`
#[derive(Serialize)]
pub struct Report<'a> {
    pub rows: u32,
    pub all: u32,
    pub file: &'a str,
}

/// `calls show`
#[derive(Serialize)]
pub struct CallShown<'a> {
    pub call: Call,
    pub answer: Option<Answer<'a>>,
}

/// An answer as it came.
#[derive(Serialize)]
pub struct Answer<'a> {
    #[serde(serialize_with = "at")]
    pub received_at: Timestamp,
    pub http_status: u16,
    pub content_type: Option<&'a str>,
    pub bytes: u64,
    pub text: &'a str,
}

/// `backup`
#[derive(Serialize)]
pub struct File<'a> {
    pub file: &'a str,
}

/// `restore`
#[derive(Serialize)]
pub struct Restored<'a> {
    /// Where the former garage is kept; "" = there was none, null = nothing was restored.
    pub file: Option<&'a str>,
    /// What it had and the backup had not; null = it could not be read.
    pub newer: Option<cheku_commands::api::Newer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<RefusalBody<'a>>,
}

/// `sandbox`
#[derive(Serialize)]
pub struct Sandbox {
    pub origin: String,
    pub fleet_csv: String,
    pub bill: String,
    pub providers: Vec<SandboxProvider>,
}

/// One vendor of the sandbox.
#[derive(Serialize)]
pub struct SandboxProvider {
    pub provider: &'static str,
    pub base_url: String,
    /// By the form's field.
    pub credentials: BTreeMap<&'static str, String>,
}

/// `demo`
#[derive(Serialize)]
pub struct Demo {
    pub providers: Vec<DemoShare>,
}

/// What one provider's turn came to.
#[derive(Serialize)]
pub struct DemoShare {
    pub provider: &'static str,
    pub check: Check,
    #[serde(serialize_with = "totals::document")]
    pub totals: FleetTotals,
    pub bill: DemoBill,
}

/// The vendor's own count.
#[derive(Serialize, Clone, Copy)]
pub struct DemoBill {
    pub arrivals: u64,
    pub charged: u64,
    pub free: u64,
    pub lookups: u64,
    pub cost_fen: Option<i64>,
}
