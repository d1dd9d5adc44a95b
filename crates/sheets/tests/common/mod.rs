//! What several stories share.
#![allow(dead_code, clippy::expect_used)]

pub mod messy;

use cheku_sheets::{Mapping, Reading, Table, read_vehicles};

/// Reads a table by its headings alone, as a script would.
pub fn by_headings(table: &Table) -> Reading {
    read_vehicles(table, &Mapping::by_headings(table)).expect("a usable mapping")
}

/// A pasted table, read.
pub fn pasted(text: &str) -> Reading {
    by_headings(&cheku_sheets::from_clipboard(text).expect("a table"))
}
