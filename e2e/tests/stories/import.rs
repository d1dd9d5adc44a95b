//! A manager's own Excel, messy as it is, at the first try.

use crate::kit::{garage_shows, matching, own_look, sheet, told};
use cheku_e2e::{Home, Key, Outcome, Window};
use fantoccini::Locator;
use serde_json::json;

#[path = "../../../crates/sheets/tests/common/messy.rs"]
#[allow(dead_code)]
mod messy;

/// The column 「开车的人」, which no list of headings knows.
const DRIVER_COLUMN: &str = "import-mapping-6";

/// Says what that column is, and waits for the preview that follows from it.
async fn fix_mapping(window: &Window) -> Outcome {
    window.until_says("[data-testid=import-added] b", "970").await?;
    window.until_says("[data-testid=import-rejected] b", "30").await?;
    window.id(DRIVER_COLUMN).await?.select_by_value("driver").await?;
    window.client().wait().for_element(Locator::Css("[data-testid=import-write]:enabled")).await?;
    window.until_says("[data-testid=import-added] b", "970").await
}

#[tokio::test]
async fn a_messy_sheet_of_a_thousand_rows_comes_in_goes_out_and_comes_in_again() -> Outcome {
    let home = Home::empty()?;
    let list = messy::messy(1_000);
    let file = home.desk("车辆台账.xlsx");
    std::fs::write(&file, list.xlsx())?;
    let window = Window::open(&home).await?;
    own_look(&window).await?;

    home.will_choose(&file)?;
    window.click("start-import").await?;
    fix_mapping(&window).await?;
    let refused = home.desk("未导入.xlsx");
    home.will_choose(&refused)?;
    window.click("import-save-rejected").await?;
    let rows = sheet(&refused).await?;
    assert_eq!(rows.len(), 1 + list.bad.len(), "a heading and every refused row with its reason");
    assert!(rows[1..].iter().all(|row| row.last().is_some_and(|reason| !reason.is_empty())));
    assert_eq!(matching(&window, json!({})).await?, 0, "nothing is written before the last button");

    window.click("import-write").await?;
    garage_shows(&window, 970).await?;
    told(&window, "新车 970 辆").await?;
    let by_driver = json!({ "search": "张伟" });
    assert!(matching(&window, by_driver.clone()).await? > 100, "the corrected column came in");

    window.press(&[Key::Control], 'z').await?;
    window.id("empty-import").await?;
    assert_eq!(matching(&window, json!({})).await?, 0);

    home.will_choose(&file)?;
    window.click("empty-import").await?;
    fix_mapping(&window).await?;
    window.click("import-write").await?;
    garage_shows(&window, 970).await?;
    assert!(matching(&window, by_driver).await? > 100);
    window.close().await
}
