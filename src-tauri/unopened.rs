//! No silent end: whatever keeps the window from opening is said in a dialog of the
//! system, on the terminal, and in the log.

use crate::commands::{portable, reads_for_another};
use rfd::{MessageButtons, MessageDialog, MessageLevel};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

/// The first argument of a process that was started to say something.
const SAY: &str = "--say-for-cheku";
const TITLE: &str = "车库 Cheku";
const WEBVIEW2: &str = "https://developer.microsoft.com/microsoft-edge/webview2/";

/// Why there is no window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unopened {
    /// Nothing to open one on.
    NoDisplay,
    /// The system's part that shows pages is missing (Windows' WebView2).
    NoWebView,
    /// The home cannot be made or written; what the system says of it.
    Home(PathBuf, String),
    /// The same for the folder beside a program that is carried about.
    Carried(PathBuf, String),
    /// Something failed: technical detail without people's data.
    Failed(String),
}

impl From<tauri::Error> for Unopened {
    fn from(error: tauri::Error) -> Unopened {
        Unopened::Failed(error.to_string())
    }
}

impl Unopened {
    /// The home cannot be made or written.
    pub fn home(home: &Path, error: &std::io::Error) -> Unopened {
        let (folder, kind) = (home.to_owned(), error.kind().to_string());
        match portable::home().is_some_and(|carried| carried == home) {
            true => Unopened::Carried(folder, kind),
            false => Unopened::Home(folder, kind),
        }
    }

    /// The word in the log.
    fn code(&self) -> &'static str {
        match self {
            Unopened::NoDisplay => "no_display",
            Unopened::NoWebView => "no_webview",
            Unopened::Home(..) | Unopened::Carried(..) => "home_unwritable",
            Unopened::Failed(_) => "failed",
        }
    }

    /// What happened and what to do, in Chinese and in English. The page with all other
    /// words is not there to say it.
    fn words(&self) -> (String, String) {
        match self {
            Unopened::NoDisplay => (
                "窗口打不开：没有可用的显示器。请在桌面里启动，或在终端里用 cheku-cli。".into(),
                "The window cannot open: there is no display. Start it from a desktop, or use cheku-cli in a terminal.".into(),
            ),
            Unopened::NoWebView => (
                format!("窗口打不开：这台电脑缺少 WebView2。请从 {WEBVIEW2} 安装，或改用自带它的安装包（文件名里有 offline）。车库没有改动。"),
                format!("The window cannot open: this computer has no WebView2. Install it from {WEBVIEW2}, or use the installer that brings it along (offline in its name). The garage was not changed."),
            ),
            Unopened::Home(home, kind) => (
                format!("窗口打不开：不能写入车库的文件夹 {}（{kind}）。请检查权限和磁盘空间，或用 --home 指定另一个文件夹。", home.display()),
                format!("The window cannot open: the garage's folder {} cannot be written ({kind}). Check its permissions and the disk, or name another folder with --home.", home.display()),
            ),
            Unopened::Carried(home, kind) => (
                format!("窗口打不开：这是便携版，数据放在程序旁边，但不能写入 {}（{kind}）。请把整个 Cheku 文件夹移到可以写入的地方；或删掉旁边名为 portable 的文件，改用这台电脑上的文件夹。", home.display()),
                format!("The window cannot open: this is the portable copy, which keeps its data beside it, and {} cannot be written ({kind}). Move the whole Cheku folder to where you may write; or delete the file named portable beside it to use this computer's own folder.", home.display()),
            ),
            Unopened::Failed(detail) => (
                format!("窗口没有打开：程序出错（{detail}）。请再启动一次；再次出现时，请把这段话和车库文件夹里的 logs 发给维护的人。车库没有改动。"),
                format!("The window did not open: something failed ({detail}). Start it again; if this returns, send this text and the folder logs beside the garage to whoever looks after it. The garage was not changed."),
            ),
        }
    }
}

impl fmt::Display for Unopened {
    /// Both languages, the system's first: the one that the person chose in the window is
    /// known to the window alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (zh, en) = self.words();
        let chinese = sys_locale::get_locale().is_some_and(|locale| locale.to_lowercase().starts_with("zh"));
        let (first, then) = if chinese { (zh, en) } else { (en, zh) };
        write!(f, "{first}\n\n{then}")
    }
}

