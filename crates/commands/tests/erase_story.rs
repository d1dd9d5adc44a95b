//! The files beside the garage: each that holds an erased vehicle is found, whatever it
//! looks like, and what has lain about for long is offered.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, erase};
use cheku_domain::Timestamp;
use cheku_files::Place;
use cheku_garage::Garage;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// 2026-03-12 10:00 in China.
const NOON: i64 = 1_773_280_800_000;
const DAY_MS: i64 = 86_400_000;
const PLATE: &str = "苏E12345";

struct Scene {
    home: tempfile::TempDir,
    app: App,
    now: Arc<AtomicI64>,
}

impl Scene {
    async fn open() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let now = Arc::new(AtomicI64::new(NOON));
        let wall = now.clone();
        let clock = Clock::of(move || Timestamp(wall.load(Ordering::Relaxed)));
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock,
            reader: Reader::Here,
        });
        let scene = Scene { home, app, now };
        let text = "车牌号\t驾驶员\n苏E12345\t张伟\n苏E12345D\t李四\n";
        scene
            .ask("import_commit", json!({ "source": { "kind": "text", "text": text }, "mapping": null }))
            .await;
        scene
    }

    async fn ask(&self, name: &str, request: Value) -> Value {
        self.app.dispatch(name, request).await.expect(name)
    }

    async fn id(&self, plate: &str) -> String {
        let found = self.ask("vehicles", json!({ "limit": 9 })).await;
        let rows = found["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["vehicle"]["plate"] == plate).unwrap();
        row["vehicle"]["id"].as_str().unwrap().to_owned()
    }

    async fn erase(&self, whom: EraseWhom, dry_run: bool, delete_copies: bool) -> EraseReply {
        erase::erase(&self.app, EraseRequest { whom, dry_run, delete_copies }).await.unwrap()
    }

    async fn offers(&self) -> EraseOffers {
        erase::erase_offers(&self.app, Nothing {}).await.unwrap()
    }
}

fn plate() -> EraseWhom {
    EraseWhom::Plate { plate: PLATE.to_owned() }
}

fn names(copies: &[String]) -> Vec<String> {
    let name = |copy: &String| Path::new(copy).file_name().unwrap().to_string_lossy().into_owned();
    copies.iter().map(name).collect()
}

