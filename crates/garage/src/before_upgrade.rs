//! The copies that are made before a newer version changes a garage: the way back to an older program.

use crate::backup::{FOLDER, copy_by_itself, is_before_upgrade, named, whole};
use crate::{Result, migrate, opened_by};
use cheku_domain::Timestamp;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How many are kept, each of another version's garage. They are kept apart from those of the
/// days, so that neither pushes the other out.
const KEPT: usize = 3;
/// How long the part of SQLite's header is that names version and program.
const HEADER: usize = 72;

/// Copies the file as it is before anything of it changes. Of what an upgrade left that was cut off, and of earlier
/// versions, the older copies go.
pub(crate) fn copy(conn: &Connection, path: &Path, now: Timestamp) -> Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let made = named(dir, now, "garage-%Y%m%d-%H%M%S-before-upgrade");
    copy_by_itself(conn, &made)?;
    let mut others = whole(&dir.join(FOLDER), is_before_upgrade)?;
    others.retain(|other| *other != made);
    let of_version = |copy: &Path| (schema(copy), opened_by::newest_of(copy));
    let mut seen = BTreeSet::from([of_version(&made)]);
    for copy in others.iter().rev() {
        if !seen.insert(of_version(copy)) || seen.len() > KEPT {
            std::fs::remove_file(copy)?;
        }
    }
    Ok(())
}

/// Copies a garage that only older versions have opened, then notes that this one has.
pub(crate) fn before_first_start(conn: &Connection, path: &Path, now: Timestamp) -> Result<()> {
    if !opened_by::is_first_start(conn)? {
        return Ok(());
    }
    copy(conn, path, now)?;
    opened_by::note(conn)
}

/// The newest copy that this program can take back from a newer one's garage; the folder that
/// copies lie in where there is none.
pub fn copy_before_upgrade(dir: &Path) -> PathBuf {
    let folder = dir.join(FOLDER);
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let readable = files.filter(|path| {
        path.extension().is_some_and(|ending| ending == "sqlite")
            && schema(path).is_some_and(|version| version <= migrate::newest())
    });
    let written = |path: &PathBuf| (path.metadata().and_then(|facts| facts.modified()).ok(), path.clone());
    readable.max_by_key(written).unwrap_or(folder)
}

/// The schema's version, as a garage's header has it. Nothing else of the file is read.
fn schema(path: &Path) -> Option<i64> {
    let mut header = [0; HEADER];
    File::open(path).ok()?.read_exact(&mut header).ok()?;
    let number = |at: usize| {
        let bytes = header.get(at..at + 4)?.try_into().ok()?;
        Some(i64::from(u32::from_be_bytes(bytes)))
    };
    (number(68)? == migrate::APPLICATION).then_some(number(60)?)
}
