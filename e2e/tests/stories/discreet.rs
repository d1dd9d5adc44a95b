//! What others may see, on the screen of a locked computer or in a log that is sent away:
//! no plate and no name.

use crate::kit::{batch_ended, into_tray, staying};
use cheku_e2e::{Desktop, Home, Key, Outcome, Window, wait_until, window_titles};
use serde_json::{Value, json};
use std::path::Path;

#[tokio::test]
async fn neither_notice_nor_title_nor_log_names_a_plate_or_a_driver() -> Outcome {
    let (home, desktop) = (Home::empty()?, Desktop::with_panel().await?);
    let window = staying(&home).await?;
    let known = plates_and_drivers(&window).await?;
    assert!(known.len() > 200, "a fleet with its drivers: {}", known.len());
    let mut said = window_titles()?;

    // A vehicle's own panel, and a file that cannot be read.
    window.go("garage").await?;
    window.press(&[], Key::Enter).await?;
    said.extend(window_titles()?);
    let broken = home.desk("苏E00001 王国平.xlsx");
    std::fs::write(&broken, b"PK\x03\x04 no workbook")?;
    home.will_choose(&broken)?;
    window.click("garage-import").await?;
    window.until_says("[data-testid=import-name]", "苏E00001 王国平.xlsx").await?;
    window.shown("the refusal", "//main//*[@role='alert']").await?;
    said.extend(window_titles()?);

    // A check that ends while nobody looks.
    window.ask("check_start", json!({ "max_cost_fen": 300 })).await?;
    into_tray(&window).await?;
    let ended = batch_ended(&window).await?;
    assert!(ended["first_found"].as_u64() > Some(0), "there is something to tell: {ended}");
    wait_until("the notice of the end", async || Ok((!desktop.notices().is_empty()).then_some(()))).await?;
    said.extend(desktop.notices());
    window.close().await?;

    said.push(logs(home.path())?);
    for word in known.iter().map(String::as_str).chain(["苏E00001", "王国平"]) {
        let told = said.iter().find(|text| text.contains(word));
        assert!(told.is_none(), "{word} stands in {told:?}");
    }
    Ok(())
}

/// Every plate and every driver of the garage.
async fn plates_and_drivers(window: &Window) -> Outcome<Vec<String>> {
    let all = window.ask("vehicles", json!({ "limit": 1000 })).await?;
    let rows = all["rows"].as_array().cloned().unwrap_or_default();
    let text = |vehicle: &Value, key: &str| vehicle[key].as_str().map(str::to_owned);
    let of = |row: &Value| ["plate", "driver"].map(|key| text(&row["vehicle"], key));
    Ok(rows.iter().flat_map(of).flatten().filter(|word| !word.is_empty()).collect())
}

/// All that the logs say.
fn logs(home: &Path) -> Outcome<String> {
    let mut all = String::new();
    for file in std::fs::read_dir(home.join("logs"))? {
        all.push_str(&std::fs::read_to_string(file?.path())?);
    }
    assert!(all.contains("the window opens"), "the log was written: {all}");
    Ok(all)
}
