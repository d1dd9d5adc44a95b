//! Receipts (凭证) of violations: which files prove what was paid. A file lies in `attachments` beside the garage under
//! the digest of what it holds, written before the row that names it, so that no row names half a file. A row is
//! never deleted but with its violation: one that was taken back says when.

use super::violation_filter::matching;
use super::violation_query::ViolationQuery;
use super::violation_row::number_in;
use super::violation_search::Search;
use crate::row::{collect, first, new_id, word};
use crate::table::notes::Written;
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::{ReceiptKind, Timestamp};
use cheku_files::attachments::{self, Name, State};
use rusqlite::{Connection, Row, params};
use std::path::PathBuf;

/// A receipt whose file is kept already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReceipt {
    /// What it is called in `attachments`.
    pub file: Name,
    /// What the person's own file was called.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
}

/// A receipt of one violation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// UUIDv7.
    pub id: String,
    /// What it is called in `attachments`.
    pub file: Name,
    /// What the person's own file was called.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
    /// When it was attached.
    pub at: Timestamp,
    /// Who did, at this desk; "" = not told.
    pub by: String,
    /// When it was taken back.
    pub taken_back_at: Option<Timestamp>,
}

fn read(row: &Row<'_>) -> Result<Receipt> {
    Ok(Receipt {
        id: row.get("id")?,
        file: word(row, "file", Name::parse)?,
        name: row.get("name")?,
        bytes: row.get::<_, i64>("bytes")?.unsigned_abs(),
        at: Timestamp(row.get("at")?),
        by: row.get("by")?,
        taken_back_at: row.get::<_, Option<i64>>("taken_back_at")?.map(Timestamp),
    })
}

/// Names the receipts beside a violation. One that it has already is not named twice.
pub(crate) fn link(
    conn: &Connection,
    token: &UndoToken,
    violation: i64,
    receipts: &[NewReceipt],
    by: &str,
    now: Timestamp,
) -> Result<()> {
    for receipt in receipts {
        let id = new_id();
        let sql = "INSERT INTO receipts (id, violation, file, name, bytes, at, by)
                   SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (
                       SELECT 1 FROM receipts WHERE violation = ?2 AND file = ?3 AND taken_back_at IS NULL)";
        let bytes = i64::try_from(receipt.bytes).unwrap_or(i64::MAX);
        let values = params![id, violation, receipt.file.as_str(), receipt.name, bytes, now.0, by];
        if conn.prepare_cached(sql)?.execute(values)? > 0 {
            undo::keep_row(conn, token, "receipt", &id, None::<&bool>)?;
        }
    }
    Ok(())
}

fn add(
    conn: &Connection,
    query: &ViolationQuery,
    receipts: &[NewReceipt],
    by: &str,
    now: Timestamp,
) -> Result<Written> {
    let token = undo::begin(conn, ChangeKind::ReceiptsAdded, now)?;
    let conditions = matching(query, &Search::of(conn, query)?, true);
    let sql = format!("SELECT y.number FROM violations y WHERE {}", conditions.sql());
    let violations: Vec<i64> =
        collect(conn.prepare(&sql)?.query(conditions.values())?, |row| Ok(row.get(0)?))?;
    if violations.is_empty() && query.only.is_some() {
        return Err(GarageError::not_found("violation"));
    }
    violations.iter().try_for_each(|violation| link(conn, &token, *violation, receipts, by, now))?;
    Ok(Written { rows: violations.len(), undo: token })
}

fn remove(conn: &Connection, id: &str, now: Timestamp) -> Result<UndoToken> {
    let sql = "UPDATE receipts SET taken_back_at = ?2 WHERE id = ?1 AND taken_back_at IS NULL";
    if conn.prepare_cached(sql)?.execute(params![id, now.0])? == 0 {
        return Err(GarageError::not_found("receipt"));
    }
    let token = undo::begin(conn, ChangeKind::ReceiptRemoved, now)?;
    undo::keep_row(conn, &token, "receipt", id, Some(&true))?;
    Ok(token)
}

