//! Which of a sheet's rows are vehicles, and which are titles, totals and headings.

use crate::gathering::{Grid, Merge};
use crate::headings::{Headings, name_or_letters, plate_heading};
use crate::table::{PassedOver, PassedOverWhy, Row, RowFault, Table};
use crate::{Cell, CellKind};
use cheku_domain::Plate;

/// How a row of sums begins, without white space.
const TOTALS: [&str; 8] = ["合计", "小计", "总计", "共计", "累计", "总数", "total", "subtotal"];

/// A sheet as a table: by its headings, or by its first row where they are not known.
pub(crate) fn table(mut grid: Grid, headings: Option<&Headings>) -> Table {
    let names = headings.map(|headings| headings.names(&grid));
    let Parted { above, heading_rows, below } = parted(&mut grid, headings);
    let lowest = heading_rows.last();
    let names = names
        .unwrap_or_else(|| lowest.iter().flat_map(|row| &row.cells).map(|cell| cell.text.clone()).collect());
    let mut table = Table {
        sheet: grid.name,
        headings: names,
        heading_row: lowest.map_or(0, |row| row.number),
        rows: Vec::new(),
        passed_over: above.into_iter().map(|row| PassedOver { row, why: PassedOverWhy::Title }).collect(),
    };
    let sorting = Sorting {
        plate: headings.map(|headings| headings.plate),
        most_cells: (grid.counts_cells && lowest.is_some()).then_some(table.headings.len()),
        heading_rows,
        bands: grid.merges.iter().filter(|merge| merge.columns.start() < merge.columns.end()).collect(),
    };
    sorting.sort(below, &mut table);
    spread_down(&grid.merges, &mut table.rows);
    let width = table.rows.iter().map(|row| row.cells.len()).fold(table.headings.len(), usize::max);
    table.headings.resize(width, String::new());
    table.headings =
        table.headings.iter().zip(0..).map(|(name, column)| name_or_letters(name, column)).collect();
    table
}

/// A sheet's rows around its headings.
struct Parted {
    above: Vec<Row>,
    heading_rows: Vec<Row>,
    below: Vec<Row>,
}

fn parted(grid: &mut Grid, headings: Option<&Headings>) -> Parted {
    let mut rows = std::mem::take(&mut grid.rows);
    let (first, behind) = match headings {
        Some(headings) => (*headings.rows.start(), headings.rows.end() + 1),
        // Rows pasted without their headings begin with a vehicle.
        None => (0, usize::from(!rows.first().is_some_and(Row::has_plate)).min(rows.len())),
    };
    let below = rows.split_off(behind);
    let heading_rows = rows.split_off(first);
    Parted { above: rows, heading_rows, below }
}

/// What the rows below the headings are held against.
struct Sorting<'g> {
    /// The column with the plates; `None` where it is not known yet.
    plate: Option<usize>,
    heading_rows: Vec<Row>,
    /// How many cells a text file's row may have.
    most_cells: Option<usize>,
    /// Cells over several columns.
    bands: Vec<&'g Merge>,
}

