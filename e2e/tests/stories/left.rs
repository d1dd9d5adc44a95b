//! A car is sold: what is open is said, it leaves every list, and comes back.

use crate::kit::{asked_sample, garage_shows, looked_at, told, until_gone};
use cheku_e2e::{Home, Outcome, wait_until};
use serde_json::json;

#[tokio::test]
async fn a_sold_car_leaves_the_lists_and_comes_back() -> Outcome {
    let home = Home::empty()?;
    let window = asked_sample(&home).await?;
    let owing = json!({ "filter": { "status": ["owing"] }, "limit": 1 });
    let car = window.ask("vehicles", owing).await?["rows"][0].clone();
    let id = car["vehicle"]["id"].as_str().unwrap_or_default().to_owned();
    let unpaid = car["totals"]["unpaid"].as_u64().unwrap_or(0);
    assert!(unpaid > 0, "{car}");
    looked_at(&window, "leave", async || {
        window.go(&format!("garage?open={id}")).await?;
        window.click("panel-leave").await?;
        window.id("leave-open").await.map(|_| ())
    })
    .await?;
    wait_until("what is open", async || {
        Ok(window.reads("leave-open").await?.contains(&format!("还有 {unpaid} 条未缴")).then_some(()))
    })
    .await?;
    window.click("leave-apply").await?;
    told(&window, "已停用 1 辆车。").await?;
    garage_shows(&window, 199).await?;

    window.go("garage?left=%5B%22sold%22%5D").await?;
    garage_shows(&window, 1).await?;
    let row = window.rows().await?.remove(0);
    assert!(row.iter().any(|cell| cell.starts_with("已售 20")), "{row:?}");
    window.go(&format!("garage?left=%5B%22sold%22%5D&open={id}")).await?;
    window.id("panel-left").await?;
    looked_at(&window, "left", async || Ok(())).await?;
    window.click("panel-return").await?;
    told(&window, "已恢复使用 1 辆车。").await?;
    until_gone(&window, "panel-left").await?;
    window.go("garage").await?;
    garage_shows(&window, 200).await?;
    window.close().await
}
