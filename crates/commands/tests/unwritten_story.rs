//! A garage that cannot be written while an answer comes back, and then can.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::sandbox::Options as SandboxOptions;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, calls, check, demo, state};
use rusqlite::Connection;
use serde_json::json;

const PROVIDER: &str = "storeapi";
const VEHICLES: usize = 12;

/// The demo's garage in a folder of its own, and a way past Cheku to its file.
struct Scene {
    app: App,
    file: Connection,
    _home: tempfile::TempDir,
}

impl Scene {
    async fn open() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock: Clock::system(),
            reader: Reader::Here,
        });
        let options = SandboxOptions { vehicles: VEHICLES, ..SandboxOptions::default() };
        demo::start_with(&app, options).await.unwrap();
        let file = Connection::open(home.path().join("demo/garage.sqlite")).unwrap();
        Scene { app, file, _home: home }
    }

    /// From now on no question can be settled, as on a disk without room.
    fn break_the_disk(&self) {
        let refuse = "CREATE TRIGGER no_room BEFORE UPDATE OF state ON calls WHEN NEW.kind = 'question'
                      BEGIN SELECT RAISE(ABORT, 'no room'); END";
        self.file.execute_batch(refuse).unwrap();
    }

    /// From now on the garage takes no answer, whatever room there is: what is asked
    /// and what is doubtful it takes.
    fn refuse_answers(&self) {
        let refuse = "CREATE TRIGGER no_answer BEFORE UPDATE OF state ON calls WHEN NEW.state = 'answered'
                      BEGIN SELECT RAISE(ABORT, 'not this one'); END";
        self.file.execute_batch(refuse).unwrap();
    }

    fn mend_the_disk(&self) {
        self.file.execute_batch("DROP TRIGGER no_room").unwrap();
    }

    async fn start(&self) -> Result<Progress, CommandError> {
        let request = CheckRequest { provider: Some(PROVIDER.to_owned()), ..CheckRequest::default() };
        check::check_start(&self.app, request).await
    }

    /// Goes on with whom nobody asked.
    async fn go_on(&self) -> Result<Progress, CommandError> {
        check::check_resume(&self.app, ResumeRequest::default()).await
    }

    async fn state(&self) -> AppState {
        state::app_state(&self.app, Nothing {}).await.unwrap()
    }

    fn charged_on_the_bill(&self) -> u64 {
        self.app.sandbox().unwrap().bill(PROVIDER).charged
    }

    /// A batch whose first answer arrives and cannot be written, given up by the person.
    async fn lose_the_disk_in_a_batch(&self) -> Progress {
        self.break_the_disk();
        self.give_up_after_an_answer().await
    }

    async fn give_up_after_an_answer(&self) -> Progress {
        self.start().await.unwrap();
        while self.charged_on_the_bill() == 0 {
            tokio::task::yield_now().await;
        }
        check::check_cancel(&self.app, Nothing {}).await.unwrap();
        check::wait_for_end(&self.app).await.unwrap()
    }

    /// Every charged question on the bill is an answered, charged call here.
    async fn ledger_equals_bill(&self) {
        let window = calls::calls(&self.app, CallQuery { limit: 100, ..CallQuery::default() }).await.unwrap();
        let bill = self.app.sandbox().unwrap().bill(PROVIDER);
        assert_eq!((u64::from(window.sums.charged), window.sums.doubtful), (bill.charged, 0));
        assert!(bill.by_plate.values().all(|(arrivals, _)| *arrivals == 1), "nobody was asked twice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_could_not_be_written_is_written_before_the_next_batch_begins() {
    let scene = Scene::open().await;
    let ended = scene.lose_the_disk_in_a_batch().await;
    // One, or a few that left while the first was being written.
    let waiting = scene.charged_on_the_bill();
    assert_eq!((ended.answered, u64::from(scene.state().await.unwritten_answers)), (0, waiting));
    assert!(scene.app.is_unfinished(), "the window asks before it closes");
    assert!(scene.go_on().await.is_err(), "nothing is asked while a paid answer waits");
    assert_eq!(scene.charged_on_the_bill(), waiting);

    scene.mend_the_disk();
    scene.go_on().await.unwrap();
    let ended = check::wait_for_end(&scene.app).await.unwrap();
    assert_eq!(u64::from(ended.answered) + waiting, VEHICLES as u64, "everybody whose answer was not kept");
    assert_eq!((ended.state, scene.state().await.unwritten_answers), (BatchState::Done, 0));
    assert!(!scene.app.is_unfinished());
    scene.ledger_equals_bill().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_could_not_be_written_is_written_by_itself_once_there_is_room() {
    let scene = Scene::open().await;
    let mut events = scene.app.subscribe();
    scene.lose_the_disk_in_a_batch().await;
    scene.mend_the_disk();
    while scene.state().await.unwritten_answers > 0 {
        // The core tells when it has changed; nobody presses anything.
        events.recv().await.unwrap();
    }
    scene.ledger_equals_bill().await;
    assert_eq!(scene.state().await.doubtful_calls, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_garage_refuses_for_good_is_set_aside_and_checks_begin_again() {
    let scene = Scene::open().await;
    scene.refuse_answers();
    scene.give_up_after_an_answer().await;
    let waiting = scene.charged_on_the_bill();
    assert!(waiting > 0);
    let refused = check::unwritten_retry(&scene.app, Nothing {}).await.unwrap_err();
    assert_eq!(scene.state().await.unwritten_refusal, Some(refused.code));
    assert!(scene.go_on().await.is_err(), "nothing begins yet");

    let file = check::unwritten_set_aside(&scene.app, Nothing {}).await.unwrap().path;
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len() as u64, waiting, "one line an answer");
    let bill = scene.app.sandbox().unwrap().bill(PROVIDER);
    for line in &lines {
        assert_eq!(
            (&line["result"], &line["charge"], &line["provider"]),
            (&json!("answered"), &json!("yes"), &json!(PROVIDER))
        );
        assert!(bill.by_plate.contains_key(line["plate"].as_str().unwrap()) && line["violations"].is_array());
    }
    let state = scene.state().await;
    assert_eq!((state.unwritten_answers, state.unwritten_refusal), (0, None));
    assert_eq!(u64::from(state.doubtful_calls), waiting, "their calls are for a person to settle");
    assert!(!scene.app.is_unfinished());

    scene.file.execute_batch("DROP TRIGGER no_answer").unwrap();
    scene.go_on().await.unwrap();
    let rest = check::wait_for_end(&scene.app).await.unwrap();
    assert_eq!(u64::from(rest.answered) + waiting, VEHICLES as u64);
    let bill = scene.app.sandbox().unwrap().bill(PROVIDER);
    assert!(bill.by_plate.values().all(|(arrivals, _)| *arrivals == 1), "nobody was asked twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_set_aside_that_the_garage_takes_after_all() {
    let scene = Scene::open().await;
    scene.lose_the_disk_in_a_batch().await;
    scene.mend_the_disk();
    assert_eq!(check::unwritten_set_aside(&scene.app, Nothing {}).await.unwrap().path, "");
    scene.ledger_equals_bill().await;
}
