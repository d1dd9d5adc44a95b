//! Whether another file still holds what was erased.

use super::{Trace, mentions};
use crate::read::open_reader;
use crate::{Garage, Result};
use std::path::Path;

/// How every SQLite file begins.
const HEADER: &[u8] = b"SQLite format 3\0";

impl Garage {
    /// Whether a copy of a garage holds one of the traces, in a row or in what is left of
    /// one; `None` when the file is no database.
    pub fn copy_holds(file: &Path, traces: &[Trace]) -> Result<Option<bool>> {
        let bytes = std::fs::read(file)?;
        if !bytes.starts_with(HEADER) {
            return Ok(None);
        }
        if traces.iter().any(|trace| trace.is_in(&bytes)) {
            return Ok(Some(true));
        }
        // A long text lies in pieces, and rows may still be in the copy's log.
        mentions::any(&open_reader(file)?, traces).map(Some)
    }
}
