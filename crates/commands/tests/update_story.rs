//! A newer version: looked for once a day at most, never in the middle of a check, never older
//! than what the garage knows.
#![allow(clippy::expect_used, clippy::unwrap_used)]

// Not every story needs all of it.
#[allow(dead_code)]
#[path = "../../update/tests/kit/mod.rs"]
mod kit;

use cheku_commands::api::*;
use cheku_commands::updates::Kind;
use cheku_commands::{App, Clock, CommandError, Options, Reader, SecretPlace, check};
use cheku_domain::Timestamp;
use kit::{Key, Publisher};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// 2026-03-12 10:00 in China.
const NOON: i64 = 1_773_280_800_000;
const HOUR_MS: i64 = 3_600_000;
const NAME: &str = "Cheku_99.0.0_amd64.deb";

struct Scene {
    home: tempfile::TempDir,
    app: App,
    now: Arc<AtomicI64>,
    key: Key,
    publisher: Publisher,
}

impl Scene {
    async fn open() -> Scene {
        let (home, now, key) = (tempfile::tempdir().unwrap(), Arc::new(AtomicI64::new(NOON)), Key::new());
        let publisher = Publisher::offers("99.0.0", NAME, b"package", &key.signs(NAME, b"package")).await;
        let app = open(home.path(), &now);
        app.keep_updated(Some(key.source(&publisher.address)), Kind::Deb);
        Scene { home, app, now, key, publisher }
    }

    fn hours_later(&self, hours: i64) {
        self.now.fetch_add(hours * HOUR_MS, Ordering::Relaxed);
    }

    async fn ask(&self, name: &str, request: Value) -> Result<Value, CommandError> {
        self.app.dispatch(name, request).await
    }

    async fn stage(&self) -> Value {
        self.ask("update", json!({})).await.unwrap()["stage"].clone()
    }
}

