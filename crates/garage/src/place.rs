//! Whether a garage lies where it may be changed behind this program's back: in a folder
//! that is synchronised between computers, or on a network drive. It works there, most
//! days; what can happen must be said before it does.

use serde::{Deserialize, Serialize};
use std::path::{Component, Path, PathBuf};
use ts_rs::TS;

/// Where a garage lies badly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind", content = "name")]
pub enum PlaceRisk {
    /// A program copies the folder between computers; its name.
    Synced(String),
    /// The folder is on another computer; the kind of drive.
    Network(String),
}

/// Folders of programs that synchronise, as they name them by themselves: a folder's whole
/// name, or its beginning before a space ("OneDrive - Company"). Lower case.
const SYNCED: [(&str, &str); 28] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("iclouddrive", "iCloud"),
    ("icloud drive", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("googledrive", "Google Drive"),
    ("google drive", "Google Drive"),
    ("cloudstorage", "CloudStorage"),
    ("坚果云", "坚果云"),
    ("我的坚果云", "坚果云"),
    ("nutstore", "坚果云"),
    ("nutstore files", "坚果云"),
    ("baidusyncdisk", "百度网盘"),
    ("百度网盘同步空间", "百度网盘"),
    ("百度云同步盘", "百度网盘"),
    ("wps云盘", "WPS 云盘"),
    ("wpsdrive", "WPS 云盘"),
    ("阿里云盘", "阿里云盘"),
    ("微云同步助手", "微云"),
    ("weiyun", "微云"),
    ("synologydrive", "Synology Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
    ("pcloud drive", "pCloud"),
    ("mega", "MEGA"),
];
/// What such programs leave in a folder that they synchronise, whatever its name.
const MARKS: [(&str, &str); 4] = [
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nutstore", "坚果云"),
];
/// Kinds of drive that lie on another computer, as Linux names them.
const NETWORK: [&str; 19] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "9p",
    "davfs",
    "vboxsf",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
    "fuse.davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
];

/// What speaks against this folder; `None` for most.
pub fn risk(dir: &Path) -> Option<PlaceRisk> {
    // As it is named, and where it really is: both may tell.
    let real = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    synced(dir).or_else(|| synced(&real)).or_else(|| marked(&real)).map(PlaceRisk::Synced).or_else(|| {
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        on_share(&real)
            .or_else(|| drive(&mounts, &real).filter(|kind| NETWORK.contains(&kind.as_str())))
            .map(PlaceRisk::Network)
    })
}

fn synced(dir: &Path) -> Option<String> {
    let names = dir.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().to_lowercase()),
        _ => None,
    });
    let program = |name: &String| {
        let is_its =
            |own: &str| name == own || name.strip_prefix(own).is_some_and(|rest| rest.starts_with(" - "));
        SYNCED.iter().find(|(own, _)| is_its(own)).map(|(_, program)| (*program).to_owned())
    };
    names.filter_map(|name| program(&name)).next()
}

fn marked(dir: &Path) -> Option<String> {
    let mark = |folder: &Path| MARKS.iter().find(|(mark, _)| folder.join(mark).exists());
    dir.ancestors().find_map(mark).map(|(_, program)| (*program).to_owned())
}

/// Windows' own name of a folder on another computer; a drive's letter is resolved to it.
fn on_share(dir: &Path) -> Option<String> {
    use std::path::Prefix;
    match dir.components().next()? {
        Component::Prefix(prefix) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) => {
            Some("SMB".to_owned())
        }
        _ => None,
    }
}

/// The kind of the drive that a folder is on, from Linux' list of them (proc(5), mountinfo).
fn drive(mounts: &str, dir: &Path) -> Option<String> {
    let mount = |line: &str| {
        let (place, kind) = line.split_once(" - ")?;
        let place = PathBuf::from(unescaped(place.split(' ').nth(4)?));
        Some((place, kind.split(' ').next()?.to_owned()))
    };
    let over = mounts.lines().filter_map(mount).filter(|(place, _)| dir.starts_with(place));
    // The deepest one counts, and of two at one place the later.
    over.max_by_key(|(place, _)| place.components().count()).map(|(_, kind)| kind)
}

/// Spaces and backslashes stand as octal numbers there.
fn unescaped(text: &str) -> String {
    text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn by_name(dir: &str) -> Option<String> {
        synced(Path::new(dir))
    }

    #[test]
    fn a_folder_of_a_synchronising_program_is_known_by_its_name() {
        for (dir, program) in [
            ("/home/li/坚果云/车队", "坚果云"),
            ("/home/li/Nutstore Files/我的坚果云/cheku", "坚果云"),
            ("/Users/li/OneDrive - 顺达物流/cheku", "OneDrive"),
            ("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/cheku", "iCloud"),
            ("/Users/li/Library/CloudStorage/Dropbox/cheku", "CloudStorage"),
            ("/home/li/dropbox", "Dropbox"),
            ("/home/li/SynologyDrive/车库", "Synology Drive"),
        ] {
            assert_eq!(by_name(dir).as_deref(), Some(program), "{dir}");
        }
        for dir in
            ["/home/li/.local/share/cn.cheku.desktop", "/home/omega/cheku", "/srv/onedrives/x", "/srv/坚果"]
        {
            assert_eq!(by_name(dir), None, "{dir}");
        }
    }

    #[test]
    fn a_folder_is_known_by_what_such_a_program_left_in_it_and_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let garage = dir.path().join("fleet/garage");
        std::fs::create_dir_all(&garage).unwrap();
        assert_eq!(risk(&garage), None);
        std::fs::create_dir(dir.path().join("fleet/.stfolder")).unwrap();
        assert_eq!(risk(&garage), Some(PlaceRisk::Synced("Syncthing".into())));
    }

    #[test]
    fn a_network_drive_is_known_by_its_kind_the_deepest_one_counts() {
        let mounts = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
                      40 22 0:50 / /mnt/fleet\\040share rw,relatime shared:1 - cifs //nas/fleet rw\n\
                      41 40 8:2 / /mnt/fleet\\040share/local rw - ext4 /dev/sdb1 rw\n\
                      42 22 0:51 / /home/li/nas rw - fuse.sshfs li@nas: rw\n";
        let kind = |dir: &str| drive(mounts, Path::new(dir)).unwrap();
        assert_eq!(kind("/mnt/fleet share/cheku"), "cifs");
        assert_eq!(kind("/mnt/fleet share/local/cheku"), "ext4");
        assert_eq!(kind("/home/li/nas/cheku"), "fuse.sshfs");
        assert_eq!(kind("/home/li/nas2/cheku"), "ext4");
    }
}
