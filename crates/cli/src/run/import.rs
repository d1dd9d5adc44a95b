//! `import`.

use super::absolute;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, figures, words};
use crate::words::complaints;
use cheku_commands::import::import_by_headings;
use cheku_commands::wire::{ImportReport, RowComplaint};
use cheku_commands::{App, CommandError};
use std::path::Path;

/// Imports the good rows, or says what an import would do.
pub async fn run(app: &App, face: &Face, file: &Path, dry_run: bool) -> Result<Exit, CommandError> {
    let report = import_by_headings(app, &absolute(file)?, dry_run).await?;
    let document = json::Imported {
        added: report.added,
        updated: report.updated,
        unchanged: report.unchanged,
        rejected: report.rejected.iter().map(|one| complaint(face, one)).collect(),
        warnings: report.warnings.iter().map(|one| complaint(face, one)).collect(),
    };
    face.result(&document, || readable(face, &report, dry_run));
    Ok(if report.rejected.is_empty() { Exit::Done } else { Exit::InPart })
}

fn complaint(face: &Face, one: &RowComplaint) -> json::Complaint {
    json::Complaint {
        row: one.row,
        column: one.column.clone(),
        code: one.code.word(),
        message: complaints::sentence(face.lang, one),
        text: one.text.clone(),
    }
}

fn readable(face: &Face, report: &ImportReport, dry_run: bool) -> String {
    let (added, updated, unchanged) = (report.added, report.updated, report.unchanged);
    let rejected = report.rejected.len();
    let mut text = match (face.lang, dry_run) {
        (Lang::Zh, false) => {
            format!("新增 {added} 辆，更新 {updated} 辆，没有变化 {unchanged} 辆；{rejected} 处不能导入。")
        }
        (Lang::Zh, true) => format!(
            "将新增 {added} 辆，更新 {updated} 辆，没有变化 {unchanged} 辆；{rejected} 处不能导入。什么也没有写入。"
        ),
        (Lang::En, false) => {
            format!("{added} added, {updated} updated, {unchanged} unchanged; {rejected} cells rejected.")
        }
        (Lang::En, true) => {
            format!(
                "Would add {added}, update {updated}, leave {unchanged}; {rejected} cells rejected. Nothing was written."
            )
        }
    };
    let headed = [
        (face.say("不能导入", "Rejected"), &report.rejected),
        (face.say("请留意", "Warnings"), &report.warnings),
    ];
    for (heading, rows) in headed.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        text.push_str(&format!("\n\n{heading}\n{}", complaint_table(face, rows)));
    }
    text
}

fn complaint_table(face: &Face, rows: &[RowComplaint]) -> String {
    let columns =
        [figures(face.say("行", "Row")), words(face.say("列", "Column")), words(face.say("原因", "Reason"))];
    let row = |one: &RowComplaint| {
        vec![one.row.to_string(), one.column.clone(), complaints::sentence(face.lang, one)]
    };
    table::table(&columns, rows.iter().map(row).collect(), None)
}
