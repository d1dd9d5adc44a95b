//! Answers that the garage did not take. The window waits with them; this process ends.

use crate::face::Face;
use crate::lang::Lang;
use crate::words::errors;
use cheku_commands::api::{Nothing, Progress};
use cheku_commands::{App, CommandError, check};

/// How a batch stands once its unwritten answers are safe, or cannot be.
pub struct Saved {
    /// Its figures.
    pub last: Progress,
    /// Where answers are that the garage did not take.
    pub file: Option<String>,
}

/// Tries once more to write them, else puts them into a file, and says so.
pub async fn save(app: &App, face: &Face, last: &Progress) -> Saved {
    let as_it_was = Saved { last: last.clone(), file: None };
    if !app.is_unfinished() {
        return as_it_was;
    }
    match check::unwritten_set_aside(app, Nothing {}).await {
        Ok(file) if file.path.is_empty() => Saved { last: as_written(app, last).await, file: None },
        Ok(file) => {
            face.note(&match face.lang {
                Lang::Zh => format!(
                    "数据文件无法保存的结果已另存到 {}，每行一个 JSON。这些调用标为待核对，核对后用 calls settle 填写。",
                    file.path
                ),
                Lang::En => format!(
                    "Results that the data file could not save are kept in {}, one JSON document a line. Their calls are unconfirmed: look them up, then enter them with calls settle.",
                    file.path
                ),
            });
            Saved { file: Some(file.path), ..as_it_was }
        }
        Err(error) => {
            face.note(&lost(face.lang, &error));
            as_it_was
        }
    }
}

fn lost(lang: Lang, error: &CommandError) -> String {
    let why = errors::sentence(lang, error);
    match lang {
        Lang::Zh => format!("收到的结果无法保存，也不能另存，只能放弃，标为待核对。{why}"),
        Lang::En => format!(
            "Results could be saved neither in the data file nor beside it; they are lost and unconfirmed. {why}"
        ),
    }
}

/// The figures with the answers that were written last; why it stopped stays.
async fn as_written(app: &App, last: &Progress) -> Progress {
    match check::last_batch(app, Nothing {}).await {
        Ok(Some(kept)) if kept.batch == last.batch => {
            Progress { stopped: last.stopped.clone().or(kept.stopped.clone()), ..kept }
        }
        _ => last.clone(),
    }
}
