//! Who runs a batch, kept in the garage itself: a lock file can be deleted, a network
//! drive may have no locks, and a synchronised folder brings the garage to a second
//! computer but not the lock.

use crate::Result;
use crate::process::Process;
use crate::row::first;
use cheku_domain::Timestamp;
use rusqlite::{Connection, params};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often an owner says that it lives.
pub(crate) const BEAT: Duration = Duration::from_secs(20);
/// An owner on another machine that has not said so for this long is dead. Long enough for a
/// slow drive and for clocks that differ; should it live all the same, its answers are still written.
const DEAD_MS: i64 = 5 * 60 * 1_000;

/// Who runs a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    /// Tells one right to run a batch from the next of the same process.
    pub(crate) token: String,
    pub(crate) process: Process,
    pub(crate) since: Timestamp,
    beat_at: Timestamp,
}

impl Owner {
    /// This process, from now on.
    pub(crate) fn new(token: &str, since: Timestamp) -> Owner {
        Owner { token: token.to_owned(), process: Process::this().clone(), since, beat_at: present() }
    }

    /// True when its process is elsewhere and has been silent for too long, or is provably gone.
    pub(crate) fn is_dead(&self) -> bool {
        let this = Process::this();
        if self.process.is_gone() {
            return true;
        }
        let is_here = self.process.machine == this.machine && self.process.host == this.host;
        !is_here && (present().0 - self.beat_at.0).abs() > DEAD_MS
    }
}

/// The machine's own clock: what the program is told to take for the time says nothing about
/// who lives.
fn present() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Who runs a batch, or died while it did.
pub(crate) fn read(conn: &Connection) -> Result<Option<Owner>> {
    first(conn.prepare_cached("SELECT * FROM batch_owner")?.query([])?, |row| {
        let process = Process {
            program: row.get("program")?,
            pid: row.get("pid")?,
            host: row.get("host")?,
            machine: row.get("machine")?,
            started: row.get("started")?,
        };
        Ok(Owner {
            token: row.get("token")?,
            process,
            since: Timestamp(row.get("since")?),
            beat_at: Timestamp(row.get("beat_at")?),
        })
    })
}

/// Puts an owner in the place of whoever was.
pub(crate) fn take(conn: &Connection, owner: &Owner) -> Result<()> {
    let Process { program, pid, host, machine, started } = &owner.process;
    conn.execute(
        "INSERT OR REPLACE INTO batch_owner (one, token, program, pid, host, machine, started, since, beat_at)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![owner.token, program, pid, host, machine, started, owner.since.0, owner.beat_at.0],
    )?;
    Ok(())
}

/// Says that the owner lives; false when another has taken its place.
pub(crate) fn beat(conn: &Connection, token: &str) -> Result<bool> {
    let beat =
        conn.execute("UPDATE batch_owner SET beat_at = ?2 WHERE token = ?1", params![token, present().0])?;
    Ok(beat > 0)
}

/// Gives the right back, unless another has taken it.
pub(crate) fn release(conn: &Connection, token: &str) -> Result<()> {
    conn.execute("DELETE FROM batch_owner WHERE token = ?1", [token])?;
    Ok(())
}
