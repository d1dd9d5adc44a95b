//! `export`.

use super::path_text;
use crate::args::What;
use crate::exit::Exit;
use crate::face::Face;
use crate::lang::Lang;
use cheku_commands::export::export;
use cheku_commands::wire::{CallQuery, ExportRequest, ExportWhat, VehicleQuery, ViolationQuery};
use cheku_commands::{App, CommandError};
use std::path::PathBuf;

/// Writes everything of one kind into a file.
pub async fn run(app: &App, face: &Face, file: PathBuf, what: What) -> Result<Exit, CommandError> {
    let what = match what {
        What::Vehicles => ExportWhat::Vehicles { query: VehicleQuery::default() },
        What::Violations => ExportWhat::Violations { query: ViolationQuery::default() },
        What::Totals => ExportWhat::Totals { by: None },
        What::Calls => ExportWhat::Calls { query: CallQuery::default() },
    };
    let request = ExportRequest { what, path: path_text(&file)?, lang: face.lang.word().to_owned() };
    let reply = export(app, request).await?;
    face.result(&reply, || match face.lang {
        Lang::Zh => format!("已导出 {} 行：{}", reply.rows, reply.file),
        Lang::En => format!("{} rows written: {}", reply.rows, reply.file),
    });
    Ok(Exit::Done)
}
