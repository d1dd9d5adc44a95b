//! Looking for a newer version, fetching it over real HTTP, and taking one from a file.
#![allow(clippy::unwrap_used)]

mod kit;

use cheku_update::{Kind, UpdateError, Version, clear, fetch, look, start, take};
use kit::{Key, Publisher, version};

const KIND: Kind = Kind::Deb;
const NAME: &str = "Cheku_0.2.0_amd64.deb";

fn left_in(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_newer_version_is_told_of_fetched_with_progress_and_kept_whole() {
    let (key, home) = (Key::new(), tempfile::tempdir().unwrap());
    let package = vec![7; 300_000];
    let publisher = Publisher::offers("0.2.0", NAME, &package, &key.signs(NAME, &package)).await;
    let source = key.source(&publisher.address);

    let offer = look(&source, KIND, &version("0.1.0")).await.unwrap().unwrap();
    assert_eq!((offer.version.clone(), publisher.asked()), (version("0.2.0"), 1));
    assert_eq!((offer.notes.zh.as_str(), offer.notes.en.as_str()), ("更快。", "Faster."));

    let mut heard = Vec::new();
    let folder = home.path().join("updates");
    let ready = fetch(&source, KIND, &offer, &version("0.1.0"), &folder, |progress| heard.push(progress))
        .await
        .unwrap();

    assert_eq!((ready.version, std::fs::read(&ready.file).unwrap()), (version("0.2.0"), package));
    assert_eq!(ready.file.file_name().unwrap(), NAME);
    assert!(heard.iter().all(|progress| progress.whole == Some(300_000)));
    assert_eq!(heard.last().unwrap().done, 300_000);
    clear(&folder);
    assert!(!folder.exists());
}

#[tokio::test]
async fn the_same_and_an_older_version_are_no_offer() {
    let key = Key::new();
    let publisher = Publisher::offers("0.2.0", NAME, b"x", "").await;
    let source = key.source(&publisher.address);
    for current in ["0.2.0", "0.3.0"] {
        assert_eq!(look(&source, KIND, &version(current)).await, Ok(None), "{current}");
    }
}

#[tokio::test]
async fn a_download_that_somebody_else_signed_or_changed_is_removed() {
    let (key, other, home) = (Key::new(), Key::new(), tempfile::tempdir().unwrap());
    let signatures = [other.signs(NAME, b"good"), key.signs(NAME, b"other"), "nothing".to_owned()];
    for signature in signatures {
        let publisher = Publisher::offers("0.2.0", NAME, b"good", &signature).await;
        let source = key.source(&publisher.address);
        let offer = look(&source, KIND, &version("0.1.0")).await.unwrap().unwrap();
        let fetched = fetch(&source, KIND, &offer, &version("0.1.0"), home.path(), |_| {}).await;
        assert_eq!(fetched, Err(UpdateError::Untrusted));
        assert_eq!(left_in(home.path()), 0, "nothing of it stays");
    }
}

#[tokio::test]
async fn a_download_that_is_cut_off_is_removed() {
    let (key, home) = (Key::new(), tempfile::tempdir().unwrap());
    let package = vec![7; 50_000];
    let publisher = Publisher::offers("0.2.0", NAME, &package, &key.signs(NAME, &package)).await;
    let source = key.source(&publisher.cut_off().address);
    let offer = look(&source, KIND, &version("0.1.0")).await.unwrap().unwrap();

    let fetched = fetch(&source, KIND, &offer, &version("0.1.0"), home.path(), |_| {}).await;

    assert_eq!(fetched, Err(UpdateError::BrokenOff));
    assert_eq!(left_in(home.path()), 0);
}

#[tokio::test]
async fn an_older_package_under_a_newer_versions_name_is_refused() {
    let (key, home) = (Key::new(), tempfile::tempdir().unwrap());
    let old = "Cheku_0.0.9_amd64.deb";
    let publisher = Publisher::offers("0.2.0", old, b"old", &key.signs(old, b"old")).await;
    let source = key.source(&publisher.address);
    let offer = look(&source, KIND, &version("0.1.0")).await.unwrap().unwrap();
    let fetched = fetch(&source, KIND, &offer, &version("0.1.0"), home.path(), |_| {}).await;
    assert_eq!(fetched, Err(UpdateError::Older(version("0.0.9"))));
    assert_eq!(left_in(home.path()), 0);
}

#[tokio::test]
async fn a_disk_without_room_is_told_before_the_download() {
    let (key, home) = (Key::new(), tempfile::tempdir().unwrap());
    let publisher = Publisher::offers("0.2.0", NAME, b"x", &key.signs(NAME, b"x")).await;
    // More than any disk has.
    let source = key.source(&publisher.claims(1 << 60).address);
    let offer = look(&source, KIND, &version("0.1.0")).await.unwrap().unwrap();

    let mut pieces = 0;
    let fetched = fetch(&source, KIND, &offer, &version("0.1.0"), home.path(), |_| pieces += 1).await;

    assert_eq!(fetched.map_err(|error| error.code()), Err("target_full"));
    assert_eq!((pieces, left_in(home.path())), (0, 0));
}

#[tokio::test]
async fn an_address_where_nobody_answers_or_something_else_does_is_said() {
    let key = Key::new();
    let nobody = key.source("http://127.0.0.1:9/latest.json");
    assert_eq!(look(&nobody, KIND, &version("0.1.0")).await, Err(UpdateError::Unreachable));
    let publisher = Publisher::offers("not a version", NAME, b"x", "").await;
    let source = key.source(&publisher.address);
    assert_eq!(look(&source, KIND, &version("0.1.0")).await, Err(UpdateError::Unreachable));
}

#[tokio::test]
async fn a_version_without_a_package_for_this_installation_is_told_of_all_the_same() {
    let (key, home) = (Key::new(), tempfile::tempdir().unwrap());
    let publisher = Publisher::offers("0.2.0", NAME, b"x", "").await;
    let source = key.source(&publisher.address);
    let offer = look(&source, Kind::ByHand, &version("0.1.0")).await.unwrap().unwrap();
    assert!(!offer.has_package());
    let fetched = fetch(&source, Kind::ByHand, &offer, &version("0.1.0"), home.path(), |_| {}).await;
    assert_eq!(fetched, Err(UpdateError::NotForThis("")));
}

#[test]
fn an_installer_that_a_person_brought_is_copied_and_checked() {
    let (key, stick, home) = (Key::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let source = key.source("https://example.com/latest.json");
    let at_least = version("0.1.0");
    let installer = stick.path().join("renamed by somebody.deb");
    let taken = || take(&source, KIND, &installer, home.path(), &at_least);
    let sign = |text: &str| std::fs::write(stick.path().join("renamed by somebody.deb.sig"), text).unwrap();

    std::fs::write(&installer, "good").unwrap();
    assert_eq!(taken(), Err(UpdateError::SignatureMissing));

    sign(&key.signs(NAME, b"good"));
    let ready = taken().unwrap();
    assert_eq!((ready.version, std::fs::read(ready.file).unwrap()), (version("0.2.0"), b"good".to_vec()));

    std::fs::write(&installer, "evil").unwrap();
    assert_eq!(taken(), Err(UpdateError::Untrusted));
    assert_eq!(left_in(home.path()), 0, "neither the good copy nor the bad one");

    sign(&key.signs("Cheku_0.0.9_amd64.deb", b"evil"));
    assert_eq!(taken(), Err(UpdateError::Older(version("0.0.9"))));
    sign(&key.signs("Cheku_0.2.0_x64-setup.exe", b"evil"));
    assert_eq!(taken(), Err(UpdateError::NotForThis("deb")));
    sign(&key.signs("../../evil.deb", b"evil"));
    assert_eq!(taken(), Err(UpdateError::Untrusted));
}

#[test]
fn only_https_is_asked_beyond_this_machine() {
    let key = Key::new();
    assert!(key.try_source("https://example.com/latest.json").is_some());
    for address in ["http://example.com/latest.json", "file:///latest.json", "nothing"] {
        assert!(key.try_source(address).is_none(), "{address}");
    }
    assert!(cheku_update::Source::new("https://example.com", "not a key").is_none());
    assert!(cheku_update::own_version() > Version::new(0, 0, 0));
}

#[test]
fn only_what_updates_left_is_removed() {
    let home = tempfile::tempdir().unwrap();
    let theirs = home.path().join("theirs");
    std::fs::create_dir(&theirs).unwrap();
    std::fs::write(theirs.join("photo.jpg"), "x").unwrap();
    std::fs::write(home.path().join(NAME), "installer").unwrap();
    clear(home.path());
    assert_eq!((left_in(home.path()), left_in(&theirs)), (1, 1), "a folder is no installer");
}

#[test]
fn what_was_changed_while_it_waited_is_not_run() {
    let (key, stick, home) = (Key::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let source = key.source("https://example.com/latest.json");
    let installer = stick.path().join("Cheku.AppImage");
    let name = "Cheku_0.2.0_amd64.AppImage";
    std::fs::write(&installer, "good").unwrap();
    std::fs::write(stick.path().join("Cheku.AppImage.sig"), key.signs(name, b"good")).unwrap();
    let ready = take(&source, Kind::AppImage, &installer, home.path(), &version("0.1.0")).unwrap();
    std::fs::write(&ready.file, "evil").unwrap();
    assert_eq!(start(&source, Kind::AppImage, &ready), Err(UpdateError::Untrusted));
}

#[tokio::test]
async fn an_older_offer_than_what_opened_the_garage_is_refused() {
    let (key, home) = (Key::new(), tempfile::tempdir().unwrap());
    let publisher = Publisher::offers("0.2.0", NAME, b"x", &key.signs(NAME, b"x")).await;
    let source = key.source(&publisher.address);
    let offer = look(&source, KIND, &version("0.1.0")).await.unwrap().unwrap();
    let fetched = fetch(&source, KIND, &offer, &version("0.3.0"), home.path(), |_| {}).await;
    assert_eq!(fetched, Err(UpdateError::Older(version("0.2.0"))));
}
