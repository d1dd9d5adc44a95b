//! A data folder for one story.

use crate::Outcome;
use std::path::Path;
use tempfile::TempDir;

/// An empty data folder that goes away with the story. It can be opened several
/// times, one window after the other.
pub struct Home(TempDir);

impl Home {
    /// A fresh one.
    pub fn empty() -> Outcome<Home> {
        Ok(Home(tempfile::Builder::new().prefix("cheku-e2e-").tempdir()?))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
