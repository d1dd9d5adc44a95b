//! `batches`: earlier batches, and one of them in full.

use super::check::{lacking, readable, without_answer};
use crate::args::BatchArgs;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, figures, words};
use crate::words::{labels, reasons};
use cheku_commands::api::{BatchQuery, BatchRow, Id};
use cheku_commands::check;
use cheku_commands::{App, CommandError};

/// The list, or one batch.
pub async fn run(app: &App, face: &Face, wanted: BatchArgs) -> Result<Exit, CommandError> {
    match wanted.batch {
        Some(batch) => one(app, face, batch).await,
        None => {
            let query = BatchQuery { offset: wanted.window.offset, limit: wanted.window.limit.unwrap_or(0) };
            let window = check::batches(app, query).await?;
            let rows = window.rows.iter().map(json::Batch::from).collect();
            face.result(&json::Batches { total: window.total, batches: rows }, || list(face, &window.rows));
            Ok(Exit::Done)
        }
    }
}

async fn one(app: &App, face: &Face, batch: String) -> Result<Exit, CommandError> {
    let kept = check::batch(app, Id { id: batch }).await?;
    let open = if face.json { Vec::new() } else { without_answer(app, &kept).await? };
    let lacking = lacking(app, &kept).await?;
    face.result(&json::Check::from(&kept).lacking(&lacking), || {
        let mut text = readable::batch(face, &kept, &open, &lacking);
        if let Some(stopped) = &kept.stopped {
            text.push_str(&format!("\n{}", reasons::stopped(face.lang, stopped, &kept)));
        }
        if kept.not_asked > 0 {
            text.push_str(&left(face, kept.resumable, kept.number));
        }
        text
    });
    Ok(Exit::Done)
}

/// Whom later batches did not ask either.
fn left(face: &Face, count: u32, number: u32) -> String {
    match (count, face.lang) {
        (0, Lang::Zh) => "\n未查询的后来都已查询。".to_owned(),
        (0, Lang::En) => "\nThose left unchecked were checked since.".to_owned(),
        (count, Lang::Zh) => format!("\n还有 {count} 辆仍未查询：resume --batch {number}"),
        (count, Lang::En) => format!("\n{count} still not checked: resume --batch {number}"),
    }
}

fn list(face: &Face, rows: &[BatchRow]) -> String {
    if rows.is_empty() {
        return face.say("尚未查询。", "No checks yet.").to_owned();
    }
    let columns = [
        figures(face.say("批次", "No.")),
        words(face.say("开始", "Started")),
        words(face.say("服务商", "Provider")),
        figures(face.say("计划", "Planned")),
        figures(face.say("有结果", "With results")),
        figures(face.say("查询失败", "Failed")),
        figures(face.say("待核对", "Unconfirmed")),
        figures(face.say("未查询", "Not checked")),
        figures(face.say("费用", "Cost")),
        words(face.say("结束原因", "Result")),
    ];
    let row = |row: &BatchRow| {
        vec![
            row.number.to_string(),
            table::minute(row.started_at),
            row.provider.clone(),
            row.planned.to_string(),
            row.answered.to_string(),
            row.failed.to_string(),
            row.doubtful.to_string(),
            row.not_asked.to_string(),
            table::cost_said(face.lang, row.cost_fen, row.cost_unknown),
            end(face, row),
        ]
    };
    table::table(&columns, rows.iter().map(row).collect(), None)
}

fn end(face: &Face, row: &BatchRow) -> String {
    match &row.stopped {
        Some(stopped) => format!("{} ({})", labels::batch(face.lang, row.state), stopped.code),
        None => labels::batch(face.lang, row.state).to_owned(),
    }
}
