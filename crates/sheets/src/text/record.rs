//! From lines to records. A quotation mark that never ends, or ends in another row,
//! spoils its own line and no other.

use cheku_domain::Plate;
use std::borrow::Cow;

/// A cell of more lines than this is no cell but the rest of the file behind a
/// stray quotation mark.
const MOST_LINES_IN_CELL: usize = 20;

/// One record of the text.
pub(super) struct Record<'t> {
    pub cells: Vec<Cow<'t, str>>,
    /// Whether a quotation mark begins in it that does not end; its cells are
    /// those of the line as it stands.
    pub is_unclosed: bool,
}

/// Goes through the text record by record.
pub(super) struct Splitter<'t> {
    rest: &'t str,
    separator: char,
    /// The separators of the widest record so far that needed no second look.
    width: usize,
}

/// The quotation mark does not end where a cell could.
struct Unclosed;

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str, separator: char) -> Splitter<'t> {
        Splitter { rest: text, separator, width: 0 }
    }

    /// Cells up to the end of the record, and what stands behind it.
    fn record(&self) -> Result<(Vec<Cow<'t, str>>, &'t str), Unclosed> {
        let mut cells = Vec::new();
        let mut rest = self.rest;
        loop {
            let (cell, behind) = self.cell(rest)?;
            cells.push(cell);
            match behind.strip_prefix(self.separator) {
                Some(next) => rest = next,
                None => return Ok((cells, after_line_end(behind))),
            }
        }
    }

    fn cell(&self, text: &'t str) -> Result<(Cow<'t, str>, &'t str), Unclosed> {
        let start = text.trim_start_matches(|c: char| {
            c != self.separator && matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}')
        });
        match start.strip_prefix('"') {
            Some(inside) => self.quoted(inside),
            None => {
                let (cell, behind) = text.split_at(self.end_of_plain(text));
                Ok((Cow::Borrowed(cell), behind))
            }
        }
    }

    fn end_of_plain(&self, text: &str) -> usize {
        text.find([self.separator, '\n', '\r']).unwrap_or(text.len())
    }

    /// A quoted cell up to the separator or line end behind its closing mark.
    fn quoted(&self, inside: &'t str) -> Result<(Cow<'t, str>, &'t str), Unclosed> {
        let (mut from, mut line_ends) = (0, 0);
        let close = loop {
            let mark = from + inside.get(from..).and_then(|text| text.find('"')).ok_or(Unclosed)?;
            line_ends += inside[from..mark].matches(['\n', '\r']).count();
            // Each may be written as two.
            if line_ends > 2 * MOST_LINES_IN_CELL {
                return Err(Unclosed);
            }
            if !inside[mark + 1..].starts_with('"') {
                break mark;
            }
            from = mark + 2;
        };
        let (content, behind) = (&inside[..close], &inside[close + 1..]);
        self.refuse_swallowed_rows(content)?;
        let (stray, behind) = behind.split_at(self.end_of_plain(behind));
        if !stray.trim().is_empty() && content.contains(['\n', '\r']) {
            return Err(Unclosed);
        }
        let mut cell =
            if content.contains('"') { Cow::Owned(content.replace("\"\"", "\"")) } else { content.into() };
        if !stray.trim().is_empty() {
            cell.to_mut().push_str(stray);
        }
        Ok((cell, behind))
    }

    /// A note may have lines, but none that look like rows of the table.
    fn refuse_swallowed_rows(&self, content: &str) -> Result<(), Unclosed> {
        let is_row = |line: &str| {
            let separators = line.matches(self.separator).count();
            let mut cells = line.split(self.separator);
            separators > 0
                && (separators >= self.width.max(2) || cells.any(|cell| Plate::parse(cell).is_ok()))
        };
        let lines = content.split(['\n', '\r']).filter(|line| !line.is_empty());
        if lines.skip(1).any(is_row) { Err(Unclosed) } else { Ok(()) }
    }
}

impl<'t> Iterator for Splitter<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        if self.rest.is_empty() {
            return None;
        }
        match self.record() {
            Ok((cells, rest)) => {
                self.rest = rest;
                self.width = self.width.max(cells.len() - 1);
                Some(Record { cells, is_unclosed: false })
            }
            Err(Unclosed) => {
                let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
                let (line, behind) = self.rest.split_at(end);
                self.rest = after_line_end(behind);
                Some(Record {
                    cells: line.split(self.separator).map(Cow::Borrowed).collect(),
                    is_unclosed: true,
                })
            }
        }
    }
}

fn after_line_end(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\r', '\n'])).unwrap_or(text)
}
