//! Both languages and both themes, everywhere.

use crate::kit::{asked_sample, palette, scheduled};
use cheku_e2e::{Home, Language, Outcome, Theme, Window, wait_until};
use serde_json::json;

const PAGES: [&str; 10] = [
    "overview",
    "garage",
    "check",
    "check?view=batch",
    "violations",
    "drivers",
    "reports",
    "settings",
    "settings?section=schedule",
    "settings?section=robots",
];

async fn until_looks(window: &Window, language: Language, theme: Theme) -> Outcome {
    let script =
        "return document.documentElement.lang + ' ' + document.documentElement.dataset.mantineColorScheme";
    let wanted = json!(format!("{} {}", language.word(), theme.word()));
    wait_until(
        "the chosen look",
        async || Ok((window.run(script, Vec::new()).await? == wanted).then_some(())),
    )
    .await
}

/// Words of the interface that were left in the other language, or that have no words at all.
/// What the vendors and the fleet say stays as it is, so only parts that hold none of it are read.
async fn untranslated(window: &Window) -> Outcome<Vec<String>> {
    let script = r#"
        const spots = 'h1, h2, h3, th, [role=columnheader], button:not([role=menuitem]), label, dt';
        const inData = '[role=gridcell], td, dd, li, select, [data-testid=demo-banner], [role=radiogroup]';
        return [...document.querySelectorAll(spots)]
            .filter((spot) => !spot.closest(inData) && !spot.closest('[lang]:not(html), [translate=no]'))
            .map((spot) => spot.textContent.trim())
            .filter((text) => /[\u4e00-\u9fff]/.test(text) || /\b[a-z]+\.[a-z][A-Za-z]+\b/.test(text));"#;
    Ok(serde_json::from_value(window.run(script, Vec::new()).await?)?)
}

#[tokio::test]
async fn language_and_theme_are_switched_on_every_page() -> Outcome {
    let home = Home::empty()?;
    let window = asked_sample(&home).await?;
    scheduled(&window).await?;

    for page in PAGES {
        window.go(page).await?;
        let before = window.says("h1").await?;
        palette(&window, "english").await?;
        palette(&window, "dark").await?;
        until_looks(&window, Language::English, Theme::Dark).await?;
        assert_ne!(window.says("h1").await?, before, "{page} has its title in both languages");
        assert_eq!(untranslated(&window).await?, [""; 0], "{page}");
        palette(&window, "中文").await?;
        palette(&window, "light").await?;
        until_looks(&window, Language::Chinese, Theme::Light).await?;
        assert_eq!(window.says("h1").await?, before, "{page}");
    }
    window.close().await
}
