//! Who has a garage open. Each holds a shared lock on a file beside it; putting another
//! file in the garage's place, or changing its schema, takes the exclusive one: a program
//! that goes on writing into a file that was moved away writes for nobody.

use crate::error::GarageErrorKind as Kind;
use crate::process::Process;
use crate::row::new_id;
use crate::{GarageError, Result};
use cheku_files::private;
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LOCK: &str = "garage.lock";
/// One small text for each program that has the garage open: a locked file cannot be read on
/// every system, and a lock does not tell who has it.
const NOTE: &str = "garage.open.";

/// Others come and go within a moment (a list, a total), and an upgrade copies the file.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS_FOR_ALONE: u32 = 60;
const LOOKS_TO_SHARE: u32 = 200;

/// A garage is open; dropping it says that it no longer is.
#[derive(Debug)]
pub(crate) struct Open {
    /// `None` on a drive without locks.
    lock: Option<File>,
    note: PathBuf,
}

/// Nobody else has the garage open, and nobody opens it meanwhile.
#[derive(Debug)]
pub(crate) struct Alone {
    _open: Open,
}

impl Drop for Open {
    fn drop(&mut self) {
        // Only for people's eyes; the lock itself goes with the file's handle.
        let _ = std::fs::remove_file(&self.note);
    }
}

/// Says that the garage of this folder is open. `garage_in_use` while somebody puts another
/// in its place.
pub(crate) fn share(dir: &Path) -> Result<Open> {
    open(dir, File::try_lock_shared, LOOKS_TO_SHARE)
}

/// The garage of this folder for oneself; `garage_in_use` with who else has it open.
/// No `Garage` of the folder may be open in this process either.
pub(crate) fn alone(dir: &Path) -> Result<Alone> {
    let open = open(dir, File::try_lock, LOOKS_FOR_ALONE)?;
    let others = others(dir, &open.note);
    match (&open.lock, others.is_empty()) {
        // Where locks hold, a note that is left belongs to nobody who is still there.
        (Some(_), _) => others.iter().for_each(|(note, _)| drop(std::fs::remove_file(note))),
        (None, true) => {}
        // Where they do not, the notes are all there is.
        (None, false) => return Err(in_use(&others)),
    }
    Ok(Alone { _open: open })
}

fn open(dir: &Path, lock: fn(&File) -> std::result::Result<(), TryLockError>, looks: u32) -> Result<Open> {
    let mut options = private::options();
    let file = options.create(true).truncate(false).read(true).write(true).open(dir.join(LOCK))?;
    let mut look = 0;
    let lock = loop {
        match lock(&file) {
            Ok(()) => break Some(file),
            Err(TryLockError::WouldBlock) if look < looks => look += 1,
            Err(TryLockError::WouldBlock) => return Err(in_use(&others(dir, Path::new("")))),
            // A drive without locks: its owner is told of it elsewhere, and reads on.
            Err(TryLockError::Error(_)) => break None,
        }
        std::thread::sleep(LOOK);
    };
    let note = dir.join(format!("{NOTE}{}", new_id()));
    // A note that cannot be written keeps nobody from reading.
    let _ = write_note(&note);
    // A window's process ends without dropping anything, as one does that is killed: their notes go here.
    drop(others(dir, &note));
    Ok(Open { lock, note })
}

fn write_note(note: &Path) -> Result<()> {
    let text = serde_json::to_vec(Process::this())?;
    Ok(private::options().write(true).create_new(true).open(note)?.write_all(&text)?)
}

/// Whoever else is noted. Notes of processes that have ended go.
fn others(dir: &Path, own: &Path) -> Vec<(PathBuf, Process)> {
    let paths = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_other = |path: &PathBuf| {
        path != own && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NOTE))
    };
    let mut others = Vec::new();
    for path in paths.filter(is_other) {
        let who = std::fs::read(&path).ok().and_then(|text| serde_json::from_slice::<Process>(&text).ok());
        match who {
            Some(who) if who.is_gone() => drop(std::fs::remove_file(path)),
            Some(who) => others.push((path, who)),
            None => {}
        }
    }
    others
}

fn in_use(others: &[(PathBuf, Process)]) -> GarageError {
    let mut who: Vec<String> = others.iter().map(|(_, process)| process.to_string()).collect();
    who.sort();
    who.dedup();
    GarageError::new(Kind::InUse, if who.is_empty() { "?".to_owned() } else { who.join("; ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_program_noted_goes_with_the_next_opening() {
        let dir = tempfile::tempdir().unwrap();
        let ended = Process { started: "a boot ago 1".to_owned(), ..Process::this().clone() };
        for name in ["one", "another"] {
            std::fs::write(dir.path().join(format!("{NOTE}{name}")), serde_json::to_vec(&ended).unwrap())
                .unwrap();
        }
        let notes = || {
            let all = std::fs::read_dir(dir.path()).unwrap().flatten();
            all.filter(|entry| entry.file_name().to_string_lossy().starts_with(NOTE)).count()
        };
        let open = share(dir.path()).unwrap();
        assert_eq!(notes(), 1, "its own");
        let beside = share(dir.path()).unwrap();
        assert_eq!(notes(), 2, "those of programs that run stay");
        drop((open, beside));
        assert_eq!(notes(), 0);
    }
}
