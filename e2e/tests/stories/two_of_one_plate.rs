//! The same number on a blue and on a yellow plate, as a manager meets it.

use crate::kit::{garage_shows, own_look, picture};
use cheku_e2e::{Home, Outcome, Window};
use serde_json::json;

const CAR: &str = "车牌号,号牌种类,发动机号,车架号,司机\n粤B12345,02,E1,LSVNV2187C2123456,张三\n";
const TRUCK: &str = "车牌号,号牌种类,发动机号,车架号,司机\n粤B12345,01,D9,LZZ1CLVB4KA123456,李四\n";

/// The grounds on which the list's plates are drawn.
const GROUNDS: &str = "return [...document.querySelectorAll('[role=row] [role=img][aria-label^=粤B12345]')]
    .map((plate) => getComputedStyle(plate).backgroundColor)";

#[tokio::test]
async fn a_second_list_brings_the_truck_and_both_are_told_apart_at_a_glance() -> Outcome {
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    let source = json!({ "kind": "text", "text": CAR });
    window.ask("import_commit", json!({ "source": source, "mapping": null })).await?;
    own_look(&window).await?;
    window.go("garage").await?;
    garage_shows(&window, 1).await?;

    let file = home.desk("货车.csv");
    std::fs::write(&file, TRUCK)?;
    home.will_choose(&file)?;
    window.click("garage-import").await?;
    window.until_says("[data-testid=import-added] b", "1").await?;
    let hints = window.says("[data-testid=import-hints]").await?;
    assert!(hints.contains("视为另一辆车"), "{hints}");
    picture(&window, "two-import").await?;
    window.click("import-write").await?;
    garage_shows(&window, 2).await?;
    let grounds = window.run(GROUNDS, Vec::new()).await?;
    let grounds = grounds.as_array().cloned().unwrap_or_default();
    assert!(grounds.len() == 2 && grounds[0] != grounds[1], "{grounds:?}");
    picture(&window, "two-garage").await?;

    let found = window.ask("vehicles", json!({ "filter": { "search": "粤B12345:01" } })).await?;
    assert_eq!(found["rows"][0]["vehicle"]["driver"], "李四");
    window.close().await
}
