//! The one way to write where a person wants it.

use cheku_files::{FileError, Place, with_ending};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A home with a garage, and a folder of the person's own beside it.
struct Scene {
    folder: TempDir,
}

impl Scene {
    fn new() -> Scene {
        let scene = Scene { folder: tempfile::tempdir().unwrap() };
        for name in ["home/backups", "home/reports", "home/logs", "desk"] {
            fs::create_dir_all(scene.folder.path().join(name)).unwrap();
        }
        fs::write(scene.home().join("garage.sqlite"), "the garage").unwrap();
        scene
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn desk(&self, name: &str) -> PathBuf {
        self.folder.path().join("desk").join(name)
    }

    fn write(&self, path: &Path, replaces: bool) -> Result<(), &'static str> {
        let place = Place::named(path, &self.home()).replacing(replaces);
        place
            .write(|file| file.as_file().write_all(b"new").map_err(|error| FileError::of_io(&error, path)))
            .map_err(|error| error.code)
    }

    /// Nothing that was begun lies about.
    fn holds(&self, names: &[&str]) {
        let mut found: Vec<String> = fs::read_dir(self.folder.path().join("desk"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        assert_eq!(found, names);
    }
}

#[test]
fn no_wish_of_a_person_replaces_the_garage() {
    let scene = Scene::new();
    let home = scene.home();
    for name in ["garage.sqlite", "new.xlsx", "logs/x.csv", "reports/../garage.sqlite", "backups/../x.csv"] {
        assert_eq!(scene.write(&home.join(name), true), Err("place_is_ours"), "{name}");
    }
    assert_eq!(fs::read_to_string(home.join("garage.sqlite")).unwrap(), "the garage");
    for name in ["reports/march.html", "backups/march.sqlite"] {
        assert_eq!(scene.write(&home.join(name), false), Ok(()), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_home_as_a_name_does() {
    use std::os::unix::fs::symlink;
    let scene = Scene::new();
    let way_in = scene.folder.path().join("way-in");
    symlink(scene.home(), &way_in).unwrap();
    assert_eq!(scene.write(&way_in.join("garage.sqlite"), true), Err("place_is_ours"));

    // A folder for people that leads back opens nothing.
    fs::remove_dir(scene.home().join("reports")).unwrap();
    symlink(scene.home(), scene.home().join("reports")).unwrap();
    assert_eq!(scene.write(&scene.home().join("reports/garage.sqlite"), true), Err("place_is_ours"));

    // A link in the file's own place goes; what it led to stays.
    symlink(scene.home().join("garage.sqlite"), scene.desk("list.xlsx")).unwrap();
    assert_eq!(scene.write(&scene.desk("list.xlsx"), true), Ok(()));
    assert_eq!(fs::read_to_string(scene.home().join("garage.sqlite")).unwrap(), "the garage");
}

#[cfg(any(windows, target_os = "macos"))]
#[test]
fn the_case_of_letters_is_no_way_round() {
    let scene = Scene::new();
    let shouted = scene.home().to_string_lossy().to_uppercase();
    assert_eq!(scene.write(&Path::new(&shouted).join("garage.sqlite"), true), Err("place_is_ours"));
}

#[test]
fn what_stands_there_goes_only_when_the_person_says_so() {
    let scene = Scene::new();
    let file = scene.desk("list.xlsx");
    fs::write(&file, "old").unwrap();
    assert_eq!(scene.write(&file, false), Err("file_exists"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    assert_eq!(scene.write(&file, true), Ok(()));
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    fs::create_dir(scene.desk("folder")).unwrap();
    assert_eq!(scene.write(&scene.desk("folder"), true), Err("unwritable"));
    assert_eq!(scene.write(&scene.desk("no/list.xlsx"), true), Err("unwritable"));
    scene.holds(&["folder", "list.xlsx"]);
}

#[cfg(windows)]
#[test]
fn a_file_that_another_program_shows_is_said_to_be_in_use() {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_SHARE_READ: u32 = 1;
    let scene = Scene::new();
    let file = scene.desk("list.xlsx");
    fs::write(&file, "old").unwrap();
    let _shown = fs::OpenOptions::new().read(true).share_mode(FILE_SHARE_READ).open(&file).unwrap();
    assert_eq!(scene.write(&file, true), Err("file_in_use"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    scene.holds(&["list.xlsx"]);
}

#[test]
fn one_that_came_while_the_file_was_written_stays() {
    let scene = Scene::new();
    let file = scene.desk("list.xlsx");
    let place = Place::named(&file, &scene.home());
    let done =
        place.write(|_| fs::write(&file, "somebody else's").map_err(|_| FileError::new("unwritable", &file)));
    assert_eq!(done.map_err(|error| error.code), Err("file_exists"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "somebody else's");
    scene.holds(&["list.xlsx"]);
}

#[test]
fn a_file_that_breaks_off_leaves_the_old_one_and_nothing_else() {
    let scene = Scene::new();
    let file = scene.desk("list.xlsx");
    fs::write(&file, "old").unwrap();
    let place = Place::named(&file, &scene.home()).replacing(true);
    let done: Result<(), FileError> = place.write(|out| {
        out.as_file().write_all(b"half").unwrap();
        Err(FileError::new("target_full", &file))
    });
    assert_eq!(done.map_err(|error| error.code), Err("target_full"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    scene.holds(&["list.xlsx"]);
}

#[test]
fn the_ending_says_what_is_in_the_file() {
    let mended = |name: &str, endings: &[&str]| with_ending(PathBuf::from(name), endings);
    for (name, endings, expected) in [
        ("desk/list", &["xlsx", "csv"][..], "desk/list.xlsx"),
        ("desk/list.csv", &["xlsx", "csv"], "desk/list.csv"),
        ("desk/list.XLSX", &["xlsx", "csv"], "desk/list.XLSX"),
        ("desk/车辆 2026.03", &["xlsx"], "desk/车辆 2026.03.xlsx"),
        ("desk/garage.sqlite", &["xlsx"], "desk/garage.sqlite.xlsx"),
        ("desk/copy.", &["sqlite"], "desk/copy..sqlite"),
    ] {
        // Windows joins with its own sign; as paths they are the same.
        assert_eq!(mended(name, endings), Path::new(expected));
    }
}
