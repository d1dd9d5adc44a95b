//! Walks the pages in both languages and both themes and keeps their pictures
//! in the folder given as argument: `garage-zh-CN-light.png`, …

use cheku_e2e::{Home, Language, Outcome, Theme, Window, wait_until};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Pages as they stand after a batch.
const PAGES: [&str; 6] = ["overview", "garage", "violations", "drivers", "reports", "settings"];

const LOOKS: [(Language, Theme); 4] = [
    (Language::Chinese, Theme::Light),
    (Language::Chinese, Theme::Dark),
    (Language::English, Theme::Light),
    (Language::English, Theme::Dark),
];

#[tokio::main]
async fn main() -> Outcome {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: screenshots FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    every_look(&window, &folder, "welcome", "start-demo").await?;
    window.click("start-demo").await?;
    window.id("demo-banner").await?;
    window.go("check").await?;
    every_look(&window, &folder, "check-plan", "check-start").await?;
    for (at, look) in LOOKS.into_iter().enumerate() {
        window.looks(look.0, look.1).await?;
        // Each provider in turn, so that later looks have something of both.
        let provider = if at % 2 == 0 { "storeapi" } else { "juhe" };
        batch(&window, &folder, provider, &suffix(look)).await?;
        for page in PAGES {
            window.go(page).await?;
            window.picture(&folder.join(format!("{page}-{}.png", suffix(look)))).await?;
        }
        panel(&window, &folder, &suffix(look)).await?;
    }
    window.close().await
}

fn suffix((language, theme): (Language, Theme)) -> String {
    format!("{}-{}", language.word(), theme.word())
}

async fn every_look(window: &Window, folder: &Path, name: &str, there: &str) -> Outcome {
    for look in LOOKS {
        window.looks(look.0, look.1).await?;
        window.id(there).await?;
        window.picture(&folder.join(format!("{name}-{}.png", suffix(look)))).await?;
    }
    Ok(())
}

async fn batch(window: &Window, folder: &Path, provider: &str, look: &str) -> Outcome {
    window.ask("check_start", json!({ "provider": provider, "concurrency": 3 })).await?;
    window.go("check?view=batch").await?;
    wait_until("half of the batch", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["not_asked"].as_u64() < Some(120)).then_some(()))
    })
    .await?;
    window.picture(&folder.join(format!("check-running-{look}.png"))).await?;
    wait_until("the end of the batch", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["state"] == "done").then_some(()))
    })
    .await?;
    window.id("check-again").await?;
    window.picture(&folder.join(format!("check-done-{look}.png"))).await
}

/// The vehicle that owes most, with its side panel.
async fn panel(window: &Window, folder: &Path, look: &str) -> Outcome {
    let most = json!({ "sort": { "column": "fines_due", "descending": true }, "limit": 1 });
    let found = window.ask("vehicles", most).await?;
    let id = found["rows"][0]["vehicle"]["id"].as_str().unwrap_or_default().to_owned();
    window.go(&format!("garage?open={id}")).await?;
    window.id("vehicle-panel").await?;
    window.picture(&folder.join(format!("vehicle-{look}.png"))).await
}
