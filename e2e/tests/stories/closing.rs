//! Going home while a check runs.

use crate::kit::own_look;
use cheku_domain::Timestamp;
use cheku_e2e::{Home, Outcome, Window, wait_until};
use cheku_garage::{CallRange, Garage};
use serde_json::json;

/// The sample fleet, asked one by one: long enough to meet it in the middle.
async fn slow_batch(home: &Home) -> Outcome<Window> {
    let window = Window::open(home).await?;
    own_look(&window).await?;
    window.click("start-demo").await?;
    window.id("demo-banner").await?;
    window.ask("check_start", json!({ "concurrency": 1 })).await?;
    wait_until("the first answers", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["answered"].as_u64() > Some(2)).then_some(()))
    })
    .await?;
    Ok(window)
}

#[tokio::test]
async fn closing_the_window_waits_for_answers_that_are_paid_for() -> Outcome {
    let home = Home::empty()?;
    let window = slow_batch(&home).await?;
    window.press_close().await?;
    window.id("closing").await?;
    window.click("close-after").await?;
    window.until_closed().await?;

    let garage = Garage::open(&home.path().join("demo"), Timestamp(0))?;
    let calls = garage.calls_summary(&CallRange::default())?;
    assert!(calls.charged > 2 && calls.doubtful == 0, "{calls:?}");
    let left = garage.last_batch()?.ok_or("no batch")?;
    assert!(!garage.not_asked(&left.id)?.is_empty(), "the rest can go on later");
    Ok(())
}

#[tokio::test]
async fn a_check_goes_on_where_the_person_stays() -> Outcome {
    let home = Home::empty()?;
    let window = slow_batch(&home).await?;
    window.press_close().await?;
    window.click("close-not").await?;
    let state = window.ask("app_state", json!({})).await?;
    assert_eq!(state["running"]["state"], "running");
    window.close().await
}

#[tokio::test]
async fn a_page_that_died_in_a_check_does_not_keep_the_window_open() -> Outcome {
    let home = Home::empty()?;
    let window = slow_batch(&home).await?;
    window.kill_page()?;
    window.press_until_gone().await
}
