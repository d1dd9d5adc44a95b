//! The storeapi contract as a client meets it (document 000 of the project's brief).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")]

mod common;

use cheku_sandbox::{Emptiness, Fault, Nesting, Numbers, Sandbox, Scenario, TimeField, Verification};
use common::{
    Form, STOREAPI, ask_storeapi, client, json, now, post_signed, set, sign, start, storeapi_form, xml_names,
};
use serde_json::{Value, json};

fn with_violations(sandbox: &Sandbox) -> cheku_sandbox::SampleVehicle {
    let owes = |plate: &String| sandbox.expected_for(STOREAPI, std::slice::from_ref(plate)).violations > 1;
    sandbox.fleet().iter().find(|one| owes(&one.plate)).unwrap().clone()
}

async fn code_of(sandbox: &Sandbox, form: Form) -> Value {
    json(post_signed(sandbox, form).await.unwrap()).await["codeid"].clone()
}

#[tokio::test]
async fn a_signed_question_is_answered_by_post_and_by_get_and_charged() {
    let sandbox = start(Scenario::default()).await;
    let vehicle = with_violations(&sandbox);
    let answer = ask_storeapi(&sandbox, &vehicle).await;
    assert_eq!(answer["codeid"], 10000);
    assert_eq!(answer["retdata"]["carNo"], vehicle.plate);
    assert!(answer["retdata"]["data"][0]["vioTime"].is_string());

    let mut form = storeapi_form(&sandbox, &vehicle);
    let signature = sign(&form, &sandbox.credentials(STOREAPI).unwrap().secret.unwrap());
    set(&mut form, "sign", &signature);
    let got = client().get(format!("{}/pyi/65/173", sandbox.origin())).query(&form).send().await.unwrap();
    assert_eq!(json(got).await["retdata"], answer["retdata"]);
    assert_eq!(sandbox.bill(STOREAPI).by_plate[&vehicle.plate], (2, 2));
}

#[tokio::test]
async fn every_check_has_its_code_in_the_documented_order_and_costs_nothing() {
    let sandbox = start(Scenario::default()).await;
    let with_engine =
        sandbox.fleet().iter().find(|one| !one.engine.is_empty() && one.plate_type != "51").unwrap();
    let right = storeapi_form(&sandbox, with_engine);
    let without = |name: &str| right.iter().filter(|(key, _)| *key != name).cloned().collect::<Form>();
    let with = |name, value: &str| {
        let mut form = right.clone();
        set(&mut form, name, value);
        form
    };
    let late = (now() - 700).to_string();
    let soon = (now() + 700).to_string();
    for (form, code) in [
        (without("appid"), 10001),
        (with("appid", "99999"), 10005),
        (with("time", &late), 10004),
        (with("time", &soon), 10004),
        (with("time", "half past nine"), 10017),
        (without("car_no"), 10015),
        (without("car_type"), 10015),
        (without("frame_number"), 10015),
        (without("engine_number"), 10015),
        (with("car_type", "51"), 10019),
        (with("frame_number", "LSVAA2180E2184321"), 10019),
        (with("format", "yaml"), 10019),
        (with("car_no", "苏E00000"), 10025),
    ] {
        let named = format!("{form:?}");
        assert_eq!(code_of(&sandbox, form).await, code, "{named}");
    }
    assert_eq!(code_of(&sandbox, without("time")).await, 10000);

    let url = format!("{}/pyi/65/173", sandbox.origin());
    let unsigned = json(client().post(&url).form(&right).send().await.unwrap()).await;
    assert_eq!(unsigned["codeid"], 10002);
    let neither = json(client().post(&url).send().await.unwrap()).await;
    assert_eq!(neither["codeid"], 10001);
    let wrong =
        json(client().post(&url).form(&with("sign", "0".repeat(32).as_str())).send().await.unwrap()).await;
    assert_eq!(wrong["codeid"], 10003);
    let elsewhere = format!("{}/pyi/65/999", sandbox.origin());
    assert_eq!(json(client().post(elsewhere).form(&right).send().await.unwrap()).await["codeid"], 10009);

    let bill = sandbox.bill(STOREAPI);
    assert_eq!((bill.arrivals, bill.charged, bill.free), (18, 1, 17));
    assert_eq!(bill.cost_fen, Some(14));
}

#[tokio::test]
async fn a_signature_over_other_values_than_those_sent_is_refused() {
    let sandbox = start(Scenario::default()).await;
    let secret = sandbox.credentials(STOREAPI).unwrap().secret.unwrap();
    let mut form = storeapi_form(&sandbox, &sandbox.fleet()[0]);
    let signature = sign(&form, &secret);
    set(&mut form, "sign", &signature.to_uppercase());
    let url = format!("{}/pyi/65/173", sandbox.origin());
    assert_eq!(json(client().post(&url).form(&form).send().await.unwrap()).await["codeid"], 10003);
    set(&mut form, "sign", &signature);
    form.push(("extra", "1".to_owned()));
    assert_eq!(json(client().post(&url).form(&form).send().await.unwrap()).await["codeid"], 10003);
}

#[tokio::test]
async fn a_parameter_that_stands_twice_is_refused() {
    let sandbox = start(Scenario::default()).await;
    let mut form = storeapi_form(&sandbox, &sandbox.fleet()[0]);
    form.push(("car_type", "02".to_owned()));
    assert_eq!(code_of(&sandbox, form).await, 10015);
}

