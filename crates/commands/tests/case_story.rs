//! A violation's way from nobody's to gone, over the sandbox, with what is to be done at every step: the list of
//! the manager's day tells just what the stages tell.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::sandbox::{Fault, Options as SandboxOptions, Sandbox, Scenario};
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, check};
use serde_json::{Value, json};

const PROVIDER: &str = "juhe";

/// The vendor's answer with these rows.
fn answer(rows: &str) -> String {
    format!(r#"{{"resultcode":"200","reason":"查询成功","result":{{"lists":[{rows}]}},"error_code":0}}"#)
}

const FOUND: &str = r#"{"date":"2026-03-09 11:57:29","area":"人民路","act":"闯红灯","code":"","fen":"6","money":"200","handled":"0"}"#;

struct Scene {
    app: App,
    vehicle: String,
    _home: tempfile::TempDir,
    _vendor: Sandbox,
}

impl Scene {
    /// One car without a driver; the vendor tells of one violation twice, then of none.
    async fn open() -> Scene {
        let found = Fault::say(&answer(FOUND)).times(2);
        let scenario = Scenario::default().fault(PROVIDER, found).fault(PROVIDER, Fault::say(&answer("")));
        let options = SandboxOptions { vehicles: 3, scenario, ..SandboxOptions::default() };
        let vendor = Sandbox::start(options).await.unwrap();
        let home = tempfile::tempdir().unwrap();
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock: Clock::system(),
            reader: Reader::Here,
        });
        let car = &vendor.fleet()[0];
        let text = format!("车牌号\t车架号\t发动机号\n{}\t{}\t{}\n", car.plate, car.vin, car.engine);
        let ask = async |name: &str, request: Value| app.dispatch(name, request).await.unwrap();
        ask("import_commit", json!({ "source": { "kind": "text", "text": text } })).await;
        let account = json!({
            "provider": PROVIDER, "values": { "base_url": vendor.origin() },
            "secret": vendor.credentials(PROVIDER).and_then(|one| one.key),
            "prices": [{ "from": 1, "price_yuan": "0.13" }], "free_calls": null, "allow_http": false,
            "quota_left": null, "concurrency": null, "per_minute": null, "timeout_seconds": null, "is_default": true,
        });
        ask("account_save", account).await;
        let found = ask("vehicles", json!({ "limit": 1 })).await;
        let vehicle = found["rows"][0]["vehicle"]["id"].as_str().unwrap().to_owned();
        Scene { app, vehicle, _home: home, _vendor: vendor }
    }

    async fn ask(&self, name: &str, request: Value) -> Value {
        self.app.dispatch(name, request).await.unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    async fn check(&self) {
        let selection = json!({ "kind": "ids", "ids": [self.vehicle] });
        self.ask("check_start", json!({ "selection": selection, "fresh_within_hours": 0 })).await;
        check::wait_for_end(&self.app).await.unwrap();
    }

    async fn says(&self, step: Value) {
        let selection = json!({ "kind": "matching", "filter": {}, "except": [] });
        self.ask("violations_step", json!({ "selection": selection, "step": step })).await;
    }

    /// The stage of the one violation, and the lines of the manager's day that tell of violations.
    async fn stands(&self) -> (String, Vec<(String, u64)>) {
        let row = self.ask("violations", json!({ "limit": 1 })).await["rows"][0].clone();
        let todo = self.ask("todo", json!({})).await;
        let lines = todo["lines"].as_array().unwrap().iter();
        let of_violations = lines.filter(|line| line["rows"]["rows"] == "violations");
        let said = of_violations
            .map(|line| (line["kind"].as_str().unwrap().to_owned(), line["count"].as_u64().unwrap()));
        (row["stage"].as_str().unwrap().to_owned(), said.collect())
    }
}

fn line(kind: &str) -> Vec<(String, u64)> {
    vec![(kind.to_owned(), 1)]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_done_follows_a_violation_from_nobodys_to_gone() {
    let scene = Scene::open().await;
    assert_eq!(scene.ask("todo", json!({})).await["last_check"], Value::Null, "nothing was looked at yet");
    scene.check().await;
    assert_eq!(scene.stands().await, ("unclaimed".to_owned(), line("unclaimed")));

    let selection = json!({ "kind": "matching", "filter": {}, "except": [] });
    let given = json!({ "selection": selection, "driver": "王国平", "reason": "顶班" });
    scene.ask("violations_give", given).await;
    assert_eq!(scene.stands().await, ("untold".to_owned(), line("untold")));

    scene.says(json!({ "step": "told", "how": "微信" })).await;
    assert_eq!(scene.stands().await, ("told".to_owned(), Vec::new()), "it is the driver's turn");

    // Told long ago, by which day it was to be handled: that day is over.
    scene.says(json!({ "step": "told", "how": "微信", "on": "2026-03-10", "due": "2026-03-20" })).await;
    assert_eq!(scene.stands().await, ("told".to_owned(), line("overdue")));

    scene.says(json!({ "step": "paid", "on": "2026-03-15", "amount": 20_000 })).await;
    assert_eq!(scene.stands().await, ("still_there".to_owned(), line("still_there")));
    scene.check().await;
    assert_eq!(scene.stands().await, ("still_there".to_owned(), line("still_there")), "it is still returned");

    scene.check().await;
    assert_eq!(scene.stands().await, ("verified_gone".to_owned(), Vec::new()), "gone, and never called paid");
    let rows = scene.ask("violations", json!({ "limit": 1 })).await;
    assert_eq!(
        (&rows["rows"][0]["state"], &rows["totals"]["unpaid"]),
        (&json!("no_longer_returned"), &json!(0))
    );
    let report = scene.ask("doctor", json!({})).await;
    assert_eq!(report["ok"], true, "{report}");
}
