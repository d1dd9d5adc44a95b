//! Which folder holds garage, backups and logs.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

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

/// An empty name is no name: a script's unset variable must not become the
/// working folder.
fn named(dir: OsString) -> Option<PathBuf> {
    (dir.as_os_str() != OsStr::new("")).then(|| PathBuf::from(dir))
}

#[cfg(test)]
mod tests {
    use super::chosen;
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
}
