//! A clearance sheet tells what was asked and answered, and no more: what is no longer listed is not paid, what was
//! never asked is not nothing, and what was issued stays. Through the sandbox, over real HTTP.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::sandbox::{Fault, Options as SandboxOptions, Sandbox, Scenario};
use cheku_commands::{
    App, Clock, ErrorCode, Options, Reader, SecretPlace, accounts, check, clearance, erase, export, import,
    report, vehicles,
};
use cheku_domain::Subject;
use cheku_domain::clearance::ClearanceFor;
use cheku_domain::{Attempt, Fen, Secret, ShownState, Timestamp, VehicleStatus};
use std::sync::{Arc, Mutex};

const PROVIDER: &str = "storeapi";
const DRIVER: &str = "钱多多";

/// The vendor's answer: days of February, each with its fine and its sign (1 open, 2 handled, 3 paid).
fn answer(rows: &[(&str, &str, &str)]) -> String {
    let row = |(day, fine, sign): &(&str, &str, &str)| {
        format!(
            r#"{{"vioTime":"2026-02-{day} 08:00:00","vioAddress":"人民路","vioAction":"违停{day}","vioFine":"{fine}","vioPoint":"3","handleSign":"{sign}"}}"#
        )
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!(r#"{{"codeid":10000,"message":"ok","retdata":[{}]}}"#, rows.join(","))
}

/// A vendor that signs the time refuses a clock that is far off, so the story begins now and goes on by minutes.
struct Scene {
    app: App,
    start: Timestamp,
    wall: Arc<Mutex<Timestamp>>,
    cars: Vec<VehicleRow>,
    _home: tempfile::TempDir,
    _vendor: Sandbox,
}

impl Scene {
    /// Two cars: one was asked twice, the other never.
    async fn open() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let first = answer(&[("01", "100", "1"), ("02", "", "1"), ("03", "150", "1"), ("04", "200", "3")]);
        let later = answer(&[("01", "100", "1"), ("02", "", "1"), ("04", "200", "3")]);
        let scenario = Scenario::default()
            .fault(PROVIDER, Fault::say(&first).times(1))
            .fault(PROVIDER, Fault::say(&later).times(2))
            .fault(PROVIDER, Fault::status(503));
        let options = SandboxOptions { vehicles: 2, scenario, ..SandboxOptions::default() };
        let vendor = Sandbox::start(options).await.unwrap();
        let start = Timestamp(chrono::Utc::now().timestamp_millis() / 60_000 * 60_000);
        let wall = Arc::new(Mutex::new(start));
        let seen = wall.clone();
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock: Clock::of(move || *seen.lock().unwrap()),
            reader: Reader::Here,
        });
        let file = home.path().join("fleet.csv");
        std::fs::write(&file, vendor.fleet_csv()).unwrap();
        let ChosenFile { file, name } = app.may_read(&file);
        let source = ImportSource::File { file, name };
        let request = ImportRequest { source, sheets: Vec::new(), include_hidden: false };
        import::import_commit(&app, request).await.unwrap();
        let credentials = vendor.credentials(PROVIDER).unwrap();
        let mut values = vec![("base_url".to_owned(), vendor.origin())];
        values.extend(credentials.app_id.map(|id| ("appid".to_owned(), id)));
        let form = AccountForm {
            provider: PROVIDER.to_owned(),
            values: values.into_iter().collect(),
            secret: credentials.secret.map(|key| Secret::new(&key)),
            ..AccountForm::default()
        };
        accounts::account_save(&app, form).await.unwrap();
        let cars = vehicles::vehicles(&app, VehicleQuery::default()).await.unwrap().rows;
        let scene = Scene { app, start, wall, cars, _home: home, _vendor: vendor };
        scene.ask(0).await;
        scene.ask(1).await;
        scene
    }

    /// Asks about the first car.
    async fn ask(&self, minute: i64) {
        *self.wall.lock().unwrap() = self.minute(minute);
        let selection = Some(Selection::Ids { ids: vec![self.id(0)] });
        let request = CheckRequest { selection, fresh_within_hours: Some(0.0), ..CheckRequest::default() };
        check::check_start(&self.app, request).await.unwrap();
        check::wait_for_end(&self.app).await.unwrap();
    }

    fn minute(&self, minute: i64) -> Timestamp {
        Timestamp(self.start.0 + minute * 60_000)
    }

    fn id(&self, car: usize) -> String {
        self.cars[car].vehicle.id.0.clone()
    }

    fn wish(&self, car: usize) -> ClearanceWish {
        ClearanceWish { about: Subject::Vehicle { id: self.id(car) }, purpose: ClearanceFor::Sale }
    }

    async fn draft(&self, wish: ClearanceWish) -> Result<Clearance, CommandError> {
        clearance::clearance(&self.app, ClearanceRef::Draft { wish }).await
    }

    async fn issued(&self, id: &str) -> Clearance {
        clearance::clearance(&self.app, ClearanceRef::Issued { id: id.to_owned() }).await.unwrap()
    }
}

/// "3" of "3-9F3A2C".
fn count(number: &Option<String>) -> Option<&str> {
    number.as_deref().and_then(|number| number.split('-').next())
}

