//! The nouns and rules of Cheku; pure, without I/O, clock or runtime.
//!
//! Everything else in the workspace speaks in these types: providers turn answers
//! into them, the garage keeps them, the batch decides with them.

pub mod case;
pub mod charge;
pub mod city;
pub mod clearance;
pub mod day;
pub mod due;
pub mod identity;
pub mod issued;
pub mod late_fee;
pub mod ledger;
pub mod money;
mod normal;
pub mod pairing;
pub mod plate;
pub mod plate_colour;
pub mod plate_type;
pub mod points;
pub mod price;
pub mod provider;
pub mod receipt;
pub mod restore;
pub mod secret;
pub mod settlement;
mod skip;
pub mod span;
pub mod spoiled;
mod subject;
pub mod text;
pub mod time;
pub mod totals;
pub mod type_choice;
pub mod vehicle;
pub mod vehicle_class;
pub mod vin;
pub mod violation;
mod words;

pub use case::{Case, Payer, Stage};
pub use charge::{Attempt, Charge};
pub use city::{CityRule, Missing, Need};
pub use due::{DueKind, DueStep, NewDueDate};
pub use late_fee::late_fee;
pub use money::Fen;
pub use plate::{Plate, PlateError, PlateForm};
pub use plate_colour::PlateColour;
pub use plate_type::PlateType;
pub use points::Points;
pub use price::{CallCost, PriceList, PriceStep};
pub use receipt::ReceiptKind;
pub use restore::CutOffRestore;
pub use secret::Secret;
pub use span::{Span, SpanBy};
pub use spoiled::Spoiled;
pub use subject::Subject;
pub use time::Timestamp;
pub use totals::{Totals, TotalsBy};
pub use vehicle::{Detail, Left, Vehicle, VehicleId, VehicleStatus};
pub use vehicle_class::VehicleClass;
pub use vin::{FrameNumber, FrameNumberError};
pub use violation::{DriverWhy, ShownState, UnknownPart, Violation, ViolationState};

/// A future that can be kept in a trait object: what the two traits of this
/// crate hand out, so that the domain needs no runtime.
pub type Work<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
