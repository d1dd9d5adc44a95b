//! How one provider's view of a violation is kept: its key as a digest, and as text only what it says otherwise
//! than the violation's row.

use crate::Result;
use cheku_domain::Violation;
use md5::{Digest, Md5};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What rows of one provider share that are one (`Violation::own_key`), as its digest.
pub(crate) type OwnKey = [u8; 16];

/// The digest of a key.
pub(crate) fn digest(own_key: &str) -> OwnKey {
    Md5::digest(own_key).into()
}

/// The row with what a view says otherwise.
pub(crate) fn otherwise(merged: Violation, differs: Option<&str>) -> Result<Violation> {
    let Some(differs) = differs else { return Ok(merged) };
    let mut fields = fields_of(&merged)?;
    fields.extend(serde_json::from_str::<Map<String, Value>>(differs)?);
    Ok(serde_json::from_value(Value::Object(fields))?)
}

/// What a view says otherwise than the merged row; its numbers are its own anyway.
pub(crate) fn differing(view: &Violation, merged: &Violation) -> Result<Option<String>> {
    if view == merged {
        return Ok(None);
    }
    let plain = |row: &Violation| Violation { numbers: BTreeMap::new(), ..row.clone() };
    let (view, merged) = (plain(view), plain(merged));
    if view == merged {
        return Ok(None);
    }
    let merged = fields_of(&merged)?;
    let mut differs = fields_of(&view)?;
    differs.retain(|name, value| merged.get(name) != Some(value));
    Ok(Some(serde_json::to_string(&differs)?))
}

fn fields_of(row: &Violation) -> Result<Map<String, Value>> {
    match serde_json::to_value(row)? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

/// A provider's own numbers as they are kept; NULL where it gives none.
pub(crate) fn numbers_text(row: &Violation) -> Result<Option<String>> {
    let numbers = (!row.numbers.is_empty()).then_some(&row.numbers);
    Ok(numbers.map(serde_json::to_string).transpose()?)
}
