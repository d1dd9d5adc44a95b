//! One cell as it came: what the sheet shows, and what it was inside the file.

use serde::{Deserialize, Serialize};

/// One cell of a read file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// What the sheet shows, trimmed. A number is given digit by digit as it is
    /// stored, never rounded, with the zeros and marks of its format.
    pub text: String,
    /// What the cell was.
    #[serde(default, skip_serializing_if = "CellKind::is_text")]
    pub kind: CellKind,
}

/// What a cell was inside the file. Text files know text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// Text, or nothing.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day or a moment; the text is "2026-03-05" or "2026-03-05 08:30:00".
    Date,
    /// Yes or no; the text is "TRUE" or "FALSE".
    Bool,
    /// A formula's error; the text is its mark, "#N/A".
    Error,
    /// A formula whose value the file does not keep; the text is "".
    NoValue,
}

impl CellKind {
    fn is_text(&self) -> bool {
        *self == CellKind::Text
    }
}

impl Cell {
    /// A cell of one kind.
    pub fn new(text: impl Into<String>, kind: CellKind) -> Cell {
        Cell { text: text.into(), kind }
    }

    /// Whether the file has nothing here. A formula without its value is something.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.kind != CellKind::NoValue
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::new(text, CellKind::Text)
    }
}
