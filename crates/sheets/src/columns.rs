//! What each column holds: told by its heading, guessed by its content, corrected
//! by the person.

use crate::meaning::{JOINED, Meaning, of_part, own_name};
use crate::{SheetError, Table};
use cheku_domain::day::{NoDay, parse_day};
use cheku_domain::text::LONGEST;
use cheku_domain::{DueKind, FrameNumber, NewDueDate, Plate, PlateType};
use serde::{Deserialize, Serialize};

/// What each column of a table holds. The caller may change `meanings` at will;
/// `check` says whether the result can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// One for each heading; `None` is a column left out.
    pub meanings: Vec<Option<Meaning>>,
}

/// Rows by which a column's content is judged.
const SAMPLE: usize = 200;

impl Mapping {
    /// Told by the headings alone: what a script gets.
    pub fn by_headings(table: &Table) -> Mapping {
        let mut mapping = Mapping { meanings: Vec::new() };
        for (column, heading) in table.headings.iter().enumerate() {
            let lowest = heading.rsplit(JOINED).next().unwrap_or_default();
            // What only the heading above says belongs to the first column below it.
            let is_first =
                |meaning: &Meaning| of_part(lowest).is_some() || mapping.column(*meaning).is_none();
            let holds_days = || !Meaning::needs_days(heading) || mostly(table, column, may_be_day);
            let meaning = Meaning::of_heading(heading)
                .filter(is_first)
                .filter(|meaning| meaning.due().is_none() || holds_days());
            mapping.meanings.push(meaning);
        }
        if let Some(column) = mapping.column(Meaning::VehicleClass)
            && mapping.column(Meaning::PlateType).is_none()
            && mostly(table, column, |cell| PlateType::parse(cell).is_some())
        {
            // Older lists have the plate type under 车辆类型.
            mapping.meanings[column] = Some(Meaning::PlateType);
        }
        mapping
    }

    /// Told by the headings, and where they are silent guessed by the content:
    /// what a person is offered to confirm.
    pub fn suggested(table: &Table) -> Mapping {
        let mut mapping = Mapping::by_headings(table);
        for column in 0..mapping.meanings.len() {
            if mapping.meanings[column].is_none() {
                let guess = guess(table, column).filter(|guess| mapping.column(*guess).is_none());
                mapping.meanings[column] = guess.or_else(|| mapping.own_due(table, column));
            }
        }
        mapping
    }

    /// The column of a due date; `None` where none holds it.
    pub fn due_column(&self, table: &Table, due: &NewDueDate) -> Option<usize> {
        match due.kind {
            DueKind::Own => {
                self.own_dues(table).find(|(_, name)| *name == due.name).map(|(column, _)| column)
            }
            kind => self.column(Meaning::of_due(kind)?),
        }
    }

    /// The columns whose headings say what runs out, with its name.
    pub(crate) fn own_dues<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = (usize, String)> + 'a {
        let own = self.meanings.iter().zip(&table.headings).enumerate();
        own.filter(|(_, (meaning, _))| **meaning == Some(Meaning::OwnDue))
            .map(|(column, (_, heading))| (column, named(heading)))
    }

    /// The column that holds this; the left one of two.
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.meanings.iter().position(|held| *held == Some(meaning))
    }

    /// A column of days under a heading that says that something else runs out, unless another has its name.
    fn own_due(&self, table: &Table, column: usize) -> Option<Meaning> {
        let heading = table.headings.get(column)?;
        let is_new = !self.own_dues(table).any(|(_, name)| name == named(heading));
        let has_days = || table.rows.iter().take(SAMPLE).any(|row| may_be_day(row.cell(column)));
        let fits = Meaning::says_due(heading) && is_new && has_days();
        fits.then_some(Meaning::OwnDue)
    }

    /// Refuses two columns with one meaning, and a table without plates.
    pub fn check(&self, table: &Table) -> Result<(), SheetError> {
        for (column, meaning) in self.meanings.iter().enumerate() {
            let Some(meaning) = *meaning else { continue };
            let first = match meaning {
                Meaning::OwnDue => {
                    let name = table.headings.get(column).map(|heading| named(heading));
                    self.own_dues(table).find(|(_, other)| Some(other) == name.as_ref()).map(|(at, _)| at)
                }
                _ => self.column(meaning),
            };
            if let Some(first) = first.filter(|first| *first < column) {
                return Err(twice(table, meaning, first, column));
            }
        }
        self.column(Meaning::Plate).map(|_| ()).ok_or(SheetError::PlateColumnMissing)
    }
}

