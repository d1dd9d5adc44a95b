//! The driver of the system's web view, one process for each window: WebKitWebDriver, or on
//! Windows msedgedriver.

use crate::waiting::wait_until;
use crate::{Outcome, process};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// The file in the home from which file dialogs take their answer.
pub const DIALOG_ANSWER: &str = "dialog-answer";
/// Where a story writes who publishes newer versions.
pub(crate) const UPDATE_SOURCE: &str = "update-source";
/// The locales of a desktop that a story makes.
pub(crate) const LOCALES: &str = "locales";
/// That of a Chinese one.
pub(crate) const LOCALE: &str = "zh_CN.UTF-8";
/// The program as one file, where a story makes it one.
pub(crate) const ONE_FILE: &str = "Cheku.AppImage";

/// How long a program may take to open its window, on a loaded machine, too.
const OPENING: Duration = Duration::from_secs(60);

const DRIVER: &str = if cfg!(windows) { "msedgedriver" } else { "WebKitWebDriver" };
/// The other one listens to this machine alone by itself.
const LOOPBACK: &[&str] = if cfg!(windows) { &[] } else { &["--host=127.0.0.1"] };

/// A running driver; ends with this value, and the app with it.
pub struct Driver {
    process: Child,
    port: u16,
    home: PathBuf,
}

impl Driver {
    /// Starts one on a free port. Programs that it starts keep `home` as theirs.
    pub async fn start(home: &Path) -> Outcome<Driver> {
        let port = free_port()?;
        let process = Command::new(DRIVER)
            .arg(format!("--port={port}"))
            .args(LOOPBACK)
            // Wry lets itself be driven only when this is set.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("CHEKU_HOME", home)
            .env("CHEKU_DIALOG_ANSWER", home.join(DIALOG_ANSWER))
            .env("CHEKU_UPDATE_SOURCE", home.join(UPDATE_SOURCE))
            .envs(one_file(home))
            .envs(chinese_desktop(home))
            // Local storage belongs to the story, too, and what starts at login.
            .env("HOME", home.join("platform"))
            .env("XDG_DATA_HOME", home.join("platform/data"))
            .env("XDG_CACHE_HOME", home.join("platform/cache"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{DRIVER} does not start: {error}"))?;
        let driver = Driver { process, port, home: home.to_owned() };
        wait_until("the driver's port", async || Ok(TcpStream::connect(("127.0.0.1", port)).await.ok()))
            .await?;
        Ok(driver)
    }

    /// Opens the app and takes its window.
    pub async fn open(&self, home: &Path) -> Outcome<Client> {
        let app = std::env::var("CHEKU_APP")
            .map_err(|_| "CHEKU_APP must name the app (`cargo xtask test` sets it)")?;
        self.open_program(Path::new(&app), home).await
    }

    /// Opens any program whose window is a web view of Tauri's.
    pub async fn open_program(&self, program: &Path, home: &Path) -> Outcome<Client> {
        let wanted: Capabilities = serde_json::from_value(capabilities(program, home))?;
        let address = format!("http://127.0.0.1:{}", self.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        // The driver itself waits for ever when the program ends without a window.
        let opened = timeout(OPENING, builder.capabilities(wanted).connect(&address)).await;
        let in_vain = |_| format!("{} opened no window within {OPENING:?}", program.display());
        Ok(opened.map_err(in_vain)??)
    }

    /// The folder on which its program runs.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Ends the driver and what it started, and waits until they are gone.
    pub async fn stop(mut self) -> Outcome {
        self.process.kill().await?;
        process::end(&self.home).await
    }
}

/// A port that nobody has now. Between here and the driver's start another
/// program may take it; then the driver does not come up and the story says so.
fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// How the driver is told what to start.
fn capabilities(program: &Path, home: &Path) -> serde_json::Value {
    let options = json!({ "binary": program, "args": ["--home", home] });
    if cfg!(windows) {
        // As Tauri's own driver does it.
        json!({ "browserName": "webview2", "ms:edgeChromium": true, "ms:edgeOptions": options })
    } else {
        json!({ "browserName": "wry", "webkitgtk:browserOptions": options })
    }
}

/// A desktop in Chinese on which nothing names an input method, as a machine without a graphics card has it.
fn chinese_desktop(home: &Path) -> Vec<(&'static str, PathBuf)> {
    let locales = home.join(LOCALES);
    if !locales.exists() {
        return Vec::new();
    }
    let empty = ["LC_ALL", "GTK_IM_MODULE", "XMODIFIERS"].map(|name| (name, PathBuf::new()));
    let said = [("LOCPATH", locales), ("LANG", LOCALE.into()), ("CHEKU_PAINTS_DIRECTLY", "1".into())];
    empty.into_iter().chain(said).collect()
}

/// What the program in one file is told of where it lies.
fn one_file(home: &Path) -> Option<(&'static str, PathBuf)> {
    let file = home.join(ONE_FILE);
    file.exists().then_some(("APPIMAGE", file))
}
