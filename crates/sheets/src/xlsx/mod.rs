//! xlsx: the workbook's sheets, its strings and number formats.
//!
//! Read part by part and cell by cell: whether a row is hidden, how a number is
//! shown, and whether a formula has its value, readers made for values do not tell.

mod cells;
mod parts;
mod shared;
mod strings;
mod styles;

use crate::SheetError;
use crate::gathering::{Gathering, Grid};
use crate::markup::{attribute, is_true, next, reader};
use parts::{Parts, Related};
use quick_xml::events::Event;
use shared::Shared;
use std::collections::HashMap;
use std::io::Cursor;
use styles::Styles;
use zip::ZipArchive;

/// Reads every sheet of the workbook, in its order.
pub(crate) fn read(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    take: &mut dyn FnMut(Grid) -> Result<(), SheetError>,
) -> Result<(), SheetError> {
    let mut parts = Parts::new(archive);
    let workbook = workbook_path(&mut parts)?;
    let related = parts.related(&workbook)?;
    let (sheets, from_1904) = sheets(&mut parts, &workbook)?;
    let shared = Shared {
        strings: strings::read(&mut parts, path_of(&related, "sharedStrings"))?,
        styles: Styles::read(&mut parts, path_of(&related, "styles"))?,
        from_1904,
    };
    for sheet in sheets {
        let part = related.get(&sheet.id).ok_or(SheetError::Unreadable)?;
        // A sheet that is a chart has no cells.
        if part.kind != "worksheet" {
            continue;
        }
        let content = parts.open(&part.path)?.ok_or(SheetError::Unreadable)?;
        let mut gathering = Gathering::new(sheet.name, sheet.hidden);
        cells::read(content, &shared, &mut gathering)?;
        take(gathering.finish())?;
    }
    Ok(())
}

/// One sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    id: String,
}

fn workbook_path(parts: &mut Parts<'_>) -> Result<String, SheetError> {
    let root = parts.related("")?;
    let path = path_of(&root, "officeDocument").unwrap_or("xl/workbook.xml").to_owned();
    // An archive with the right look but without a workbook: another Office file.
    if parts.open(&path)?.is_some() { Ok(path) } else { Err(SheetError::NotASpreadsheet) }
}

fn path_of<'r>(related: &'r HashMap<String, Related>, kind: &str) -> Option<&'r str> {
    related.values().find(|part| part.kind == kind).map(|part| part.path.as_str())
}

fn sheets(parts: &mut Parts<'_>, workbook: &str) -> Result<(Vec<Listed>, bool), SheetError> {
    let part = parts.open(workbook)?.ok_or(SheetError::NotASpreadsheet)?;
    let (mut reader, mut buffer) = (reader(part), Vec::new());
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => sheets.push(Listed {
                name: attribute(&tag, "name").unwrap_or_default(),
                hidden: attribute(&tag, "state").is_some_and(|state| state != "visible"),
                id: attribute(&tag, "id").unwrap_or_default(),
            }),
            Event::Start(tag) if tag.local_name().as_ref() == "workbookPr" => {
                from_1904 |= is_true(&tag, "date1904");
            }
            Event::Eof => return Ok((sheets, from_1904)),
            _ => {}
        }
    }
}
