//! Whether the system starts this program when the person logs in: in the tray, on the
//! folder that it runs on now.

use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;

/// The argument of a start by the system.
const IN_TRAY: &str = "--in-tray";

/// True when the system started the program, and nobody waits for its window.
pub fn in_tray<A: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = A>) -> bool {
    args.into_iter().any(|arg| arg.as_ref() == IN_TRAY)
}

/// The system's list of such programs is the only memory of it: it has screens of its
/// own, where the person may change it, too.
pub struct AtLogin(Option<AutoLaunch>);

/// Why the list was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum AtLoginError {
    /// The program's path or its folder has no name that can be written there.
    #[error("no_name")]
    NoName,
    /// The system refused.
    #[error("{0}")]
    Refused(#[from] auto_launch::Error),
}

impl AtLogin {
    /// The entry of the fleet in `home`, the folder that a person named, or of the
    /// platform's folder. `identifier` is the program's towards the system, whose last
    /// part is a named fleet's own (see `home::own_identifier`).
    pub fn of(home: Option<&Path>, identifier: &str) -> AtLogin {
        AtLogin(entry(home, identifier))
    }

    /// True when the program is on the list.
    pub fn is_set(&self) -> Result<bool, AtLoginError> {
        Ok(self.entry()?.is_enabled()?)
    }

    /// Puts the program on the list, or takes it off.
    pub fn set(&self, wanted: bool) -> Result<(), AtLoginError> {
        let entry = self.entry()?;
        let done = if wanted { entry.enable() } else { entry.disable() };
        Ok(done?)
    }

    fn entry(&self) -> Result<&AutoLaunch, AtLoginError> {
        self.0.as_ref().ok_or(AtLoginError::NoName)
    }
}

fn entry(home: Option<&Path>, identifier: &str) -> Option<AutoLaunch> {
    let one_file = std::env::var_os("APPIMAGE");
    let program = program(bundle_type(), one_file, std::env::current_exe().ok()?);
    let mut name = "Cheku".to_owned();
    let mut args = vec![IN_TRAY.to_owned()];
    if let Some(home) = home {
        name.extend(["-", identifier.rsplit('.').next()?]);
        args.extend(["--home".to_owned(), words::word(std::path::absolute(home).ok()?.to_str()?)]);
    }
    AutoLaunchBuilder::new()
        .set_app_name(&name)
        .set_app_path(&words::program(program.to_str()?))
        .set_args(&args)
        .set_windows_enable_mode(auto_launch::WindowsEnableMode::CurrentUser)
        .build()
        .ok()
}

/// What the system is to start. An AppImage is mounted in another place at every start, and its runtime names the
/// file itself; other programs may have inherited that name from one.
fn program(kind: Option<BundleType>, one_file: Option<OsString>, own: PathBuf) -> PathBuf {
    let one_file = one_file.filter(|_| matches!(kind, Some(BundleType::AppImage)));
    one_file.map_or(own, PathBuf::from)
}

/// The list is text, and the words of a command in it are for us to set apart.
#[cfg(target_os = "linux")]
mod words {
    /// As the Desktop Entry Specification has it (The Exec key): in quotes, with `"`, `` ` ``,
    /// `$` and `\` behind a backslash, which the file's own escaping doubles; `%` twice.
    pub(super) fn word(text: &str) -> String {
        let mut quoted = String::from('"');
        for letter in text.chars() {
            match letter {
                '\\' => quoted.push_str(r"\\\\"),
                '"' | '`' | '$' => quoted.extend(['\\', '\\', letter]),
                '%' => quoted.push_str("%%"),
                _ => quoted.push(letter),
            }
        }
        quoted + "\""
    }

    pub(super) use word as program;
}

#[cfg(windows)]
mod words {
    /// As `CommandLineToArgvW` reads it: in quotes, which a path cannot hold; a
    /// backslash before the last one stands twice.
    pub(super) fn word(text: &str) -> String {
        let before_quote = text.len() - text.trim_end_matches('\\').len();
        format!("\"{text}{}\"", "\\".repeat(before_quote))
    }

    pub(super) use word as program;
}

#[cfg(target_os = "macos")]
mod words {
    /// Each word is an element of a property list, which is XML.
    pub(super) fn word(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }

    /// Looked for on the disk before it is written.
    pub(super) fn program(text: &str) -> String {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{in_tray, program};
    use tauri::utils::config::BundleType;

    #[test]
    fn only_the_systems_own_start_is_hidden() {
        assert!(in_tray(["cheku", "--in-tray", "--home", "/fleet"]));
        assert!(!in_tray(["cheku", "--home", "/fleet"]));
    }

    #[test]
    fn a_program_in_one_file_is_started_by_that_file_and_others_are_not() {
        let of = |kind| program(kind, Some("/home/li/Cheku.AppImage".into()), "/tmp/.mount/cheku".into());
        assert_eq!(of(Some(BundleType::AppImage)).to_str(), Some("/home/li/Cheku.AppImage"));
        assert_eq!(of(Some(BundleType::Deb)).to_str(), Some("/tmp/.mount/cheku"));
        let alone = program(Some(BundleType::AppImage), None, "/tmp/.mount/cheku".into());
        assert_eq!(alone.to_str(), Some("/tmp/.mount/cheku"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_of_any_name_stays_one_word() {
        let word = super::words::word;
        assert_eq!(word("/home/li/车 队"), "\"/home/li/车 队\"");
        assert_eq!(word(r#"/a"b$c`d\e%f"#), r#""/a\\"b\\$c\\`d\\\\e%%f""#);
    }
}
