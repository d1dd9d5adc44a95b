//! A data folder for one story.

use crate::Outcome;
use crate::driver::DIALOG_ANSWER;
use serde_json::json;
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

    /// What the next file dialogs are answered with, until something else is written.
    pub fn will_choose(&self, file: &Path) -> Outcome {
        Ok(std::fs::write(self.path().join(DIALOG_ANSWER), file.to_string_lossy().as_bytes())?)
    }

    /// The size that the window will open with, as if it had been left so.
    pub fn window_size(&self, width: u32, height: u32) -> Outcome {
        let left = json!({
            "width": width, "height": height, "x": 0, "y": 0, "prev_x": 0, "prev_y": 0,
            "maximized": false, "visible": true, "decorated": true, "fullscreen": false,
        });
        Ok(std::fs::write(self.path().join("window.json"), json!({ "main": left }).to_string())?)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
