//! Where a trace stands in the texts of a database: its tables are asked what columns they
//! have, so that one that comes later is looked at, too.

use super::trace::Trace;
use crate::Result;
use crate::row::collect;
use rusqlite::{Connection, ErrorCode, params};

/// Not about vehicles or drivers.
const OTHERS: &[&str] = &["settings", "accounts", "former_accounts", "account_salt", "cities"];
/// Where people write names; anywhere else the same characters are a place or an act.
const PERSONAL: &[&str] =
    &["driver", "owner", "note", "name", "given", "told_how", "handled_by", "dropped_why", "by", "step"];

/// Which columns a trace may stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    /// Plates and VINs: every text.
    Anywhere,
    /// Names.
    PersonalTexts,
}

/// The text columns of all tables, those that SQLite works out by itself left out.
fn columns(conn: &Connection, wanted: Where) -> Result<Vec<(String, String)>> {
    let sql = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
               WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND c.type = 'TEXT' AND c.hidden = 0
               ORDER BY t.name, c.cid";
    let all = collect(conn.prepare(sql)?.query([])?, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let fits = |(table, column): &(String, String)| {
        !OTHERS.contains(&table.as_str())
            && (wanted == Where::Anywhere || PERSONAL.contains(&column.as_str()))
    };
    Ok(all.into_iter().filter(fits).collect())
}

/// The texts of one column that hold the trace, each once.
fn holding(conn: &Connection, table: &str, column: &str, trace: &Trace) -> Result<Vec<String>> {
    let sql = format!("SELECT DISTINCT \"{column}\" FROM \"{table}\" WHERE instr(\"{column}\", ?1) > 0");
    let texts: Vec<String> = collect(conn.prepare(&sql)?.query([trace.text()])?, |row| Ok(row.get(0)?))?;
    Ok(texts.into_iter().filter(|text| trace.is_in(text.as_bytes())).collect())
}

/// Puts asterisks in the trace's place wherever it is left.
pub(crate) fn mask(conn: &Connection, trace: &Trace, place: Where) -> Result<()> {
    for (table, column) in columns(conn, place)? {
        for text in holding(conn, &table, &column, trace)? {
            replace(conn, &table, &column, &text, trace.masked(&text))?;
        }
    }
    Ok(())
}

/// Puts the masked text in a text's place. Where each stands once and the masked one is there
/// already, one more asterisk tells them apart.
fn replace(conn: &Connection, table: &str, column: &str, text: &str, masked: Option<String>) -> Result<()> {
    let Some(mut masked) = masked else { return Ok(()) };
    let sql = format!("UPDATE \"{table}\" SET \"{column}\" = ?2 WHERE \"{column}\" = ?1");
    loop {
        match conn.execute(&sql, params![text, masked]) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                masked.push('*')
            }
            done => return Ok(done.map(drop)?),
        }
    }
}

/// True when any text holds one of the traces.
pub(crate) fn any(conn: &Connection, traces: &[Trace]) -> Result<bool> {
    for trace in traces {
        for (table, column) in columns(conn, Where::Anywhere)? {
            if !holding(conn, &table, &column, trace)?.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
