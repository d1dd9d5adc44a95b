//! A day's work without a mouse.

use crate::kit::{chosen, garage_shows, matching, palette, small_fleet, told};
use cheku_e2e::{Home, Key, Language, Outcome, Theme, Window, wait_until};
use serde_json::json;

/// Presses Tab until the element with this `data-testid` has the keyboard.
async fn tab_to(window: &Window, id: &str) -> Outcome {
    for _ in 0..60 {
        let here = window.run("return document.activeElement?.dataset.testid ?? null", Vec::new()).await?;
        if here == json!(id) {
            return Ok(());
        }
        window.press(&[], Key::Tab).await?;
    }
    Err(format!("Tab never comes to {id}").into())
}

async fn until_open(window: &Window, open: bool) -> Outcome {
    wait_until("the side panel", async || Ok((window.has("vehicle-panel").await? == open).then_some(())))
        .await
}

#[tokio::test]
async fn all_by_keyboard_once() -> Outcome {
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    window.looks(Language::Chinese, Theme::Light).await?;

    tab_to(&window, "start-demo").await?;
    window.press(&[], Key::Enter).await?;
    window.id("demo-banner").await?;

    palette(&window, "garage").await?;
    garage_shows(&window, 200).await?;
    window.press(&[], '/').await?;
    window.types("苏ED2").await?;
    wait_until("a shorter list", async || {
        Ok((window.says("[data-testid=garage-total] b").await? != "200").then_some(()))
    })
    .await?;
    window.press(&[], Key::Escape).await?;
    garage_shows(&window, 200).await?;

    tab_to(&window, "grid").await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], Key::Enter).await?;
    until_open(&window, true).await?;
    window.press(&[], Key::Escape).await?;
    until_open(&window, false).await?;

    window.press(&[], ' ').await?;
    chosen(&window, 1).await?;
    window.press(&[Key::Shift], Key::Down).await?;
    window.press(&[Key::Shift], Key::Down).await?;
    chosen(&window, 3).await?;
    window.press(&[Key::Control], 'a').await?;
    chosen(&window, 200).await?;
    window.press(&[], Key::Escape).await?;
    chosen(&window, 0).await?;

    window.press(&[], Key::End).await?;
    window.press(&[], ' ').await?;
    chosen(&window, 1).await?;
    tab_to(&window, "bulk-delete").await?;
    window.press(&[], Key::Enter).await?;
    told(&window, "已删除 1 辆").await?;
    assert_eq!(matching(&window, json!({})).await?, 199);
    window.press(&[Key::Control], 'z').await?;
    garage_shows(&window, 200).await?;

    window.press(&[], '?').await?;
    window.id("shortcut-list").await?;
    window.press(&[], Key::Escape).await?;
    window.press(&[Key::Alt], Key::Left).await?;
    window.id("overview-sentence").await?;
    window.close().await
}

#[tokio::test]
async fn columns_are_sorted_moved_and_widened_from_their_headings() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let headings = async || {
        let script = "return [...document.querySelectorAll('[role=columnheader][data-column]')]
            .map((head) => `${head.dataset.column} ${head.ariaSort ?? head.getAttribute('aria-sort') ?? ''}`.trim())";
        let seen: Vec<String> = serde_json::from_value(window.run(script, Vec::new()).await?)?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(seen)
    };
    let width = async || {
        let script = "return document.querySelector('[data-column=plate]').getBoundingClientRect().width";
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(window.run(script, Vec::new()).await?.as_f64())
    };

    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], Key::Up).await?;
    window.press(&[], Key::Enter).await?;
    wait_until("the order by plate", async || Ok((headings().await?[0] == "plate ascending").then_some(())))
        .await?;
    let before = width().await?;
    window.press(&[Key::Shift], Key::Right).await?;
    wait_until("a wider column", async || Ok((width().await? > before).then_some(()))).await?;
    window.press(&[Key::Control], Key::Right).await?;
    wait_until("the plate in the second place", async || {
        Ok((headings().await?[1] == "plate ascending").then_some(()))
    })
    .await?;

    // Kept for this list, also over a new start of the page.
    window.client().refresh().await?;
    garage_shows(&window, 6).await?;
    assert_eq!(headings().await?[1], "plate ascending");
    window.close().await
}
