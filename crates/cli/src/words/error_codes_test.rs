//! Every row of the contract's table, answered by the sandbox: both faces have a
//! sentence and a next step for it, in both languages.

use super::reasons::reason;
use crate::lang::Lang;
use cheku_commands::api::Reason;
use cheku_domain::provider::{Account, Provider, Reply};
use cheku_domain::{FrameNumber, Plate, PlateType, Secret, Timestamp, Vehicle, VehicleId};
use cheku_sandbox::{Fault, Options, SampleVehicle, Sandbox, Scenario};
use std::collections::BTreeMap;
use std::time::SystemTime;

const TABLE: &str = include_str!("../../../providers/tests/fixtures/error_codes.csv");
const WINDOW: [&str; 2] = [
    include_str!("../../../../ui/src/i18n/locales/zh-CN/check.json"),
    include_str!("../../../../ui/src/i18n/locales/en/check.json"),
];

/// The happenings of the table, by the kind that the providers' own table test finds.
const HAPPENINGS: &[(&str, Reason)] = &[
    ("http-connect-error", Reason::NotSent),
    ("http-read-timeout", Reason::Lost),
    ("http-429", Reason::RateLimited),
    ("http-5xx or not JSON", Reason::Unreadable),
    ("unknown code", Reason::UnknownCode),
];

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Timestamp(i64::try_from(since.as_millis()).unwrap())
}

fn vehicle(sample: &SampleVehicle) -> Vehicle {
    Vehicle {
        id: VehicleId("1".into()),
        plate: Plate::parse(&sample.plate).unwrap(),
        plate_type: PlateType::parse(&sample.plate_type).unwrap(),
        vin: FrameNumber::parse(&sample.vin, false).ok(),
        engine: Some(sample.engine.clone()).filter(|engine| !engine.is_empty()),
        city_code: None,
        owner: None,
        group: None,
        driver: None,
        note: None,
        provider: None,
    }
}

fn open(provider: &str, sandbox: &Sandbox) -> Box<dyn Provider> {
    let entry = cheku_providers::find(provider).unwrap();
    let credentials = sandbox.credentials(provider).unwrap();
    let mut values = BTreeMap::from([("base_url".to_owned(), sandbox.origin())]);
    values.extend(credentials.app_id.map(|id| ("appid".to_owned(), id)));
    let account = Account { provider: provider.to_owned(), values, ..Account::default() };
    (entry.open)(&account, Secret::new(&credentials.secret.or(credentials.key).unwrap())).unwrap()
}

/// What the faces are told of a question that is answered with this code; `None` = rows.
async fn told(provider: &str, code: &str) -> Option<Reason> {
    let scenario = Scenario::default().fault(provider, Fault::code(code));
    let options = Options { vehicles: 20, scenario, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let client = open(provider, &sandbox);
    let car = sandbox.fleet().iter().find(|car| car.plate_type == "02" && !car.engine.is_empty()).unwrap();
    let car = vehicle(car);
    let rule = match client.rule_key(&car) {
        Some(key) => Some(client.look_up(&key).await.unwrap()),
        None => None,
    };
    let question = client.prepare(&car, rule.as_ref()).unwrap();
    let reason = match client.ask(&question, now()).await.reading {
        Ok(Reply::Answered { .. }) => None,
        Ok(Reply::NoData { .. }) => Some(Reason::NoData),
        Ok(Reply::Pending { .. }) => Some(Reason::AwaitsCallback),
        Err(error) => Some(Reason::from_word(error.kind.code()).expect("a kind that faces know")),
    };
    sandbox.stop().await;
    reason
}

/// A sentence and what to do: in the window two texts, in the terminal one of two parts.
fn is_said_everywhere(name: &str, told: Reason) {
    for locale in WINDOW {
        let words: serde_json::Value = serde_json::from_str(locale).unwrap();
        for part in ["reason", "todo"] {
            let text = words[part][told.word()].as_str().unwrap_or_default();
            assert!(!text.trim().is_empty(), "{name}: the window has no {part}.{}", told.word());
        }
    }
    for (lang, stops) in [(Lang::Zh, ['，', '。', '；']), (Lang::En, ['.', ';', ','])] {
        let parts = reason(lang, told).split(stops).filter(|part| !part.trim().is_empty()).count();
        assert!(parts >= 2, "{name}: the terminal says what happened, not what to do");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_of_the_table_is_told_in_both_faces_and_both_languages() {
    let mut said = 0;
    for row in csv::Reader::from_reader(TABLE.as_bytes()).records() {
        let row = row.unwrap();
        let (provider, code) = (row[0].trim_end_matches("-legacy"), &row[1]);
        let name = format!("{provider} {code}");
        let told = match HAPPENINGS.iter().find(|(happening, _)| *happening == code) {
            Some((_, reason)) => Some(*reason),
            None => told(provider, code).await,
        };
        match told {
            Some(told) => is_said_everywhere(&name, told),
            None => assert!(&row[6] == "ok", "{name} is told as an answer"),
        }
        said += 1;
    }
    assert!(said >= 60, "{said} rows");
}
