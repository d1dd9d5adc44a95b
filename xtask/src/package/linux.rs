//! Linux' packages: one program that is both the window's and the terminal's, with the manual and
//! the completions that it writes itself.

use super::bundles::{empty, files_below, tauri};
use super::target::Target;
use super::terminal::{config, notices, quoted};
use crate::paths;
use crate::shell::{self, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

const PROGRAM: &str = "cheku-cli";
/// Files of ours, by where they stand once they are installed.
const OWN: [(&str, &str); 3] = [
    ("/usr/share/metainfo/cn.cheku.desktop.metainfo.xml", "src-tauri/packages/cn.cheku.desktop.metainfo.xml"),
    ("/usr/share/doc/cheku/LICENSE-MIT", "LICENSE-MIT"),
    ("/usr/share/doc/cheku/LICENSE-APACHE", "LICENSE-APACHE"),
];

/// Builds the program, has it write what the system reads about it, and wraps all up.
pub fn packages(target: &Target, kinds: &[String], beside: &Path) -> Outcome {
    let mut build = shell::npm(&paths::root());
    shell::run(build.args(["exec", "--", "tauri", "build", "--no-bundle", "--target", target.triple]))?;
    let program = Target::program(target.triple, "cheku");
    let mut manual = shell::program(&program.to_string_lossy());
    shell::run(manual.args(["--in-terminal", "manual"]).arg(beside))?;
    fs::write(config(beside), config_text(beside)).map_err(|error| format!("the packages' list: {error}"))?;
    tauri(target, "bundle", kinds, &[&config(beside)])?;
    files_below(&target.bundles())
        .iter()
        .filter(|file| is_deb(file))
        .try_for_each(|deb| pack_anew(deb, beside))
}

/// Tauri packs with gzip; Debian's own tool packs with xz by default, a quarter smaller.
fn pack_anew(deb: &Path, beside: &Path) -> Outcome {
    if !shell::exists("dpkg-deb") {
        println!("There is no dpkg-deb here: {} stays larger than it could be.", deb.display());
        return Ok(());
    }
    let unpacked = beside.join("deb");
    empty(&unpacked)?;
    shell::run(shell::program("dpkg-deb").arg("--raw-extract").arg(deb).arg(&unpacked))?;
    let mut pack = shell::program("dpkg-deb");
    shell::run(pack.args(["-Zxz", "-z9", "--root-owner-group", "--build"]).arg(&unpacked).arg(deb))
}

fn is_deb(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "deb")
}

/// Where zsh looks for what packages bring along: Debian keeps a folder of its own for them.
fn of_zsh(kind: &str) -> &'static str {
    if kind == "deb" { "vendor-completions" } else { "site-functions" }
}

/// Where the files stand once they are installed, and where they are now. Nothing in an AppImage is on the PATH, and
/// what calls the system's own program has no place in it.
fn files(kind: &str, beside: &Path) -> Vec<(String, PathBuf)> {
    let mut files: Vec<(String, PathBuf)> =
        OWN.iter().map(|(installed, now)| ((*installed).to_owned(), paths::root().join(now))).collect();
    if kind != "appimage" {
        files.extend(of_terminal(kind, beside));
    }
    files.sort();
    files
}

/// The terminal program, its manual and its completions.
fn of_terminal(kind: &str, beside: &Path) -> Vec<(String, PathBuf)> {
    let completion = |name: &str| beside.join("completions").join(name);
    let mut files = vec![
        (format!("/usr/bin/{PROGRAM}"), paths::root().join("src-tauri/packages").join(PROGRAM)),
        (format!("/usr/share/bash-completion/completions/{PROGRAM}"), completion("cheku-cli.bash")),
        (format!("/usr/share/zsh/{}/_{PROGRAM}", of_zsh(kind)), completion("_cheku-cli")),
        (format!("/usr/share/fish/vendor_completions.d/{PROGRAM}.fish"), completion("cheku-cli.fish")),
    ];
    for language in ["", "zh_CN/"] {
        let folder = beside.join("man").join(language).join("man1");
        let pages = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        files.extend(pages.map(|page| {
            let name = page.file_name().to_string_lossy().into_owned();
            (format!("/usr/share/man/{language}man1/{name}"), page.path())
        }));
    }
    files
}

fn config_text(beside: &Path) -> String {
    let named =
        |(installed, now): (String, PathBuf)| format!("{}:{}", quoted(Path::new(&installed)), quoted(&now));
    let kinds = ["deb", "rpm", "appimage"].map(|kind| {
        let files = files(kind, beside).into_iter().map(named).collect::<Vec<_>>().join(",");
        format!(r#""{kind}":{{"files":{{{files}}}}}"#)
    });
    let kinds = kinds.join(",");
    format!(r#"{{"bundle":{{{},"linux":{{{kinds}}}}}}}"#, notices())
}
