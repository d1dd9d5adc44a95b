//! The system's file dialogs. What a person chooses there becomes a handle of the core's;
//! the path stays on this side.

use crate::commands::{App, ChosenFile, with_ending};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath, MessageDialogButtons};
use tokio::sync::oneshot;

/// A kind of file in a dialog; its name is the UI's, in the person's language.
#[derive(Debug, Deserialize)]
pub struct FileFilter {
    name: String,
    extensions: Vec<String>,
}

/// What is asked, in the UI's words, before a file goes whose name stood in no dialog.
#[derive(Debug, Deserialize)]
pub struct ReplaceWords {
    question: String,
    replace: String,
    keep: String,
}

/// Asks for a file to read; `None` when the person closes the dialog.
pub async fn open(window: &WebviewWindow, core: &App, filters: &[FileFilter]) -> Option<ChosenFile> {
    Some(core.may_read(&picked(window, filters).await?))
}

/// Asks for a folder; `None` when the person closes the dialog.
pub async fn folder(window: &WebviewWindow, core: &App) -> Option<ChosenFile> {
    Some(core.may_read(&picked_folder(window).await?))
}

/// Asks where to write; `None` when the person closes the dialog, or keeps what stands
/// there. The system asks itself before a file goes that was chosen; where the name had
/// to be mended, the file is another one, and that is asked here.
pub async fn save(
    window: &WebviewWindow,
    core: &App,
    name: String,
    filters: &[FileFilter],
    words: ReplaceWords,
) -> Option<ChosenFile> {
    let chosen = placed(window, name, filters).await?;
    let endings: Vec<&str> =
        filters.iter().flat_map(|filter| &filter.extensions).map(String::as_str).collect();
    let path = with_ending(chosen.clone(), &endings);
    if path != chosen && path.exists() && !may_replace(window, &path, words).await {
        return None;
    }
    Some(core.may_write(&path, true))
}

async fn picked(window: &WebviewWindow, filters: &[FileFilter]) -> Option<PathBuf> {
    #[cfg(feature = "driven")]
    if let Some(answer) = story::answer() {
        return answer;
    }
    let (answer, answered) = oneshot::channel();
    dialog(window, filters).pick_file(move |file| drop(answer.send(file)));
    path(answered.await.ok().flatten())
}

async fn picked_folder(window: &WebviewWindow) -> Option<PathBuf> {
    #[cfg(feature = "driven")]
    if let Some(answer) = story::answer() {
        return answer;
    }
    let (answer, answered) = oneshot::channel();
    dialog(window, &[]).pick_folder(move |folder| drop(answer.send(folder)));
    path(answered.await.ok().flatten())
}

async fn placed(window: &WebviewWindow, name: String, filters: &[FileFilter]) -> Option<PathBuf> {
    #[cfg(feature = "driven")]
    if let Some(answer) = story::answer() {
        return answer;
    }
    let (answer, answered) = oneshot::channel();
    dialog(window, filters).set_file_name(name).save_file(move |file| drop(answer.send(file)));
    path(answered.await.ok().flatten())
}

async fn may_replace(window: &WebviewWindow, path: &Path, words: ReplaceWords) -> bool {
    #[cfg(feature = "driven")]
    if let Some(answer) = story::may_replace() {
        return answer;
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let (answer, answered) = oneshot::channel();
    window
        .dialog()
        .message(words.question.replace("{file}", &name))
        .parent(window)
        .buttons(MessageDialogButtons::OkCancelCustom(words.replace, words.keep))
        .show(move |yes| {
            // Nobody waits any more when the window is gone.
            let _ = answer.send(yes);
        });
    answered.await.unwrap_or(false)
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

    /// What a story writes behind the path when the person would replace what stands there.
    const REPLACE: &str = "replace";

    /// The first line of the file that `CHEKU_DIALOG_ANSWER` names: a path, or
    /// nothing for a dialog that is closed. `None` without the variable.
    pub(super) fn answer() -> Option<Option<PathBuf>> {
        let written = written()?;
        let first = written.lines().next().unwrap_or_default().trim();
        Some(Some(first).filter(|path| !path.is_empty()).map(PathBuf::from))
    }

    /// Whether its second line says so.
    pub(super) fn may_replace() -> Option<bool> {
        Some(written()?.lines().nth(1).is_some_and(|line| line.trim() == REPLACE))
    }

    fn written() -> Option<String> {
        let file = std::env::var_os("CHEKU_DIALOG_ANSWER")?;
        Some(std::fs::read_to_string(file).unwrap_or_default())
    }
}