/// Looked at before a window is made: what the libraries would end the program for.
pub fn look(home: &Path) -> Result<(), Unopened> {
    if no_display() {
        return Err(Unopened::NoDisplay);
    }
    match tauri::webview_version() {
        Ok(version) => tracing::info!(version, "the system's webview"),
        Err(_) => return Err(Unopened::NoWebView),
    }
    // The page keeps its memory there, and cannot live without.
    let written = tempfile::Builder::new().prefix(".cheku-").tempfile_in(home);
    written.map(drop).map_err(|error| Unopened::home(home, &error))
}

#[cfg(target_os = "linux")]
fn no_display() -> bool {
    gtk::init().is_err()
}

#[cfg(not(target_os = "linux"))]
fn no_display() -> bool {
    false
}

/// Says it and gives the end of the program.
pub fn say(reason: &Unopened) -> ExitCode {
    tracing::error!(code = reason.code(), "the window did not open");
    eprintln!("cheku: {reason}");
    if *reason != Unopened::NoDisplay {
        show(&reason.to_string());
    }
    ExitCode::FAILURE
}

/// Shown by a process of its own, which no half-begun window, no panic and no lock of this
/// one can hold up. Waits for the person to close it.
fn show(text: &str) {
    // Where no process can be started there is the terminal.
    let shown = std::env::current_exe().and_then(|program| Command::new(program).args([SAY, text]).status());
    if let Err(error) = shown {
        tracing::error!(%error, "no dialog could be shown");
    }
}

/// Does what this process was started for, when that is not the window: reading a
/// spreadsheet, or saying something.
pub fn serves_another() -> Option<ExitCode> {
    reads_for_another().or_else(|| {
        let mut args = std::env::args_os().skip(1);
        let text = args.next().filter(|first| first == SAY).and(args.next())?;
        let dialog = MessageDialog::new().set_title(TITLE).set_level(MessageLevel::Error);
        dialog.set_buttons(MessageButtons::Ok).set_description(text.to_string_lossy()).show();
        Some(ExitCode::SUCCESS)
    })
}

static OPENED: AtomicBool = AtomicBool::new(false);

/// From now on a fault ends no start any more: the window is there.
pub fn opened() {
    OPENED.store(true, Ordering::Relaxed);
}

/// A panic before the window stands is said. By its place only: its text may quote a row.
/// Called on the thread that makes the window.
pub fn watch() {
    let maker = thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "the program met a fault");
        if ends_the_start(maker) {
            say(&Unopened::Failed(place));
        }
    }));
}

fn ends_the_start(maker: ThreadId) -> bool {
    // Once: unwinding may meet another.
    thread::current().id() == maker && !OPENED.swap(true, Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_says_in_both_languages_what_happened_and_what_to_do() {
        let home = Unopened::Home("/fleet".into(), "permission denied".into());
        let failed = Unopened::Failed("app.rs:7:1".into());
        let carried = Unopened::Carried("/stick/data".into(), "read-only filesystem".into());
        for reason in [Unopened::NoDisplay, Unopened::NoWebView, home, carried, failed] {
            let (zh, en) = reason.words();
            assert!(zh.starts_with("窗口") && zh.matches('。').count() >= 2, "{zh}");
            assert!(en.starts_with("The window") && en.matches(". ").count() >= 1, "{en}");
            let said = reason.to_string();
            assert!(said.contains(&zh) && said.contains(&en));
        }
    }

    #[test]
    fn only_the_first_fault_of_the_thread_that_makes_the_window_ends_the_start() {
        let maker = thread::current().id();
        assert!(!thread::spawn(move || ends_the_start(maker)).join().unwrap(), "a worker's is not the end");
        assert!(ends_the_start(maker));
        assert!(!ends_the_start(maker), "what follows is said no more");
    }

    #[test]
    fn a_home_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "x").unwrap();
        let kept = Unopened::Home(file.join("home"), "not a directory".into());
        assert!(kept.to_string().contains(&file.join("home").display().to_string()));
    }
}