/// Of a change: what it attached is taken back, and what it took back is there again. Says of how many violations.
pub(crate) fn take_back(
    conn: &Connection,
    token: &UndoToken,
    rows: &[(String, Option<bool>)],
    now: Timestamp,
) -> Result<usize> {
    for (id, before) in rows {
        let at = before.is_none().then_some(now.0);
        conn.prepare_cached("UPDATE receipts SET taken_back_at = ?2 WHERE id = ?1")?
            .execute(params![id, at])?;
    }
    let sql = "SELECT count(DISTINCT r.violation) FROM undo_rows u JOIN receipts r ON r.id = u.id
               WHERE u.token = ?1 AND u.kind = 'receipt'";
    let rows: i64 = conn.prepare_cached(sql)?.query_row([&token.0], |row| row.get(0))?;
    Ok(usize::try_from(rows).unwrap_or(0))
}

/// Every file that a garage names, each once; none in one from before there were receipts.
pub(crate) fn named(conn: &Connection) -> Result<Vec<Name>> {
    if !conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'receipts'")?.exists([])? {
        return Ok(Vec::new());
    }
    let sql = "SELECT DISTINCT file FROM receipts ORDER BY file";
    collect(conn.prepare(sql)?.query([])?, |row| word(row, "file", Name::parse))
}

/// The files that only violations for which the condition holds name: without them, nothing does.
pub(crate) fn only_of(conn: &Connection, condition: &str, value: &str) -> Result<Vec<Name>> {
    let sql = format!(
        "SELECT file FROM receipts r JOIN violations y ON y.number = r.violation
         GROUP BY file HAVING sum(NOT ({condition})) = 0 ORDER BY file"
    );
    collect(conn.prepare(&sql)?.query([value])?, |row| word(row, "file", Name::parse))
}

impl Garage {
    /// Keeps a receipt's file beside the garage, whole and forced to the disk. Nothing names it yet.
    pub fn keep_receipt(&self, bytes: &[u8], kind: ReceiptKind, name: &str) -> Result<NewReceipt> {
        let file = Name::of(bytes, kind.ending());
        attachments::keep(self.dir(), &file, bytes)?;
        Ok(NewReceipt { file, name: name.to_owned(), bytes: bytes.len() as u64 })
    }

    /// Attaches receipts to every violation that matches, in one transaction; offset, limit and order do not
    /// count. `not_found` when none of `only` is there.
    pub fn add_receipts(
        &self,
        query: &ViolationQuery,
        receipts: &[NewReceipt],
        by: &str,
        now: Timestamp,
    ) -> Result<Written> {
        let (query, receipts, by) = (query.clone(), receipts.to_vec(), by.to_owned());
        self.write(move |conn| add(conn, &query, &receipts, &by, now))
    }

    /// Takes a receipt back; its file stays, since the row does. `not_found` where it was taken back.
    pub fn remove_receipt(&self, id: &str, now: Timestamp) -> Result<UndoToken> {
        let id = id.to_owned();
        self.write(move |conn| remove(conn, &id, now))
    }

    /// The receipts of a violation, the first one first, those that were taken back included.
    pub fn receipts_of(&self, violation: &str) -> Result<Vec<Receipt>> {
        let Some((number, tag)) = number_in(violation) else { return Ok(Vec::new()) };
        let sql = "SELECT r.* FROM violations y JOIN receipts r ON r.violation = y.number
                   WHERE y.number = ?1 AND y.tag = ?2 ORDER BY r.at, r.id";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query(params![number, tag])?, read))
    }

    /// One receipt.
    pub fn receipt(&self, id: &str) -> Result<Option<Receipt>> {
        let sql = "SELECT * FROM receipts WHERE id = ?1";
        self.read(|conn| first(conn.prepare_cached(sql)?.query([id])?, read))
    }

    /// Where a receipt's file lies, and whether it is there and whole.
    pub fn receipt_file(&self, file: &Name) -> (PathBuf, State) {
        (file.beside(self.dir()), attachments::look(self.dir(), file))
    }
}
