//! A client of the tests' own: as plain as the documents' samples, so that it hides nothing.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "each story uses a part of it")]

use std::time::{SystemTime, UNIX_EPOCH};

use cheku_sandbox::{Options, SampleVehicle, Sandbox, Scenario};
use md5::{Digest, Md5};
use reqwest::Client;
use serde_json::Value;

pub const STOREAPI: &str = "storeapi";
pub const JUHE: &str = "juhe";

pub type Form = Vec<(&'static str, String)>;

pub async fn start(scenario: Scenario) -> Sandbox {
    Sandbox::start(Options { vehicles: 120, scenario, ..Options::default() }).await.unwrap()
}

/// One client for each test: building one reads the system's certificates, which takes its time. It keeps no
/// line alive, so that it can never send a question again by itself.
pub fn client() -> Client {
    thread_local! {
        static CLIENT: Client = Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    }
    CLIENT.with(Client::clone)
}

pub fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

/// Sorts, joins, appends the secret: the document's PHP sample in Rust.
pub fn sign(form: &Form, secret: &str) -> String {
    let mut pairs: Vec<_> =
        form.iter().filter(|(name, value)| *name != "sign" && !value.is_empty()).collect();
    pairs.sort();
    let text: String = pairs.iter().map(|(name, value)| format!("{name}{value}")).collect();
    Md5::digest(format!("{text}{secret}")).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn set(form: &mut Form, name: &'static str, value: &str) {
    form.retain(|(key, _)| *key != name);
    form.push((name, value.to_owned()));
}

pub fn storeapi_form(sandbox: &Sandbox, vehicle: &SampleVehicle) -> Form {
    let account = sandbox.credentials(STOREAPI).unwrap();
    let mut form = vec![
        ("appid", account.app_id.unwrap()),
        ("car_no", vehicle.plate.clone()),
        ("car_type", vehicle.plate_type.clone()),
        ("frame_number", vehicle.vin.clone()),
        ("format", "json".to_owned()),
        ("time", now().to_string()),
    ];
    if !vehicle.engine.is_empty() {
        form.push(("engine_number", vehicle.engine.clone()));
    }
    form
}

/// Signs the form as it stands and posts it.
pub async fn post_signed(sandbox: &Sandbox, mut form: Form) -> reqwest::Result<reqwest::Response> {
    let secret = sandbox.credentials(STOREAPI).unwrap().secret.unwrap();
    let sign = sign(&form, &secret);
    set(&mut form, "sign", &sign);
    client().post(format!("{}/pyi/65/173", sandbox.origin())).form(&form).send().await
}

pub async fn ask_storeapi(sandbox: &Sandbox, vehicle: &SampleVehicle) -> Value {
    json(post_signed(sandbox, storeapi_form(sandbox, vehicle)).await.unwrap()).await
}

pub async fn post_juhe(sandbox: &Sandbox, path: &str, mut form: Form) -> reqwest::Result<reqwest::Response> {
    if !form.iter().any(|(name, _)| *name == "key") {
        form.push(("key", sandbox.credentials(JUHE).unwrap().key.unwrap()));
    }
    client().post(format!("{}/sweizhang/{path}", sandbox.origin())).form(&form).send().await
}

/// What the rule of the vehicle's city, asked over HTTP, wants to be sent.
pub async fn juhe_form(sandbox: &Sandbox, vehicle: &SampleVehicle) -> Form {
    let prefix: String = vehicle.plate.chars().take(2).collect();
    let answer = json(post_juhe(sandbox, "carPre", vec![("hphm", prefix)]).await.unwrap()).await;
    let rule = &answer["result"];
    let mut form = vec![
        ("city", rule["city_code"].as_str().unwrap().to_owned()),
        ("hphm", vehicle.plate.clone()),
        ("hpzl", vehicle.plate_type.clone()),
    ];
    if rule["engine"] == "1" {
        form.push(("engineno", last(&vehicle.engine, &rule["engineno"])));
    }
    if rule["classa"] == "1" {
        form.push(("classno", last(&vehicle.vin, &rule["classno"])));
    }
    form
}

pub async fn ask_juhe(sandbox: &Sandbox, vehicle: &SampleVehicle) -> Value {
    let form = juhe_form(sandbox, vehicle).await;
    json(post_juhe(sandbox, "query", form).await.unwrap()).await
}

fn last(number: &str, count: &Value) -> String {
    match count.as_str().unwrap().parse::<usize>().unwrap() {
        0 => number.to_owned(),
        count => number[number.len() - count..].to_owned(),
    }
}

pub async fn json(response: reqwest::Response) -> Value {
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

/// Every tag closed, one root: reads the whole text and gives the names of all elements.
pub fn xml_names(text: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut names, mut depth, mut roots) = (Vec::new(), 0, 0);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => {
                roots += usize::from(depth == 0);
                depth += 1;
                names.push(tag.name().as_ref().to_owned());
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, roots), (0, 1));
    names
}
