//! The system's file dialogs.

use serde::Deserialize;
use std::path::PathBuf;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

/// A kind of file in a dialog; its name is the UI's, in the person's language.
#[derive(Debug, Deserialize)]
pub struct FileFilter {
    name: String,
    extensions: Vec<String>,
}

/// Asks for a file to read; `None` when the person closes the dialog.
pub async fn open(window: &WebviewWindow, filters: &[FileFilter]) -> Option<PathBuf> {
    #[cfg(feature = "driven")]
    if let Some(answer) = story::answer() {
        return answer;
    }
    let (answer, answered) = oneshot::channel();
    dialog(window, filters).pick_file(move |file| drop(answer.send(file)));
    path(answered.await.ok().flatten())
}

/// Asks where to write; `None` when the person closes the dialog.
pub async fn save(window: &WebviewWindow, name: String, filters: &[FileFilter]) -> Option<PathBuf> {
    #[cfg(feature = "driven")]
    if let Some(answer) = story::answer() {
        return answer;
    }
    let (answer, answered) = oneshot::channel();
    dialog(window, filters).set_file_name(name).save_file(move |file| drop(answer.send(file)));
    path(answered.await.ok().flatten())
}

fn dialog(window: &WebviewWindow, filters: &[FileFilter]) -> FileDialogBuilder<tauri::Wry> {
    filters.iter().fold(window.dialog().file().set_parent(window), |dialog, filter| {
        let extensions: Vec<&str> = filter.extensions.iter().map(String::as_str).collect();
        dialog.add_filter(&filter.name, &extensions)
    })
}

fn path(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen.and_then(|file| file.into_path().ok())
}

/// No WebDriver reaches a dialog of the system, so a story writes down what a
/// person would choose. Only with the feature `driven`, which no package has.
#[cfg(feature = "driven")]
mod story {
    use std::path::PathBuf;

    /// What stands in the file that `CHEKU_DIALOG_ANSWER` names: a path, or
    /// nothing for a dialog that is closed. `None` without the variable.
    pub(super) fn answer() -> Option<Option<PathBuf>> {
        let file = std::env::var_os("CHEKU_DIALOG_ANSWER")?;
        let written = std::fs::read_to_string(file).unwrap_or_default();
        Some(Some(written.trim()).filter(|path| !path.is_empty()).map(PathBuf::from))
    }
}