fn states(sheet: &Clearance) -> Vec<(&str, ShownState)> {
    sheet.sheet.lines.iter().map(|line| (&line.facts.time[8..10], line.facts.state)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_stands_as_it_was_answered_and_nothing_is_called_paid_that_is_only_gone() {
    let scene = Scene::open().await;
    let sheet = scene.draft(scene.wish(0)).await.unwrap();
    let expected = [
        ("02", ShownState::Unhandled),
        ("01", ShownState::Unhandled),
        ("04", ShownState::Paid),
        ("03", ShownState::NoLongerReturned),
    ];
    assert_eq!(states(&sheet), expected);
    let sums = &sheet.sums;
    assert_eq!(
        (sums.totals.unpaid, sums.totals.fines_due_fen, sums.totals.fines_unknown),
        (2, Fen(10_000), 1)
    );
    assert_eq!((sums.paid, sums.gone, sums.never_answered, sums.unsure), (1, 1, 0, 0));
    let car = &sheet.sheet.vehicles[0];
    assert_eq!((car.questions.len(), car.answered_at), (1, Some(scene.minute(1))));
    assert_eq!((car.questions[0].outcome, car.questions[0].asked_at), (Attempt::Answered, scene.minute(1)));

    let never = scene.draft(scene.wish(1)).await.unwrap();
    assert_eq!((never.sums.never_answered, never.sheet.lines.len()), (1, 0));
    assert_eq!(
        (never.sheet.vehicles[0].status, never.sheet.vehicles[0].questions.len()),
        (VehicleStatus::NeverAsked, 0)
    );

    // A question that brings nothing makes what is known older, not better.
    scene.ask(2).await;
    let unsure = scene.draft(scene.wish(0)).await.unwrap();
    assert_eq!((unsure.sums.unsure, states(&unsure).len()), (1, 4));
    let asked: Vec<_> = unsure.sheet.vehicles[0].questions.iter().map(|one| one.asked_at).collect();
    assert_eq!(asked, [scene.minute(2), scene.minute(1)]);
    assert_ne!(unsure.sheet.vehicles[0].questions[0].outcome, Attempt::Answered);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issued_sheet_has_a_number_and_stays_whatever_is_answered_later() {
    let scene = Scene::open().await;
    let first = clearance::clearance_issue(&scene.app, scene.wish(0)).await.unwrap();
    assert_eq!((count(&first.number), first.issued_at), (Some("1"), Some(scene.minute(1))));
    let second = clearance::clearance_issue(&scene.app, scene.wish(1)).await.unwrap();
    assert_eq!((count(&second.number), second.sums.never_answered), (Some("2"), 1));
    scene.ask(2).await;
    assert_eq!(scene.issued(&first.id).await, first);

    let about = Some(scene.wish(0).about);
    let heads = clearance::clearances(&scene.app, ClearanceQuery { about }).await.unwrap();
    assert_eq!(heads.iter().map(|head| &head.id).collect::<Vec<_>>(), [&first.id]);
    let all = clearance::clearances(&scene.app, ClearanceQuery::default()).await.unwrap();
    assert_eq!(all.iter().map(|head| &head.id).collect::<Vec<_>>(), [&second.id, &first.id]);

    // An erasure takes the plate out of what was issued; its figures stay.
    let plate = scene.cars[0].vehicle.plate.to_string();
    let whom = EraseWhom::Plate { plate: plate.clone() };
    erase::erase(&scene.app, EraseRequest { whom, dry_run: false, delete_copies: false }).await.unwrap();
    let kept = scene.issued(&first.id).await;
    assert!(!serde_json::to_string(&kept).unwrap().contains(&plate));
    assert_eq!((&kept.number, &kept.sums), (&first.number, &first.sums));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drivers_sheet_has_the_vehicles_they_drive_and_an_unknown_driver_has_none() {
    let scene = Scene::open().await;
    let name = scene.cars[0].vehicle.driver.clone().expect("the sandbox's cars have drivers");
    let of = |name: &str| ClearanceWish {
        about: Subject::Driver { name: name.to_owned() },
        purpose: ClearanceFor::Leaving,
    };
    let sheet = scene.draft(of(&name)).await.unwrap();
    assert!(sheet.sheet.vehicles.iter().any(|car| car.id == scene.cars[0].vehicle.id));
    assert_eq!(sheet.subject, name);
    for unknown in [DRIVER, ""] {
        assert_eq!(scene.draft(of(unknown)).await.unwrap_err().code, ErrorCode::NotFound);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_leaves_as_a_workbook_and_as_a_page_that_says_what_it_is_not() {
    let scene = Scene::open().await;
    let id = clearance::clearance_issue(&scene.app, scene.wish(0)).await.unwrap().id;
    let which = ClearanceRef::Issued { id };
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("结清单.csv");
    let to = scene.app.may_write(&file, false).file;
    let what = ExportWhat::Clearance { clearance: which.clone() };
    let request = ExportRequest { what, to, lang: "zh".to_owned() };
    export::export(&scene.app, request).await.unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let gone = text.lines().find(|line| line.contains("违停03")).unwrap();
    assert!(gone.starts_with("已查不到,") && !gone.contains("已缴"), "{gone}");
    assert!(text.contains("未缴,") && text.contains("不作任何证明"), "{text}");

    let scope = ReportScope::Clearance { clearance: which };
    let page = report::report(&scene.app, ReportRequest { scope, to: None, lang: "zh".to_owned() }).await;
    let page = std::fs::read_to_string(page.unwrap().file).unwrap();
    assert!(
        page.contains("违章结清单") && page.contains("编号 1") && page.contains("不作任何证明"),
        "{page}"
    );
    let gone = page.split("</tr>").find(|row| row.contains("违停03")).unwrap();
    assert!(gone.contains("已查不到") && !gone.contains("已缴"), "{gone}");
}
