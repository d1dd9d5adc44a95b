//! Stories about the first minute.

use cheku_e2e::{Home, Language, Outcome, Theme, Window, wait_until};

/// The pages of the sidebar, in order.
const PAGES: [&str; 7] = ["overview", "garage", "check", "violations", "drivers", "reports", "settings"];

#[tokio::test]
async fn a_new_garage_shows_three_ways_on() -> Outcome {
    let home = Home::empty()?;
    let window = Window::open(&home).await?;

    for way in ["start-import", "start-one", "start-demo"] {
        window.id(way).await?;
    }
    window.close().await
}

#[tokio::test]
async fn every_page_opens_from_the_sidebar() -> Outcome {
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    window.click("start-demo").await?;
    window.id("demo-banner").await?;

    for page in PAGES {
        window.click(&format!("nav-{page}")).await?;
        wait_until(page, async || {
            let address = window.client().current_url().await?;
            Ok(address.fragment().is_some_and(|part| part.starts_with(&format!("/{page}"))).then_some(()))
        })
        .await?;
    }
    window.close().await
}

#[tokio::test]
async fn language_and_theme_are_kept() -> Outcome {
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    window.looks(Language::English, Theme::Dark).await?;

    let look =
        "return document.documentElement.lang + ' ' + document.documentElement.dataset.mantineColorScheme";
    window.go("settings").await?;
    wait_until("the look to be kept", async || {
        Ok((window.run(look, Vec::new()).await? == "en dark").then_some(()))
    })
    .await?;
    window.close().await
}
