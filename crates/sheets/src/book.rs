//! A file's sheets: which are read, and why the others are not.

use crate::gathering::{Grid, MOST_CELLS};
use crate::headings::Headings;
use crate::table::{MOST_BYTES, MOST_ROWS, Table};
use crate::{SheetError, sorted};
use serde::{Deserialize, Serialize};

/// Sheets that show how to fill in the others, by a word in their names.
const EXAMPLES: [&str; 8] = ["示例", "样例", "范例", "例子", "模板", "example", "sample", "template"];

/// A read file. Plain data: it may have been read in another process.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Book {
    /// Its sheets, in its order; a text file has one without a name.
    pub sheets: Vec<BookSheet>,
}

/// One sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookSheet {
    /// Its name; "" where the file has no sheets.
    pub name: String,
    /// The rows with something in them besides the headings.
    pub rows: u32,
    /// Why it is left out; `None`: it is read.
    pub left_out: Option<LeftOut>,
    /// What it holds, in case the person takes it nonetheless; `None` where there is
    /// nothing, or too much.
    pub table: Option<Table>,
}

cheku_domain::words! {
    /// Why a sheet is left out.
    pub enum LeftOut {
        /// Nothing below the headings, or nothing at all.
        Empty = "empty",
        /// The sheet is hidden.
        Hidden = "hidden",
        /// Its name says that it shows how to fill in the others.
        Example = "example",
        /// No heading is one of plates.
        NoPlateColumn = "no_plate_column",
        /// The person does not want it.
        NotWanted = "not_wanted",
    }
}

impl Book {
    /// The tables of the sheets that are read.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sheets.iter().filter(|sheet| sheet.left_out.is_none()).filter_map(|sheet| sheet.table.as_ref())
    }

    /// The sheet of this name.
    pub fn sheet_mut(&mut self, name: &str) -> Option<&mut BookSheet> {
        self.sheets.iter_mut().find(|sheet| sheet.name == name)
    }

    /// Refuses a book of which no sheet is read, and one with too many rows.
    pub fn check(&self) -> Result<(), SheetError> {
        let rows: usize = self.tables().map(|table| table.rows.len()).sum();
        if self.tables().next().is_none() {
            Err(SheetError::NoSheetTaken)
        } else if rows > MOST_ROWS {
            Err(SheetError::TooManyRows { limit: MOST_ROWS })
        } else {
            Ok(())
        }
    }
}

/// Takes a file's sheets one after the other.
#[derive(Default)]
pub(crate) struct Binding {
    sheets: Vec<BookSheet>,
    cells: usize,
    /// A limit that was met in a sheet that would have been read.
    cut: Option<SheetError>,
    headings_only: bool,
}

impl Binding {
    /// Takes the next sheet.
    pub(crate) fn take(&mut self, mut grid: Grid) -> Result<(), SheetError> {
        let headings = Headings::find(&grid);
        let (hidden, name, cut) = (grid.hidden, grid.name.clone(), grid.cut.take());
        let rows = grid.rows.len();
        let left_out = if rows == 0 {
            Some(LeftOut::Empty)
        } else if hidden {
            Some(LeftOut::Hidden)
        } else if is_example(&name) {
            Some(LeftOut::Example)
        } else {
            headings.is_none().then_some(LeftOut::NoPlateColumn)
        };
        let mut table = (rows > 0).then(|| sorted::table(grid, headings.as_ref()));
        let headings_only = table.as_ref().is_some_and(|table| table.rows.is_empty());
        self.headings_only |= headings_only;
        if let (Some(cut), true) = (cut.clone(), left_out.is_none()) {
            return Err(cut);
        }
        if cut.is_some() {
            self.cut = self.cut.take().or(cut);
            table = None;
        }
        self.cells += table.iter().flat_map(|table| &table.rows).map(|row| row.cells.len()).sum::<usize>();
        if self.cells > MOST_CELLS {
            return Err(SheetError::TooLarge { limit: MOST_BYTES });
        }
        let rows = match &table {
            Some(table) if headings.is_some() => table.rows.len() + table.passed_over.len(),
            _ => rows,
        };
        self.sheets.push(BookSheet {
            name,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            left_out: left_out.or(headings_only.then_some(LeftOut::Empty)),
            table,
        });
        Ok(())
    }

    /// The whole file. Where no sheet at all has a plate heading, the first with
    /// something on it is read, so that the person can say what its columns are.
    pub(crate) fn finish(mut self) -> Result<Book, SheetError> {
        let filled = |sheet: &BookSheet| sheet.left_out != Some(LeftOut::Empty);
        if !self.sheets.iter().any(filled) {
            return Err(if self.headings_only { SheetError::HeadingsOnly } else { SheetError::EmptyFile });
        }
        self.shows_itself();
        let guided =
            |sheet: &BookSheet| !matches!(sheet.left_out, Some(LeftOut::Empty | LeftOut::NoPlateColumn));
        if !self.sheets.iter().any(guided) {
            let first = self.sheets.iter_mut().find(|sheet| filled(sheet));
            if let Some(sheet) = first {
                let table =
                    sheet.table.as_ref().ok_or_else(|| self.cut.clone().unwrap_or(SheetError::Unreadable))?;
                sheet.rows = u32::try_from(table.rows.len() + table.passed_over.len()).unwrap_or(u32::MAX);
                sheet.left_out = None;
            }
        }
        let book = Book { sheets: self.sheets };
        match book.check() {
            Ok(()) | Err(SheetError::NoSheetTaken) => Ok(book),
            Err(too_many) => Err(too_many),
        }
    }

    /// Where every sheet with something on it is hidden, none is.
    fn shows_itself(&mut self) {
        let seen = |sheet: &BookSheet| !matches!(sheet.left_out, Some(LeftOut::Empty | LeftOut::Hidden));
        if self.sheets.iter().any(seen) {
            return;
        }
        for sheet in self.sheets.iter_mut().filter(|sheet| sheet.left_out == Some(LeftOut::Hidden)) {
            let known = sheet.table.as_ref().is_some_and(|table| !table.rows.is_empty());
            sheet.left_out = (!known).then_some(LeftOut::Empty);
        }
    }
}

fn is_example(name: &str) -> bool {
    let name = name.to_lowercase();
    EXAMPLES.iter().any(|word| name.contains(word))
}
