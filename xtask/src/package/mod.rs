//! `cargo xtask package`: what people install.
//!
//! `tauri.conf.json` lists the packages of all systems; a system makes those that are its own.
//! Words after the chore's name (`deb rpm`) make only these; `--into FOLDER` gathers them there.

mod bundles;
mod linux;
mod target;
mod terminal;
mod windows;

use crate::shell::Outcome;
use crate::{notices, paths, setup};
use bundles::{empty, files_below, tauri};
use std::fs;
use std::path::{Path, PathBuf};
use target::Target;

/// What is wanted on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wanted {
    /// Kinds as Tauri names them; none named = all that the system makes.
    kinds: Vec<String>,
    into: Option<PathBuf>,
}

/// Builds both programs as they ship and wraps them up for this system.
pub fn run(args: &[String]) -> Outcome {
    let wanted = Wanted::read(args)?;
    setup::all()?;
    let target = Target::of_this_system()?;
    let beside = paths::target().join("packaging");
    notices::run(&[])?;
    empty(&beside)?;
    let made = wrapped(&target, &wanted.kinds, &beside)?;
    for file in &made {
        let size = fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?.len();
        println!("{} ({:.1} MB)", file.display(), size as f64 / 1e6);
    }
    wanted.into.map_or(Ok(()), |folder| gather(&made, &paths::root().join(folder)))
}

impl Wanted {
    fn read(args: &[String]) -> Result<Wanted, String> {
        let mut wanted = Wanted::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--into" => wanted.into = Some(args.next().ok_or("--into names a folder")?.into()),
                flag if flag.starts_with('-') => return Err(format!("{flag} is not known")),
                kind => wanted.kinds.push(kind.to_owned()),
            }
        }
        Ok(wanted)
    }
}

/// Makes the packages and tells where they are.
fn wrapped(target: &Target, kinds: &[String], beside: &Path) -> Result<Vec<PathBuf>, String> {
    let bundles = target.bundles();
    // What an earlier build left there is not what this one made.
    empty(&bundles)?;
    let mut made = Vec::new();
    if cfg!(windows) {
        terminal::beside_the_window(target, beside)?;
        made.extend(windows::packages(target, kinds, beside)?);
    } else if cfg!(target_os = "macos") {
        terminal::beside_the_window(target, beside)?;
        tauri(target, "build", kinds, &[&terminal::config(beside)])?;
    } else {
        linux::packages(target, kinds, beside)?;
    }
    made.extend(files_below(&bundles));
    if made.is_empty() {
        return Err("the build made no package".to_owned());
    }
    Ok(made)
}

fn gather(made: &[PathBuf], folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for file in made {
        let name = file.file_name().ok_or("a package without a name")?;
        fs::copy(file, folder.join(name)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn kinds_and_a_folder_are_read_and_a_typo_is_no_kind() {
        let read = |words: &[&str]| Wanted::read(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        let wanted = read(&["deb", "--into", "out", "rpm"]).unwrap();
        assert_eq!(wanted.kinds, ["deb", "rpm"]);
        assert_eq!(wanted.into, Some("out".into()));
        assert!(read(&["--inot", "out"]).is_err());
        assert!(read(&["--into"]).is_err());
    }
}
