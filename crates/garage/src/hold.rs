//! One batch at a time on one garage, across processes: an operating system lock
//! that goes with the process, whatever ends it. Reading never needs it.

use crate::table::calls::CallKind;
use crate::{Garage, GarageError, Result};
use cheku_domain::Timestamp;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

const LOCK: &str = "garage.batch.lock";
/// Beside the lock file, since a locked file cannot be read on every system.
const HOLDER: &str = "garage.batch.holder";

const LOOKS: u32 = 5;
const LOOK: Duration = Duration::from_millis(10);

/// Who runs a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// Since when.
    pub since: Timestamp,
}

/// What was left open by processes that died.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recovered {
    /// Questions that are doubtful now.
    pub calls: u32,
    /// Batches that are interrupted now.
    pub batches: u32,
}

/// The right to run a batch; dropping it gives it back.
#[derive(Debug)]
pub struct BatchHold {
    /// What was put right when it was taken.
    pub recovered: Recovered,
    _lock: File,
    holder: PathBuf,
}

impl Drop for BatchHold {
    fn drop(&mut self) {
        // Only for people's eyes; the lock itself goes with the file handle.
        let _ = std::fs::remove_file(&self.holder);
    }
}

impl Garage {
    /// Takes the right to run a batch, and puts right what dead processes left.
    /// `garage_held` while another process, or another part of this one, has it.
    pub fn hold_for_batch(&self, now: Timestamp) -> Result<BatchHold> {
        let Some(lock) = lock_soon(self)? else {
            let who = self.holder().map_or_else(
                || "held by another process".to_owned(),
                |holder| format!("held by process {} since {}", holder.pid, holder.since.rfc3339()),
            );
            return Err(GarageError::new("garage_held", who));
        };
        self.saw(now);
        let recovered = self.write(move |conn| recover(conn, now))?;
        let holder = self.dir().join(HOLDER);
        let line = serde_json::to_string(&Holder { pid: std::process::id(), since: now })?;
        std::fs::write(&holder, line)?;
        Ok(BatchHold { recovered, _lock: lock, holder })
    }

    /// Who runs a batch right now, as far as is known; `None` when nobody does.
    pub fn holder(&self) -> Option<Holder> {
        match try_lock(self) {
            Ok(None) => {
                let line = std::fs::read_to_string(self.dir().join(HOLDER)).ok()?;
                serde_json::from_str(&line).ok()
            }
            _ => None,
        }
    }
}

/// The lock, asked for a few times: somebody who only looks whether it is held
/// (`holder`, opening) has it for a moment.
fn lock_soon(garage: &Garage) -> Result<Option<File>> {
    for _ in 0..LOOKS {
        if let Some(lock) = try_lock(garage)? {
            return Ok(Some(lock));
        }
        std::thread::sleep(LOOK);
    }
    try_lock(garage)
}

/// The lock of a folder for something that no batch may run beside.
pub(crate) fn lock_folder(dir: &Path) -> Result<File> {
    lock_in(dir)?.ok_or_else(|| GarageError::new("garage_held", "a batch is running"))
}

/// The lock, or `None` while somebody else has it.
fn try_lock(garage: &Garage) -> Result<Option<File>> {
    lock_in(garage.dir())
}

fn lock_in(dir: &Path) -> Result<Option<File>> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// At opening: puts right what dead processes left, if there is anything and no
/// batch is running. The lock is held for that moment only.
pub(crate) fn recover_if_idle(garage: &Garage, now: Timestamp) -> Result<Recovered> {
    let open: bool = garage.read(|conn| {
        let sql = "SELECT EXISTS (SELECT 1 FROM calls WHERE effective = 'unknown' AND state = 'asked')
                       OR EXISTS (SELECT 1 FROM batches WHERE state = 'running')";
        Ok(conn.query_row(sql, [], |row| row.get(0))?)
    })?;
    if !open {
        return Ok(Recovered::default());
    }
    match try_lock(garage)? {
        Some(_lock) => garage.write(move |conn| recover(conn, now)),
        None => Ok(Recovered::default()),
    }
}

/// Under the lock nothing can be under way: what is still "asked" was sent, or
/// not, by a process that died. A question may be charged and is doubtful; a
/// lookup is free and has failed.
fn recover(conn: &Connection, now: Timestamp) -> Result<Recovered> {
    let (question, lookup) = (CallKind::Question.word(), CallKind::Lookup.word());
    conn.execute(
        "UPDATE vehicle_summaries SET status = 'doubtful', error_kind = 'interrupted', error_code = NULL, error_text = NULL
         WHERE vehicle IN (SELECT vehicle FROM calls WHERE effective = 'unknown' AND state = 'asked' AND kind = ?1)",
        [question],
    )?;
    conn.execute(
        "UPDATE items SET state = 'doubtful', reason = 'interrupted', settled_at = ?2
         WHERE state = 'asked' AND (vehicle, batch) IN (
             SELECT vehicle, batch FROM calls WHERE effective = 'unknown' AND state = 'asked' AND kind = ?1)",
        params![question, now.0],
    )?;
    let calls = conn.execute(
        "UPDATE calls SET state = 'doubtful', error_kind = 'interrupted', settled_at = ?2
         WHERE effective = 'unknown' AND state = 'asked' AND kind = ?1",
        params![question, now.0],
    )?;
    conn.execute(
        "UPDATE calls SET state = 'failed', charge = 'no', cost_fen = 0, error_kind = 'interrupted', settled_at = ?2
         WHERE effective = 'unknown' AND state = 'asked' AND kind = ?1",
        params![lookup, now.0],
    )?;
    let batches = conn.execute(
        "UPDATE batches SET state = 'interrupted', ended_at = ?1 WHERE state = 'running'",
        [now.0],
    )?;
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    Ok(Recovered { calls: count(calls), batches: count(batches) })
}