#[tokio::test]
async fn the_bare_secret_is_taken_in_a_post_only_and_an_account_can_insist_on_one_form() {
    for (account, digest_code, bare_code) in [
        (None, 10000, 10000),
        (Some(Verification::Md5), 10000, 10003),
        (Some(Verification::Hash), 10003, 10000),
    ] {
        let sandbox = start(Scenario::default().with(STOREAPI, |one| one.verification = account)).await;
        let mut form = storeapi_form(&sandbox, &sandbox.fleet()[0]);
        assert_eq!(code_of(&sandbox, form.clone()).await, digest_code);
        set(&mut form, "sign", &sandbox.credentials(STOREAPI).unwrap().secret.unwrap());
        let url = format!("{}/pyi/65/173", sandbox.origin());
        assert_eq!(json(client().post(&url).form(&form).send().await.unwrap()).await["codeid"], bare_code);
        assert_eq!(json(client().get(&url).query(&form).send().await.unwrap()).await["codeid"], 10003);
    }
}

#[tokio::test]
async fn a_vendor_whose_clock_is_off_refuses_the_time_but_takes_a_question_without() {
    let sandbox = start(Scenario { clock_offset_s: 3_600, ..Scenario::default() }).await;
    let mut form = storeapi_form(&sandbox, &sandbox.fleet()[0]);
    assert_eq!(code_of(&sandbox, form.clone()).await, 10004);
    form.retain(|(name, _)| *name != "time");
    assert_eq!(code_of(&sandbox, form).await, 10000);
}

#[tokio::test]
async fn all_nestings_hold_the_same_rows() {
    let plain = start(Scenario::default()).await;
    let vehicle = with_violations(&plain);
    let rows = ask_storeapi(&plain, &vehicle).await["retdata"]["data"].clone();
    for nesting in [Nesting::A, Nesting::B, Nesting::C, Nesting::D, Nesting::E] {
        let sandbox = start(Scenario::default().with(STOREAPI, |one| one.nesting = nesting)).await;
        let answer = ask_storeapi(&sandbox, &vehicle).await;
        let held = match nesting {
            Nesting::A => answer["retdata"]["data"].clone(),
            Nesting::B => answer["retdata"][0]["data"].clone(),
            Nesting::C => answer["retdata"].clone(),
            Nesting::D => {
                serde_json::from_str::<Value>(answer["retdata"].as_str().unwrap()).unwrap()["data"].clone()
            }
            Nesting::E => answer["data"].clone(),
        };
        assert_eq!(held, rows, "{nesting:?}");
    }
}

#[tokio::test]
async fn xml_and_jsonp_are_well_formed_and_say_the_same() {
    let sandbox = start(Scenario::default()).await;
    let vehicle = with_violations(&sandbox);
    let plain = ask_storeapi(&sandbox, &vehicle).await;

    let mut form = storeapi_form(&sandbox, &vehicle);
    set(&mut form, "format", "xml");
    let text = post_signed(&sandbox, form.clone()).await.unwrap().text().await.unwrap();
    let names = xml_names(&text);
    let rows = plain["retdata"]["data"].as_array().unwrap().len();
    assert_eq!(names.iter().filter(|name| *name == "item").count(), rows);
    assert_eq!(names.iter().filter(|name| *name == "vioTime").count(), rows);

    set(&mut form, "format", "jsonp");
    let text = post_signed(&sandbox, form.clone()).await.unwrap().text().await.unwrap();
    let inside = text.strip_prefix("callback(").unwrap().strip_suffix(");").unwrap();
    assert_eq!(serde_json::from_str::<Value>(inside).unwrap()["retdata"], plain["retdata"]);

    set(&mut form, "callback", "readAnswer");
    let text = post_signed(&sandbox, form.clone()).await.unwrap().text().await.unwrap();
    assert!(text.starts_with("readAnswer({"));
    set(&mut form, "callback", "alert(1);x");
    let text = post_signed(&sandbox, form).await.unwrap().text().await.unwrap();
    assert!(text.starts_with("callback({"));
}

#[tokio::test]
async fn codes_and_numbers_are_written_as_the_scenario_wants() {
    let scenario = Scenario::default()
        .with(STOREAPI, |one| {
            one.numbers = Numbers::Strings;
            one.time_field = TimeField::Curtime;
            one.empty = Emptiness::Object;
        })
        .fault(STOREAPI, Fault::code("10023").vehicle(1));
    let sandbox = start(scenario).await;
    let pending = ask_storeapi(&sandbox, &sandbox.fleet()[0]).await;
    assert_eq!((&pending["codeid"], &pending["retdata"]), (&json!("10023"), &json!({})));
    assert!(pending["curtime"].is_string() && pending["time"].is_null());
    let answered = ask_storeapi(&sandbox, &sandbox.fleet()[1]).await;
    assert_eq!(answered["codeid"], "10000");
    assert!(answered["retdata"]["vioNum"].is_string());
}

#[tokio::test]
async fn every_documented_code_can_be_had_and_only_success_is_charged() {
    let codes = [
        "10000", "10001", "10002", "10003", "10004", "10005", "10006", "10007", "10008", "10009", "10010",
        "10011", "10012", "10013", "10014", "10015", "10016", "10017", "10018", "10019", "10020", "10021",
        "10022", "10023", "10024", "10025",
    ];
    for code in codes {
        let sandbox = start(Scenario::default().fault(STOREAPI, Fault::code(code).info("203.0.113.9"))).await;
        let answer = ask_storeapi(&sandbox, &sandbox.fleet()[0]).await;
        assert_eq!(answer["codeid"].to_string(), code);
        assert_eq!(sandbox.bill(STOREAPI).charged, u64::from(code == "10000"), "{code}");
        let tells = answer["message"].as_str().unwrap().contains("203.0.113.9");
        assert_eq!(tells, ["10006", "10016", "10019"].contains(&code), "{code}");
        assert_eq!(answer["retdata"].is_object(), ["10000", "10024"].contains(&code), "{code}");
    }
}
