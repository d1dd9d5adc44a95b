//! The bar on a terminal; nothing elsewhere.

use crate::face::Face;
use crate::lang::Lang;
use crate::table;
use cheku_commands::api::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

const TEMPLATE: &str = "{wide_bar} {pos} % {msg}";

/// Done of planned, what it cost, what went wrong.
pub struct Bar {
    bar: Option<ProgressBar>,
    face: Face,
}

impl Bar {
    /// A bar for the whole batch.
    pub fn new(face: &Face) -> Bar {
        if !std::io::stderr().is_terminal() {
            return Bar { bar: None, face: *face };
        }
        let target = ProgressDrawTarget::stderr_with_hz(4);
        let bar = ProgressBar::with_draw_target(Some(100), target);
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Bar { bar: Some(bar), face: *face }
    }

    /// The newest figures.
    pub fn show(&self, progress: &Progress) {
        let Some(bar) = &self.bar else { return };
        bar.set_position(u64::from(progress.percent));
        bar.set_message(message(self.face.lang, progress));
    }

    /// A sentence beside the bar.
    pub fn note(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| self.face.note(text)),
            None => self.face.note(text),
        }
    }

    /// Leaves the screen to the result.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn message(lang: Lang, progress: &Progress) -> String {
    let done = progress.planned.saturating_sub(progress.not_asked + progress.asking);
    let mut parts = vec![format!("{done}/{}", progress.planned), table::cost(lang, progress.cost.fen)];
    let counted = [
        (progress.failed, lang.pick("查询失败", "failed")),
        (progress.doubtful, lang.pick("待核对", "unconfirmed")),
        (progress.new_violations, lang.pick("条新增违章", "new violations")),
        (progress.first_found, lang.pick("条首次查到", "found at first check")),
    ];
    parts.extend(
        counted.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")),
    );
    if progress.slowed {
        parts.push(lang.pick("服务商限速，已放慢", "throttled by the provider").to_owned());
    }
    if let Some(answers) = progress.unwritten {
        let waits = lang.pick(
            "条结果已收到，正在等待写入磁盘，请腾出空间",
            "results received, waiting for the disk: please free some space",
        );
        parts.push(format!("{answers} {waits}"));
    }
    parts.join(" · ")
}
