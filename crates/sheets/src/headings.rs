//! Where the headings stand, over how many rows, and what they say together.

use crate::gathering::{Grid, Merge};
use crate::meaning::{JOINED, Meaning};
use crate::table::{Row, letters};

/// The rows of the sheet among which the headings are looked for: titles and
/// remarks stand above them in many a real file.
const HEADING_AMONG: u32 = 20;
/// Headings stand in as many rows at most.
const MOST_HEADING_ROWS: usize = 3;

/// The headings of a sheet.
pub(crate) struct Headings {
    /// Which of the sheet's rows they are.
    pub rows: std::ops::RangeInclusive<usize>,
    /// The column with the plates.
    pub plate: usize,
}

impl Headings {
    /// The first of the sheet's first rows in which a plate heading stands, with the
    /// rows above and below that belong to it.
    pub(crate) fn find(grid: &Grid) -> Option<Headings> {
        let (at, plate) = grid
            .rows
            .iter()
            .take_while(|row| row.number <= HEADING_AMONG)
            .enumerate()
            .find_map(|(at, row)| plate_heading(row).map(|plate| (at, plate)))?;
        let (mut first, mut last) = (at, at);
        while last - first + 1 < MOST_HEADING_ROWS && continues_below(grid, at, last, plate) {
            last += 1;
        }
        while last - first + 1 < MOST_HEADING_ROWS && continues_above(grid, first) {
            first -= 1;
        }
        Some(Headings { rows: first..=last, plate })
    }

    /// The joined name of each column; "" where nothing stands above it.
    pub(crate) fn names(&self, grid: &Grid) -> Vec<String> {
        let rows = &grid.rows[self.rows.clone()];
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let bottom = rows.last().map_or(0, |row| row.number);
        let merged =
            grid.merges.iter().filter(|merge| rows.iter().any(|row| merge.rows.contains(&row.number)));
        let width = merged.clone().map(|merge| merge.columns.end() + 1).fold(width, usize::max);
        let over: Vec<&Merge> = merged.collect();
        let name = |column: usize| {
            let mut parts: Vec<&str> = Vec::new();
            for row in rows {
                let part = spread(grid, &over, row, column, bottom);
                if !part.is_empty() && parts.last() != Some(&part) {
                    parts.push(part);
                }
            }
            parts.join(JOINED)
        };
        (0..width.min(crate::gathering::MOST_COLUMNS)).map(name).collect()
    }
}

/// The column in which a row has a plate heading.
pub(crate) fn plate_heading(row: &Row) -> Option<usize> {
    let is_heading = |text: &str| text.len() <= 200 && Meaning::of_heading(text) == Some(Meaning::Plate);
    row.cells.iter().position(|cell| is_heading(&cell.text))
}

/// A column's name in a list of them; its letter where it has none.
pub(crate) fn name_or_letters(name: &str, column: usize) -> String {
    if name.is_empty() { letters(column) } else { name.to_owned() }
}

/// The next row holds the lower parts: nothing new below the plate heading, and
/// either the plate heading's cell reaches down, or the row has headings of its own.
fn continues_below(grid: &Grid, at: usize, last: usize, plate: usize) -> bool {
    let (heading, Some(below)) = (&grid.rows[at], grid.rows.get(last + 1)) else { return false };
    let next_to_it = below.number == grid.rows[last].number + 1;
    if !next_to_it || !below.cell(plate).is_empty() {
        return false;
    }
    let reaches_down = grid.merges.iter().any(|merge| {
        merge.columns.contains(&plate)
            && merge.rows.contains(&heading.number)
            && merge.rows.contains(&below.number)
    });
    let has_headings = below.cells.iter().any(|cell| Meaning::of_heading(&cell.text).is_some());
    (reaches_down || has_headings) && !below.has_plate()
}

/// The row above holds the upper parts: several of them, over several columns each.
/// Remarks ("单位：…") are none.
fn continues_above(grid: &Grid, first: usize) -> bool {
    let Some(above) = first.checked_sub(1).map(|at| &grid.rows[at]) else { return false };
    let next_to_it = above.number + 1 == grid.rows[first].number;
    let parts = above.cells.iter().filter(|cell| !cell.is_blank());
    let several = parts.clone().count() > 1;
    let remark = parts.clone().any(|cell| cell.text.contains([':', '：']));
    let is_wide =
        |merge: &&Merge| merge.rows.contains(&above.number) && merge.columns.start() < merge.columns.end();
    next_to_it && several && !remark && grid.merges.iter().any(|merge| is_wide(&merge))
}

/// What stands in one place of the headings, a merged cell's value in all its
/// places. A merged cell in the lowest row names its first column alone: two
/// columns with one name would be two of a kind.
fn spread<'g>(grid: &'g Grid, merges: &[&Merge], row: &'g Row, column: usize, bottom: u32) -> &'g str {
    let own = row.cell(column);
    if !own.is_empty() {
        return own;
    }
    let over =
        merges.iter().find(|merge| merge.rows.contains(&row.number) && merge.columns.contains(&column));
    let Some(merge) = over else { return "" };
    if *merge.rows.end() >= bottom && column != *merge.columns.start() {
        return "";
    }
    let top = grid.rows.binary_search_by_key(merge.rows.start(), |row| row.number);
    top.map_or("", |at| grid.rows[at].cell(*merge.columns.start()))
}