#[tokio::test]
async fn every_kind_of_copy_is_looked_into_and_only_those_that_hold_it_go() {
    let scene = Scene::open().await;
    let reports = scene.home.path().join("reports");
    std::fs::create_dir_all(&reports).unwrap();
    for (name, plate) in [("of-it.html", PLATE), ("of-another.html", "苏E12345D")] {
        let scope_of_it = json!({ "of": "vehicle", "id": scene.id(plate).await });
        let written = scene.ask("report", json!({ "scope": scope_of_it, "to": null, "lang": "zh" })).await;
        std::fs::rename(written["file"].as_str().unwrap(), reports.join(name)).unwrap();
    }
    // The plate is drawn in two pieces, and in the fleet's report nowhere else.
    std::fs::write(reports.join("drawn.html"), "<td><span class=\"head\">苏E</span>12345</td>").unwrap();
    let list = cheku_sheets::Sheet {
        name: "list".into(),
        columns: vec![cheku_sheets::Column::new("车牌号", cheku_sheets::Kind::Text)],
    };
    let place = Place::of_ours(&reports.join("list.xlsx"), scene.home.path());
    cheku_sheets::write(&place, &list, [vec![cheku_sheets::Value::from(PLATE)]]).unwrap();
    let backup = scene.ask("backup", json!({ "to": null })).await["path"].as_str().unwrap().to_owned();
    let aside = scene.home.path().join("answers-set-aside.jsonl");
    std::fs::write(&aside, "{\"plate\":\"苏E12345\"}\n{\"plate\":\"苏E12345D\"}\n").unwrap();

    let would = scene.erase(plate(), true, true).await;
    let mut expected = vec![
        "answers-set-aside.jsonl".to_owned(),
        "drawn.html".into(),
        "list.xlsx".into(),
        "of-it.html".into(),
    ];
    expected.insert(1, Path::new(&backup).file_name().unwrap().to_string_lossy().into_owned());
    assert_eq!(names(&would.copies), expected);
    assert!(Path::new(&backup).exists(), "looking deletes nothing");

    let erased = scene.erase(plate(), false, true).await;
    assert_eq!(erased, would);
    assert!(!Path::new(&backup).exists() && !reports.join("list.xlsx").exists());
    assert!(reports.join("of-another.html").exists(), "another plate that begins alike");
    let kept = std::fs::read_to_string(&aside).unwrap();
    assert_eq!(kept, "{\"plate\":\"苏E12345D\"}\n", "the other answer was paid for");
    let again =
        erase::erase(&scene.app, EraseRequest { whom: plate(), dry_run: false, delete_copies: false });
    assert_eq!(again.await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn what_has_lain_about_for_long_is_offered_and_goes_by_one_press() {
    let scene = Scene::open().await;
    let id = scene.id(PLATE).await;
    scene.ask("vehicles_delete", json!({ "kind": "ids", "ids": [id] })).await;
    let reports = scene.home.path().join("reports");
    std::fs::create_dir_all(&reports).unwrap();
    for (name, days) in [("old.html", 91), ("new.html", 1)] {
        let file = std::fs::File::create(reports.join(name)).unwrap();
        let noon = SystemTime::UNIX_EPOCH + Duration::from_millis(NOON.unsigned_abs());
        file.set_modified(noon - days * Duration::from_secs(86_400)).unwrap();
    }
    let former = scene.home.path().join("garage-before-restore-20250101-080000.sqlite");
    std::fs::write(&former, "").unwrap();

    let offered = scene.offers().await;
    assert_eq!(offered.vehicles, [], "removed today");
    assert_eq!(names(&[offered.reports[0].path.clone()]), ["old.html"]);
    assert_eq!((offered.reports.len(), offered.set_aside.len()), (1, 1));
    for kind in [OfferedKind::Reports, OfferedKind::SetAside] {
        erase::offers_delete(&scene.app, OfferedRequest { kind }).await.unwrap();
    }
    assert!(!former.exists() && !reports.join("old.html").exists() && reports.join("new.html").exists());

    scene.now.store(NOON + 366 * DAY_MS, Ordering::Relaxed);
    let offered = scene.offers().await;
    assert_eq!(offered.vehicles.iter().map(|one| one.plate.as_str()).collect::<Vec<_>>(), [PLATE]);
    let erased = scene.erase(EraseWhom::LongRemoved, false, false).await;
    assert_eq!(erased.vehicles, 1);
    assert_eq!(scene.offers().await.vehicles, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_cut_off_export_left_and_a_copy_of_everything_are_named() {
    let scene = Scene::open().await;
    let left = scene.home.path().join(".cheku-export-x1");
    std::fs::create_dir(&left).unwrap();
    let copy = scene.home.path().join("backups").join("copy.sqlite");
    std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
    let backup = scene.app.may_write(&copy, false).file;
    let reports = scene.home.path().join("reports");
    std::fs::create_dir_all(&reports).unwrap();
    scene.ask("backup", json!({ "to": backup })).await;
    std::fs::rename(&copy, left.join("copy.sqlite")).unwrap();
    let zip = scene.app.may_write(&reports.join("all.zip"), false).file;
    scene.ask("export_everything", json!({ "to": zip, "lang": "zh" })).await;
    let named = names(&scene.erase(plate(), true, false).await.copies);
    assert!(named.contains(&"copy.sqlite".to_owned()) && named.contains(&"all.zip".to_owned()), "{named:?}");
}

#[tokio::test]
async fn what_an_upgrade_or_a_look_left_beside_the_garage_is_named_too() {
    let scene = Scene::open().await;
    let left = ["garage.sqlite.17.copy.look", "garage.sqlite.upgraded"];
    left.iter().for_each(|name| std::fs::write(scene.home.path().join(name), PLATE).unwrap());
    let erased = scene.erase(plate(), false, true).await;
    assert_eq!(names(&erased.copies), left);
    assert!(left.iter().all(|name| !scene.home.path().join(name).exists()));
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_in_the_second_folder_go_too_and_one_that_is_away_is_named() {
    let scene = Scene::open().await;
    scene.app.back_up_daily().join().unwrap();
    let stick = tempfile::tempdir().unwrap();
    let folder = stick.path().join("车库备份");
    std::fs::create_dir(&folder).unwrap();
    scene.ask("backups_second", json!({ "folder": scene.app.may_read(&folder).file })).await;
    let own = folder.join("notes.txt");
    std::fs::write(&own, PLATE).unwrap();
    let there = std::fs::read_dir(&folder).unwrap().count();
    assert!(there >= 2, "a copy lies beside the person's own file");

    let away = stick.path().join("pulled out");
    std::fs::rename(&folder, &away).unwrap();
    let would = scene.erase(plate(), true, true).await;
    assert_eq!(would.not_looked_into.as_deref(), folder.to_str());
    std::fs::rename(&away, &folder).unwrap();

    let erased = scene.erase(plate(), false, true).await;
    assert_eq!(erased.not_looked_into, None);
    assert!(erased.copies.iter().any(|copy| Path::new(copy).starts_with(&folder)), "{:?}", erased.copies);
    assert!(own.exists(), "what is the person's own stays");
    assert_eq!(Garage::backups_of_days(&folder), [] as [std::path::PathBuf; 0]);
    assert_eq!(Garage::backups_of_days(&scene.home.path().join("backups")), [] as [std::path::PathBuf; 0]);
}
