//! A day's work without a mouse.

use crate::kit::{chosen, garage_shows, matching, own_look, palette, small_fleet, told, until_gone};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
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
    own_look(&window).await?;

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
    // A toolbar is one stop of Tab; arrows go on within it.
    tab_to(&window, "bulk-all").await?;
    window.press(&[], Key::End).await?;
    for _ in 0..2 {
        window.press(&[], Key::Left).await?;
    }
    until_at(&window, "bulk-delete").await?;
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

/// What has the keyboard.
async fn at(window: &Window) -> Outcome<String> {
    let script = "return document.activeElement?.dataset.testid ?? document.activeElement?.tagName ?? ''";
    Ok(window.run(script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
}

async fn until_at(window: &Window, id: &str) -> Outcome {
    let mut here = String::new();
    wait_until("", async || {
        here = at(window).await?;
        Ok((here == id).then_some(()))
    })
    .await
    .map_err(|_| format!("the keyboard is at {here}, never at {id}").into())
}

async fn until_address(window: &Window, part: &str) -> Outcome {
    wait_until(&format!("the address of {part}"), async || {
        Ok(window.client().current_url().await?.fragment().is_some_and(|it| it.contains(part)).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_list_has_the_keys_of_lists_and_the_search_leads_into_it() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    window.press(&[], '/').await?;
    until_at(&window, "search").await?;
    window.press(&[], Key::Tab).await?;
    window.press(&[], Key::Tab).await?;
    until_at(&window, "grid").await?;

    window.press(&[], Key::Home).await?;
    window.press(&[], Key::F2).await?;
    window.id("form-driver").await?;
    window.press(&[], Key::Escape).await?;
    until_gone(&window, "form-driver").await?;
    until_at(&window, "grid").await?;
    window.press(&[], Key::End).await?;
    window.press(&[], Key::Delete).await?;
    garage_shows(&window, 5).await?;
    window.press(&[Key::Control], 'z').await?;
    garage_shows(&window, 6).await?;
    window.press(&[Key::Control], 'a').await?;
    chosen(&window, 6).await?;
    window.press(&[], Key::Escape).await?;
    chosen(&window, 0).await?;

    window.press(&[], '/').await?;
    window.types("2953").await?;
    garage_shows(&window, 1).await?;
    window.press(&[], Key::Enter).await?;
    until_open(&window, true).await?;
    window.close().await?;

    let again = Window::open(&home).await?;
    again.go("garage").await?;
    garage_shows(&again, 6).await?;
    // The first find, entered before it could be seen, and the others by their lines.
    again.press(&[Key::Control], 'k').await?;
    until_at(&again, "palette-search").await?;
    again.types("5x91c").await?;
    again.press(&[], Key::Enter).await?;
    until_address(&again, "garage?open=").await?;
    for (typed, line, place) in
        [("吴阿妹", "驾驶员：吴阿妹", "drivers?open="), ("冷链", "分组：冷链", "group=")]
    {
        until_gone(&again, "palette-search").await?;
        again.press(&[Key::Control], 'k').await?;
        until_at(&again, "palette-search").await?;
        again.types(typed).await?;
        again.role("option", line).await?.click().await?;
        until_address(&again, place).await?;
    }
    again.close().await
}
