//! Every page, dialog and panel, held against every rule of axe.

use crate::kit::{asked_sample, chosen, scheduled, until_gone};
use cheku_e2e::{AxeSource, Home, Key, Language, Outcome, Theme, Window, findings};
use serde_json::json;

/// Views with an address of their own.
const VIEWS: [&str; 17] = [
    "overview",
    "garage",
    "garage?q=nothing-fits",
    "garage?edit=new",
    "garage?import=true",
    "check",
    "check?view=batch",
    "check?view=calls",
    "violations",
    "drivers",
    "reports",
    "settings",
    "settings?section=schedule",
    "settings?section=robots",
    "settings?section=cities",
    "settings?section=look",
    "settings?section=keeping",
];

/// What axe finds on all views in one theme, each finding with its view.
async fn walk(window: &Window, axe: &AxeSource, theme: Theme) -> Outcome<Vec<String>> {
    let mut all = Vec::new();
    let mut note = |view: &str, found: Vec<String>| {
        all.extend(found.into_iter().map(|finding| format!("{} {view}: {finding}", theme.word())));
    };
    window.looks(Language::Chinese, theme).await?;
    for view in VIEWS {
        window.go(view).await?;
        note(view, findings(window, axe).await?);
    }
    for page in ["garage", "violations"] {
        window.go(&format!("{page}?q=")).await?;
        window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
        window.press(&[], Key::Down).await?;
        window.press(&[], ' ').await?;
        window.press(&[], Key::Right).await?;
        window.press(&[], Key::Enter).await?;
        chosen(window, 1).await?;
        note(&format!("{page}, a row chosen and open"), findings(window, axe).await?);
    }
    window.press(&[Key::Control], 'k').await?;
    window.id("palette-search").await?;
    note("palette", findings(window, axe).await?);
    window.press(&[], Key::Escape).await?;
    until_gone(window, "palette-search").await?;
    window.go("overview").await?;
    window.press(&[], '?').await?;
    window.id("shortcut-list").await?;
    note("shortcuts", findings(window, axe).await?);
    window.press(&[], Key::Escape).await?;
    until_gone(window, "shortcut-list").await?;
    Ok(all)
}

#[tokio::test]
async fn axe_finds_nothing_on_any_page_in_either_theme() -> Outcome {
    let home = Home::empty()?;
    let axe = AxeSource::read()?;
    let window = Window::open(&home).await?;
    let mut found = Vec::new();
    for theme in [Theme::Light, Theme::Dark] {
        window.looks(Language::Chinese, theme).await?;
        found.extend(findings(&window, &axe).await?.into_iter().map(|it| format!("welcome: {it}")));
    }
    window.close().await?;

    let home = Home::empty()?;
    let window = asked_sample(&home).await?;
    scheduled(&window).await?;
    for theme in [Theme::Light, Theme::Dark] {
        found.extend(walk(&window, &axe, theme).await?);
    }
    window.ask("demo_leave", json!({})).await?;
    window.close().await?;
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    Ok(())
}
