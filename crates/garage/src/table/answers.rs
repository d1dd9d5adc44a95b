//! Answers as they came (`Body`), each beside its call: what was paid for is kept, readable or
//! not. In a table of their own, so that no list of calls grows heavier by them.

use crate::row::{collect, first};
use crate::{Garage, Result};
use cheku_domain::Timestamp;
use cheku_domain::provider::Body;
use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use rusqlite::{Connection, params};
use std::cell::RefCell;
use std::io::Read;

/// How many paid questions wait for a version that can read their answers.
pub(crate) const UNREADABLE: &str = "SELECT count(*) FROM calls WHERE state = 'unreadable'";

/// An answer that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// When it came.
    pub received_at: Timestamp,
    /// As it came.
    pub body: Body,
}

/// A body as the table holds it; made before the writer has its turn.
pub(crate) struct Packed {
    http_status: u16,
    content_type: Option<String>,
    bytes: i64,
    body: Vec<u8>,
}

impl Packed {
    pub(crate) fn of(body: &Body) -> Result<Packed> {
        Ok(Packed {
            http_status: body.http_status,
            content_type: body.content_type.clone(),
            bytes: i64::try_from(body.bytes).unwrap_or(i64::MAX),
            body: pack(body.text.as_bytes())?,
        })
    }
}

thread_local! {
    /// A packer has a third of a megabyte of its own: taken and cleared for each answer, that is half of what an
    /// answer takes of the processor outside of the file.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), true));
}

fn pack(text: &[u8]) -> std::io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let (mut packed, mut rest) = (Vec::new(), text);
        loop {
            packed.reserve(text.len() / 2 + 64);
            let before = packer.total_in();
            let status = packer.compress_vec(rest, &mut packed, FlushCompress::Finish)?;
            if status == Status::StreamEnd {
                return Ok(packed);
            }
            rest = &rest[usize::try_from(packer.total_in() - before).unwrap_or(rest.len())..];
        }
    })
}

/// Keeps what came of the call with this number.
pub(crate) fn keep(conn: &Connection, call: i64, packed: &Packed, at: Timestamp) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO answers (call, received_at, http_status, content_type, bytes, body)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    conn.prepare_cached(sql)?.execute(params![
        call,
        at.0,
        packed.http_status,
        packed.content_type,
        packed.bytes,
        packed.body
    ])?;
    Ok(())
}

fn of_call(conn: &Connection, id: &str) -> Result<Option<KeptAnswer>> {
    let sql = "SELECT a.received_at, a.http_status, a.content_type, a.bytes, a.body
               FROM answers a JOIN calls c ON c.number = a.call WHERE c.id = ?1";
    first(conn.prepare_cached(sql)?.query([id])?, |row| {
        let mut text = String::new();
        // As much was packed at most; a damaged file does not unpack into more.
        ZlibDecoder::new(row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?)
            .take(Body::MOST_KEPT as u64)
            .read_to_string(&mut text)?;
        Ok(KeptAnswer {
            received_at: Timestamp(row.get(0)?),
            body: Body {
                http_status: row.get(1)?,
                content_type: row.get(2)?,
                bytes: u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
                text,
            },
        })
    })
}

/// Takes the answers of up to so many calls out that were asked before `until`. What could
/// not be read stays: a later version may.
fn clear(conn: &Connection, until: Timestamp, at_most: u32) -> Result<usize> {
    let sql = format!("DELETE FROM answers WHERE call IN ({OLD} LIMIT ?2)");
    Ok(conn.prepare_cached(&sql)?.execute(params![until.0, at_most])?)
}

/// Answers of calls that were asked before, readable ones. Few answers are older than that, and many calls: the former
/// are read, and the latter looked up, which the cross join sees to.
pub(crate) const OLD: &str = "SELECT a.call FROM answers a CROSS JOIN calls c ON c.number = a.call
    WHERE a.call <= (SELECT max(number) FROM calls WHERE asked_at < ?1)
      AND c.asked_at < ?1 AND c.state NOT IN ('unreadable', 'doubtful')";

impl Garage {
    /// A call's answer as it came; `None` where none did, or it was cleared away.
    pub fn answer(&self, call: &str) -> Result<Option<KeptAnswer>> {
        self.read(|conn| of_call(conn, call))
    }

    /// Clears away the answers of calls that were asked before `until`, in steps of
    /// `at_most`, so that nobody waits long for the file. How many went.
    pub fn clear_answers(&self, until: Timestamp, at_most: u32) -> Result<usize> {
        // Every command of the terminal looks; only one that finds something writes.
        let any = format!("SELECT EXISTS ({OLD})");
        if !self.read(|conn| Ok(conn.prepare_cached(&any)?.query_row([until.0], |row| row.get(0))?))? {
            return Ok(0);
        }
        let mut cleared = 0;
        loop {
            let step = self.write(move |conn| clear(conn, until, at_most))?;
            cleared += step;
            if step < at_most as usize {
                return Ok(cleared);
            }
        }
    }

    /// How many questions were paid for and cannot be read yet; looked up, not counted through.
    pub fn unreadable_count(&self) -> Result<u32> {
        self.read(|conn| Ok(conn.prepare_cached(UNREADABLE)?.query_row([], |row| row.get(0))?))
    }

    /// Questions that were paid for and cannot be read, of all providers or of one, oldest first.
    pub fn unreadable_calls(&self, provider: Option<&str>) -> Result<Vec<(String, String)>> {
        let sql = "SELECT id, provider FROM calls INDEXED BY calls_unreadable
                   WHERE state = 'unreadable' AND (?1 IS NULL OR provider = ?1) ORDER BY number";
        self.read(|conn| {
            collect(conn.prepare_cached(sql)?.query([provider])?, |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn whatever_was_packed_before_an_answer_unpacks_to_what_it_was() {
        let noise: String = (0..200_000_u32)
            .map(|n| char::from(b' ' + (n.wrapping_mul(2_654_435_761) >> 25) as u8 % 90))
            .collect();
        for text in ["", "a", "{\"codeid\":10000}", &"违停 ".repeat(50_000), &noise, "b"] {
            let mut unpacked = String::new();
            ZlibDecoder::new(pack(text.as_bytes()).unwrap().as_slice())
                .read_to_string(&mut unpacked)
                .unwrap();
            assert_eq!(unpacked, text);
        }
    }
}
