//! `export`.

use super::path_text;
use crate::args::{ExportArgs, FileFormat, What};
use crate::exit::Exit;
use crate::face::Face;
use crate::lang::Lang;
use cheku_commands::export::export;
use cheku_commands::report::report;
use cheku_commands::vehicles::ids_of_plates;
use cheku_commands::wire::{
    CallQuery, ErrorCode, ExportReply, ExportRequest, ExportWhat, ReportRequest, ReportScope, VehicleFilter,
    VehicleQuery, ViolationFilter, ViolationQuery,
};
use cheku_commands::{App, CommandError};
use std::path::Path;

/// Writes everything of one kind, or what is about one vehicle or driver, into a file.
pub async fn run(app: &App, face: &Face, wanted: ExportArgs) -> Result<Exit, CommandError> {
    let vehicle = match &wanted.plate {
        Some(plate) => ids_of_plates(app, std::slice::from_ref(plate)).await?.into_iter().next(),
        None => None,
    };
    let format = wanted.format.or_else(|| by_name(&wanted.file));
    let path = path_text(&wanted.file)?;
    let lang = face.lang.word().to_owned();
    let reply = if format == Some(FileFormat::Html) {
        let scope = scope(&wanted, vehicle)?;
        report(app, ReportRequest { scope, path: Some(path), lang }).await?
    } else {
        named_as(format, &wanted.file)?;
        export(app, ExportRequest { what: what(&wanted, vehicle), path, lang }).await?
    };
    said(face, &reply);
    Ok(Exit::Done)
}

fn said(face: &Face, reply: &ExportReply) {
    face.result(reply, || match face.lang {
        Lang::Zh => format!("已导出 {} 行：{}", reply.rows, reply.file),
        Lang::En => format!("{} rows written: {}", reply.rows, reply.file),
    });
}

fn by_name(file: &Path) -> Option<FileFormat> {
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

fn violations(wanted: &ExportArgs, vehicle: Option<String>) -> ViolationQuery {
    let filter = ViolationFilter { vehicle, driver: wanted.driver.clone(), ..ViolationFilter::default() };
    ViolationQuery { filter, ..ViolationQuery::default() }
}

/// A plate or a driver narrows vehicles and violations; sums and calls have none.
fn what(wanted: &ExportArgs, vehicle: Option<String>) -> ExportWhat {
    match wanted.what {
        What::Vehicles if vehicle.is_some() => {
            ExportWhat::Violations { query: violations(wanted, vehicle), only: None }
        }
        What::Vehicles => {
            let driver = wanted.driver.iter().cloned().collect();
            let filter = VehicleFilter { driver, ..VehicleFilter::default() };
            ExportWhat::Vehicles { query: VehicleQuery { filter, ..VehicleQuery::default() }, only: None }
        }
        What::Violations => ExportWhat::Violations { query: violations(wanted, vehicle), only: None },
        What::Totals => ExportWhat::Totals { by: None },
        What::Calls => ExportWhat::Calls { query: CallQuery::default() },
    }
}

fn scope(wanted: &ExportArgs, vehicle: Option<String>) -> Result<ReportScope, CommandError> {
    Ok(match (wanted.what, vehicle, &wanted.driver) {
        (What::Totals | What::Calls, ..) => {
            return Err(CommandError::new(
                ErrorCode::FileTypeUnknown,
                "a report is of vehicles or violations",
            ));
        }
        (_, Some(id), _) => ReportScope::Vehicle { id },
        (_, None, Some(name)) => ReportScope::Driver { name: name.clone() },
        (What::Vehicles, None, None) => ReportScope::Fleet { query: VehicleQuery::default() },
        (What::Violations, None, None) => {
            ReportScope::Violations { query: ViolationQuery::default(), only: None }
        }
    })
}
