//! `receipt`: what proves a payment, attached to a violation, listed, and copied to a file.

use crate::args::{ReceiptArgs, ReceiptCommand};
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::paths::{absolute, written_to};
use crate::table::{self, figures, or_dash, words};
use cheku_commands::api::{Id, ReceiptView, ReceiptsRequest, ViolationSelection};
use cheku_commands::{App, CommandError, receipts, violations};

/// Does what is wished.
pub async fn run(app: &App, face: &Face, wanted: ReceiptArgs) -> Result<Exit, CommandError> {
    match wanted.command {
        ReceiptCommand::Add { id, files } => {
            let chosen = |file| Ok(app.may_read(&absolute(file)?).file);
            let files = files.iter().map(|file| chosen(file)).collect::<Result<_, CommandError>>()?;
            let selection = ViolationSelection::Ids { ids: vec![id.clone()] };
            receipts::receipts_add(app, ReceiptsRequest { selection, files }).await?;
            list(app, face, id).await
        }
        ReceiptCommand::List { id } => list(app, face, id).await,
        ReceiptCommand::Save { id, file, force } => {
            let to = written_to(app, &file, force)?;
            let written = receipts::receipt_save(app, Id { id }, &to).await?;
            let said = || match face.lang {
                Lang::Zh => format!("已写入 {}", written.path),
                Lang::En => format!("Written to {}", written.path),
            };
            face.result(&json::File { file: &written.path }, said);
            Ok(Exit::Done)
        }
    }
}

/// Those that count: what was taken back is in the violation's history alone.
async fn list(app: &App, face: &Face, id: String) -> Result<Exit, CommandError> {
    let mut receipts = violations::violation(app, Id { id }).await?.receipts;
    receipts.retain(|receipt| receipt.taken_back_at.is_none());
    let document = json::Receipts { receipts: receipts.iter().map(Into::into).collect() };
    face.result(&document, || readable(face, &receipts));
    Ok(Exit::Done)
}

fn readable(face: &Face, receipts: &[ReceiptView]) -> String {
    if receipts.is_empty() {
        return face.say("这条违章没有凭证。", "This violation has no receipt.").to_owned();
    }
    let columns = [
        words(face.say("文件", "File")),
        figures(face.say("大小", "Size")),
        words(face.say("添加时间", "Attached")),
        words(face.say("添加人", "By")),
        words("ID"),
    ];
    let row = |receipt: &ReceiptView| {
        let by = (!receipt.by.is_empty()).then_some(receipt.by.as_str());
        vec![
            receipt.name.clone(),
            table::megabytes(receipt.bytes),
            table::minute(receipt.at),
            or_dash(by),
            receipt.id.clone(),
        ]
    };
    table::table(&columns, receipts.iter().map(row).collect(), None)
}
