//! What every exported sheet is made of.

use crate::words::Lang;
use cheku_domain::Fen;
use cheku_sheets::{Column, Kind, Value};

/// Rows that are held at once.
pub(super) type Rows = Vec<Vec<Value>>;

/// A column with its heading in the wanted language.
pub(super) fn column(lang: Lang, zh: &'static str, en: &'static str, kind: Kind) -> Column {
    Column::new(lang.pick(zh, en), kind)
}

/// A text, or nothing.
pub(super) fn text(value: Option<String>) -> Value {
    value.map_or(Value::Empty, Value::Text)
}

/// An amount, or nothing where none was said.
pub(super) fn yuan(value: Option<Fen>) -> Value {
    value.map_or(Value::Empty, Value::Fen)
}
