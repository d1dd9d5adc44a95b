//! Two garages on one connection: the present one beside the copy, and lists of columns for statements
//! that carry rows from the one to the other.

use crate::Result;
use crate::row::collect;
use rusqlite::{Connection, params};

/// Puts the present garage beside the copy.
pub(super) fn attach(conn: &Connection, present: &std::path::Path) -> Result<()> {
    conn.execute("ATTACH ?1 AS present", params![present.to_string_lossy()])?;
    Ok(())
}

/// A table's columns that can be written.
pub(super) fn columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    let sql = "SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE hidden = 0 ORDER BY cid";
    collect(conn.prepare(sql)?.query([table])?, |row| Ok(row.get(0)?))
}

/// The columns as row `n` has them, some of them otherwise.
pub(super) fn instead(columns: &[String], other: &[(&str, &str)]) -> String {
    let value = |name: &String| value_of(name, other);
    columns.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// The same for UPDATE, without the fixed ones.
pub(super) fn set(columns: &[String], fixed: &[&str], other: &[(&str, &str)]) -> String {
    let changing = columns.iter().filter(|name| !fixed.contains(&name.as_str()));
    changing.map(|name| format!("{name} = {}", value_of(name, other))).collect::<Vec<_>>().join(", ")
}

fn value_of(name: &str, other: &[(&str, &str)]) -> String {
    let found = other.iter().find(|(column, _)| *column == name);
    found.map_or_else(|| format!("n.{name}"), |(_, value)| (*value).to_owned())
}
