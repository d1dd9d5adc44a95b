//! Stories about the first minute.

use crate::kit::{chosen, garage_shows, small_fleet};
use cheku_e2e::{Home, Key, Language, Outcome, Theme, Window, wait_until};
use serde_json::json;
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
async fn the_garage_that_was_left_is_there_again_and_its_first_look_makes_room_for_the_page() -> Outcome {
    let home = Home::empty()?;
    small_fleet(&home).await?.close().await?;

    let again = Window::open(&home).await?;
    garage_shows(&again, 6).await?;
    let script = "return ['cheku.first-rows', 'cheku.usable'].map((name) => performance.getEntriesByName(name)[0]?.startTime)";
    let moments = wait_until("both moments", async || {
        Ok(serde_json::from_value::<[Option<f64>; 2]>(again.run(script, Vec::new()).await?)?
            .into_iter()
            .collect::<Option<Vec<_>>>())
    })
    .await?;
    assert!(moments.is_sorted(), "seen first, then used: {moments:?}");
    let script =
        "return [document.querySelectorAll('main').length, document.querySelectorAll('[inert]').length]";
    assert_eq!(again.run(script, Vec::new()).await?, json!([1, 0]));
    again.id("grid").await?.click().await?;
    again.press(&[Key::Control], 'a').await?;
    chosen(&again, 6).await?;
    again.close().await
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
