//! The main job in the real window: sample data → a batch over the whole fleet →
//! totals that are the sandbox's own.

use crate::kit::{batch_ended, sample, start_check};
use cheku_e2e::{Home, Outcome, Window};
use cheku_sandbox::{ExpectedTotals, Options, Sandbox, Scenario};
use serde_json::json;

/// What the demo's sandbox expects of a client, from a twin drawn by the same seed.
async fn expected(provider: &str) -> Outcome<ExpectedTotals> {
    let twin = Sandbox::start(Options { scenario: Scenario::demo(), ..Options::default() }).await?;
    let expected = twin.expected(provider);
    twin.stop().await;
    Ok(expected)
}

fn digits(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u64::MAX)
}

async fn figure(window: &Window, id: &str) -> Outcome<u64> {
    let script = "return document.querySelector(`[data-testid='${arguments[0]}']`)?.innerText ?? ''";
    let text = window.run(script, vec![json!(id)]).await?;
    Ok(digits(text.as_str().unwrap_or_default().lines().next().unwrap_or_default()))
}

#[tokio::test]
async fn from_sample_data_to_totals_that_are_the_sandboxs_own() -> Outcome {
    let home = Home::empty()?;
    let window = sample(&home).await?;
    assert_eq!(digits(&window.reads("nav-vehicles").await?), 200);

    window.click("nav-check").await?;
    assert_eq!(digits(&window.reads("plan-asked").await?), 200);
    start_check(&window).await?;
    let last = batch_ended(&window).await?;
    window.id("batch-headline").await?;

    let provider = last["providers"][0].as_str().unwrap_or_default();
    let expected = expected(provider).await?;
    assert_eq!(last["answered"], expected.answered, "answered");
    assert_eq!(last["no_data"], expected.no_data, "no data");

    window.click("nav-overview").await?;
    window.id("figure-due").await?;
    let yuan = u64::try_from(expected.fines_due_fen)? / 100;
    assert_eq!(expected.fines_due_fen % 100, 0, "the sample fleet has whole yuan");
    assert_eq!(figure(&window, "figure-due").await?, yuan, "fines due on the overview");
    assert_eq!(figure(&window, "figure-points").await?, expected.points_waiting, "points waiting");
    let totals = window.ask("totals", json!({})).await?;
    assert_eq!(totals["violations"], expected.violations);
    assert_eq!(totals["unpaid"], expected.unpaid);
    assert_eq!(totals["fines_unknown"], expected.fines_unknown);
    assert_eq!(totals["points_unknown"], expected.points_unknown);

    window.click("leave-demo").await?;
    window.id("start-demo").await?;
    window.close().await
}