fn open(home: &Path, now: &Arc<AtomicI64>) -> App {
    let wall = now.clone();
    let clock = Clock::of(move || Timestamp(wall.load(Ordering::Relaxed)));
    App::open(Options { home: home.to_owned(), secrets: SecretPlace::File, clock, reader: Reader::Here })
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_looked_for_once_a_day_until_the_person_says_no() {
    let scene = Scene::open().await;
    scene.app.look_for_update_if_due().await;
    assert_eq!(scene.stage().await["version"], "99.0.0");
    scene.hours_later(23);
    scene.app.look_for_update_if_due().await;
    assert_eq!(scene.publisher.asked(), 1);
    // The program was started anew meanwhile.
    let again = open(scene.home.path(), &scene.now);
    again.keep_updated(Some(scene.key.source(&scene.publisher.address)), Kind::Deb);
    again.look_for_update_if_due().await;
    assert_eq!(scene.publisher.asked(), 1);

    scene.hours_later(1);
    scene.app.look_for_update_if_due().await;
    assert_eq!(scene.publisher.asked(), 2);

    scene.ask("update_choose", json!({ "by_itself": false })).await.unwrap();
    scene.hours_later(48);
    scene.app.look_for_update_if_due().await;
    assert_eq!(scene.publisher.asked(), 2);
    scene.ask("update_look", json!({})).await.unwrap();
    assert_eq!(scene.publisher.asked(), 3, "the person may still ask");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_fetched_checked_and_waits_for_the_person() {
    let scene = Scene::open().await;
    scene.ask("update_look", json!({})).await.unwrap();
    let fetched = scene.ask("update_fetch", json!({})).await.unwrap();
    assert_eq!(fetched["stage"], json!({ "stage": "ready", "version": "99.0.0" }));
    let installer = scene.home.path().join(cheku_files::UPDATES).join(NAME);
    assert_eq!(std::fs::read(installer).unwrap(), b"package");
    // Another look does not throw it away.
    scene.ask("update_look", json!({})).await.unwrap();
    assert_eq!(scene.stage().await["stage"], "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_changed_since_it_was_fetched_is_neither_run_nor_kept() {
    let scene = Scene::open().await;
    scene.ask("update_look", json!({})).await.unwrap();
    scene.ask("update_fetch", json!({})).await.unwrap();
    let installer = scene.home.path().join(cheku_files::UPDATES).join(NAME);
    std::fs::write(&installer, b"another").unwrap();

    let refused = scene.ask("update_install", json!({})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::UpdateUntrusted);
    assert!(!installer.exists());
    let view = scene.ask("update", json!({})).await.unwrap();
    assert_eq!(view["stage"], json!({ "stage": "none" }));
    assert_eq!(view["trouble"]["code"], "update_untrusted", "the page does not call itself the newest");
    scene.ask("update_look", json!({})).await.unwrap();
    assert_eq!(scene.stage().await["version"], "99.0.0", "it can be fetched again");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_fetched_or_installed_in_the_middle_of_a_check() {
    let scene = Scene::open().await;
    scene.ask("update_look", json!({})).await.unwrap();
    scene.ask("demo_start", json!({})).await.unwrap();
    check::check_start(&scene.app, CheckRequest::default()).await.unwrap();
    for command in ["update_fetch", "update_install"] {
        assert_eq!(
            scene.ask(command, json!({})).await.unwrap_err().code,
            ErrorCode::BatchRunning,
            "{command}"
        );
    }
    scene.hours_later(24);
    scene.app.look_for_update_if_due().await;
    assert_eq!(scene.publisher.asked(), 1);
    scene.ask("check_cancel", json!({})).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installer_older_than_what_opened_the_garage_is_refused() {
    let scene = Scene::open().await;
    let garage = rusqlite::Connection::open(scene.home.path().join("garage.sqlite")).unwrap();
    garage.execute("UPDATE settings SET value = '99.5.0' WHERE key = 'opened_by'", []).unwrap();
    let installer = scene.home.path().join("brought.deb");
    std::fs::write(&installer, b"package").unwrap();
    std::fs::write(scene.home.path().join("brought.deb.sig"), scene.key.signs(NAME, b"package")).unwrap();

    let chosen = scene.app.may_read(&installer);
    let refused = scene.ask("update_file", json!({ "file": chosen.file })).await.unwrap_err();
    assert_eq!((refused.code, refused.details["version"].as_str()), (ErrorCode::UpdateOlder, "99.0.0"));

    garage.execute("UPDATE settings SET value = '98.0.0' WHERE key = 'opened_by'", []).unwrap();
    let taken = scene.ask("update_file", json!({ "file": chosen.file })).await.unwrap();
    assert_eq!(taken["stage"]["stage"], "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_without_an_address_never_looks_and_says_so() {
    let scene = Scene::open().await;
    scene.app.keep_updated(None, Kind::Deb);
    scene.app.look_for_update_if_due().await;
    assert_eq!(scene.ask("update", json!({})).await.unwrap()["has_address"], false);
    let refused = scene.ask("update_look", json!({})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::UpdateNoAddress);
    assert_eq!(scene.publisher.asked(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_garage_is_refused_with_the_way_back() {
    let (home, now) = (tempfile::tempdir().unwrap(), Arc::new(AtomicI64::new(NOON)));
    drop(open(home.path(), &now));
    let garage = rusqlite::Connection::open(home.path().join("garage.sqlite")).unwrap();
    garage.execute("UPDATE settings SET value = '0.0.9' WHERE key = 'opened_by'", []).unwrap();
    drop(open(home.path(), &now));
    garage.execute_batch("PRAGMA user_version = 9999").unwrap();

    let state = open(home.path(), &now).dispatch("app_state", json!({})).await.unwrap();
    let copy = home.path().join("backups").join("garage-20260312-100000-before-upgrade.sqlite");
    assert_eq!(state["problem"]["code"], "garage_newer");
    assert_eq!(state["problem"]["details"]["copy"], copy.to_string_lossy().as_ref());
    assert!(copy.exists());
}
