//! The Juhe contract as a client meets it (document 001 of the project's brief).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")]

mod common;

use cheku_sandbox::{CityList, Emptiness, Envelope, Fault, SampleVehicle, Sandbox, Scenario};
use common::{Form, JUHE, ask_juhe, client, json, juhe_form, post_juhe, set, start, xml_names};
use serde_json::{Value, json};

async fn post(sandbox: &Sandbox, path: &str, form: Form) -> Value {
    json(post_juhe(sandbox, path, form).await.unwrap()).await
}

fn from_city<'a>(sandbox: &'a Sandbox, prefix: &str) -> &'a SampleVehicle {
    let of_city = |one: &&SampleVehicle| one.plate.starts_with(prefix) && one.plate_type != "15";
    sandbox.fleet().iter().find(of_city).unwrap()
}

#[tokio::test]
async fn the_city_list_is_an_object_or_an_array_and_can_be_narrowed() {
    let sandbox = start(Scenario::default()).await;
    let all = post(&sandbox, "citys", vec![]).await;
    assert_eq!((&all["resultcode"], &all["error_code"]), (&json!("200"), &json!(0)));
    let suzhou = &all["result"]["JS"]["citys"][4];
    assert_eq!((&suzhou["city_code"], &suzhou["abbr"]), (&json!("JS_SZ"), &json!("苏E")));
    assert_eq!(suzhou["class"], suzhou["classa"]);
    assert!(all["result"]["JS_LISHI"].is_object());
    let places: usize =
        all["result"].as_object().unwrap().values().map(|one| one["citys"].as_array().unwrap().len()).sum();
    assert!(places >= 40);

    let one = post(&sandbox, "citys", vec![("province", "ZJ".into())]).await;
    assert_eq!(one["result"].as_object().unwrap().len(), 1);

    let arrays = start(Scenario::default().with(JUHE, |one| one.city_list = CityList::Array)).await;
    let listed = post(&arrays, "citys", vec![]).await;
    assert_eq!(listed["result"].as_array().unwrap().len(), all["result"].as_object().unwrap().len());

    let text =
        post_juhe(&sandbox, "citys", vec![("dtype", "xml".into())]).await.unwrap().text().await.unwrap();
    assert_eq!(xml_names(&text).iter().filter(|name| *name == "city_code").count(), places);
    assert_eq!(sandbox.bill(JUHE).lookups, 3);
}

#[tokio::test]
async fn a_prefix_leads_to_its_city_and_an_unknown_one_to_225611() {
    let sandbox = start(Scenario::default()).await;
    for path in ["carPre", "carPre.php"] {
        let found = post(&sandbox, path, vec![("hphm", "沪C".into())]).await;
        assert!(found["resultcode"].is_null());
        assert_eq!(found["result"]["abbr"], "沪C");
        assert_eq!(found["result"]["engineno"], "6");
        let whole = post(&sandbox, path, vec![("hphm", "沪C12345".into())]).await;
        assert_eq!(whole["result"], found["result"]);
    }
    let electric = post(&sandbox, "carPre", vec![("hphm", "粤B".into()), ("isNer", "1".into())]).await;
    assert_eq!(electric["result"]["city_code"], "GD_SZ_NER");
    for hphm in ["新A", "苏", ""] {
        assert_eq!(
            post(&sandbox, "carPre", vec![("hphm", hphm.into())]).await["error_code"],
            225611,
            "{hphm}"
        );
    }
    let by_get = client()
        .get(format!("{}/sweizhang/carPre", sandbox.origin()))
        .query(&[("hphm", "苏E"), ("key", &sandbox.credentials(JUHE).unwrap().key.unwrap())]);
    assert_eq!(json(by_get.send().await.unwrap()).await["result"]["city_code"], "JS_SZ");
}

#[tokio::test]
async fn a_key_in_the_address_of_a_post_is_no_key() {
    let sandbox = start(Scenario::default()).await;
    let key = sandbox.credentials(JUHE).unwrap().key.unwrap();
    let form = juhe_form(&sandbox, &sandbox.fleet()[0]).await;
    let url = format!("{}/sweizhang/query?key={key}", sandbox.origin());
    let answer = json(client().post(url).form(&form).send().await.unwrap()).await;
    assert_eq!((&answer["error_code"], &answer["resultcode"]), (&json!(10001), &json!("101")));
    assert_eq!(answer["result"], Value::Null);
    let mut wrong = form;
    wrong.push(("key", "0".repeat(32)));
    assert_eq!(post(&sandbox, "query", wrong).await["error_code"], 10001);
    assert_eq!(sandbox.bill(JUHE).charged, 0);
}

