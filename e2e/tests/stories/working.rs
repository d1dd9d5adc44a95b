//! Changing many at once, and taking it back.

use crate::kit::{chosen, garage_shows, matching, small_fleet, told};
use cheku_e2e::{Home, Key, Outcome, wait_until};
use serde_json::json;

#[tokio::test]
async fn a_group_is_given_to_all_that_match() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;

    window.fill("search", "苏E").await?;
    garage_shows(&window, 3).await?;
    window.id("grid").await?.click().await?;
    window.press(&[Key::Control], 'a').await?;
    chosen(&window, 3).await?;
    window.click("bulk-group").await?;
    window.fill("assign-value", "夜班").await?;
    window.click("assign-apply").await?;
    told(&window, "已修改 3 辆").await?;
    assert_eq!(matching(&window, json!({ "group": ["夜班"] })).await?, 3);

    window.press(&[Key::Control], 'z').await?;
    wait_until("the old groups", async || {
        Ok((matching(&window, json!({ "group": ["夜班"] })).await? == 0).then_some(()))
    })
    .await?;
    assert_eq!(matching(&window, json!({ "group": ["冷链"] })).await?, 2);
    window.close().await
}

#[tokio::test]
async fn deleted_cars_come_back() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;

    window.id("grid").await?.click().await?;
    window.press(&[Key::Control], 'a').await?;
    chosen(&window, 6).await?;
    window.click("bulk-delete").await?;
    told(&window, "已删除 6 辆").await?;
    window.id("empty-import").await?;
    window.press(&[Key::Control], 'z').await?;
    garage_shows(&window, 6).await?;
    window.close().await
}
