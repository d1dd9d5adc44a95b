//! Whose a violation is: given by hand, taken back, and who had a vehicle from when on.

use crate::kit::{LOOKS, asked_sample, chosen, picture, told, until_gone};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use serde_json::json;

async fn theirs(window: &Window, driver: &str) -> Outcome<u64> {
    let found = window.ask("violations", json!({ "filter": { "driver": driver }, "limit": 1 })).await?;
    found["total"].as_u64().ok_or_else(|| format!("no total in {found}").into())
}

async fn until_theirs(window: &Window, driver: &str, count: u64) -> Outcome {
    let wanted = async || Ok((theirs(window, driver).await? == count).then_some(()));
    wait_until(&format!("{count} violations of {driver}"), wanted).await
}

#[tokio::test]
async fn two_violations_are_given_to_a_stand_in_by_keyboard_and_taken_back() -> Outcome {
    let home = Home::empty()?;
    let window = asked_sample(&home).await?;
    window.click("nav-violations").await?;
    window.id("grid").await?;
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], ' ').await?;
    window.press(&[Key::Shift], Key::Down).await?;
    chosen(&window, 2).await?;

    window.press(&[], 'd').await?;
    window.id("give-form").await?;
    window.types("顶班的老周").await?;
    window.press(&[], Key::Tab).await?;
    window.types("顶班").await?;
    picture(&window, "give", LOOKS[1].0).await?;
    window.press(&[], Key::Enter).await?;
    told(&window, "已将 2 条指定给 顶班的老周").await?;
    until_theirs(&window, "顶班的老周", 2).await?;
    until_gone(&window, "give-form").await?;

    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::Enter).await?;
    wait_until("why it is theirs", async || {
        Ok(window.reads("whose").await?.contains("手工指定：顶班").then_some(()))
    })
    .await?;
    window.press(&[Key::Control], 'z').await?;
    until_theirs(&window, "顶班的老周", 0).await?;

    // From the panel, in both looks.
    window.click("give").await?;
    window.fill("give-driver", "顶班的老周").await?;
    window.fill("give-reason", "借车").await?;
    window.click("give-save").await?;
    until_theirs(&window, "顶班的老周", 1).await?;
    for (language, theme) in LOOKS {
        window.looks(language, theme).await?;
        window.id("whose").await?;
        picture(&window, "whose", language).await?;
    }

    window.click("take-back").await?;
    until_theirs(&window, "顶班的老周", 0).await?;
    window.close().await
}
