//! Scenario files: what people write is read, and what they mistype is told.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")]

mod common;

use cheku_sandbox::{Fault, Options, Sandbox, Scenario, ScenarioError};
use common::{JUHE, STOREAPI, ask_storeapi, start};

#[test]
fn every_example_of_the_readme_can_be_used() {
    let readme = include_str!("../README.md");
    let examples: Vec<_> =
        readme.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() >= 3);
    for example in examples {
        Scenario::from_json(example).unwrap_or_else(|error| panic!("{error}\n{example}"));
    }
}

#[test]
fn a_scenario_survives_being_written_and_read() {
    let scenario = Scenario::demo().latency_ms(5).fault(JUHE, Fault::code("225603").every(3).times(1));
    let text = serde_json::to_string_pretty(&scenario).unwrap();
    assert_eq!(Scenario::from_json(&text), Ok(scenario));
    assert_eq!(Scenario::from_json("{}"), Ok(Scenario::default()));
}

#[test]
fn mistakes_are_told_with_their_place() {
    let of = |text: &str| Scenario::from_json(text).unwrap_err();
    assert!(matches!(of("{\n  \"latency\": 3\n}"), ScenarioError::Unreadable { line: 2, .. }));
    assert!(matches!(of("not json"), ScenarioError::Unreadable { line: 1, .. }));
    assert_eq!(of(r#"{"providers":{"jvhe":{}}}"#), ScenarioError::UnknownProvider("jvhe".into()));
    assert_eq!(
        of(r#"{"providers":{"juhe":{"nesting":"B"}}}"#),
        ScenarioError::ForeignSetting { provider: JUHE.into(), setting: "nesting".into() }
    );
    for fault in [
        r#"{"do":"code"}"#,
        r#"{"do":"status"}"#,
        r#"{"do":"status","status":200}"#,
        r#"{"do":"bom","code":"10025"}"#,
        r#"{"do":"bom","every":0}"#,
        r#"{"do":"delay"}"#,
    ] {
        let text = format!(r#"{{"providers":{{"storeapi":{{"faults":[{{"do":"gzip"}},{fault}]}}}}}}"#);
        let wanted = ScenarioError::BadFault { provider: STOREAPI.into(), index: 1 };
        assert_eq!(of(&text), wanted, "{fault}");
    }
    assert!(matches!(
        of(r#"{"providers":{"storeapi":{"faults":[{"do":"explode"}]}}}"#),
        ScenarioError::Unreadable { .. }
    ));
}

#[tokio::test]
async fn a_sandbox_does_not_start_with_a_scenario_that_no_vendor_knows() {
    let scenario = Scenario::default().fault("nobody", Fault::code("1"));
    let error = Sandbox::start(Options { scenario, ..Options::default() }).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}

#[tokio::test]
async fn a_file_with_a_byte_order_mark_is_read_and_carried_out() {
    let text = "\u{feff}{\"providers\":{\"storeapi\":{\"faults\":[{\"do\":\"code\",\"code\":\"10025\",\"vehicle\":1}]}}}";
    let sandbox = start(Scenario::from_json(text).unwrap()).await;
    assert_eq!(ask_storeapi(&sandbox, &sandbox.fleet()[0]).await["codeid"], 10025);
    assert_eq!(ask_storeapi(&sandbox, &sandbox.fleet()[1]).await["codeid"], 10000);
}
