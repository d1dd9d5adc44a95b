//! Numbers as vendors write them: integers, strings, decimals, as the scenario wants.

use serde_json::{Value, json};

use crate::scenario::{Clean, Emptiness, Numbers};

/// Money in yuan. Documented as a string; some vendors' rows have decimals.
pub(crate) fn amount(style: Numbers, fen: i64, decimal: bool) -> Value {
    let yuan = fen / 100;
    match style {
        Numbers::Integers => json!(yuan),
        Numbers::Decimals => json!(format!("{yuan}.{:02}", fen % 100)),
        _ if decimal => json!(format!("{yuan}.{:02}", fen % 100)),
        Numbers::Strings | Numbers::Documented => json!(yuan.to_string()),
    }
}

/// A number that the document calls a string, such as points.
pub(crate) fn text(style: Numbers, value: i64) -> Value {
    match style {
        Numbers::Integers => json!(value),
        Numbers::Decimals => json!(format!("{value}.00")),
        Numbers::Strings | Numbers::Documented => json!(value.to_string()),
    }
}

/// A number that the document calls an integer, such as a count or a code.
pub(crate) fn integer(style: Numbers, value: i64) -> Value {
    match style {
        Numbers::Strings => json!(value.to_string()),
        _ => json!(value),
    }
}

/// Nothing, in the form that the scenario wants; `None` leaves the field out.
pub(crate) fn empty(form: Emptiness) -> Option<Value> {
    match form {
        Emptiness::Null => Some(Value::Null),
        Emptiness::Array => Some(json!([])),
        Emptiness::String => Some(json!("")),
        Emptiness::Object => Some(json!({})),
        Emptiness::Absent => None,
    }
}

/// A list of rows, where an empty one takes the scenario's form.
pub(crate) fn rows(form: Clean, rows: Vec<Value>) -> Option<Value> {
    match form {
        _ if !rows.is_empty() => Some(Value::Array(rows)),
        Clean::Array => Some(json!([])),
        Clean::Null => Some(Value::Null),
        Clean::String => Some(json!("")),
        Clean::Absent => None,
    }
}

/// The number in a code: all documented codes are numbers.
pub(crate) fn code(style: Numbers, code: &str) -> Value {
    code.parse().map_or_else(|_| json!(code), |number| integer(style, number))
}
