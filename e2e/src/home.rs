//! A data folder for one story.

use crate::Outcome;
use crate::driver::{DIALOG_ANSWER, LOCALE, LOCALES, ONE_FILE, UPDATE_SOURCE};
use serde_json::json;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An empty data folder that goes away with the story. It can be opened several
/// times, one window after the other.
pub struct Home {
    path: PathBuf,
    /// Where the person keeps their own files: beside the program's.
    desk: PathBuf,
    /// What removes it in the end; none for a folder that was there before.
    _folder: Option<TempDir>,
}

impl Home {
    /// A fresh one.
    pub fn empty() -> Outcome<Home> {
        let folder = tempfile::Builder::new().prefix("cheku-e2e-").tempdir()?;
        let (path, desk) = (folder.path().join("home"), folder.path().join("desk"));
        std::fs::create_dir(&path)?;
        std::fs::create_dir(&desk)?;
        let home = Home { path, desk, _folder: Some(folder) };
        // Whoever wants to look at the stories in another size names it: CHEKU_WINDOW=1920x1080.
        if let Some((width, height)) = std::env::var("CHEKU_WINDOW").ok().as_deref().and_then(size) {
            home.window_size(width, height)?;
        }
        Ok(home)
    }

    /// A folder that stays.
    pub fn at(path: &Path) -> Outcome<Home> {
        std::fs::create_dir_all(path)?;
        let path = std::fs::canonicalize(path)?;
        Ok(Home { desk: path.join("reports"), path, _folder: None })
    }

    /// What the next file dialogs are answered with, until something else is written.
    pub fn will_choose(&self, file: &Path) -> Outcome {
        Ok(std::fs::write(self.path().join(DIALOG_ANSWER), file.to_string_lossy().as_bytes())?)
    }

    /// The next window stands on a desktop in Chinese without an input method.
    pub fn is_on_a_chinese_desktop(&self) -> Outcome {
        let locales = self.path().join(LOCALES);
        std::fs::create_dir(&locales)?;
        let made = std::process::Command::new("localedef")
            .args(["-i", "zh_CN", "-f", "UTF-8"])
            .arg(locales.join(LOCALE))
            .output()?;
        if made.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&made.stderr).into()) }
    }

    /// The next window is of a program in one file, this one, that is told of newer versions at an address.
    pub fn is_updated_from(&self, address: &str, key: &str, program: &[u8]) -> Outcome<PathBuf> {
        std::fs::write(self.path().join(UPDATE_SOURCE), format!("{address}\n{key}"))?;
        let file = self.path().join(ONE_FILE);
        std::fs::write(&file, program)?;
        Ok(file)
    }

    /// Where a person's own file of this name lies.
    pub fn desk(&self, name: &str) -> PathBuf {
        self.desk.join(name)
    }

    /// The same, by a person who would replace a file that stands there when asked.
    pub fn will_replace(&self, file: &Path) -> Outcome {
        let answer = format!("{}\nreplace\n", file.to_string_lossy());
        Ok(std::fs::write(self.path().join(DIALOG_ANSWER), answer)?)
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

/// "1920x1080" as two numbers.
fn size(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}
