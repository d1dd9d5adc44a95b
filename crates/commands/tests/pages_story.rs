//! A page never shows what is no longer so: whatever a command changes on a page, it tells that page's tag,
//! and a program that is started anew shows the same.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::{Event, Tag};
use cheku_commands::sandbox::{Deed, Fault, Options as SandboxOptions, Scenario};
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, check, demo};
use serde_json::{Value, json};
use std::path::Path;

/// What the pages ask, and under which tag they keep the answer (the first word of `queryKey` in `ui`).
fn pages(first: &First) -> Vec<(Tag, &'static str, Value)> {
    let id = json!({ "id": first.vehicle });
    let everybody = json!({ "selection": null });
    let all_violations = json!({ "kind": "matching", "filter": {}, "except": [] });
    vec![
        (Tag::State, "app_state", json!({})),
        (Tag::State, "overview", json!({})),
        (Tag::State, "todo", json!({})),
        (Tag::State, "last_batch", json!({})),
        (Tag::Vehicles, "vehicles", json!({})),
        (Tag::Vehicles, "vehicle", id.clone()),
        (Tag::Vehicles, "vehicle_form", id),
        (Tag::Vehicles, "choices", json!({})),
        (Tag::Vehicles, "due_dates", json!({})),
        (Tag::Vehicles, "check_plan", everybody),
        (Tag::Vehicles, "check_resume_plan", json!({})),
        (Tag::Violations, "violations", json!({})),
        (Tag::Violations, "violation", json!({ "id": first.violation })),
        (Tag::Violations, "notices", json!({ "selection": all_violations, "lang": "zh" })),
        (Tag::Violations, "drivers", json!({})),
        (Tag::Violations, "driver", json!({ "name": first.driver })),
        (Tag::Violations, "totals", json!({ "by": "driver" })),
        (Tag::Calls, "calls", json!({})),
        (Tag::Calls, "batches", json!({})),
        (Tag::Calls, "statement", json!({})),
        (Tag::Settings, "providers", json!({})),
        (Tag::Settings, "settings", json!({})),
        (Tag::Settings, "schedule", json!({})),
        (Tag::Settings, "robots", json!({})),
        (Tag::Settings, "cities", json!({ "provider": "juhe" })),
        (Tag::Settings, "saved_filters", json!({ "list": "vehicles" })),
        (Tag::Settings, "changes", json!({})),
    ]
}

/// Commands that only read, or write no table: files, programs, another garage.
const OTHERS: [&str; 54] = [
    "changes",
    "clearance",
    "clearances",
    "settlement",
    "settlements",
    "span_overview",
    "app_state",
    "demo_start",
    "demo_leave",
    "overview",
    "todo",
    "totals",
    "vehicles",
    "vehicle",
    "vehicle_form",
    "vehicle_check",
    "choices",
    "drivers",
    "driver",
    "due_dates",
    "due_dates_of",
    "saved_filters",
    "import_preview",
    "import_save_rejected",
    "check_plan",
    "check_resume_plan",
    "last_batch",
    "batches",
    "batch",
    "batch_items",
    "calls",
    "call",
    "call_report",
    "statement",
    "violations",
    "violation_stages",
    "violations_sum",
    "violations_numbered",
    "vehicles_sum",
    "violation",
    "notices",
    "notices_print",
    "notice_picture",
    "providers",
    "cities",
    "settings",
    "schedule",
    "robots",
    "export",
    "export_everything",
    "report",
    "doctor",
    "backup",
    "backups",
];
/// What the restore, the updates and the answers that wait are told by is held by their own stories.
const ELSEWHERE: [&str; 24] = [
    "backups_second",
    "clearance_issue",
    "settlement_issue",
    "receipts_add",
    "receipt_remove",
    "receipt_open",
    "check_pause",
    "check_continue",
    "check_cancel",
    "unwritten_retry",
    "unwritten_set_aside",
    "calls_reread",
    "account_test",
    "update",
    "update_choose",
    "update_look",
    "update_fetch",
    "update_file",
    "update_install",
    "restore_look",
    "restore",
    "put_aside",
    "take_aside",
    "robot_test",
];
const OFFERS: [&str; 2] = ["erase_offers", "offers_delete"];

/// Whom and what the steps are about.
#[derive(Default)]
struct First {
    vehicle: String,
    driver: String,
    violation: String,
    undo: String,
    kept: String,
}

struct Scene {
    app: App,
    home: tempfile::TempDir,
    first: First,
    done: Vec<String>,
}

fn open(home: &Path) -> App {
    App::open(Options {
        home: home.to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    })
}

