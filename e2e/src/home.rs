//! A data folder for one story.

use crate::Outcome;
use crate::driver::DIALOG_ANSWER;
use serde_json::json;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An empty data folder that goes away with the story. It can be opened several
/// times, one window after the other.
pub struct Home {
    path: PathBuf,
    /// What removes it in the end; none for a folder that was there before.
    _folder: Option<TempDir>,
}

impl Home {
    /// A fresh one.
    pub fn empty() -> Outcome<Home> {
        let folder = tempfile::Builder::new().prefix("cheku-e2e-").tempdir()?;
        Ok(Home { path: folder.path().to_path_buf(), _folder: Some(folder) })
    }

    /// A folder that stays.
    pub fn at(path: &Path) -> Outcome<Home> {
        std::fs::create_dir_all(path)?;
        Ok(Home { path: std::fs::canonicalize(path)?, _folder: None })
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
        &self.path
    }
}