#[tokio::test]
async fn wrong_particulars_are_charged_and_an_unknown_plate_is_not() {
    let sandbox = start(Scenario::default()).await;
    // Shanghai asks for the last six of both numbers.
    let vehicle = from_city(&sandbox, "沪").clone();
    let right = juhe_form(&sandbox, &vehicle).await;
    let changed = |name: &'static str, value: &str| {
        let mut form = right.clone();
        set(&mut form, name, value);
        form
    };
    let engine = right.iter().find(|(name, _)| *name == "engineno").unwrap().1.clone();
    let other_type = if vehicle.plate_type == "02" { "01" } else { "02" };
    for (form, code, charged) in [
        (right.clone(), 0, 1),
        (changed("engineno", &engine[1..]), 225606, 2),
        (changed("engineno", ""), 225606, 3),
        (changed("classno", &vehicle.vin), 225606, 4),
        (changed("hpzl", other_type), 225606, 5),
        (changed("hphm", "苏E00000"), 225607, 5),
        (changed("city", "XX_NOWHERE"), 225605, 5),
        (changed("city", "JS_NJ_LISHI"), 225605, 5),
    ] {
        let named = format!("{form:?}");
        assert_eq!(post(&sandbox, "query", form).await["error_code"], code, "{named}");
        assert_eq!(sandbox.bill(JUHE).charged, charged, "{named}");
    }
}

#[tokio::test]
async fn what_a_city_does_not_ask_for_is_not_looked_at() {
    let sandbox = start(Scenario::default()).await;
    let mut form = juhe_form(&sandbox, from_city(&sandbox, "苏E")).await;
    assert!(!form.iter().any(|(name, _)| *name == "engineno"));
    set(&mut form, "engineno", "ANYTHING");
    assert_eq!(post(&sandbox, "query", form).await["error_code"], 0);
}

#[tokio::test]
async fn a_closed_city_is_gone_from_the_list_and_refuses_free() {
    let sandbox = start(Scenario::default().with(JUHE, |one| one.maintenance = vec!["JS_SZ".into()])).await;
    let listed = post(&sandbox, "citys", vec![("province", "JS".into())]).await;
    assert!(!listed.to_string().contains("JS_SZ"));
    let form = vec![("city", "JS_SZ".to_owned()), ("hphm", from_city(&sandbox, "苏E").plate.clone())];
    assert_eq!(post(&sandbox, "query", form).await["error_code"], 225605);
    assert_eq!(sandbox.bill(JUHE).charged, 0);
    let expected = sandbox.expected(JUHE);
    assert!(expected.failed > 20 && expected.answered + expected.failed + expected.unsupported == 120);
}

#[tokio::test]
async fn trailers_are_no_type_of_this_vendor() {
    let sandbox = start(Scenario::default()).await;
    let trailer = sandbox.fleet().iter().find(|one| one.plate_type == "15").unwrap();
    let prefix: String = trailer.plate.chars().take(2).collect();
    let city = post(&sandbox, "carPre", vec![("hphm", prefix)]).await["result"]["city_code"].clone();
    let form =
        vec![("city", city.as_str().unwrap().into()), ("hphm", trailer.plate.clone()), ("hpzl", "15".into())];
    assert_eq!(post(&sandbox, "query", form).await["error_code"], 225607);
    assert_eq!(sandbox.expected(JUHE).unsupported, 2);
}

#[tokio::test]
async fn the_envelope_can_say_less_or_contradict_itself() {
    let refused = Fault::code("225608").vehicle(2);
    let cases = [
        (Envelope::Documented, json!([0, "200"]), json!([225608, "208"])),
        (Envelope::NoErrorCode, json!([null, "200"]), json!([null, "208"])),
        (Envelope::NoResultcode, json!([0, null]), json!([225608, null])),
        (Envelope::Disagree, json!([0, "200"]), json!([225608, "101"])),
        (Envelope::ResultOnly, json!([null, null]), json!([225608, "208"])),
    ];
    for (envelope, good, bad) in cases {
        let scenario = Scenario::default().fault(JUHE, refused.clone()).with(JUHE, |one| {
            one.envelope = envelope;
            one.empty = Emptiness::Array;
        });
        let sandbox = start(scenario).await;
        // Rules come from a sandbox without quirks: only the question's envelope is looked at here.
        let plain = start(Scenario::default()).await;
        for (vehicle, codes) in sandbox.fleet().iter().zip([good, bad]) {
            let form = juhe_form(&plain, vehicle).await;
            let answer = post(&sandbox, "query", form).await;
            assert_eq!(json!([answer["error_code"], answer["resultcode"]]), codes, "{envelope:?}");
        }
    }
}

#[tokio::test]
async fn every_documented_code_can_be_had_and_is_charged_as_the_table_says() {
    let codes = [
        "225603", "225605", "225606", "225607", "225608", "225611", "10001", "10002", "10003", "10004",
        "10005", "10007", "10008", "10009", "10011", "10012", "10013", "10014", "10020", "10021", "203602",
        "203603", "203604", "203605", "203606", "203607", "203608", "203609", "203611",
    ];
    for code in codes {
        let sandbox = start(Scenario::default().fault(JUHE, Fault::code(code))).await;
        let answer = ask_juhe(&sandbox, &sandbox.fleet()[0]).await;
        assert_eq!(answer["error_code"].to_string(), code);
        assert!(!answer["reason"].as_str().unwrap().is_empty());
        assert_eq!(
            sandbox.bill(JUHE).charged,
            u64::from(code.ends_with("606") || code == "225606"),
            "{code}"
        );
    }
}