/// What runs out by a heading; the whole of one that says nothing but that it does.
fn named(heading: &str) -> String {
    let name = own_name(heading);
    let name = if name.is_empty() { heading } else { &name };
    name.chars().take(LONGEST).collect()
}

fn twice(table: &Table, meaning: Meaning, first: usize, second: usize) -> SheetError {
    let heading = |column: usize| table.headings.get(column).cloned().unwrap_or_default();
    SheetError::ColumnTwice { meaning, first: heading(first), second: heading(second) }
}

/// A column of which more than half of the filled cells are plates, VINs or
/// names of plate types. Bare numbers could be anything and are no plate types.
fn guess(table: &Table, column: usize) -> Option<Meaning> {
    let named_type = |cell: &str| !cell.is_ascii() && PlateType::parse(cell).is_some();
    if mostly(table, column, |cell| Plate::parse(cell).is_ok()) {
        Some(Meaning::Plate)
    } else if mostly(table, column, |cell| FrameNumber::parse(cell, false).is_ok()) {
        Some(Meaning::Vin)
    } else if mostly(table, column, named_type) {
        Some(Meaning::PlateType)
    } else {
        None
    }
}

/// A day, or what could be several.
fn may_be_day(cell: &str) -> bool {
    !matches!(parse_day(cell), Err(NoDay::Unreadable))
}

/// Whether more than half of a column's filled cells fit.
fn mostly(table: &Table, column: usize, fits: impl Fn(&str) -> bool) -> bool {
    let cells = || table.rows.iter().take(SAMPLE).map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    2 * cells().filter(|cell| fits(cell)).count() > cells().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &[&[&str]]) -> Table {
        crate::sorted::of_texts(lines)
    }

    #[test]
    fn content_is_a_suggestion_and_never_overrules_a_heading() {
        let silent = table(&[
            &["牌", "识别", "种类", "数"],
            &["苏E12345", "LNBSCC3H8GF308384", "小型汽车", "1"],
            &["苏E54321", "", "", "2"],
            &["无", "LNBSCC3H9GF308384", "大型汽车", "2"],
        ]);
        assert_eq!(Mapping::by_headings(&silent).check(&silent), Err(SheetError::PlateColumnMissing));
        let meanings = Mapping::suggested(&silent).meanings;
        assert_eq!(meanings, [Some(Meaning::Plate), Some(Meaning::Vin), Some(Meaning::PlateType), None]);

        let told = table(&[&["旧牌", "车牌号"], &["苏E12345", "苏E54321"]]);
        assert_eq!(Mapping::suggested(&told).meanings, [None, Some(Meaning::Plate)]);
    }

    #[test]
    fn two_columns_with_one_meaning_are_named() {
        let both = table(&[&["车牌", "部门", "车队"], &["苏E12345", "a", "b"]]);
        let (first, second) = ("部门".to_owned(), "车队".to_owned());
        let expected = SheetError::ColumnTwice { meaning: Meaning::Group, first, second };
        let mut mapping = Mapping::by_headings(&both);
        assert_eq!(mapping.check(&both), Err(expected));
        mapping.meanings[2] = None;
        assert_eq!(mapping.check(&both), Ok(()), "the person left one out");
    }
}
