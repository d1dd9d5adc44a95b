//! The parts of a packed spreadsheet as they lie in it, to be searched for something.

use crate::table::MOST_BYTES;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// True when the check is true of any part of an archive, or of an archive within it, and of one that
/// cannot be looked through: damaged, or unpacking to more than 64 MiB. False where
/// the bytes are no archive.
pub fn any_part(bytes: &[u8], check: &dyn Fn(&[u8]) -> bool) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let mut part = Vec::new();
        let Ok(entry) = archive.by_index(index) else { return true };
        let Ok(size) = entry.take(left).read_to_end(&mut part) else { return true };
        left = left.saturating_sub(size as u64);
        if left == 0 || check(&part) || any_part(&part, check) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::any_part;
    use crate::{Column, Kind, Sheet, Value, write};
    use cheku_files::Place;

    #[test]
    fn a_cell_of_a_workbook_is_found_in_its_parts_and_a_text_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.xlsx");
        let sheet = Sheet { name: "list".into(), columns: vec![Column::new("车牌号", Kind::Text)] };
        write(&Place::of_ours(&file, &folder.path().join("home")), &sheet, [vec![Value::from("苏E12345")]])
            .unwrap();
        let bytes = std::fs::read(&file).unwrap();
        let holds = |text: &'static str| {
            any_part(&bytes, &|part| part.windows(text.len()).any(|window| window == text.as_bytes()))
        };
        assert!(holds("苏E12345") && !holds("苏E54321"));
        assert!(!any_part(b"no archive", &|_| true));
    }
}
