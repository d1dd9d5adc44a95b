//! How large an ods becomes when its repeats are unfolded. One line of it can say
//! "these 16,384 cells, a million times"; the reader behind would build them all
//! before anybody could stop it, so the area is measured first.

use crate::SheetError;
use crate::table::{MOST_BYTES, MOST_CELLS};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// Refuses content whose filled area, all sheets together, has too many cells.
pub(crate) fn refuse_wide_content(content: impl BufRead) -> Result<(), SheetError> {
    let mut reader = Reader::from_reader(content);
    let mut buffer = Vec::new();
    let mut area = Area::default();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| SheetError::Unreadable)? {
            Event::Start(tag) => area.meets(&tag, true),
            Event::Empty(tag) => area.meets(&tag, false),
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => area.ends_row(),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if area.cells() > MOST_CELLS {
            return Err(SheetError::TooLarge { limit: MOST_BYTES });
        }
    }
}

/// The filled area so far: up to the last cell and row with something in them.
#[derive(Default)]
struct Area {
    /// Cells of the sheets before this one.
    before: usize,
    width: usize,
    height: usize,
    /// Rows passed, blank ones too.
    rows: usize,
    row_repeats: usize,
    column: usize,
    row_width: usize,
}

impl Area {
    fn meets(&mut self, tag: &BytesStart<'_>, has_content: bool) {
        match tag.name().as_ref() {
            "table:table" => {
                *self = Area { before: self.cells(), ..Area::default() };
            }
            "table:table-row" => {
                self.row_repeats = repeats(tag, "table:number-rows-repeated");
                (self.column, self.row_width) = (0, 0);
                if !has_content {
                    self.ends_row();
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.column = self.column.saturating_add(repeats(tag, "table:number-columns-repeated"));
                let filled = has_content || matches!(tag.try_get_attribute("office:value-type"), Ok(Some(_)));
                if filled {
                    self.row_width = self.column;
                }
            }
            _ => {}
        }
    }

    fn ends_row(&mut self) {
        self.rows = self.rows.saturating_add(self.row_repeats);
        if self.row_width > 0 {
            self.height = self.rows;
            self.width = self.width.max(self.row_width);
        }
    }

    fn cells(&self) -> usize {
        self.before.saturating_add(self.width.saturating_mul(self.height)).saturating_add(self.row_width)
    }
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> usize {
    match tag.try_get_attribute(name) {
        Ok(Some(attribute)) => attribute.value.trim().parse().unwrap_or(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(rows: &str) -> Result<(), SheetError> {
        refuse_wide_content(format!("<table:table>{rows}</table:table>").as_bytes())
    }

    #[test]
    fn blank_repeats_at_the_ends_cost_nothing() {
        let row = "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell><text:p>x</text:p>\
                   </table:table-cell><table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>";
        let blank = "<table:table-row table:number-rows-repeated=\"1047000\"><table:table-cell \
                     table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert_eq!(judged(&format!("{}{blank}", row.repeat(50))), Ok(()));
    }

    #[test]
    fn filled_repeats_and_cells_far_out_are_counted() {
        let too_large = Err(SheetError::TooLarge { limit: MOST_BYTES });
        let filled =
            "<table:table-cell office:value-type=\"float\" table:number-columns-repeated=\"16384\"/>";
        let rows = format!("<table:table-row table:number-rows-repeated=\"1000\">{filled}</table:table-row>");
        assert_eq!(judged(&rows), too_large);
        let blank = "<table:table-row table:number-rows-repeated=\"1000000\"/>";
        assert_eq!(judged(&format!("{blank}<table:table-row>{filled}</table:table-row>")), too_large);
    }
}
