//! One story for every provider in every verification, method and format: a small fleet
//! is asked over real HTTP, and what was read must be what the sandbox itself knows.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

use cheku_domain::provider::{
    Account, AccountError, Descriptor, ErrorKind, FieldKind, Provider, ProviderEntry, Reply,
};
use cheku_domain::{
    Charge, CityRule, FrameNumber, Plate, PlateType, Secret, Timestamp, Vehicle, VehicleId, Violation,
    ViolationState,
};
use cheku_providers::PROVIDERS;
use cheku_sandbox::{
    CityList, Clean, Deed, Envelope, ExpectedTotals, Fault, Nesting, Numbers, Options, SampleVehicle,
    Sandbox, Scenario,
};
use std::collections::{BTreeMap, BTreeSet};

const FLEET: usize = 30;

/// Every combination that the contracts offer. A missing one fails here, by name.
const COMBINATIONS: &[&str] = &[
    "storeapi verification=md5 method=post format=json",
    "storeapi verification=md5 method=post format=xml",
    "storeapi verification=md5 method=post format=jsonp",
    "storeapi verification=md5 method=get format=json",
    "storeapi verification=md5 method=get format=xml",
    "storeapi verification=md5 method=get format=jsonp",
    "storeapi verification=hash method=post format=json",
    "storeapi verification=hash method=post format=xml",
    "storeapi verification=hash method=post format=jsonp",
    "juhe method=post format=json",
    "juhe method=post format=xml",
    "juhe method=get format=json",
    "juhe method=get format=xml",
];

type Choices = Vec<(&'static str, &'static str)>;

/// All values of all choices of a provider's form, each with each.
fn combinations(descriptor: &Descriptor) -> Vec<Choices> {
    let mut all: Vec<Choices> = vec![Vec::new()];
    for field in descriptor.fields {
        let FieldKind::Choice { values } = field.kind else { continue };
        let with = |one: &Choices, value| one.iter().copied().chain([(field.key, value)]).collect();
        all = all.iter().flat_map(|one| values.iter().map(move |value| with(one, *value))).collect();
    }
    all
}

