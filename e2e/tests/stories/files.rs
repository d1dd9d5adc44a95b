//! Files that a person names, and those that a page must not.

use crate::kit::{garage_shows, sheet, small_fleet, told};
use cheku_e2e::{Home, Outcome, Window};
use fantoccini::Locator;
use serde_json::{Value, json};

#[tokio::test]
async fn a_name_without_an_ending_gets_one_and_what_stands_there_goes_only_when_asked() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let file = home.desk("车辆.xlsx");
    home.will_choose(&home.desk("车辆"))?;
    window.click("garage-export").await?;
    assert_eq!(sheet(&file).await?.len(), 1 + 6);

    std::fs::write(&file, "my own")?;
    assert_eq!(chosen_place(&window).await?, Value::Null, "the person kept it");
    assert_eq!(std::fs::read_to_string(&file)?, "my own");
    home.will_replace(&home.desk("车辆"))?;
    window.click("garage-export").await?;
    assert_eq!(sheet(&file).await?.len(), 1 + 6);
    window.close().await
}

#[tokio::test]
async fn the_garage_is_no_place_for_an_export() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    home.will_choose(&home.path().join("garage.sqlite"))?;
    window.click("garage-export").await?;
    told(&window, "请换个文件夹").await?;
    assert!(!home.path().join("garage.sqlite.xlsx").exists());
    window.close().await
}

#[tokio::test]
async fn a_page_names_no_file_by_itself() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let mine = home.desk("list.xlsx");
    let refused = async |to: Value| {
        let request = json!({ "what": { "what": "totals", "by": null }, "to": to, "lang": "zh" });
        let answer = window.ask("export", request).await;
        answer.err().is_some_and(|error| error.to_string().contains("file_not_chosen"))
    };
    home.will_choose(&mine)?;
    assert!(refused(json!(mine.to_string_lossy())).await, "a path is no handle");
    let to_read = shell(&window, "choose_file", json!({ "filters": [] })).await?;
    assert!(refused(to_read["file"].clone()).await, "what may be read may not be written");
    let to_write = chosen_place(&window).await?["file"].clone();
    assert!(!refused(to_write.clone()).await);
    assert!(refused(to_write.clone()).await, "once");
    assert!(shell(&window, "open_report", json!({ "handle": to_write })).await.is_err());
    assert!(shell(&window, "open_site", json!({ "site": "file:///etc/passwd" })).await.is_err());
    window.close().await
}

#[tokio::test]
async fn the_window_stays_on_its_own_page_and_opens_no_other() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let script = "location.href = 'file:///etc/hostname'; return window.open('https://example.com') === null";
    assert_eq!(window.run(script, Vec::new()).await?, json!(true));
    garage_shows(&window, 6).await?;
    assert_eq!(window.client().current_url().await?.scheme(), "tauri");
    let frozen = "return Object.isFrozen(Object.prototype)";
    assert_eq!(window.run(frozen, Vec::new()).await?, json!(true), "nothing rewrites what all rely on");
    window.close().await
}

/// Made of a few kilobytes so that its reader would take gigabytes.
#[tokio::test]
async fn a_hostile_spreadsheet_is_named_and_the_window_goes_on() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let file = home.desk("台账.xls");
    let hostile = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/sheets/tests/fixtures/hostile/far.xls");
    std::fs::copy(hostile, &file)?;
    home.will_choose(&file)?;
    window.click("garage-import").await?;
    window.until_says("[data-testid=import-name]", "台账.xls").await?;
    // Refused in words, or read within its limits: whichever the reader comes to.
    let outcome = Locator::Css("main [role=alert], [data-testid=import-added]");
    window.client().wait().for_element(outcome).await?;
    assert_eq!(window.ask("vehicles", json!({})).await?["total"], 6);
    window.close().await
}

/// What the dialog for saving gives the page.
async fn chosen_place(window: &Window) -> Outcome<Value> {
    let words = json!({ "question": "{file}?", "replace": "yes", "keep": "no" });
    let filters = json!([{ "name": "xlsx", "extensions": ["xlsx"] }]);
    shell(window, "choose_save", json!({ "name": "x.xlsx", "filters": filters, "words": words })).await
}

/// Calls the shell as a page could.
async fn shell(window: &Window, command: &str, words: Value) -> Outcome<Value> {
    let script = "const [command, words, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, words)
            .then((reply) => done({ reply }), (error) => done({ error }));";
    let mut answer = window.client().execute_async(script, vec![json!(command), words]).await?;
    match answer.get_mut("reply") {
        Some(reply) => Ok(reply.take()),
        None => Err(format!("{command}: {}", answer["error"]).into()),
    }
}
