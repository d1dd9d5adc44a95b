//! `restore`: says what the present garage has that the backup lacks, and asks.

use crate::args::RestoreArgs;
use crate::exit::Exit;
use crate::face::{Face, RefusalBody};
use crate::json;
use crate::paths::absolute;
use crate::table::{self, figures, words};
use crate::words::errors;
use cheku_commands::api::{ErrorCode, Newer, RestoreLook, RestoreLookRequest, RestoreRequest};
use cheku_commands::{App, CommandError, restore};
use std::io::{IsTerminal, stderr, stdin};

/// `restore`
pub async fn run(app: &App, face: &Face, wanted: RestoreArgs) -> Result<Exit, CommandError> {
    let from = app.may_read(&absolute(&wanted.file)?).file;
    let look = restore::restore_look(app, RestoreLookRequest { from: from.clone() }).await?;
    let lacks_something = look.lacks_something();
    if look.damaged {
        face.note(face.say(
            "当前数据已损坏或被其他程序改动；以下是仍可读取的部分。",
            "The current data is damaged or was changed by another program; what follows can still be read.",
        ));
    }
    if lacks_something {
        face.note(&lacking(face, look.newer.as_ref()));
    }
    tell_addresses(face, &look, &wanted);
    if lacks_something && !wanted.yes && !said_yes(face) {
        return Ok(unconfirmed(face, look.newer));
    }
    let request = RestoreRequest {
        from,
        violations: !wanted.without_violations,
        settings_of_copy: wanted.settings_of_backup,
        confirmed: true,
    };
    let restored = restore::restore(app, request).await?;
    let document = json::Restored {
        file: Some(&restored.path),
        newer: restored.newer,
        receipts_missing: restored.receipts_missing,
        error: None,
    };
    let lost = super::garage::lost(face, restored.receipts_missing);
    let said = face.say("已恢复；原数据保存在：", "Restored; the previous data is kept at: ");
    face.result(&document, || format!("{said}{}{lost}", or_none(face, &restored.path)));
    super::account::keys_to_type(app, face).await?;
    Ok(Exit::Done)
}

fn lacking(face: &Face, newer: Option<&Newer>) -> String {
    let Some(newer) = newer else {
        let zh = "当前数据无法读取，无法得知备份缺少什么；恢复后，当前的调用和费用不会保留。";
        let en = "The current data can't be read, so what the backup lacks is unknown; its calls and their cost will not be kept.";
        return face.say(zh, en).to_owned();
    };
    let rows = [
        (face.say("调用", "calls"), newer.calls.to_string()),
        (face.say("其中已计费", "of these charged"), newer.charged.to_string()),
        (face.say("费用（元）", "cost (yuan)"), newer.cost_fen.to_yuan()),
        (face.say("待核对", "unconfirmed"), newer.doubtful.to_string()),
        (face.say("违章", "violations"), newer.violations.to_string()),
        (face.say("车辆", "vehicles"), newer.vehicles.to_string()),
    ];
    let columns =
        [words(face.say("当前数据有、备份中没有", "In the current data, not in the backup")), figures("")];
    let rows = rows.into_iter().map(|(word, figure)| vec![word.to_owned(), figure]).collect();
    let carried = face.say(
        "调用和费用保留，不会重新计数；车辆以备份为准。",
        "Calls and what they cost are carried over, never rewound; the vehicles will be the backup's.",
    );
    format!("{}\n{carried}", table::table(&columns, rows, None))
}

/// The backup's accounts come only where none stand, or where they are wished.
fn tell_addresses(face: &Face, look: &RestoreLook, wanted: &RestoreArgs) {
    if look.has_settings && !wanted.settings_of_backup {
        return;
    }
    for named in &look.addresses {
        let said = face.say(
            "备份中的服务商地址（须重新填写密钥）：",
            "Address in the backup (its key must be typed again): ",
        );
        face.note(&format!("{said}{} {}", named.provider, named.address));
    }
}

fn said_yes(face: &Face) -> bool {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return false;
    }
    face.note(face.say("恢复吗？输入 yes 继续：", "Restore? Type yes to continue:"));
    let mut line = String::new();
    stdin().read_line(&mut line).is_ok() && matches!(line.trim(), "yes" | "y" | "是")
}

fn unconfirmed(face: &Face, newer: Option<Newer>) -> Exit {
    let refused = CommandError::new(ErrorCode::RestoreUnconfirmed, "the backup lacks something");
    let sentence = errors::sentence(face.lang, &refused);
    face.note(&sentence);
    if face.json {
        let error = Some(RefusalBody { code: refused.code.word(), message: &sentence });
        face.result(&json::Restored { file: None, newer, receipts_missing: 0, error }, String::new);
    }
    Exit::of_error(refused.code)
}

fn or_none(face: &Face, path: &str) -> String {
    if path.is_empty() {
        face.say("（原来没有）", "(there was none)").to_owned()
    } else {
        path.to_owned()
    }
}
