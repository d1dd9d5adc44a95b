//! Stories about the first minute.

use cheku_e2e::{Home, Language, Outcome, Theme, Window, wait_until};
use std::path::Path;
use std::process::{Child, Command};

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
    window.close().await?;

    // It belongs to the folder, whoever else has a window.
    let again = Window::open(&home).await?;
    assert_eq!(again.run(look, Vec::new()).await?, "en dark");
    again.close().await?;
    let another = Window::open(&Home::empty()?).await?;
    assert_ne!(another.run(look, Vec::new()).await?, "en dark");
    another.close().await
}

#[tokio::test]
async fn a_second_start_gives_way_to_the_first_and_another_folder_stands_beside_it() -> Outcome {
    let (home, other) = (Home::empty()?, Home::empty()?);
    let window = Window::open(&home).await?;

    let written_otherwise = home.path().join("webview").join("..");
    let mut second = start(&written_otherwise)?;
    let end = wait_until("the second start to give way", async || Ok(second.try_wait()?)).await?;
    assert!(end.success(), "{end}");

    let mut beside = start(other.path())?;
    let garage = other.path().join("garage.sqlite");
    wait_until("the other fleet's garage", async || Ok(garage.exists().then_some(()))).await?;
    assert!(beside.try_wait()?.is_none(), "another folder is another fleet");
    beside.kill()?;
    beside.wait()?;

    window.id("start-demo").await?;
    window.close().await
}

/// The program as a person starts it.
fn start(home: &Path) -> Outcome<Child> {
    let app = std::env::var("CHEKU_APP")?;
    Ok(Command::new(app).arg("--home").arg(home).spawn()?)
}
