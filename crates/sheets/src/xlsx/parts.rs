//! The parts of an xlsx archive, by the names that other parts call them.

use crate::SheetError;
use crate::markup::{attribute, next, reader};
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io::{BufReader, Cursor};
use zip::ZipArchive;
use zip::read::ZipFile;

/// An archive whose names are found whatever their case and slashes: some programs
/// write `xl\Workbook.xml` and call it `/xl/workbook.xml`.
pub(crate) struct Parts<'a> {
    archive: &'a mut ZipArchive<Cursor<Vec<u8>>>,
    places: HashMap<String, usize>,
}

/// A part that another one names.
pub(crate) struct Related {
    /// The last word of the relationship's type: "worksheet", "styles".
    pub kind: String,
    pub path: String,
}

type Part<'b> = BufReader<ZipFile<'b, Cursor<Vec<u8>>>>;

impl<'a> Parts<'a> {
    pub(crate) fn new(archive: &'a mut ZipArchive<Cursor<Vec<u8>>>) -> Parts<'a> {
        let named =
            archive.file_names().zip(0..).filter_map(|(name, place)| Some((folded(&name.ok()?), place)));
        let places = named.collect();
        Parts { archive, places }
    }

    /// A part's content; `None` where the archive has no such part.
    pub(crate) fn open(&mut self, path: &str) -> Result<Option<Part<'_>>, SheetError> {
        let Some(place) = self.places.get(&folded(path)) else { return Ok(None) };
        let part = self.archive.by_index(*place).map_err(|_| SheetError::Unreadable)?;
        Ok(Some(BufReader::new(part)))
    }

    /// What a part names, by the ids that it uses for them. "" is the archive itself.
    pub(crate) fn related(&mut self, path: &str) -> Result<HashMap<String, Related>, SheetError> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let mut related = HashMap::new();
        let Some(part) = self.open(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(related) };
        let (mut reader, mut buffer) = (reader(part), Vec::new());
        loop {
            match next(&mut reader, &mut buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                    let kind = attribute(&tag, "Type").unwrap_or_default();
                    let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target")) else {
                        continue;
                    };
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    related.insert(id, Related { kind, path: absolute(folder, &target) });
                }
                Event::Eof => return Ok(related),
                _ => {}
            }
        }
    }
}

fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A target as seen from the folder of the part that names it.
fn absolute(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