impl Sorting<'_> {
    fn sort(&self, rows: Vec<Row>, table: &mut Table) {
        let mut other_headings = false;
        for mut row in rows {
            match self.why(&row) {
                Some(why) => {
                    if why == PassedOverWhy::RepeatedHeadings {
                        other_headings = !self.is_like_headings(&row);
                    }
                    table.passed_over.push(PassedOver { row, why });
                }
                None => {
                    row.fault = row.fault.or_else(|| self.fault(&row, other_headings));
                    // The blank cells behind the last one have been counted, and are nothing.
                    let filled =
                        row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
                    row.cells.truncate(filled);
                    table.rows.push(row);
                }
            }
        }
    }

    fn fault(&self, row: &Row, other_headings: bool) -> Option<RowFault> {
        let shifted =
            self.most_cells.is_some_and(|most| row.cells.iter().skip(most).any(|cell| !cell.is_blank()));
        match (shifted, other_headings) {
            (true, _) => Some(RowFault::TooManyCells),
            (_, true) => Some(RowFault::OtherHeadings),
            _ => None,
        }
    }

    fn why(&self, row: &Row) -> Option<PassedOverWhy> {
        let plate = self.plate?;
        if Plate::parse(row.cell(plate)).is_ok() {
            None
        } else if self.repeats_headings(row) {
            Some(PassedOverWhy::RepeatedHeadings)
        } else if is_total(row, plate) {
            Some(PassedOverWhy::Total)
        } else if self.is_band(row) {
            Some(PassedOverWhy::Title)
        } else {
            None
        }
    }

    /// A second table below the first has its headings, these or others.
    fn repeats_headings(&self, row: &Row) -> bool {
        plate_heading(row).is_some() || self.is_like_headings(row)
    }

    /// Every cell says what the heading above it says.
    fn is_like_headings(&self, row: &Row) -> bool {
        let filled = || row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let is_like = |headings: &Row| filled().all(|(column, cell)| headings.cell(column) == cell.text);
        filled().next().is_some() && self.heading_rows.iter().any(is_like)
    }

    /// One text over several columns: the name of a part of the list.
    fn is_band(&self, row: &Row) -> bool {
        let mut filled = (0..row.cells.len()).filter(|column| !row.cells[*column].is_blank());
        let (Some(column), None) = (filled.next(), filled.next()) else { return false };
        self.bands.iter().any(|merge| merge.rows.contains(&row.number) && *merge.columns.start() == column)
    }
}

/// A row of sums says so in the column of the plates, or has none and says so elsewhere.
fn is_total(row: &Row, plate: usize) -> bool {
    let says_total = |text: &str| {
        let folded: String =
            text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        TOTALS.iter().any(|word| folded.starts_with(word))
    };
    match row.cell(plate) {
        "" => row.cells.iter().any(|cell| says_total(&cell.text)),
        text => says_total(text) || row.cells.iter().take(plate).any(|cell| says_total(&cell.text)),
    }
}

/// Gives a merged cell's value to every row that it spans, where the row has
/// something of its own besides a running number.
fn spread_down(merges: &[Merge], rows: &mut [Row]) {
    /// More than any real list asks for.
    const MOST: usize = crate::gathering::MOST_CELLS;
    let mut left = MOST;
    for merge in merges.iter().filter(|merge| merge.rows.start() < merge.rows.end()) {
        let first = rows.partition_point(|row| row.number < *merge.rows.start());
        let behind = rows.partition_point(|row| row.number <= *merge.rows.end());
        let column = *merge.columns.start();
        let spanned = &mut rows[first..behind];
        let Some((top, below)) = spanned.split_first_mut() else { continue };
        let Some(value) = top.cells.get(column).filter(|cell| !cell.is_blank()).cloned() else { continue };
        if top.number != *merge.rows.start() || below.len() > left {
            continue;
        }
        left -= below.len();
        for row in below.iter_mut().filter(|row| has_its_own(row)) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::default());
            }
            if row.cells[column].is_blank() {
                row.cells[column] = value.clone();
            }
        }
    }
}

fn has_its_own(row: &Row) -> bool {
    row.cells.iter().any(|cell| {
        let number = cell.kind == CellKind::Number || cell.text.bytes().all(|byte| byte.is_ascii_digit());
        !cell.is_blank() && !number
    })
}

/// A table of texts, for tests.
#[cfg(test)]
pub(crate) fn of_texts(lines: &[&[&str]]) -> Table {
    let row = |(cells, number): (&&[&str], u32)| Row {
        number,
        cells: cells.iter().map(|cell| Cell::from(*cell)).collect(),
        ..Row::default()
    };
    let grid = Grid { rows: lines.iter().zip(1..).map(row).collect(), ..Grid::default() };
    let headings = Headings::find(&grid);
    table(grid, headings.as_ref())
}
