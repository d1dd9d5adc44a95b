//! Tables of web pages, which many systems export under the name of .xls.

use crate::gathering::{Gathering, Grid, MOST_COLUMNS, Merge};
use crate::shown::{as_shown, plain};
use crate::{Cell, CellKind, SheetError};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Rows that a cell may span: what HTML allows.
const MOST_SPANNED: usize = 65_534;

/// Reads every table of the page, in the order in which they end. A page without
/// one is what a system answers when nobody is logged in.
pub(crate) fn read(
    text: &str,
    take: &mut dyn FnMut(Grid) -> Result<(), SheetError>,
) -> Result<(), SheetError> {
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let tables = tokenizer.sink.tables.take().finished();
    let several = tables.len() > 1;
    if tables.is_empty() {
        return Err(SheetError::WebPage);
    }
    for (mut grid, number) in tables.into_iter().zip(1_u32..) {
        if several {
            grid.name = number.to_string();
        }
        take(grid)?;
    }
    Ok(())
}

/// Takes the page's tokens. Ends of rows and cells are often left out.
#[derive(Default)]
struct Page {
    tables: RefCell<Tables>,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tables = self.tables.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                tables.begins(&tag);
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "noscript" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(tag) => tables.ends(&tag.name),
            Token::CharacterTokens(text) => tables.adds(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Tables {
    /// Those that have begun, each inside the one before.
    open: Vec<Table>,
    finished: Vec<Grid>,
}

impl Tables {
    fn begins(&mut self, tag: &Tag) {
        if &*tag.name == "table" {
            return self.open.push(Table::default());
        }
        let Some(table) = self.open.last_mut() else { return };
        match &*tag.name {
            "tr" => table.begins_row(tag),
            "td" | "th" => table.begins_cell(tag),
            "br" => table.adds_line_end(),
            _ => {}
        }
    }

    fn ends(&mut self, name: &str) {
        let Some(table) = self.open.last_mut() else { return };
        match name {
            "table" => {
                table.ends_cell();
                let grid = self.open.pop().map(|table| table.gathering.finish());
                self.finished.extend(grid.filter(|grid| !grid.rows.is_empty()));
            }
            "tr" | "td" | "th" => table.ends_cell(),
            "p" | "div" | "li" => table.adds_line_end(),
            _ => {}
        }
    }

    fn adds(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            open.adds(text);
        }
    }

    /// All tables; a page that breaks off ends those that have begun.
    fn finished(mut self) -> Vec<Grid> {
        while !self.open.is_empty() {
            self.ends("table");
        }
        self.finished
    }
}

/// A table on its way in.
#[derive(Default)]
struct Table {
    gathering: Gathering,
    /// The row that is read, counted from 1.
    row: u32,
    column: usize,
    /// To which row a cell from above reaches down, for each column.
    taken: Vec<u32>,
    cell: Option<Open>,
}

/// A cell that has begun.
struct Open {
    column: usize,
    text: String,
    /// The number behind the text, as Excel writes it.
    number: Option<String>,
}

impl Table {
    fn begins_row(&mut self, tag: &Tag) {
        self.ends_cell();
        self.row = self.row.saturating_add(1);
        self.column = 0;
        let style = attribute(tag, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        if style.contains("display:none") {
            self.gathering.hide(self.row..=self.row);
        }
    }

    fn begins_cell(&mut self, tag: &Tag) {
        self.ends_cell();
        self.row = self.row.max(1);
        while self.taken.get(self.column).is_some_and(|until| *until >= self.row) {
            self.column += 1;
        }
        let span = |name: &str, most: usize| {
            attribute(tag, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1).clamp(1, most)
        };
        let (across, down) = (span("colspan", MOST_COLUMNS), span("rowspan", MOST_SPANNED));
        let until = self.row.saturating_add(u32::try_from(down - 1).unwrap_or(0));
        let columns = self.column..=self.column + across - 1;
        if self.column < MOST_COLUMNS {
            self.taken.resize(self.taken.len().max(*columns.end() + 1), 0);
            self.taken[columns.clone()].fill(until);
        }
        self.gathering.merge(Merge { rows: self.row..=until, columns });
        let number = attribute(tag, "x:num").filter(|number| number.parse::<f64>().is_ok());
        self.cell = Some(Open { column: self.column, text: String::new(), number });
        self.column = self.column.saturating_add(across);
    }

    fn ends_cell(&mut self) {
        if let Some(open) = self.cell.take() {
            self.gathering.put(self.row, open.column, open.cell());
        }
    }

    fn adds_line_end(&mut self) {
        if let Some(open) = self.cell.as_mut() {
            open.text.push('\n');
        }
    }
}

impl Open {
    /// White space in a page is one space; a line ends at its tag.
    fn adds(&mut self, text: &str) {
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{c}');
            if !blank {
                self.text.push(c);
            } else if !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    fn cell(self) -> Cell {
        let text = self.text.trim().to_owned();
        match self.number.map(|number| plain(&number)) {
            Some(digits) => match as_shown(&text, &digits) {
                Some(shown) => Cell::new(shown, CellKind::Number),
                // Rounded, shortened to a power of ten, or too wide for its column.
                None if text.parse::<f64>().is_ok() || text.starts_with('#') => {
                    Cell::new(digits, CellKind::Number)
                }
                None => Cell::new(text, CellKind::Date),
            },
            None => Cell::new(text, CellKind::Text),
        }
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|held| &*held.name.local == name).map(|held| held.value.to_string())
}
