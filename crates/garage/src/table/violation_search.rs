//! The search over violations: a word is found in the row's act, place or code, or in what its
//! vehicle is found by. Those are a few thousand texts; indexes lead from the ones that hold the
//! word to their rows, and hold what is added up. Of a word that most rows hold, see `violation_columns`.

use super::standing::LEFT;
use super::texts::TextKind;
use super::violation_query::ViolationQuery;
use crate::row::{Cells, collect, first};
use crate::window::Conditions;
use crate::{Result, search};
use rusqlite::Connection;

/// A column of violations that leads from what holds a word to its rows, and its index.
const FIELDS: [(&str, &str); 4] = [
    ("act", "violations_act"),
    ("place", "violations_place"),
    ("code", "violations_code"),
    ("vehicle", "violations_vehicle"),
];

/// What holds one word: the numbers of acts, places, codes and vehicles.
pub(crate) type Holders = [Vec<i64>; 4];

/// What was typed, looked up. A word that every row holds is left out.
#[derive(Default)]
pub(crate) struct Search {
    words: Vec<Holders>,
}

/// A row that a search found, with what is added up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) number: i64,
    pub(crate) standing: i64,
    pub(crate) fine_fen: Option<i64>,
    pub(crate) points: Option<u8>,
}

impl Search {
    /// Looks the words of a query up, among the vehicles that it means.
    pub(crate) fn of(conn: &Connection, query: &ViolationQuery) -> Result<Search> {
        let mut words = Vec::new();
        for word in query.search.split_whitespace() {
            let holders = [
                texts_with(conn, TextKind::Act, word)?,
                texts_with(conn, TextKind::Place, word)?,
                texts_with(conn, TextKind::Code, word)?,
                vehicles_with(conn, word, query.left)?,
            ];
            if query.left || !stands_everywhere(conn, &holders)? {
                words.push(holders);
            }
        }
        Ok(Search { words })
    }

    /// Whether every row is found.
    pub(crate) fn finds_all(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds "each word is held by one of the row's fields". By key, indexes lead to the rows;
    /// otherwise rows that are read in some order are sifted, which the plus sees to.
    pub(crate) fn add_to(&self, conditions: &mut Conditions, by_key: bool) {
        let plus = if by_key { "" } else { "+" };
        for holders in &self.words {
            let parts =
                FIELDS.map(|(column, _)| format!("{plus}y.{column} IN (SELECT value FROM json_each(?))"));
            conditions.with_each(
                &format!("({})", parts.join(" OR ")),
                holders.each_ref().map(|numbers| list(numbers)),
            );
        }
    }

    /// What holds each word.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Holders> {
        self.words.iter()
    }

    /// All rows that are found, by number; `None` where a word leads to more than `most`.
    pub(crate) fn found(&self, conn: &Connection, most: usize) -> Result<Option<Vec<Found>>> {
        let mut found: Option<Vec<Found>> = None;
        for holders in &self.words {
            let Some(rows) = rows_of(conn, holders, most)? else { return Ok(None) };
            found = Some(match found {
                None => rows,
                Some(before) => both(before, &rows),
            });
        }
        Ok(Some(found.unwrap_or_default()))
    }
}

fn list(numbers: &[i64]) -> String {
    serde_json::Value::from(numbers).to_string()
}

fn texts_with(conn: &Connection, kind: TextKind, word: &str) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM texts WHERE kind = ?1 AND instr(upper(text), ?2) > 0";
    let values = rusqlite::params![kind as i64, word.to_uppercase()];
    collect(conn.prepare_cached(sql)?.query(values)?, |row| Ok(row.get(0)?))
}

/// The vehicles that a word is found by, in use or no longer. Those in use are read as they lie, which the plus sees
/// to: nearly none is removed.
fn vehicles_with(conn: &Connection, word: &str, left: bool) -> Result<Vec<i64>> {
    let [word] = search::words(word).try_into().unwrap_or([String::new()]);
    let of = if left { LEFT } else { "+v.removed = 0" };
    let sql = format!("SELECT v.number FROM vehicles v WHERE {of} AND instr(v.search_text, ?1) > 0");
    collect(conn.prepare_cached(&sql)?.query([word])?, |row| Ok(row.get(0)?))
}

/// Whether all acts, all places or all vehicles hold a word, and so every row.
fn stands_everywhere(conn: &Connection, [acts, places, _, vehicles]: &Holders) -> Result<bool> {
    let sql =
        "SELECT (SELECT count(*) FROM texts WHERE kind = ?1), (SELECT count(*) FROM texts WHERE kind = ?2),
                      (SELECT vehicles FROM concerned WHERE dimension = 'fleet' AND key = '')";
    let kinds = [TextKind::Act as i64, TextKind::Place as i64];
    let all = first(conn.prepare_cached(sql)?.query(kinds)?, |row| {
        Ok([row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?])
    })?;
    let holding = [acts, places, vehicles].map(|holders| crate::row::int(holders.len()));
    Ok(all.is_some_and(|all| holding.iter().zip(all).any(|(holding, all)| all > 0 && *holding == all)))
}

/// A field's statement for the rows of some holders.
pub(crate) fn rows_sql() -> [String; 4] {
    FIELDS.map(|(column, index)| {
        // Vehicles that are found are not removed.
        let kept = if column == "vehicle" { "" } else { " AND y.removed = 0" };
        format!(
            "SELECT y.number, y.standing, y.fine_fen, y.points FROM violations y INDEXED BY {index}
             WHERE y.{column} IN (SELECT value FROM json_each(?1)){kept}"
        )
    })
}

/// The rows of one word, each once; `None` where they are more than `most`.
fn rows_of(conn: &Connection, holders: &Holders, most: usize) -> Result<Option<Vec<Found>>> {
    let mut rows = Vec::new();
    for (sql, numbers) in rows_sql().iter().zip(holders) {
        let mut statement = conn.prepare_cached(sql)?;
        let mut found = statement.query([list(numbers)])?;
        while let Some(row) = found.next()? {
            if rows.len() == most {
                return Ok(None);
            }
            let mut cells = Cells::of(row);
            rows.push(Found {
                number: cells.next()?,
                standing: cells.next()?,
                fine_fen: cells.next()?,
                points: cells.next()?,
            });
        }
    }
    rows.sort_unstable_by_key(|row: &Found| row.number);
    rows.dedup_by_key(|row| row.number);
    Ok(Some(rows))
}

/// Those of the rows that are among others; both by number.
fn both(mut rows: Vec<Found>, others: &[Found]) -> Vec<Found> {
    rows.retain(|row| others.binary_search_by_key(&row.number, |other| other.number).is_ok());
    rows
}
