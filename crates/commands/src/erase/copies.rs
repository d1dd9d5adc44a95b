//! The files beside the garage that hold what was erased: backups, former garages, reports,
//! exports, answers that were set aside. Each is looked into, whatever it is called.

use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use crate::export::OWN_FOLDER;
use cheku_files::attachments::Name;
use cheku_files::{BACKUPS, private};
use cheku_garage::{Garage, GarageErrorKind, Trace};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Folders below the home that hold copies; the home itself comes first. One of them holds what a trial of a copy left
/// that was cut off.
const FOLDERS: [&str; 4] = ["", "backups", "backups/.trial", "reports"];
/// The garage itself. What begins so and goes on is a copy that something left which was cut off.
const GARAGE: &str = "garage.sqlite";
/// The garage's other files and the secrets begin so.
const OWN: [&str; 3] = ["garage.batch.", "garage.lock", "secrets."];
/// What belongs to a database of that name.
const PARTS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The files that hold one of the traces, here and among the copies in the second folder.
pub(super) fn holding(garage: &Garage, second: Option<&Path>, traces: &[Trace]) -> Result<Vec<PathBuf>> {
    let mut holding = Vec::new();
    // All else in that folder is the person's own.
    let there = second.into_iter().flat_map(Garage::backups_of_days);
    for file in files(garage)?.into_iter().chain(there) {
        if holds(&file, traces)? {
            holding.push(file);
        }
    }
    Ok(holding)
}

/// Every file that may be a copy, in order.
pub(super) fn files(garage: &Garage) -> Result<Vec<PathBuf>> {
    let home = garage.path().parent().unwrap_or(Path::new("."));
    let mut found = Vec::new();
    let folders = FOLDERS.iter().map(|folder| home.join(folder)).chain(left_folders(home));
    for folder in folders {
        // A folder that is not there holds nothing.
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.map_err(unreadable)?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let is_own = folder == home && (name == GARAGE || OWN.iter().any(|own| name.starts_with(own)));
            if path.is_file() && !is_own && !PARTS.iter().any(|part| name.ends_with(part)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Receipts that an erasure takes away, where they lie beside backups. Those beside the garage go with it.
pub(super) fn receipts(garage: &Garage, second: Option<&Path>, files: &[Name]) -> Vec<PathBuf> {
    let backups = garage.path().parent().unwrap_or(Path::new(".")).join(BACKUPS);
    let folders: Vec<&Path> = std::iter::once(backups.as_path()).chain(second).collect();
    let lying = files.iter().flat_map(|file| folders.iter().map(|folder| file.beside(folder)));
    lying.filter(|path| path.is_file()).collect()
}

/// What an export of everything left that was cut off: a copy of the garage, and a list.
fn left_folders(home: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(OWN_FOLDER));
    ours.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

fn holds(file: &Path, traces: &[Trace]) -> Result<bool> {
    if traces.is_empty() {
        return Ok(false);
    }
    match Garage::copy_holds(file, traces) {
        Ok(Some(held)) => return Ok(held),
        Ok(None) => {}
        // A database that cannot be read through may hold anything.
        Err(error) if error.kind == GarageErrorKind::Damaged => return Ok(true),
        Err(error) => return Err(error.into()),
    }
    let is_in = |bytes: &[u8]| traces.iter().any(|trace| trace.is_in(bytes));
    let bytes = std::fs::read(file).map_err(unreadable)?;
    Ok(is_in(&bytes) || is_in(&without_spans(&bytes)) || cheku_sheets::any_part(&bytes, &is_in))
}

/// A report draws a plate in two pieces, `<span>苏E</span>12345`, which are one to the eye.
fn without_spans(bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes;
    let mut kept = Vec::new();
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        kept.extend_from_slice(&rest[..at]);
        let tag = &rest[at..];
        let end = tag.iter().position(|byte| *byte == b'>').map_or(tag.len(), |end| end + 1);
        if !tag.starts_with(b"<span") && !tag.starts_with(b"</span") {
            kept.extend_from_slice(&tag[..end]);
        }
        rest = &tag[end..];
    }
    kept.extend_from_slice(rest);
    kept
}

/// Deletes a copy with what belongs to it. Of answers that were set aside only the lines go
/// that hold a trace: the others were paid for and are nowhere else.
pub(super) fn delete(file: &Path, traces: &[Trace]) -> Result<()> {
    if file.extension().is_some_and(|extension| extension == "jsonl") {
        let text = std::fs::read_to_string(file).map_err(unreadable)?;
        let kept = text.lines().filter(|line| !traces.iter().any(|trace| trace.is_in(line.as_bytes())));
        let kept: String = kept.flat_map(|line| [line, "\n"]).collect();
        return replace(file, kept.as_bytes()).map_err(undeletable);
    }
    std::fs::remove_file(file).map_err(undeletable)?;
    for part in PARTS {
        let mut name = file.as_os_str().to_owned();
        name.push(part);
        if Path::new(&name).exists() {
            std::fs::remove_file(&name).map_err(undeletable)?;
        }
    }
    Ok(())
}

/// Writes beside the file first: what is cut off leaves it as it was.
fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = file.with_extension("jsonl.part");
    let mut out = private::options().create(true).truncate(true).write(true).open(&beside)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    std::fs::rename(&beside, file)
}

fn unreadable(error: std::io::Error) -> CommandError {
    CommandError::new(ErrorCode::GarageIo, error.kind().to_string())
}

fn undeletable(error: std::io::Error) -> CommandError {
    CommandError::new(ErrorCode::Unwritable, error.kind().to_string())
}
