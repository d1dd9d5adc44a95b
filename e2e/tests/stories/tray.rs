//! Closed, and still there: the icon in the tray.

use crate::kit::{batch_ended, into_tray, sample, staying};
use cheku_e2e::{Desktop, Home, Icon, Outcome, Window, shown_windows, wait_until};
use serde_json::json;
use std::path::Path;
use std::process::{Child, Command};

/// A check that runs in a window in the tray.
async fn checking<'a>(home: &Home, desktop: &'a Desktop) -> Outcome<(Window, Icon<'a>)> {
    let window = staying(home).await?;
    let icon = desktop.until_icon().await?;
    window.ask("check_start", json!({ "concurrency": 1 })).await?;
    into_tray(&window).await?;
    Ok((window, icon))
}

#[tokio::test]
async fn a_closed_window_comes_back_from_the_tray() -> Outcome {
    let (home, desktop) = (Home::empty()?, Desktop::with_panel().await?);
    let window = staying(&home).await?;
    let icon = desktop.until_icon().await?;
    assert_eq!(icon.title().await?, "车库 Cheku");
    assert_eq!(icon.menu().await?, ["打开 Cheku 车库", "查询…", "退出"]);

    into_tray(&window).await?;
    icon.choose("打开 Cheku 车库").await?;
    window.until_shown(true).await?;

    into_tray(&window).await?;
    icon.press().await?;
    window.until_shown(true).await?;

    into_tray(&window).await?;
    let second = start(home.path(), &[])?.wait()?;
    assert!(second.success(), "{second}");
    window.until_shown(true).await?;

    into_tray(&window).await?;
    icon.choose("查询…").await?;
    window.until_shown(true).await?;
    window.id("plan-asked").await?;

    into_tray(&window).await?;
    icon.choose("退出").await?;
    window.until_closed().await?;
    desktop.until_no_icon().await
}

#[tokio::test]
async fn a_check_goes_on_in_the_tray_and_tells_its_end() -> Outcome {
    let (home, desktop) = (Home::empty()?, Desktop::with_panel().await?);
    let (window, icon) = checking(&home, &desktop).await?;
    assert!(!window.has("closing").await?, "nobody is asked");
    icon.choose("退出").await?;
    window.until_shown(true).await?;
    window.id("closing").await?;
    window.click("close-not").await?;

    into_tray(&window).await?;
    window.ask("check_cancel", json!({})).await?;
    batch_ended(&window).await?;
    wait_until("the notice of the end", async || {
        Ok(desktop.notices().iter().any(|said| said.starts_with("查询结束")).then_some(()))
    })
    .await?;
    icon.choose("退出").await?;
    window.until_closed().await
}

#[tokio::test]
async fn a_page_that_died_in_the_tray_does_not_keep_the_program() -> Outcome {
    let (home, desktop) = (Home::empty()?, Desktop::with_panel().await?);
    let (window, _) = checking(&home, &desktop).await?;
    window.kill_page()?;
    wait_until("the program to end", async || {
        // Gone between the look and the press: then it has ended.
        if let Some(icon) = desktop.icon().await? {
            let _ = icon.choose("退出").await;
        }
        Ok(desktop.icon().await?.is_none().then_some(()))
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn without_a_tray_closing_closes_and_the_setting_says_why() -> Outcome {
    let home = Home::empty()?;
    let window = sample(&home).await?;
    window.go("settings?section=look").await?;
    window.text("此桌面没有托盘").await?;
    assert!(!window.id("window-tray").await?.is_enabled().await?);
    assert!(!window.id("window-at-login").await?.is_enabled().await?);
    window.press_close().await?;
    window.until_closed().await
}

#[tokio::test]
async fn the_icon_speaks_the_persons_language_and_goes_when_it_is_not_wanted() -> Outcome {
    let (home, desktop) = (Home::empty()?, Desktop::with_panel().await?);
    let window = staying(&home).await?;
    let icon = desktop.until_icon().await?;
    window
        .run("document.querySelector('[data-testid=look-lang] label:nth-of-type(2)').click()", vec![])
        .await?;
    wait_until("the English words", async || {
        Ok((icon.menu().await? == ["Open Cheku", "Check…", "Quit"]).then_some(()))
    })
    .await?;
    assert_eq!(icon.title().await?, "Cheku");

    window.click("window-tray").await?;
    desktop.until_no_icon().await?;
    window.press_close().await?;
    window.until_closed().await
}

#[tokio::test]
async fn a_window_in_a_tray_that_goes_shows_itself() -> Outcome {
    let (home, desktop) = (Home::empty()?, Desktop::with_panel().await?);
    let window = staying(&home).await?;
    desktop.until_icon().await?;
    into_tray(&window).await?;
    desktop.goes().await?;
    window.until_shown(true).await?;

    // Another panel: the icon stands there by itself.
    let desktop = Desktop::with_panel().await?;
    desktop.until_icon().await?;
    into_tray(&window).await?;
    window.close().await
}

#[tokio::test]
async fn the_system_starts_it_in_the_tray() -> Outcome {
    let (home, desktop) = (Home::empty()?, Desktop::with_panel().await?);
    let window = staying(&home).await?;
    desktop.until_icon().await?;
    wait_until("the start at login to be offered", async || {
        Ok(window.id("window-at-login").await?.is_enabled().await?.then_some(()))
    })
    .await?;
    window.click("window-at-login").await?;
    let folder = home.path().join("platform/.config/autostart");
    let entry = wait_until("the entry", async || {
        Ok(std::fs::read_dir(&folder)?.find_map(|file| std::fs::read_to_string(file.ok()?.path()).ok()))
    })
    .await?;
    let command = format!("--in-tray --home \"{}\"", home.path().display());
    assert!(entry.contains(&command), "{entry}");
    window.close().await?;
    desktop.until_no_icon().await?;

    let mut started = start(home.path(), &["--in-tray"])?;
    let icon = desktop.until_icon().await?;
    assert_eq!(shown_windows()?, 0);
    icon.choose("打开 Cheku 车库").await?;
    wait_until("the window", async || Ok((shown_windows()? == 1).then_some(()))).await?;
    icon.choose("退出").await?;
    let end = wait_until("the end", async || Ok(started.try_wait()?)).await?;
    assert!(end.success(), "{end}");
    desktop.goes().await?;

    // A day without a panel: the window comes instead of the icon.
    let mut started = start(home.path(), &["--in-tray"])?;
    wait_until("the window", async || Ok((shown_windows()? == 1).then_some(()))).await?;
    started.kill()?;
    started.wait()?;
    Ok(())
}

/// The program as a person, or the system, starts it.
fn start(home: &Path, args: &[&str]) -> Outcome<Child> {
    let app = std::env::var("CHEKU_APP")?;
    Ok(Command::new(app).args(args).arg("--home").arg(home).spawn()?)
}
