//! Receipts: pictures and PDFs that prove what was paid. The garage keeps the files; what may be one is decided here.

use crate::App;
use crate::api::{CommandError, ErrorCode, FilePath, Id, OpenableFile, ReceiptsRequest, Tag, Undoable};
use crate::error::{Result, bad_request, count, not_found};
use crate::violations::chosen;
use cheku_domain::ReceiptKind;
use cheku_domain::receipt::LARGEST;
use cheku_domain::text::clean;
use cheku_files::attachments::State;
use cheku_garage::{Garage, NewReceipt};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How many files are attached at once.
const MOST: usize = 20;
/// Characters of a file's own name that are kept.
const LONGEST_NAME: usize = 200;

/// Attaches receipts; taken back like any other change.
pub async fn receipts_add(app: &App, request: ReceiptsRequest) -> Result<Undoable> {
    let now = app.0.clock.now();
    let files = named(app, &request.files)?;
    if files.is_empty() {
        return Err(bad_request("no file"));
    }
    let done = app
        .work(move |garage| {
            let receipts = kept(garage, &files)?;
            let by = crate::accounts::person(garage)?;
            Ok(garage.add_receipts(&chosen(&request.selection, now), &receipts, &by, now)?)
        })
        .await?;
    app.changed(&[Tag::Violations]);
    let rows = count(done.rows);
    Ok(Undoable { undo: (rows > 0).then_some(done.undo.0), count: rows })
}

/// Takes a receipt back; that can be taken back itself. Its file stays, as what was said does.
pub async fn receipt_remove(app: &App, id: Id) -> Result<Undoable> {
    let now = app.0.clock.now();
    let undo = app.work(move |garage| Ok(garage.remove_receipt(&id.id, now)?)).await?;
    app.changed(&[Tag::Violations]);
    Ok(Undoable { undo: Some(undo.0), count: 1 })
}

/// A handle with which the window asks the system to show a receipt. `receipt_missing`, `receipt_changed` where it
/// is not what was attached.
pub async fn receipt_open(app: &App, id: Id) -> Result<OpenableFile> {
    let path = app.work(move |garage| whole(garage, &id.id)).await?;
    Ok(OpenableFile { file: app.may_open(&path) })
}

/// Copies a receipt to where a person chose; refused as the one that is to be opened.
pub async fn receipt_save(app: &App, id: Id, to: &str) -> Result<FilePath> {
    let place = app.to_write(to)?;
    let told = app.clone();
    app.work(move |garage| {
        let bytes = std::fs::read(whole(garage, &id.id)?)
            .map_err(|_| CommandError::new(ErrorCode::ReceiptMissing, "it cannot be read"))?;
        told.put(&place, &bytes)
    })
    .await
}

/// Where a receipt lies that is there and as it was attached.
fn whole(garage: &Garage, id: &str) -> Result<PathBuf> {
    let receipt = garage.receipt(id)?.ok_or_else(|| not_found("receipt"))?;
    let (path, state) = garage.receipt_file(&receipt.file);
    let refused = |code: ErrorCode| Err(CommandError::new(code, code.word()).with("file", receipt.name));
    match state {
        State::Whole => Ok(path),
        State::Missing => refused(ErrorCode::ReceiptMissing),
        State::Changed => refused(ErrorCode::ReceiptChanged),
    }
}

/// The files behind the handles.
pub(crate) fn named(app: &App, handles: &[String]) -> Result<Vec<PathBuf>> {
    if handles.len() > MOST {
        return Err(bad_request("too many files at once"));
    }
    handles.iter().map(|handle| app.to_read(handle)).collect()
}

/// Keeps every file, or none where one is no receipt.
pub(crate) fn kept(garage: &Garage, files: &[PathBuf]) -> Result<Vec<NewReceipt>> {
    for file in files {
        read(file)?;
    }
    let keep = |file: &PathBuf| {
        let (bytes, kind) = read(file)?;
        Ok(garage.keep_receipt(&bytes, kind, &name_of(file))?)
    };
    files.iter().map(keep).collect()
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    clean(&name).chars().take(LONGEST_NAME).collect()
}

/// What the file holds, as far as it may be a receipt. The name does not count.
fn read(file: &Path) -> Result<(Vec<u8>, ReceiptKind)> {
    let refused = |code: ErrorCode| {
        let largest = (LARGEST / 1_000_000).to_string();
        CommandError::new(code, code.word()).with("file", name_of(file)).with("limit", largest)
    };
    let unreadable = || refused(ErrorCode::ReceiptUnreadable);
    if !file.is_file() {
        return Err(unreadable());
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(|_| unreadable())?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| unreadable())?;
    match ReceiptKind::of(&bytes) {
        None => Err(refused(ErrorCode::ReceiptKind)),
        Some(_) if bytes.len() as u64 > LARGEST => Err(refused(ErrorCode::ReceiptSize)),
        Some(kind) => Ok((bytes, kind)),
    }
}
