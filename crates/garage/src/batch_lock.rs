//! One batch at a time on one garage, across processes and machines. Who runs it stands
//! in the garage (`batch_owner`); a lock of the operating system beside it is what versions
//! before that knew, and tells at once where it holds. Reading never needs either.

use crate::error::GarageErrorKind as Kind;
use crate::process::Process;
use crate::row::new_id;
use crate::table::batch_owner::{self, BEAT, Owner};
use crate::table::calls::CallKind;
use crate::{Garage, GarageError, Result, in_use};
use cheku_domain::Timestamp;
use rusqlite::{Connection, params};
use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

const LOCK: &str = "garage.batch.lock";
const LOOKS: u32 = 5;
const LOOK: Duration = Duration::from_millis(10);

/// Who runs a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The process.
    pub process: Process,
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
    garage: Garage,
    token: String,
    beats: Option<(Sender<()>, JoinHandle<()>)>,
    _lock: Option<File>,
}

impl Drop for BatchHold {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.beats.take() {
            drop(end);
            // A thread that panicked beats no more either.
            let _ = thread.join();
        }
        held_here().remove(&self.token);
        let token = std::mem::take(&mut self.token);
        if let Err(error) = self.garage.write(move |conn| batch_owner::release(conn, &token)) {
            // Whoever comes next in this process sees that nobody has it, others once this one ends.
            tracing::warn!(code = error.code(), "the right to run a batch was not given back");
        }
    }
}

/// The tokens that this process holds: only it knows of its own ones that were dropped.
fn held_here() -> MutexGuard<'static, HashSet<String>> {
    static HELD: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Garage {
    /// Takes the right to run a batch, and puts right what dead processes left.
    /// `garage_held` while another process, or another part of this one, has it.
    pub fn hold_for_batch(&self, now: Timestamp) -> Result<BatchHold> {
        let Lock::Free(lock) = lock_soon(self.dir())? else {
            let who = self.holder().map_or_else(|| "?".to_owned(), |holder| holder.to_string());
            return Err(GarageError::new(Kind::Held, who));
        };
        self.saw(now);
        let owner = Owner::new(&new_id(), now);
        let token = owner.token.clone();
        // Before it stands in the garage: from then on somebody may ask whether it is held.
        held_here().insert(token.clone());
        let taken = self.write(move |conn| take_over(conn, &owner, now));
        let recovered = taken.inspect_err(|_| {
            held_here().remove(&token);
        })?;
        let beats = Some(begin_to_beat(self, &token)?);
        Ok(BatchHold { recovered, garage: self.clone(), token, beats, _lock: lock })
    }

    /// Who runs a batch right now, as far as is known; `None` when nobody does.
    pub fn holder(&self) -> Option<Holder> {
        let owner = self.read(batch_owner::read).ok().flatten().filter(|owner| !is_dead(owner))?;
        Some(Holder { process: owner.process, since: owner.since })
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, since {}", self.process, self.since.rfc3339())
    }
}

fn is_dead(owner: &Owner) -> bool {
    if owner.process.is_this() { !held_here().contains(&owner.token) } else { owner.is_dead() }
}

/// Becomes the owner, unless another one lives; what that one left open is put right.
fn take_over(conn: &Connection, owner: &Owner, now: Timestamp) -> Result<Recovered> {
    if let Some(other) = batch_owner::read(conn)?.filter(|other| !is_dead(other)) {
        let holder = Holder { process: other.process, since: other.since };
        return Err(GarageError::new(Kind::Held, holder.to_string()));
    }
    let recovered = recover(conn, now)?;
    batch_owner::take(conn, owner)?;
    Ok(recovered)
}

/// A thread of its own, since an owner lives as long as its process, whatever that waits for.
fn begin_to_beat(garage: &Garage, token: &str) -> Result<(Sender<()>, JoinHandle<()>)> {
    let (end, ended) = channel();
    let (garage, token) = (garage.clone(), token.to_owned());
    let builder = std::thread::Builder::new().name("batch-owner".into());
    Ok((end, builder.spawn(move || beat_until(&ended, &garage, &token))?))
}

fn beat_until(ended: &Receiver<()>, garage: &Garage, token: &str) {
    while ended.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
        let token = token.to_owned();
        match garage.write(move |conn| batch_owner::beat(conn, &token)) {
            Ok(true) => {}
            Ok(false) => tracing::warn!("another program took this one for dead and has the batch"),
            Err(error) => {
                tracing::warn!(code = error.code(), "the batch's owner could not say that it lives")
            }
        }
    }
}

/// Whether somebody has the lock.
enum Lock {
    /// Nobody else; `None` on a drive that has no locks.
    Free(Option<File>),
    Held,
}

/// The lock, asked for a few times: somebody who only looks whether it is held has it
/// for a moment.
fn lock_soon(dir: &Path) -> Result<Lock> {
    for _ in 0..LOOKS {
        if let Lock::Free(lock) = try_lock(dir)? {
            return Ok(Lock::Free(lock));
        }
        std::thread::sleep(LOOK);
    }
    try_lock(dir)
}

/// The folder for oneself, also towards versions that know no lock but that of batches.
pub(crate) fn nobody_else(dir: &Path) -> Result<(in_use::Alone, Option<File>)> {
    Ok((in_use::alone(dir)?, lock_folder(dir)?))
}

/// The lock of a folder for something that no batch may run beside.
fn lock_folder(dir: &Path) -> Result<Option<File>> {
    match try_lock(dir)? {
        Lock::Free(lock) => Ok(lock),
        Lock::Held => Err(GarageError::new(Kind::Held, "a batch is running")),
    }
}

fn try_lock(dir: &Path) -> Result<Lock> {
    let path = dir.join(LOCK);
    let file =
        cheku_files::private::options().create(true).truncate(false).read(true).write(true).open(path)?;
    Ok(match file.try_lock() {
        Ok(()) => Lock::Free(Some(file)),
        Err(TryLockError::WouldBlock) => Lock::Held,
        Err(TryLockError::Error(_)) => Lock::Free(None),
    })
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
    match try_lock(garage.dir())? {
        Lock::Free(_lock) => garage.write(move |conn| recover_if_dead(conn, now)),
        Lock::Held => Ok(Recovered::default()),
    }
}

fn recover_if_dead(conn: &Connection, now: Timestamp) -> Result<Recovered> {
    match batch_owner::read(conn)? {
        Some(owner) if !is_dead(&owner) => Ok(Recovered::default()),
        _ => recover(conn, now),
    }
}

/// Nobody runs a batch, so nothing can be under way: what is still "asked" was sent, or
/// not, by a process that died. A question may be charged and is doubtful; a
/// lookup is free and has failed. Should the process live after all, its answer still counts
/// (`calls::open_call`).
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
