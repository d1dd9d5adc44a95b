//! `export`.

use crate::args::{ExportArgs, FileFormat, What};
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::paths::written_to;
use crate::run::lists::with_undated;
use cheku_commands::api::{
    CallQuery, ErrorCode, EverythingRequest, ExportRequest, ExportWhat, FilePath, ReportRequest, ReportScope,
    VehicleFilter, VehicleQuery, ViolationFilter, ViolationQuery,
};
use cheku_commands::export::{export, export_everything};
use cheku_commands::files::ending_of;
use cheku_commands::report::report;
use cheku_commands::vehicles::ids_of_plates;
use cheku_commands::{App, CommandError};
use std::path::Path;

/// Writes everything of one kind, or what is about one vehicle or driver, into a file.
pub async fn run(app: &App, face: &Face, wanted: ExportArgs) -> Result<Exit, CommandError> {
    if wanted.everything {
        return everything(app, face, wanted).await;
    }
    refuse_days_of_none(&wanted)?;
    let vehicle = ids_of_plates(app, wanted.plate.as_slice()).await?;
    let format = wanted.format.or_else(|| by_name(&wanted.file));
    let to = written_to(app, &wanted.file, wanted.force)?;
    let lang = face.lang.word().to_owned();
    if format == Some(FileFormat::Html) {
        let scope = scope(&wanted, vehicle)?;
        let reply = report(app, ReportRequest { scope, to: Some(to), lang }).await?;
        let reply = json::Report { rows: reply.rows, all: reply.all, file: &reply.file };
        face.result(&reply, || listed(face.lang, &reply));
    } else {
        named_as(format, &wanted.file)?;
        let reply = export(app, ExportRequest { what: what(&wanted, vehicle), to, lang }).await?;
        face.result(&reply, || {
            with_undated(face.lang, written(face.lang, reply.rows, &reply.file), reply.undated)
        });
    }
    Ok(Exit::Done)
}

async fn everything(app: &App, face: &Face, wanted: ExportArgs) -> Result<Exit, CommandError> {
    if ending_of(&wanted.file) != "zip" {
        return Err(CommandError::new(ErrorCode::FileTypeUnknown, "everything goes into a .zip"));
    }
    let to = written_to(app, &wanted.file, wanted.force)?;
    let request = EverythingRequest { to, lang: face.lang.word().to_owned() };
    let FilePath { path, .. } = export_everything(app, request).await?;
    let said = face.say("已导出全部（不含密钥）：", "Everything written, without secrets: ");
    face.result(&json::File { file: &path }, || format!("{said}{path}"));
    Ok(Exit::Done)
}

fn written(lang: Lang, rows: u32, file: &str) -> String {
    match lang {
        Lang::Zh => format!("已导出 {rows} 行：{file}"),
        Lang::En => format!("{rows} rows written: {file}"),
    }
}

/// A page to print has an end; what it leaves out is said.
fn listed(lang: Lang, json::Report { rows, all, file }: &json::Report<'_>) -> String {
    let written = written(lang, *rows, file);
    match (rows < all, lang) {
        (false, _) => written,
        (true, Lang::Zh) => {
            format!("{written}\n共 {all} 行，打印版只列出前 {rows} 行；如需全部，请导出 .xlsx。")
        }
        (true, Lang::En) => {
            format!(
                "{written}\nOnly the first {rows} of {all} rows are listed; export an .xlsx for every row."
            )
        }
    }
}

/// A list of vehicles or of calls is of no days of offences: told, rather than days that narrow nothing.
fn refuse_days_of_none(wanted: &ExportArgs) -> Result<(), CommandError> {
    let of_violations = matches!(wanted.what, What::Violations | What::Totals)
        || (wanted.what == What::Vehicles && wanted.plate.is_some());
    match wanted.span.span() {
        Some(_) if !of_violations => {
            Err(CommandError::new(ErrorCode::SpanOfNone, "only violations and totals are of days"))
        }
        _ => Ok(()),
    }
}

pub(super) fn by_name(file: &Path) -> Option<FileFormat> {
    match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "xlsx" => Some(FileFormat::Xlsx),
        "csv" => Some(FileFormat::Csv),
        "html" | "htm" => Some(FileFormat::Html),
        _ => None,
    }
}

/// A workbook under a text's name opens nowhere.
fn named_as(format: Option<FileFormat>, file: &Path) -> Result<(), CommandError> {
    match format {
        Some(format) if by_name(file) == Some(format) => Ok(()),
        _ => Err(CommandError::new(ErrorCode::FileTypeUnknown, "the name says another kind of file")),
    }
}

fn violations(wanted: &ExportArgs, vehicle: Vec<String>) -> ViolationQuery {
    let (driver, span) = (wanted.driver.clone(), wanted.span.span());
    let filter = ViolationFilter { vehicle, driver, span, ..ViolationFilter::default() };
    ViolationQuery { filter, ..ViolationQuery::default() }
}

/// A plate or a driver narrows vehicles and violations; sums and calls have none.
fn what(wanted: &ExportArgs, vehicle: Vec<String>) -> ExportWhat {
    match wanted.what {
        What::Vehicles if !vehicle.is_empty() => {
            ExportWhat::Violations { query: violations(wanted, vehicle), only: None }
        }
        What::Vehicles => {
            let driver = wanted.driver.iter().cloned().collect();
            let filter = VehicleFilter { driver, ..VehicleFilter::default() };
            ExportWhat::Vehicles { query: VehicleQuery { filter, ..VehicleQuery::default() }, only: None }
        }
        What::Violations => ExportWhat::Violations { query: violations(wanted, vehicle), only: None },
        What::Totals => ExportWhat::Totals { by: None, span: wanted.span.span() },
        What::Calls => ExportWhat::Calls { query: CallQuery::default() },
    }
}

fn scope(wanted: &ExportArgs, vehicle: Vec<String>) -> Result<ReportScope, CommandError> {
    Ok(match (wanted.what, vehicle.as_slice(), &wanted.driver) {
        (What::Totals | What::Calls, ..) => {
            return Err(CommandError::new(
                ErrorCode::FileTypeUnknown,
                "a report is of vehicles or violations",
            ));
        }
        // Of some days it is their violations, with those that no days can hold named.
        (_, ids, driver) if wanted.span.span().is_some() && (!ids.is_empty() || driver.is_some()) => {
            ReportScope::Violations { query: violations(wanted, vehicle), only: None }
        }
        (_, [id], _) => ReportScope::Vehicle { id: id.clone() },
        (_, [_, ..], _) => ReportScope::Violations { query: violations(wanted, vehicle), only: None },
        (_, [], Some(name)) => ReportScope::Driver { name: name.clone() },
        (What::Vehicles, [], None) => ReportScope::Fleet { query: VehicleQuery::default() },
        (What::Violations, [], None) => {
            ReportScope::Violations { query: violations(wanted, vehicle), only: None }
        }
    })
}
