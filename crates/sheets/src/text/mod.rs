//! Text files: which separator, and which line is which row.

mod decode;
mod record;

pub(crate) use decode::decode;

use crate::gathering::{Gathering, Grid, trimmed};
use crate::table::{Row, RowFault};
use crate::{Cell, CellKind, Meaning, SheetError};
use record::Splitter;
use std::borrow::Cow;

/// Lines by which the separator is told.
const SAMPLE_LINES: usize = 20;
/// From the likeliest; a bar, or the comma of Chinese, only where it parts headings.
const SEPARATORS: [char; 6] = [',', ';', '\t', '|', '，', '；'];
/// What a spreadsheet takes for the beginning of a formula when it opens a text
/// file, the wide forms in Chinese editions too.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Programs and pictures are no tables of text.
pub(crate) fn refuse_what_is_no_table(text: &str) -> Result<(), SheetError> {
    let start = text.trim_start();
    if start.starts_with('{') || start.starts_with("%PDF") || is_full_of_controls(text) {
        return Err(SheetError::NotASpreadsheet);
    }
    Ok(())
}

/// A control or two come along with a pasted remark; more make a program or a picture.
fn is_full_of_controls(text: &str) -> bool {
    let strange = |c: &char| c.is_control() && !c.is_whitespace() && *c != '\u{1a}';
    text.contains('\0') || 100 * text.chars().filter(strange).count() > text.chars().count()
}

/// Splits text into rows; without a given separator the likeliest one is taken.
pub(crate) fn rows(text: &str, separator: Option<char>) -> Grid {
    // Some programs mark the beginning twice; old DOS programs mark the end.
    let text = text.trim_start_matches('\u{feff}').trim_end_matches('\u{1a}');
    let (told, text) = told_separator(text);
    let separator = told.or(separator).unwrap_or_else(|| likeliest_separator(text));
    let mut gathering = Gathering::default();
    // Blank lines count, line ends inside of quotes do not: as a spreadsheet numbers.
    for (record, number) in Splitter::new(text, separator).zip(1_u32..) {
        let cells = record.cells.into_iter().map(cell).collect();
        let fault = record.is_unclosed.then_some(RowFault::UnclosedQuote);
        gathering.put_row(Row { number, cells, fault, ..Row::default() });
        if gathering.is_full() {
            break;
        }
    }
    Grid { counts_cells: true, ..gathering.finish() }
}

fn cell(text: Cow<'_, str>) -> Cell {
    Cell::new(trimmed(unguarded(&text).to_owned()), CellKind::Text)
}

/// A first line "sep=;" is for the program that opens the file and no row of it.
fn told_separator(text: &str) -> (Option<char>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="));
    match told.and_then(|told| told.trim_end_matches('\r').chars().next()) {
        Some(separator) => (Some(separator), rest),
        None => (None, text),
    }
}

/// The separator that parts most known headings; where none does, the one that stands
/// in most of the first lines. A comma inside the notes of a semicolon file loses.
fn likeliest_separator(text: &str) -> char {
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(SAMPLE_LINES);
    let headings = |separator: char| {
        let known = |line: &str| {
            let cells = line.split(separator).map(|cell| cell.trim_matches(['"', ' ', '\u{feff}']));
            let meanings: Vec<Meaning> = cells.filter_map(Meaning::of_heading).collect();
            if meanings.contains(&Meaning::Plate) { meanings.len() } else { 0 }
        };
        lines().map(known).max().unwrap_or(0)
    };
    // The first of equals.
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| headings(*separator)).unwrap_or(',');
    if headings(best) > 1 { best } else { commonest_separator(lines) }
}

fn commonest_separator<'t, L: Iterator<Item = &'t str>>(lines: impl Fn() -> L) -> char {
    let weight = |separator: char| {
        let counts = lines().map(|line| outside_quotes(line, separator)).filter(|count| *count > 0);
        counts.fold((0, 0), |(lines, all), count| (lines + 1, all + count))
    };
    [',', ';', '\t'].into_iter().rev().max_by_key(|separator| weight(*separator)).unwrap_or(',')
}

fn outside_quotes(line: &str, separator: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == separator && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// Whether a spreadsheet would run this text, or its apostrophe is one of ours:
/// such text is written with an apostrophe in front, and read without it.
pub(crate) fn needs_guard(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA_STARTS)
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests;
