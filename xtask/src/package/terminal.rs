//! The terminal program in every package: beside the window's, with its manual and completions.

use super::Target;
use crate::shell::{self, Outcome};
use crate::{notices, paths};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const PROGRAM: &str = "cheku-cli";
const APP_DATA: &str = "src-tauri/packages/cn.cheku.desktop.metainfo.xml";

/// Builds it, puts it where Tauri looks for it, and has it write what the system reads about it.
pub fn prepare(target: &Target, beside: &Path) -> Outcome {
    if beside.is_dir() {
        fs::remove_dir_all(beside).map_err(|error| format!("{}: {error}", beside.display()))?;
    }
    fs::create_dir_all(beside).map_err(|error| format!("{}: {error}", beside.display()))?;
    for half in &target.halves {
        shell::run(shell::cargo().args(["build", "--release", "-p", PROGRAM, "--target", half]))?;
        put(&Target::program(half, PROGRAM), &placed(beside, half))?;
    }
    if target.halves.len() > 1 {
        let halves = target.halves.iter().map(|half| placed(beside, half));
        shell::run(
            shell::program("lipo")
                .arg("-create")
                .args(halves)
                .arg("-output")
                .arg(placed(beside, target.triple)),
        )?;
    }
    let own = Target::program(target.halves[0], PROGRAM);
    shell::run(shell::program(&own.to_string_lossy()).arg("manual").arg(beside))?;
    let config = config_text(beside);
    fs::write(self::config(beside), config).map_err(|error| format!("the packages' list: {error}"))
}

/// What is laid over `tauri.conf.json`: files that are there only once they were built. Were they
/// named in it, no one could compile the app without them.
pub fn config(beside: &Path) -> PathBuf {
    beside.join("tauri.json")
}

fn placed(beside: &Path, triple: &str) -> PathBuf {
    beside.join(format!("{PROGRAM}-{triple}{}", std::env::consts::EXE_SUFFIX))
}

fn put(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

/// Where the files stand once they are installed, and where they are now.
fn linux_files(beside: &Path) -> Vec<(String, PathBuf)> {
    let mut files = vec![
        ("/usr/share/metainfo/cn.cheku.desktop.metainfo.xml".to_owned(), paths::root().join(APP_DATA)),
        (
            format!("/usr/share/bash-completion/completions/{PROGRAM}"),
            beside.join("completions/cheku-cli.bash"),
        ),
        (format!("/usr/share/zsh/vendor-completions/_{PROGRAM}"), beside.join("completions/_cheku-cli")),
        (
            format!("/usr/share/fish/vendor_completions.d/{PROGRAM}.fish"),
            beside.join("completions/cheku-cli.fish"),
        ),
    ];
    for language in ["", "zh_CN/"] {
        let folder = beside.join("man").join(language).join("man1");
        let pages = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        files.extend(pages.map(|page| {
            let name = page.file_name().to_string_lossy().into_owned();
            (format!("/usr/share/man/{language}man1/{name}"), page.path())
        }));
    }
    files.sort();
    files
}

fn config_text(beside: &Path) -> String {
    let mut files = String::new();
    for (installed, now) in linux_files(beside) {
        let comma = if files.is_empty() { "" } else { "," };
        let _ = write!(files, "{comma}{}:{}", quoted(&installed), quoted(&now.to_string_lossy()));
    }
    let notices = quoted(&notices::file().to_string_lossy());
    let program = quoted(&beside.join(PROGRAM).to_string_lossy());
    format!(
        r#"{{"bundle":{{"externalBin":[{program}],"resources":{{{notices}:"NOTICES.txt"}},"linux":{{"deb":{{"files":{{{files}}}}},"rpm":{{"files":{{{files}}}}}}}}}}}"#
    )
}

/// JSON's way to write a path; a chore builds from std alone.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_windows_path_stays_itself_in_json() {
        assert_eq!(quoted(r"C:\a b\x"), r#""C:\\a b\\x""#);
    }
}