fn name(descriptor: &Descriptor, choices: &Choices) -> String {
    let words = choices.iter().map(|(key, value)| format!("{key}={value}"));
    [descriptor.id.to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

fn open(
    entry: &ProviderEntry,
    sandbox: &Sandbox,
    choices: &Choices,
) -> Result<Box<dyn Provider>, AccountError> {
    let credentials = sandbox.credentials(entry.descriptor.id).expect("credentials");
    let mut values: BTreeMap<String, String> =
        choices.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    values.insert("base_url".into(), sandbox.origin());
    values.extend(credentials.app_id.map(|id| ("appid".to_owned(), id)));
    let secret = credentials.secret.or(credentials.key).expect("secret");
    let account = Account {
        provider: entry.descriptor.id.to_owned(),
        values,
        allow_http: false,
        is_default: true,
        ..Account::default()
    };
    (entry.open)(&account, Secret::new(&secret))
}

fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Timestamp(i64::try_from(since.as_millis()).unwrap())
}

fn vehicle(sample: &SampleVehicle) -> Vehicle {
    let trailer = sample.plate_type == "15";
    Vehicle {
        id: VehicleId(sample.plate.clone()),
        plate: Plate::parse(&sample.plate).expect("plate"),
        plate_type: PlateType::parse(&sample.plate_type).expect("type"),
        vin: FrameNumber::parse(&sample.vin, trailer).ok(),
        engine: Some(sample.engine.clone()).filter(|engine| !engine.is_empty()),
        city_code: None,
        owner: None,
        group: None,
        driver: None,
        note: None,
        provider: None,
    }
}

/// Asks about every vehicle once, and keeps account as the garage would.
async fn ask_all(client: &dyn Provider, fleet: &[SampleVehicle], at: Timestamp) -> ExpectedTotals {
    let mut totals = ExpectedTotals::default();
    let mut rules: BTreeMap<String, CityRule> = BTreeMap::new();
    for vehicle in fleet.iter().map(vehicle) {
        totals.vehicles += 1;
        let key = client.rule_key(&vehicle);
        if let Some(key) = key.as_ref().filter(|key| !rules.contains_key(*key)) {
            rules.insert(key.clone(), client.look_up(key).await.expect("rule"));
        }
        let Ok(question) = client.prepare(&vehicle, key.and_then(|key| rules.get(&key))) else {
            totals.unsupported += 1;
            continue;
        };
        match client.ask(&question, at).await.reading {
            Ok(Reply::Answered { violations, charge: Charge::Yes, .. }) => {
                totals.answered += 1;
                violations.iter().for_each(|violation| add(&mut totals, violation));
            }
            Ok(Reply::NoData { .. }) => totals.no_data += 1,
            Ok(other) => panic!("{other:?}"),
            Err(error) if error.charge == Charge::Unknown => totals.doubtful += 1,
            Err(_) => totals.failed += 1,
        }
    }
    totals
}

fn add(totals: &mut ExpectedTotals, violation: &Violation) {
    totals.violations += 1;
    assert!(violation.time.is_some() && !violation.act.is_empty() && !violation.place.is_empty());
    if violation.state.owes_fine() {
        totals.unpaid += 1;
        match violation.fine {
            Some(fine) => totals.fines_due_fen += fine.0,
            None => totals.fines_unknown += 1,
        }
    }
    if violation.state == ViolationState::Unhandled {
        totals.unhandled += 1;
        match violation.points {
            Some(points) => totals.points_waiting += u64::from(points.0),
            None => totals.points_unknown += 1,
        }
    }
}

async fn sandbox(scenario: Scenario) -> Sandbox {
    Sandbox::start(Options { vehicles: FLEET, scenario, ..Options::default() }).await.expect("sandbox")
}

/// The story itself.
async fn tell(entry: &ProviderEntry, choices: &Choices, scenario: Scenario, title: &str) {
    let sandbox = sandbox(scenario).await;
    let id = entry.descriptor.id;
    let client = open(entry, &sandbox, choices).expect(title);
    let totals = ask_all(client.as_ref(), sandbox.fleet(), now()).await;
    let plates: Vec<String> = sandbox.fleet().iter().map(|vehicle| vehicle.plate.clone()).collect();
    assert_eq!(totals, sandbox.expected_for(id, &plates), "{title}");
    assert!(totals.violations > 10 && totals.answered > 20, "{title}: a story about nothing");
    let bill = sandbox.bill(id);
    assert_eq!((bill.arrivals, bill.charged), (totals.answered + totals.no_data, totals.answered), "{title}");
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_holds_for_every_provider_verification_method_and_format() {
    let mut told = BTreeSet::new();
    for entry in PROVIDERS {
        for choices in combinations(entry.descriptor) {
            let title = name(entry.descriptor, &choices);
            if choices.contains(&("verification", "hash")) && choices.contains(&("method", "get")) {
                let refused = open(entry, &sandbox(Scenario::default()).await, &choices).err();
                assert_eq!(refused, Some(AccountError::HashNeedsHttpsPost), "{title}");
                continue;
            }
            tell(entry, &choices, Scenario::default(), &title).await;
            told.insert(title);
        }
    }
    let promised: BTreeSet<String> = COMBINATIONS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(told, promised);
}

/// The same fleet in every dress that the documents leave open, in every format.
#[tokio::test(flavor = "multi_thread")]
async fn the_dress_of_an_answer_changes_nothing() {
    let cleans = [Clean::Array, Clean::Null, Clean::String, Clean::Absent];
    let numbers = [Numbers::Documented, Numbers::Strings, Numbers::Integers, Numbers::Decimals];
    let nestings = [Nesting::A, Nesting::B, Nesting::C, Nesting::D, Nesting::E];
    let envelopes = [
        Envelope::Documented,
        Envelope::NoErrorCode,
        Envelope::NoResultcode,
        Envelope::Disagree,
        Envelope::ResultOnly,
    ];
    for entry in PROVIDERS {
        let id = entry.descriptor.id;
        let formats = entry.descriptor.fields.iter().find(|field| field.key == "format").expect("format");
        let FieldKind::Choice { values } = formats.kind else { panic!("format is a choice") };
        for turn in 0..20 {
            let choices = vec![("format", values[turn % values.len()])];
            let scenario = Scenario::default().with(id, |settings| {
                settings.clean = cleans[turn % 4];
                settings.numbers = numbers[turn / 5];
                match id {
                    "storeapi" => settings.nesting = nestings[turn % 5],
                    "juhe" => settings.envelope = envelopes[turn % 5],
                    _ => {}
                }
                let dressing = [Deed::Gzip, Deed::Gbk, Deed::Bom];
                settings.faults.push(Fault::of(dressing[turn % 3]));
            });
            let title = format!("{id} {choices:?} {:?}", scenario.providers[id]);
            tell(entry, &choices, scenario, &title).await;
        }
    }
}

#[tokio::test]
async fn the_city_list_is_the_same_in_both_shapes_and_formats() {
    let entry = cheku_providers::find("juhe").expect("juhe");
    let mut lists = Vec::new();
    for city_list in [CityList::Object, CityList::Array] {
        for format in ["json", "xml"] {
            let sandbox =
                sandbox(Scenario::default().with("juhe", |settings| settings.city_list = city_list)).await;
            let client = open(entry, &sandbox, &vec![("format", format)]).expect("client");
            let mut cities = client.cities().await.expect("cities");
            assert!(cities.len() >= 40 && cities.iter().all(|(_, rule)| !rule.code.contains("_LISHI")));
            let chosen = client.look_up("city:JS_SZ").await.expect("chosen by hand");
            assert_eq!(Some(&chosen), cities.iter().map(|(_, rule)| rule).find(|rule| rule.code == "JS_SZ"));
            cities.sort_by(|a, b| a.1.code.cmp(&b.1.code));
            lists.push(cities);
        }
    }
    assert!(lists.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_doubtful_and_charged_exactly_once_by_the_vendors_own_bill() {
    for entry in PROVIDERS {
        let id = entry.descriptor.id;
        for method in ["get", "post"] {
            let scenario = Scenario::default().fault(id, Fault::of(Deed::ResetAfterCharge).every(2));
            let sandbox = sandbox(scenario).await;
            let client = open(entry, &sandbox, &vec![("method", method)]).expect("client");
            let totals = ask_all(client.as_ref(), sandbox.fleet(), now()).await;
            let asked = totals.answered + totals.doubtful;
            assert!(totals.doubtful >= asked / 2 && totals.answered > 10, "{id} {method}: {totals:?}");
            let bill = sandbox.bill(id);
            assert_eq!((bill.arrivals, bill.charged), (asked, asked), "{id} {method}");
            assert!(bill.by_plate.values().all(|counts| *counts == (1, 1)), "{id} {method}");
        }
    }
}

#[tokio::test]
async fn testing_an_account_is_free_and_tells_right_from_wrong() {
    let sandbox = sandbox(Scenario::default()).await;
    for entry in PROVIDERS {
        let report = open(entry, &sandbox, &Vec::new()).expect("client").test(now()).await;
        assert!(report.ok, "{}: {report:?}", entry.descriptor.id);
        assert_eq!((report.charged, sandbox.bill(entry.descriptor.id).charged), (Charge::No, 0));
        let values = BTreeMap::from([
            ("base_url".to_owned(), sandbox.origin()),
            (
                "appid".to_owned(),
                sandbox.credentials(entry.descriptor.id).and_then(|c| c.app_id).unwrap_or_default(),
            ),
        ]);
        let account = Account {
            provider: entry.descriptor.id.to_owned(),
            values,
            allow_http: false,
            is_default: true,
            ..Account::default()
        };
        let wrong = (entry.open)(&account, Secret::new("wrong")).expect("client").test(now()).await;
        assert_eq!((wrong.ok, wrong.code.as_str()), (false, ErrorKind::Credentials.code()), "{wrong:?}");
    }
}

#[tokio::test]
async fn a_clock_far_off_costs_one_free_refusal_and_is_then_left_out() {
    let scenario = Scenario { clock_offset_s: 3_600, ..Scenario::default() };
    let sandbox = sandbox(scenario).await;
    let entry = cheku_providers::find("storeapi").expect("storeapi");
    let client = open(entry, &sandbox, &Vec::new()).expect("client");
    let totals = ask_all(client.as_ref(), &sandbox.fleet()[..3], now()).await;
    assert_eq!((totals.failed, totals.answered), (1, 2));
    assert_eq!(client.learned()["send_time"], "no");
    assert_eq!(sandbox.bill("storeapi").charged, 2);
}
