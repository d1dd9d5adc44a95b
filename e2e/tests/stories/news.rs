//! What is new stays new until somebody saw it.

use crate::kit::{batch_ended, looked_at, picture, sample, told, until_gone};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use serde_json::json;

/// Asks the whole fleet of one provider, and gives how many were new and how many found first.
async fn check(window: &Window, provider: &str) -> Outcome<(u64, u64)> {
    window.ask("check_start", json!({ "provider": provider, "concurrency": 20 })).await?;
    let last = batch_ended(window).await?;
    Ok((last["new_violations"].as_u64().unwrap_or(0), last["first_found"].as_u64().unwrap_or(0)))
}

/// Waits until sidebar and filter count so many new ones.
async fn new_ones(window: &Window, count: u64) -> Outcome {
    window.until_says("[data-testid=filter-new] b", &count.to_string()).await?;
    window.until_says("[data-testid=nav-violations] [class*=pill]", &format!("新 {count}")).await?;
    let frame = window.ask("app_state", json!({})).await?;
    assert_eq!(frame["new_violations"].as_u64(), Some(count));
    Ok(())
}

async fn listed(window: &Window, count: u64) -> Outcome {
    window.until_says("[data-testid=total-rows] b", &count.to_string()).await
}

#[tokio::test]
async fn what_was_found_stays_new_until_it_was_opened_ticked_off_or_all_was_seen() -> Outcome {
    let home = Home::empty()?;
    let window = sample(&home).await?;
    let (new, found) = check(&window, "storeapi").await?;
    assert_eq!(new, 0, "a first check is where one begins");
    window.go("overview").await?;
    let sentence = window.reads("overview-sentence").await?;
    assert!(sentence.contains(&format!("首次查到 {found} 条")), "{sentence}");

    let (new, _) = check(&window, "juhe").await?;
    assert!(new > 5, "the second provider knows more: {new}");
    window.go("violations?new=true").await?;
    new_ones(&window, new).await?;
    listed(&window, new).await?;

    // By keyboard: the first one is opened and left, and the keyboard stays where it is in the list.
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    let rows = window.rows().await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], Key::Enter).await?;
    window.id("side-panel").await?;
    new_ones(&window, new).await?;
    window.press(&[], Key::Escape).await?;
    new_ones(&window, new - 1).await?;
    listed(&window, new - 1).await?;

    // The next one is seen by one key, without being opened.
    window.press(&[], 'r').await?;
    told(&window, "已将 1 条新增标为已看。").await?;
    listed(&window, new - 2).await?;
    let first = |rows: &[Vec<String>]| rows.first().map(|row| row[1..].join(" "));
    let third = rows.get(2).map(|row| row[1..].join(" "));
    wait_until("the third row on top", async || Ok((first(&window.rows().await?) == third).then_some(())))
        .await?;

    // Two are ticked, and taken back.
    window.press(&[], ' ').await?;
    window.press(&[Key::Shift], Key::Down).await?;
    window.click("bulk-seen").await?;
    told(&window, "已将 2 条新增标为已看。").await?;
    new_ones(&window, new - 4).await?;
    window.press(&[Key::Control], 'z').await?;
    new_ones(&window, new - 2).await?;

    looked_at(&window, "news", async || Ok(())).await?;
    window.go("overview").await?;
    picture(&window, "news-overview").await?;
    window.go("violations?new=true").await?;
    window.click("all-seen").await?;
    listed(&window, 0).await?;
    until_gone(&window, "all-seen").await?;
    let frame = window.ask("app_state", json!({})).await?;
    assert_eq!(frame["new_violations"], 0);
    window.close().await
}
