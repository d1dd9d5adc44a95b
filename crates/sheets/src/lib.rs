//! Spreadsheets and text files to rows and back.
//!
//! Reading goes `read::open` → [`Table`] → [`Mapping`] → [`read_vehicles`] → [`Reading`];
//! writing goes [`write()`] with typed cells. Nothing here knows the garage, and nothing
//! here speaks to people: complaints are codes with row, column and the value as it stood.

pub mod cell;
pub mod columns;
pub mod error;
mod fields;
pub mod read;
pub mod table;
mod text;
mod unfolded;
pub mod vehicles;
mod workbook;
pub mod write;
mod zeros;

pub use cell::{Cell, CellKind};
pub use columns::{Mapping, Meaning};
pub use error::SheetError;
pub use read::{from_bytes, from_clipboard, open};
pub use table::{Row, Table};
pub use vehicles::{Complaint, Reading, VehicleRow, complaint_about, read_vehicles};
pub use write::{Column, Kind, Sheet, Value, try_write, write, write_rejected, write_text};
