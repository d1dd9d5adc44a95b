//! What several stories share.
#![allow(dead_code, clippy::expect_used)]

pub mod files;
pub mod messy;

use cheku_sheets::{Book, Mapping, Reading, Table, read_vehicles};

/// The only table of a file that is read.
pub fn only(book: Book) -> Table {
    let mut tables = book.tables();
    let table = tables.next().expect("a sheet that is read").clone();
    assert_eq!(tables.next(), None, "one sheet alone");
    table
}

/// Reads a table by its headings alone, as a script would.
pub fn by_headings(table: &Table) -> Reading {
    read_vehicles(table, &Mapping::by_headings(table)).expect("a usable mapping")
}

/// A pasted table, read.
pub fn pasted(text: &str) -> Reading {
    by_headings(&only(cheku_sheets::from_clipboard(text).expect("a table")))
}
