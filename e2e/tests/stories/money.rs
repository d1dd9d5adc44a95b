//! What it costs: a cap that holds, and a month to hold against the bill.

use crate::kit::{batch_ended, sample, start_check};
use cheku_e2e::{Home, Outcome, Window};
use serde_json::{Value, json};

/// Without a price of its own this vendor costs 0.13 a question in the sample data.
#[tokio::test]
async fn a_cap_says_how_far_it_reaches_and_the_batch_stops_there() -> Outcome {
    let home = Home::empty()?;
    let window = sample(&home).await?;

    window.click("nav-check").await?;
    window.click("check-provider-juhe").await?;
    window.fill("check-cap", "5").await?;
    window.until_says("[data-testid=plan-cap-short]", "按费用上限约可查 38 辆，其余不查。").await?;
    assert_eq!(window.reads("check-at-most").await?, "最高费用 5.00 元，约 38 辆");
    start_check(&window).await?;
    let last = batch_ended(&window).await?;
    window.id("check-resume").await?;
    assert_eq!(last["charged"], 38);
    assert_eq!(last["cost"], json!({ "fen": 494, "unknown": 0 }));
    let why = window.reads("batch-headline").await?;
    assert!(why.starts_with("已达费用上限 5.00 元"), "{why}");
    assert!(why.contains(&format!("{} 辆未查询", last["not_asked"])), "{why}");

    window.click("check-calls").await?;
    window.click("check-statement").await?;
    window.id("statement-juhe").await?;
    let sum = cells(&window, "[data-testid=statement-sum]").await?;
    assert_eq!((sum[2].as_str(), sum[5].as_str()), (Some("38"), Some("4.94")), "the month adds up");
    window.close().await
}

async fn cells(window: &Window, row: &str) -> Outcome<Vec<Value>> {
    let script =
        "return [...document.querySelector(arguments[0]).cells].map((cell) => cell.textContent.trim())";
    Ok(serde_json::from_value(window.run(script, vec![json!(row)]).await?)?)
}
