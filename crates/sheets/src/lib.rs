//! Spreadsheets and text files to rows and back.
//!
//! Reading goes `read::open` → [`Book`] → [`Table`] → [`Mapping`] → [`read_vehicles`] → [`Reading`];
//! writing goes [`write()`] with typed cells. Nothing here knows the garage, and nothing
//! here speaks to people: complaints are codes with row, column and the value as it stood.

mod across;
pub mod book;
pub mod cell;
pub mod columns;
mod due_heading;
pub mod error;
mod fields;
mod gathering;
mod headings;
mod html;
mod markup;
pub mod meaning;
mod moment;
mod ods;
mod parts;
pub mod read;
mod shown;
mod sorted;
pub mod table;
mod text;
pub mod vehicle_row;
pub mod vehicles;
pub mod write;
mod xls;
mod xlsx;
mod xml2003;
mod zeros;

pub use across::read_sheets;
pub use book::{Book, BookSheet, LeftOut};
pub use cell::{Cell, CellKind};
pub use columns::Mapping;
pub use error::SheetError;
pub use meaning::Meaning;
pub use parts::any_part;
pub use read::{from_bytes, from_clipboard, open};
pub use table::{PassedOver, PassedOverWhy, Row, RowFault, Table};
pub use vehicle_row::{Complaint, VehicleRow};
pub use vehicles::{Reading, complaint_about, read_vehicles};
pub use write::{Column, Kind, Rejected, Sheet, Value, try_write, write, write_rejected, write_text};
