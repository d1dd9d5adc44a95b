//! What an earlier day left: questions without an answer, vehicles that nobody asked.

use crate::kit::{batch_ended, own_look, sample, told};
use cheku_e2e::{Home, Key, Outcome, Window, broken_off, wait_until};
use fantoccini::Locator;
use rusqlite::Connection;
use serde_json::json;

/// The window on a garage whose last batch of six the power took away, three questions having left.
async fn after_a_power_cut(home: &Home) -> Outcome<Window> {
    broken_off(home.path(), 6, 3).await?;
    let window = Window::open(home).await?;
    own_look(&window).await?;
    Ok(window)
}

/// Goes down so many rows of the list and opens that one.
async fn open_row(window: &Window, row: usize) -> Outcome {
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    for _ in 0..row {
        window.press(&[], Key::Down).await?;
    }
    window.press(&[], Key::Enter).await
}

async fn until_rows(window: &Window, count: usize) -> Outcome {
    let what = format!("{count} rows");
    wait_until(&what, async || Ok((window.rows().await?.len() == count).then_some(()))).await
}

#[tokio::test]
async fn doubtful_questions_are_settled_by_what_the_bill_says() -> Outcome {
    let home = Home::empty()?;
    let window = after_a_power_cut(&home).await?;

    window.go("check?view=calls&unsettled=true").await?;
    until_rows(&window, 3).await?;
    for (answer, left) in [("yes", 2), ("no", 1)] {
        open_row(&window, 1).await?;
        let button = format!("//*[starts-with(@data-testid, 'settle-{answer}-')]");
        window.shown("the answer's button", &button).await?.click().await?;
        told(&window, "记为").await?;
        until_rows(&window, left).await?;
    }
    let sums = window.ask("calls", json!({ "limit": 0 })).await?["sums"].clone();
    assert_eq!((&sums["charged"], &sums["free"], &sums["doubtful"]), (&json!(1), &json!(1), &json!(1)));
    window.close().await
}

#[tokio::test]
async fn the_doctor_leads_to_what_it_found() -> Outcome {
    let home = Home::empty()?;
    let window = after_a_power_cut(&home).await?;

    window.click("nav-settings").await?;
    window.click("settings-keeping").await?;
    window.click("doctor").await?;
    window.id("doctor-report").await?;
    window.click("finding-doubtful_calls").await?;
    until_rows(&window, 3).await?;
    window.close().await
}

#[tokio::test]
async fn a_batch_before_the_last_one_is_gone_on_with() -> Outcome {
    let home = Home::empty()?;
    let window = sample(&home).await?;
    let first = window.ask("vehicles", json!({ "limit": 12 })).await?;
    let ids: Vec<_> =
        first["rows"].as_array().into_iter().flatten().map(|row| row["vehicle"]["id"].clone()).collect();
    let dozen = json!({ "kind": "ids", "ids": ids });
    window.ask("check_start", json!({ "selection": dozen, "max_cost_fen": 50 })).await?;
    let capped = batch_ended(&window).await?;
    let left = capped["not_asked"].as_u64().unwrap_or_default();
    assert!(left > 0, "the cap left some unasked: {capped}");
    let one = json!({ "kind": "ids", "ids": ids[..1] });
    window.ask("check_start", json!({ "selection": one, "fresh_within_hours": 0 })).await?;
    batch_ended(&window).await?;

    window.go("check?view=batch").await?;
    window.click("check-batches").await?;
    until_rows(&window, 2).await?;
    open_row(&window, 2).await?;
    let why = window.reads("batch-headline").await?;
    assert!(why.starts_with("已达费用上限 0.50 元"), "{why}");
    // The batch's own cap is used up: going on needs another one, and says so before it costs anything.
    window.fill("resume-cap", "5").await?;
    window.client().wait().for_element(Locator::Css("[data-testid=check-resume]:enabled")).await?;
    window.click("check-resume").await?;
    wait_until("the end of just those that were not asked", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["number"] == 3 && last["planned"] == left && last["not_asked"] == 0).then_some(()))
    })
    .await?;
    window.close().await
}

/// The sample fleet, whose garage took no answer of a check that was given up then.
async fn refused_by_the_garage(home: &Home) -> Outcome<(Window, Connection)> {
    let window = sample(home).await?;
    let file = Connection::open(home.path().join("demo/garage.sqlite"))?;
    let refuse = "CREATE TRIGGER no_answer BEFORE UPDATE OF state ON calls WHEN NEW.state = 'answered'
                  BEGIN SELECT RAISE(ABORT, 'not this one'); END";
    file.execute_batch(refuse)?;
    window.ask("check_start", json!({ "concurrency": 1 })).await?;
    wait_until("an answer that waits", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["unwritten"].as_u64() > Some(0)).then_some(()))
    })
    .await?;
    window.ask("check_cancel", json!({})).await?;
    batch_ended(&window).await?;
    Ok((window, file))
}

#[tokio::test]
async fn answers_that_the_garage_refuses_are_set_aside_and_checks_begin_again() -> Outcome {
    let home = Home::empty()?;
    let (window, file) = refused_by_the_garage(&home).await?;
    window.click("unwritten-retry").await?;
    window.click("unwritten-aside").await?;
    told(&window, "已另存到").await?;
    wait_until("the banner to go", async || Ok((!window.has("unwritten").await?).then_some(()))).await?;
    let kept = std::fs::read_to_string(home.path().join("demo/answers-set-aside.jsonl"))?;
    let state = window.ask("app_state", json!({})).await?;
    assert_eq!(state["doubtful_calls"], kept.lines().count(), "{kept}");
    assert!(kept.lines().all(|line| line.contains("\"result\":\"answered\"")), "{kept}");

    file.execute_batch("DROP TRIGGER no_answer")?;
    window.ask("check_resume", json!({ "max_cost_fen": 50 })).await?;
    assert!(batch_ended(&window).await?["answered"].as_u64() > Some(0));
    window.close().await
}
