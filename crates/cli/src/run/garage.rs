//! `backup`, `backup --list`, `doctor`.

use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::paths::written_to;
use crate::table::{self, figures, words};
use crate::words::errors::sentence;
use crate::words::findings;
use cheku_commands::api::{BackupCopy, BackupList, BackupReply, BackupRequest, Finding, Nothing};
use cheku_commands::{App, CommandError, backups, maintenance};
use std::path::PathBuf;

/// `backup`
pub async fn backup(
    app: &App,
    face: &Face,
    file: Option<PathBuf>,
    force: bool,
) -> Result<Exit, CommandError> {
    let to = file.map(|file| written_to(app, &file, force)).transpose()?;
    let written = maintenance::backup(app, BackupRequest { to }).await?;
    let said = face.say("已备份（不含密钥）：", "Backed up, without secrets: ");
    let document = json::Backup {
        file: &written.path,
        receipts: written.receipts,
        receipts_missing: written.receipts_missing,
    };
    face.result(&document, || format!("{said}{}{}", written.path, receipts(face, &written)));
    Ok(Exit::Done)
}

/// `backup --list`
pub async fn backups(app: &App, face: &Face) -> Result<Exit, CommandError> {
    let list = backups::backups(app, Nothing {}).await?;
    face.result(&json::Backups::from(&list), || listed(face, &list));
    Ok(Exit::Done)
}

/// Both folders with their copies, and what the second one lacks.
fn listed(face: &Face, list: &BackupList) -> String {
    let none = face.say("尚无备份。用 backup 备份。", "There is no backup yet. Make one with backup.");
    let folder = format!("{}{}", face.say("文件夹：", "Folder: "), list.folder);
    let own = copies(face, &list.copies).unwrap_or_else(|| none.to_owned());
    let mut lines = vec![own, folder];
    if let Some(second) = &list.second {
        let empty = match second.is_there {
            true => face.say("尚无备份。", "There is no backup yet."),
            false => face.say(
                "现在找不到此文件夹（U 盘未插入，或网络不通）。恢复连接后自动补上最新一份。",
                "The folder is not there now (stick not plugged in, or no network). The newest backup goes there once it is back.",
            ),
        };
        lines.push(String::new());
        lines.push(copies(face, &second.copies).unwrap_or_else(|| empty.to_owned()));
        lines.push(format!("{}{}", face.say("第二备份位置：", "Second place: "), second.folder));
        lines.extend(second.failed.as_ref().map(|error| {
            let last = face.say(
                "上次写入第二备份位置失败：",
                "The last copy could not be written to the second folder: ",
            );
            format!("{last}{}", sentence(face.lang, error))
        }));
    }
    lines.join("\n")
}

/// A table of copies; none where there are none.
fn copies(face: &Face, copies: &[BackupCopy]) -> Option<String> {
    if copies.is_empty() {
        return None;
    }
    let columns = [
        words(face.say("备份时间", "Made")),
        figures(face.say("大小", "Size")),
        figures(face.say("车辆", "Vehicles")),
        figures(face.say("违章", "Violations")),
        words(face.say("文件", "File")),
    ];
    let unknown = || face.say("无法读取", "unreadable").to_owned();
    let count = |count: Option<u32>| count.map_or_else(unknown, |count| count.to_string());
    let row = |copy: &BackupCopy| {
        vec![
            copy.written.map_or_else(unknown, table::minute),
            table::megabytes(copy.bytes),
            count(copy.holds.map(|it| it.vehicles)),
            count(copy.holds.map(|it| it.violations)),
            copy.name.clone(),
        ]
    };
    Some(table::table(&columns, copies.iter().map(row).collect(), None))
}

/// What lies beside the backup, or should.
fn receipts(face: &Face, written: &BackupReply) -> String {
    let (beside, missing) = (written.receipts, written.receipts_missing);
    let there = match (beside, face.lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("\n凭证 {beside} 个，在旁边的 attachments 文件夹。"),
        (_, Lang::En) => format!("\nReceipts: {beside}, in the folder attachments beside it."),
    };
    there + &lost(face, missing)
}

/// Receipts that are nowhere; "" = none.
pub fn lost(face: &Face, missing: u32) -> String {
    match (missing, face.lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("\n{missing} 个凭证的文件缺失或被改动，详见 doctor。"),
        (_, Lang::En) => format!("\nFiles of {missing} receipts are missing or changed; see doctor."),
    }
}

/// `doctor`: only an error makes the garage unusable.
pub async fn doctor(app: &App, face: &Face) -> Result<Exit, CommandError> {
    let report = maintenance::doctor(app, Nothing {}).await?;
    face.result(&report, || report_readable(face, report.ok, &report.findings));
    Ok(if report.ok { Exit::Done } else { Exit::Garage })
}

fn report_readable(face: &Face, ok: bool, found: &[Finding]) -> String {
    let said = match ok {
        true => face.say("未发现错误。", "No error was found."),
        false => face.say(
            "发现错误，没有改动。可以用 restore 恢复备份。",
            "Errors were found; nothing was changed. Restore a backup with restore.",
        ),
    };
    if found.is_empty() {
        return said.to_owned();
    }
    let columns = [
        words(face.say("级别", "Level")),
        words(face.say("结果", "Finding")),
        words(face.say("详情", "Detail")),
    ];
    let level = |finding: &Finding| match finding.level.as_str() {
        "error" => face.say("错误", "error").to_owned(),
        _ => face.say("提示", "notice").to_owned(),
    };
    let row = |one: &Finding| {
        let sentence = format!("{} [{}]", findings::sentence(face.lang, one.code), one.code.word());
        vec![level(one), sentence, one.message.clone()]
    };
    format!("{said}\n{}", table::table(&columns, found.iter().map(row).collect(), None))
}
