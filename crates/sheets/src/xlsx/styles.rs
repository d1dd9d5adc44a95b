//! How numbers are shown: the number format of each cell style.

use super::parts::Parts;
use crate::SheetError;
use crate::markup::{attribute, next, number, reader};
use crate::shown;
use quick_xml::events::Event;
use std::collections::HashMap;

/// The number formats by a cell's style.
#[derive(Default)]
pub(super) struct Styles(Vec<Format>);

/// What a number format makes of a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Format {
    /// The digits.
    #[default]
    Plain,
    /// A day or a time.
    Date,
    /// Zeros and marks of its own.
    Own(String),
}

impl Styles {
    /// Reads the styles; a workbook may have none.
    pub(super) fn read(parts: &mut Parts<'_>, path: Option<&str>) -> Result<Styles, SheetError> {
        let Some(part) = parts.open(path.unwrap_or("xl/styles.xml"))? else { return Ok(Styles::default()) };
        let (mut reader, mut buffer) = (reader(part), Vec::new());
        let (mut own, mut ids, mut in_cells) = (HashMap::new(), Vec::new(), false);
        loop {
            match next(&mut reader, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) =
                            (number(&tag, "numFmtId"), attribute(&tag, "formatCode"))
                        {
                            own.insert(id, code);
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => ids.push(number(&tag, "numFmtId").unwrap_or(0)),
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(Styles(ids.into_iter().map(|id| Format::of(id, own.get(&id))).collect()))
    }

    /// The format of a style; plain where it is not described.
    pub(super) fn format(&self, style: usize) -> &Format {
        self.0.get(style).unwrap_or(&Format::Plain)
    }
}

impl Format {
    fn of(id: usize, own: Option<&String>) -> Format {
        match own {
            Some(code) if shown::is_date(code) => Format::Date,
            Some(code) => Format::Own(code.clone()),
            None if u32::try_from(id).is_ok_and(shown::is_built_in_date) => Format::Date,
            None => Format::Plain,
        }
    }
}
