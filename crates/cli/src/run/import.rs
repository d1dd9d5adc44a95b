//! `import`.

use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::paths::absolute;
use crate::table::{self, figures, words};
use crate::words::{complaints, sheets};
use cheku_commands::api::{ImportReport, RowComplaint};
use cheku_commands::import::{FileImport, import_by_headings};
use cheku_commands::{App, CommandError};
use std::path::Path;

/// Imports the good rows, or says what an import would do.
pub async fn run(app: &App, face: &Face, file: &Path, wanted: FileImport) -> Result<Exit, CommandError> {
    let dry_run = wanted.dry_run;
    let report = import_by_headings(app, &absolute(file)?, wanted).await?;
    face.result(&document(face, &report), || readable(face, &report, dry_run));
    Ok(if report.rejected.is_empty() { Exit::Done } else { Exit::InPart })
}

fn document(face: &Face, report: &ImportReport) -> json::Imported {
    let several = report.sheets.len() > 1;
    let complaint = |one: &RowComplaint| json::Complaint {
        sheet: several.then(|| one.sheet.clone()),
        row: one.row,
        column: one.column.clone(),
        code: one.code.word(),
        message: complaints::sentence(face.lang, one),
        text: one.text.clone(),
        readings: one.readings.clone(),
    };
    json::Imported {
        added: report.added,
        updated: report.updated,
        unchanged: report.unchanged,
        driver_changes: report.driver_changes,
        due_dates: report.due_dates,
        leaving: report.leaving,
        rejected: report.rejected.iter().map(complaint).collect(),
        warnings: report.warnings.iter().map(complaint).collect(),
        rows: report.rows,
        passed_over: report.passed_over,
        passed_over_rows: report
            .passed_over_rows
            .iter()
            .map(|row| json::PassedOver {
                sheet: several.then(|| row.sheet.clone()),
                row: row.row,
                why: row.why,
                message: sheets::passed_over(face.lang, row.why),
                text: row.text.clone(),
            })
            .collect(),
        sheets: report
            .sheets
            .iter()
            .map(|sheet| json::ImportedSheet {
                name: sheet.name.clone(),
                read: sheet.left_out.is_none(),
                rows: sheet.rows,
                why: sheet.left_out,
            })
            .collect(),
    }
}

fn readable(face: &Face, report: &ImportReport, dry_run: bool) -> String {
    let mut text = summary(face.lang, report, dry_run);
    text.push_str(&driver_changes(face.lang, report.driver_changes, dry_run));
    text.push_str(&leaving(face.lang, report.leaving, dry_run));
    text.push_str(&due_dates(face.lang, report.due_dates, dry_run));
    let several = report.sheets.len() > 1;
    for sheet in report.sheets.iter().filter(|_| several) {
        text.push_str(&format!("\n{}", sheets::sheet(face.lang, sheet)));
    }
    let headed = [
        (face.say("不能导入", "Rejected"), &report.rejected),
        (face.say("请留意", "Warnings"), &report.warnings),
    ];
    for (heading, rows) in headed.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        text.push_str(&format!("\n\n{heading}\n{}", complaint_table(face, rows, several)));
    }
    if !report.passed_over_rows.is_empty() {
        let heading = face.say("跳过的行", "Rows passed over");
        text.push_str(&format!("\n\n{heading}\n{}", passed_over_table(face, report, several)));
    }
    text
}

