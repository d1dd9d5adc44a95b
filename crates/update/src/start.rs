//! Putting a newer version in place.

use crate::{Kind, Ready, Source, UpdateError, kept};
use cheku_files::FileError;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The installer runs and wants this program gone.
    Closes,
    /// Done: the next start is the new version's.
    NextStart,
}

/// Starts what installs it. Where the system asks for the right to (Linux' packages), waits until
/// the person has answered and it is done.
pub fn start(source: &Source, kind: Kind, ready: &Ready) -> Result<Next, UpdateError> {
    kept::is_as_signed(source, ready)?;
    match kind {
        // Its own progress, no questions; the new version opens at the end.
        Kind::Nsis => leave(Command::new(&ready.file).args(["/P", "/UPDATE", "/R"])),
        Kind::Msi => {
            leave(Command::new("msiexec").arg("/i").arg(&ready.file).args(["/passive", "AUTOLAUNCHAPP=True"]))
        }
        // The person drags it into Applications.
        Kind::Dmg => leave(Command::new("open").arg(&ready.file)),
        Kind::Deb => wait(Command::new("pkexec").args(["dpkg", "-i"]).arg(&ready.file)),
        Kind::Rpm => wait(Command::new("pkexec").args(["rpm", "-U"]).arg(&ready.file)),
        Kind::AppImage => {
            let own = std::env::var_os("APPIMAGE").map(PathBuf::from).ok_or(UpdateError::NotStarted)?;
            replace(&ready.file, &own)?;
            Ok(Next::NextStart)
        }
        Kind::ByHand => Err(UpdateError::NotForThis(kind.ending())),
    }
}

fn leave(installer: &mut Command) -> Result<Next, UpdateError> {
    installer.spawn().map(|_| Next::Closes).map_err(|_| UpdateError::NotStarted)
}

fn wait(installer: &mut Command) -> Result<Next, UpdateError> {
    match installer.status() {
        Ok(ended) if ended.success() => Ok(Next::NextStart),
        _ => Err(UpdateError::NotStarted),
    }
}

/// In one step: until it is whole beside it, the program that runs now stands there.
fn replace(new: &Path, own: &Path) -> Result<(), FileError> {
    let put = || -> std::io::Result<()> {
        let folder = own.parent().unwrap_or(Path::new("."));
        let mut beside = tempfile::Builder::new().prefix(".cheku-").tempfile_in(folder)?;
        std::io::copy(&mut fs::File::open(new)?, &mut beside)?;
        beside.as_file().set_permissions(fs::metadata(own)?.permissions())?;
        beside.as_file().sync_all()?;
        beside.persist(own)?;
        Ok(())
    };
    put().map_err(|error| FileError::of_io(&error, own))
}

#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;

    #[test]
    fn a_program_in_one_file_is_replaced_whole_and_stays_one_that_runs() {
        let folder = tempfile::tempdir().unwrap();
        let (own, new) = (folder.path().join("Cheku.AppImage"), folder.path().join("new"));
        fs::write(&own, "old").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let before = own.metadata().unwrap().permissions();
        fs::write(&new, "new version").unwrap();

        replace(&new, &own).unwrap();

        assert_eq!(fs::read_to_string(&own).unwrap(), "new version");
        assert_eq!(own.metadata().unwrap().permissions(), before);
        assert!(replace(&folder.path().join("missing"), &own).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
    }
}
