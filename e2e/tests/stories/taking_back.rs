//! What was changed goes back and forth again, also after a restart, and copies go to a second folder.

use crate::kit::{garage_shows, looked_at, matching, own_look, small_fleet};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use serde_json::json;

async fn until_there_are(window: &Window, vehicles: u64) -> Outcome {
    wait_until(&format!("{vehicles} vehicles"), async || {
        Ok((matching(window, json!({})).await? == vehicles).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_change_goes_back_and_forth_by_keys_and_from_the_list_after_a_restart() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::Home).await?;
    window.press(&[], Key::Delete).await?;
    garage_shows(&window, 5).await?;
    window.press(&[Key::Control], 'z').await?;
    garage_shows(&window, 6).await?;
    window.press(&[Key::Control, Key::Shift], 'z').await?;
    garage_shows(&window, 5).await?;
    window.close().await?;

    let again = Window::open(&home).await?;
    own_look(&again).await?;
    looked_at(&again, "recent-changes", async || {
        again.go("settings?section=keeping").await?;
        again.id("recent-changes").await.map(|_| ())
    })
    .await?;
    let newest = again.says("[data-testid=recent-changes] tbody tr").await?;
    assert!(newest.contains("删除") && newest.contains("今天"), "what and when: {newest}");
    again.click("change-undo").await?;
    until_there_are(&again, 6).await?;
    again.click("change-redo").await?;
    until_there_are(&again, 5).await?;
    again.close().await
}

#[tokio::test]
async fn a_second_folder_is_chosen_missed_while_it_is_away_and_given_up() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let stick = home.desk("U盘");
    std::fs::create_dir(&stick)?;
    home.will_choose(&stick)?;
    window.go("settings?section=keeping").await?;
    window.click("second-choose").await?;
    window.id("second-folder").await?;

    std::fs::remove_dir(&stick)?;
    looked_at(&window, "second-away", async || {
        window.go("settings?section=keeping").await?;
        window.id("second-state").await.map(|_| ())
    })
    .await?;
    assert!(window.text("现在找不到此文件夹").await.is_ok());
    window.click("second-stop").await?;
    wait_until("no second folder", async || {
        let list = window.ask("backups", json!({})).await?;
        Ok(list["second"].is_null().then_some(()))
    })
    .await?;
    window.close().await
}