fn summary(lang: Lang, report: &ImportReport, dry_run: bool) -> String {
    let (added, updated, unchanged) = (report.added, report.updated, report.unchanged);
    let (rows, rejected, passed_over) = (report.rows, report.rejected.len(), report.passed_over);
    match (lang, dry_run) {
        (Lang::Zh, false) => format!(
            "共 {rows} 行：新增 {added} 辆，更新 {updated} 辆，无变化 {unchanged} 辆，{rejected} 行不能导入，跳过 {passed_over} 行。"
        ),
        (Lang::Zh, true) => format!(
            "共 {rows} 行：将新增 {added} 辆，更新 {updated} 辆，无变化 {unchanged} 辆，{rejected} 行不能导入，跳过 {passed_over} 行。未写入任何内容。"
        ),
        (Lang::En, false) => format!(
            "{rows} rows: {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected, {passed_over} passed over."
        ),
        (Lang::En, true) => format!(
            "{rows} rows: would add {added}, update {updated}, leave {unchanged}; {rejected} rejected, {passed_over} passed over. Nothing was written."
        ),
    }
}

/// Whose violations the next ones are: said wherever it changes.
fn driver_changes(lang: Lang, vehicles: u32, dry_run: bool) -> String {
    match (vehicles, lang, dry_run) {
        (0, ..) => String::new(),
        (n, Lang::Zh, false) => format!("其中 {n} 辆换了驾驶员，此前的违章仍属原驾驶员。"),
        (n, Lang::Zh, true) => format!("其中 {n} 辆将换驾驶员，此前的违章仍属原驾驶员。"),
        (n, Lang::En, false) => {
            format!(" {n} of them have another driver; earlier violations stay the former driver's.")
        }
        (n, Lang::En, true) => {
            format!(" {n} of them would have another driver; earlier violations stay the former driver's.")
        }
    }
}

fn leaving(lang: Lang, vehicles: u32, dry_run: bool) -> String {
    match (vehicles, lang, dry_run) {
        (0, ..) => String::new(),
        (n, Lang::Zh, false) => format!("其中 {n} 辆已停用、已售或报废，不再查询，记录保留。"),
        (n, Lang::Zh, true) => format!("其中 {n} 辆将停用、售出或报废，不再查询，记录保留。"),
        (n, Lang::En, false) => {
            format!(" {n} of them are out of use: no longer checked, their records stay.")
        }
        (n, Lang::En, true) => {
            format!(" {n} of them would go out of use: no longer checked, their records stay.")
        }
    }
}

fn due_dates(lang: Lang, dates: u32, dry_run: bool) -> String {
    match (dates, lang, dry_run) {
        (0, ..) => String::new(),
        (n, Lang::Zh, false) => format!("到期日新增或更新 {n} 个。"),
        (n, Lang::Zh, true) => format!("到期日将新增或更新 {n} 个。"),
        (n, Lang::En, false) => format!(" {n} due dates added or updated."),
        (n, Lang::En, true) => format!(" {n} due dates would be added or updated."),
    }
}

fn complaint_table(face: &Face, rows: &[RowComplaint], several: bool) -> String {
    let sheet = several.then(|| words(face.say("工作表", "Sheet")));
    let columns = sheet.into_iter().chain([
        figures(face.say("行", "Row")),
        words(face.say("列", "Column")),
        words(face.say("原因", "Reason")),
    ]);
    let row = |one: &RowComplaint| {
        let sheet = several.then(|| one.sheet.clone());
        let cells = [one.row.to_string(), one.column.clone(), complaints::sentence(face.lang, one)];
        sheet.into_iter().chain(cells).collect()
    };
    table::table(&columns.collect::<Vec<_>>(), rows.iter().map(row).collect(), None)
}

fn passed_over_table(face: &Face, report: &ImportReport, several: bool) -> String {
    let sheet = several.then(|| words(face.say("工作表", "Sheet")));
    let columns = sheet.into_iter().chain([
        figures(face.say("行", "Row")),
        words(face.say("原因", "Reason")),
        words(face.say("原内容", "Original value")),
    ]);
    let rows = report.passed_over_rows.iter().map(|one| {
        let sheet = several.then(|| one.sheet.clone());
        let why = sheets::passed_over(face.lang, one.why).to_owned();
        sheet.into_iter().chain([one.row.to_string(), why, one.text.clone()]).collect()
    });
    table::table(&columns.collect::<Vec<_>>(), rows.collect(), None)
}