impl Scene {
    async fn open() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let app = open(home.path());
        let lost = Fault::of(Deed::ResetAfterCharge).vehicle(3);
        let scenario = Scenario::default().fault("storeapi", lost);
        let options = SandboxOptions { vehicles: 200, scenario, ..SandboxOptions::default() };
        demo::start_with(&app, options).await.unwrap();
        let mut scene = Scene { app, home, first: First::default(), done: Vec::new() };
        scene.first.vehicle =
            scene.ask("vehicles", json!({})).await["rows"][0]["vehicle"]["id"].as_str().unwrap().to_owned();
        scene.first.driver = "王新来".into();
        scene
    }

    async fn ask(&self, name: &str, request: Value) -> Value {
        self.app.dispatch(name, request).await.unwrap_or_else(|error| json!({ "refused": error.code.word() }))
    }

    async fn shown(&self, app: &App) -> Vec<Value> {
        let mut shown = Vec::new();
        for (_, name, request) in pages(&self.first) {
            let answer = app.dispatch(name, request).await;
            let mut answer = answer.unwrap_or_else(|error| json!({ "refused": error.code.word() }));
            // Which garage it is: the demo's was opened as one's own.
            for key in ["garage", "home", "running", "risk"] {
                answer.as_object_mut().and_then(|fields| fields.remove(key));
            }
            shown.push(answer);
        }
        shown
    }

    /// Runs one command and holds every page against what it told.
    async fn does(&mut self, name: &str, request: Value) -> Value {
        let before = self.shown(&self.app).await;
        let mut events = self.app.subscribe();
        let reply =
            self.app.dispatch(name, request).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        if name.starts_with("check_") {
            check::wait_for_end(&self.app).await.unwrap();
        }
        let mut told = Vec::new();
        while let Ok(event) = events.try_recv() {
            if let Event::Changed { tags } = event {
                told.extend(tags);
            }
        }
        let after = self.shown(&self.app).await;
        let mut changed = 0;
        for (at, (tag, page, _)) in pages(&self.first).into_iter().enumerate() {
            if before[at] != after[at] {
                changed += 1;
                assert!(told.contains(&tag), "{name} changed {page} and told only {told:?}");
            }
        }
        assert!(changed > 0 || name == "cities_refresh", "{name} changed nothing that is looked at");
        let anew = open(&self.home.path().join("demo"));
        let started = self.shown(&anew).await;
        // The demo's keys are with the program that opened it.
        let has_keys =
            |page: &str| !["check_plan", "check_resume_plan", "providers", "schedule"].contains(&page);
        for (at, (_, page, _)) in pages(&self.first).into_iter().enumerate() {
            let same = after[at] == started[at] || !has_keys(page);
            assert!(same, "{page} after {name}: {} against {}", after[at], started[at]);
        }
        self.done.push(name.to_owned());
        if let Some(undo) = reply["undo"].as_str() {
            self.first.undo = undo.to_owned();
        }
        if let Some(id) = reply["id"].as_str() {
            self.first.kept = id.to_owned();
        }
        reply
    }

    fn this_vehicle(&self) -> Value {
        json!({ "kind": "ids", "ids": [self.first.vehicle] })
    }

    fn this_violation(&self) -> Value {
        json!({ "kind": "ids", "ids": [self.first.violation] })
    }

    async fn fleet_and_drivers(&mut self) {
        let sheet = "车牌号\t驾驶员\n苏E9K27L\t王国平\n";
        self.does("import_commit", json!({ "source": { "kind": "text", "text": sheet } })).await;
        let mut form = self.ask("vehicle_form", json!({ "id": self.first.vehicle })).await;
        form["driver"] = json!(self.first.driver);
        self.does("vehicle_save", form).await;
        let assigned = json!({ "selection": self.this_vehicle(), "field": "group", "value": "新组" });
        self.does("vehicles_assign", assigned).await;
        let token = json!({ "id": self.first.undo });
        self.does("undo", token.clone()).await;
        self.does("redo", token.clone()).await;
        self.does("undo", token).await;
        let driver = json!({ "formerly": self.first.driver, "name": self.first.driver, "phone": "123456" });
        self.does("driver_save", driver).await;
        let period = json!({ "vehicle": self.first.vehicle, "driver": "代班", "from": "2026-01-01",
            "to": "2026-01-02", "cut": true });
        self.does("period_save", period).await;
        let detail = self.ask("vehicle", json!({ "id": self.first.vehicle })).await;
        let id = detail["drivers"][0]["id"].clone();
        self.does("period_remove", json!({ "id": id })).await;
    }

    async fn due_dates(&mut self) {
        let owner = json!({ "of": "driver", "name": self.first.driver });
        let form = json!({ "id": null, "owner": owner, "kind": "licence", "name": "", "day": "2027-03-01" });
        self.does("due_date_save", form).await;
        let kept = self.ask("due_dates_of", owner.clone()).await[0]["id"].clone();
        self.does("due_date_renew", json!({ "id": kept, "next": "2033-03-01" })).await;
        let kept = self.ask("due_dates_of", owner).await;
        let open =
            kept.as_array().unwrap().iter().find(|due| due["ended_at"].is_null()).unwrap()["id"].clone();
        self.does("due_date_remove", json!({ "id": open })).await;
    }

    async fn checks(&mut self) {
        let half = json!({ "provider": "storeapi", "concurrency": 20, "max_cost_fen": 1200 });
        self.does("check_start", half).await;
        self.does("check_resume", json!({ "provider": "storeapi" })).await;
        let calls = self.ask("calls", json!({ "doubtful_only": true })).await;
        let doubtful = calls["rows"][0]["id"].as_str().expect("a doubtful call in the sample").to_owned();
        self.does("call_settle", json!({ "id": doubtful, "charged": true })).await;
        // The second provider knows some that are new.
        self.does("check_start", json!({ "provider": "juhe", "concurrency": 20 })).await;
    }

    async fn violations(&mut self) {
        let new = self.ask("violations", json!({ "filter": { "new_only": true } })).await;
        let rows = new["rows"].as_array().unwrap();
        assert!(rows.len() > 2, "new ones in the sample");
        let (opened, seen) = (rows[0]["id"].clone(), rows[1]["id"].clone());
        self.first.violation = rows[2]["id"].as_str().unwrap().to_owned();
        self.does("violation_opened", json!({ "id": opened })).await;
        self.does("violations_seen", json!({ "kind": "ids", "ids": [seen] })).await;
        let note = json!({ "selection": self.this_violation(), "note": "问过了", "decision_date": null });
        self.does("violations_note", note).await;
        let give =
            json!({ "selection": self.this_violation(), "driver": self.first.driver, "reason": "当班" });
        self.does("violations_give", give).await;
        let told = json!({ "step": "told", "how": "电话" });
        let step = json!({ "selection": self.this_violation(), "step": told });
        self.does("violations_step", step).await;
    }

    async fn settings(&mut self) {
        let mut settings = self.ask("settings", json!({})).await;
        settings["fresh_within_hours"] = json!(0.5);
        settings["fleet_name"] = json!("苏州车队");
        self.does("settings_save", settings).await;
        let plan = json!({ "on": true, "at": "06:15", "days": [1, 2], "max_cost_fen": 2550 });
        self.does("schedule_save", plan).await;
        let filter = json!({ "id": "", "list": "vehicles", "name": "苏州", "query": "{}" });
        self.does("filter_save", filter).await;
        self.does("filter_remove", json!({ "id": self.first.kept })).await;
        self.does("cities_refresh", json!({ "provider": "juhe" })).await;
        let robot = json!({ "kind": "feishu", "on": false, "on_due": false, "address": "https://open.feishu.cn/open-apis/bot/v2/hook/0a1b2c3d-0000-0000-0000-000000000000", "secret": null,
            "full_plates": true, "lang": "zh" });
        self.does("robot_save", robot).await;
        self.does("robot_remove", json!({ "kind": "feishu" })).await;
        let providers = self.ask("providers", json!({})).await;
        let juhe = providers.as_array().unwrap().iter().find(|of| of["descriptor"]["id"] == "juhe").unwrap();
        let account = json!({ "provider": "juhe", "values": juhe["account"]["values"], "secret": null,
            "prices": [{ "from": 1, "price_yuan": "0.5" }], "free_calls": 0, "allow_http": true,
            "quota_left": null, "concurrency": 3, "per_minute": null, "timeout_seconds": null,
            "is_default": true });
        self.does("account_save", account).await;
        self.does("account_remove", json!({ "provider": "juhe" })).await;
    }

    async fn leaving(&mut self) {
        let left = json!({ "selection": self.this_vehicle(), "left": "sold", "on": "2026-02-01" });
        self.does("vehicles_leave", left).await;
        self.does("vehicles_return", self.this_vehicle()).await;
        self.does("driver_remove", json!({ "name": self.first.driver })).await;
        self.does("vehicles_delete", self.this_vehicle()).await;
        let whom = json!({ "who": "plate", "plate": "苏E9K27L" });
        self.does("erase", json!({ "whom": whom, "dry_run": false, "delete_copies": false })).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_command_changes_on_a_page_is_told_and_a_fresh_start_shows_the_same() {
    let mut scene = Scene::open().await;
    scene.fleet_and_drivers().await;
    scene.due_dates().await;
    scene.checks().await;
    scene.violations().await;
    scene.settings().await;
    scene.leaving().await;

    let map = include_str!("../src/registry.rs");
    let names = map
        .lines()
        .filter_map(|line| line.trim().split_once('('))
        .filter(|(name, rest)| !name.contains(char::is_whitespace) && rest.contains(") -> "));
    let known = |name: &str| [&OTHERS[..], &ELSEWHERE, &OFFERS].iter().any(|list| list.contains(&name));
    for (name, _) in names {
        assert!(
            known(name) || scene.done.iter().any(|done| done == name),
            "{name} has no place in this story"
        );
    }
}
