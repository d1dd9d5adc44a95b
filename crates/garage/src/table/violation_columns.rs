//! Violations as a search looks at them, in memory: for a word that stands in most rows, indexes lead to all of them
//! four times over. Some forty bytes a row, read once and kept until the file changes.

use super::violation_search::{Found, Holders, Search};
use crate::Result;
use crate::row::Cells;
use rusqlite::Connection;

/// Violations whose vehicles are not removed, by number.
#[derive(Default)]
pub(crate) struct Columns {
    numbers: Vec<i64>,
    /// Of each: act, place, code and vehicle; 0 = none.
    held: Vec<[u32; 4]>,
    standing: Vec<u8>,
    fine_fen: Vec<Option<i64>>,
    points: Vec<Option<u8>>,
}

const ROWS: &str = "SELECT number, standing, fine_fen, points, act, place, coalesce(code, 0), vehicle
    FROM violations NOT INDEXED WHERE removed = 0 ORDER BY number";

impl Columns {
    /// Reads them through.
    pub(crate) fn read(conn: &Connection) -> Result<Columns> {
        let mut columns = Columns::default();
        let mut statement = conn.prepare_cached(ROWS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            columns.numbers.push(cells.next()?);
            columns.standing.push(cells.next()?);
            columns.fine_fen.push(cells.next()?);
            columns.points.push(cells.next()?);
            columns.held.push([cells.next()?, cells.next()?, cells.next()?, cells.next()?]);
        }
        Ok(columns)
    }

    /// The rows that hold every word of a search, by number.
    pub(crate) fn found<'a>(&'a self, search: &Search) -> impl Iterator<Item = Found> + 'a {
        let words: Vec<[Marked; 4]> = search.words().map(marked).collect();
        let holds = move |held: &[u32; 4]| {
            words.iter().all(|word| word.iter().zip(held).any(|(marked, number)| marked.has(*number)))
        };
        let places = self.held.iter().enumerate().filter(move |(_, held)| holds(held));
        places.map(|(at, _)| Found {
            number: self.numbers[at],
            standing: i64::from(self.standing[at]),
            fine_fen: self.fine_fen[at],
            points: self.points[at],
        })
    }
}

/// Some numbers, each a bit.
struct Marked(Vec<u64>);

fn marked(holders: &Holders) -> [Marked; 4] {
    holders.each_ref().map(|numbers| {
        let mut bits = Vec::new();
        for number in numbers.iter().filter_map(|number| usize::try_from(*number).ok()) {
            if bits.len() <= number / 64 {
                bits.resize(number / 64 + 1, 0_u64);
            }
            bits[number / 64] |= 1 << (number % 64);
        }
        Marked(bits)
    })
}

impl Marked {
    fn has(&self, number: u32) -> bool {
        let word = self.0.get(number as usize / 64).copied().unwrap_or(0);
        word >> (number % 64) & 1 == 1
    }
}
