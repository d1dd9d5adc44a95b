//! Which folder holds garage, backups and logs.

use crate::commands::{portable, private};
use crate::unopened::Unopened;
use std::ffi::{OsStr, OsString};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The folder a person named: `--home DIR` (or `--home=DIR`) wins over
/// `CHEKU_HOME`. `None` leaves the choice to the platform.
pub fn chosen(args: impl IntoIterator<Item = OsString>, env: Option<OsString>) -> Option<PathBuf> {
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        if arg == "--home" {
            return args.next().and_then(named);
        }
        if let Some(dir) = arg.to_str().and_then(|text| text.strip_prefix("--home=")) {
            return named(OsString::from(dir));
        }
    }
    env.and_then(named)
}

/// The home beside a program that is carried about: as good as one that a person named.
pub fn carried() -> Option<PathBuf> {
    portable::home()
}

/// The home as a whole path, made where it is missing: the named folder, or the platform's
/// for this program's data.
pub fn of(named: Option<&Path>, identifier: &str) -> Result<PathBuf, Unopened> {
    let home = match named {
        Some(named) => std::path::absolute(named).unwrap_or_else(|_| named.to_owned()),
        None => directories::BaseDirs::new()
            .map(|places| places.data_dir().join(identifier))
            .ok_or_else(|| Unopened::Failed("this system names no folder for data; give --home".into()))?,
    };
    private::home(&home).map_err(|error| Unopened::home(&home, &error))?;
    Ok(home)
}

/// An empty name is no name: a script's unset variable must not become the
/// working folder.
fn named(dir: OsString) -> Option<PathBuf> {
    (dir.as_os_str() != OsStr::new("")).then(|| PathBuf::from(dir))
}

/// The program's name towards the system, one for each folder that was named: the
/// same folder written differently is the same fleet.
pub fn own_identifier(identifier: &str, home: &Path) -> String {
    let one_name = private::folder(home).and_then(|()| home.canonicalize());
    // A folder that cannot be made is shown by the window as the garage's state.
    let home = one_name.unwrap_or_else(|_| home.to_owned());
    let mut hash = DefaultHasher::new();
    home.hash(&mut hash);
    // Parts of such a name begin with a letter.
    format!("{identifier}.h{:016x}", hash.finish())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{chosen, own_identifier};
    use std::ffi::OsString;
    use std::path::PathBuf;

    fn args(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn the_argument_wins_over_the_environment() {
        let env = Some(OsString::from("/env"));
        assert_eq!(chosen(args(&["--home", "/arg"]), env.clone()), Some(PathBuf::from("/arg")));
        assert_eq!(chosen(args(&["--home=/arg"]), env.clone()), Some(PathBuf::from("/arg")));
        assert_eq!(chosen(args(&[]), env), Some(PathBuf::from("/env")));
    }

    #[test]
    fn nothing_or_an_empty_name_leaves_it_to_the_platform() {
        assert_eq!(chosen(args(&["--other"]), None), None);
        assert_eq!(chosen(args(&["--home="]), None), None);
        assert_eq!(chosen(args(&["--home"]), None), None);
        assert_eq!(chosen(args(&[]), Some(OsString::new())), None);
    }
    #[test]
    fn each_folder_is_one_fleet_however_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        let name = |home: &std::path::Path| own_identifier("cn.cheku", home);
        assert_eq!(name(&one), name(&other.join("..").join("one")));
        assert_ne!(name(&one), name(&other));
        assert!(name(&one).starts_with("cn.cheku.h"));
    }
}
