//! Who may read what.

use cheku_files::{Place, private};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn open_to_all(path: &Path) {
    fs::set_permissions(path, Permissions::from_mode(if path.is_dir() { 0o755 } else { 0o644 })).unwrap();
}

#[test]
fn what_is_made_is_this_persons_alone_from_its_first_moment() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("new/home");
    private::home(&home).unwrap();
    private::folder(&home.join("backups")).unwrap();
    private::file(&home.join("garage.sqlite")).unwrap();
    drop(private::options().create(true).append(true).open(home.join("log")).unwrap());
    for (name, expected) in [("", 0o700), ("backups", 0o700), ("garage.sqlite", 0o600), ("log", 0o600)] {
        assert_eq!(mode(&home.join(name)), expected, "{name}");
    }
}

#[test]
fn what_an_earlier_version_left_open_is_closed_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::create_dir_all(home.join("backups")).unwrap();
    let ours = ["garage.sqlite", "garage-before-restore-1.sqlite", "window.json", "backups/garage-1.sqlite"];
    let strangers = ["notes.txt", "fleet.xlsx"];
    for name in ours.iter().chain(&strangers) {
        fs::write(home.join(name), "x").unwrap();
        open_to_all(&home.join(name));
    }
    open_to_all(&home);
    open_to_all(&home.join("backups"));
    private::home(&home).unwrap();
    assert_eq!((mode(&home), mode(&home.join("backups"))), (0o700, 0o700));
    for name in ours {
        assert_eq!(mode(&home.join(name)), 0o600, "{name}");
    }
    for name in strangers {
        assert_eq!(mode(&home.join(name)), 0o644, "{name} is not ours");
    }
}

#[test]
fn a_folder_that_others_have_business_in_stays_open_to_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o1777)).unwrap();
    fs::write(folder.path().join("garage.sqlite"), "x").unwrap();
    open_to_all(&folder.path().join("garage.sqlite"));
    private::home(folder.path()).unwrap();
    assert_eq!(mode(folder.path()), 0o1777);
    assert_eq!(mode(&folder.path().join("garage.sqlite")), 0o600);
}

#[test]
fn a_list_is_made_to_be_passed_on_and_a_copy_of_the_garage_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    // What this process gives any file of its own.
    fs::write(folder.path().join("any"), "x").unwrap();
    let written = |place: Place| {
        place.write(|_| Ok::<(), cheku_files::FileError>(())).unwrap();
        mode(place.path())
    };
    let list = written(Place::named(&folder.path().join("list.xlsx"), &home));
    assert_eq!(list, mode(&folder.path().join("any")));
    assert_eq!(written(Place::named(&folder.path().join("copy.sqlite"), &home).for_this_person()), 0o600);
}
