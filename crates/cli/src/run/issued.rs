//! What the commands of sheets that are issued and kept have in common.

use super::export::by_name;
use crate::args::{FileFormat, IssuedArgs};
use crate::face::Face;
use crate::paths::written_to;
use cheku_commands::api::{ErrorCode, ExportRequest, ExportWhat, ReportRequest, ReportScope};
use cheku_commands::export::export;
use cheku_commands::report::report;
use cheku_commands::{App, CommandError};
use cheku_domain::issued::is_meant;

/// The one that was issued with this number; `not_found` also where several are counted so and the rest of the
/// number was left out.
pub(super) fn numbered<T>(
    issued: Vec<T>,
    wanted: &str,
    number: impl Fn(&T) -> &str,
    what: &str,
) -> Result<T, CommandError> {
    let mut meant = issued.into_iter().filter(|one| is_meant(number(one), wanted));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(CommandError::new(ErrorCode::NotFound, what).with("plate", wanted)),
    }
}

/// Writes a sheet where that is wished: a page by its file's name, else a table.
pub(super) async fn written(
    app: &App,
    face: &Face,
    wanted: &IssuedArgs,
    what: ExportWhat,
    scope: ReportScope,
) -> Result<Option<String>, CommandError> {
    let Some(file) = &wanted.export else { return Ok(None) };
    let (to, lang) = (written_to(app, file, wanted.force)?, face.lang.word().to_owned());
    if by_name(file) == Some(FileFormat::Html) {
        return Ok(Some(report(app, ReportRequest { scope, to: Some(to), lang }).await?.file));
    }
    Ok(Some(export(app, ExportRequest { what, to, lang }).await?.file))
}
