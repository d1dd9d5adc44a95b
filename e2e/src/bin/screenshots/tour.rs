//! Every page on the sample fleet, before, during and after a batch.

use crate::{Album, Look, opened_at};
use cheku_e2e::{Outcome, Window, wait_until};
use fantoccini::Locator;
use serde_json::{Value, json};

/// Pages as they stand after a batch, with their addresses.
const PAGES: [(&str, &str); 9] = [
    ("overview", "overview"),
    ("garage", "garage"),
    ("vehicle-form", "garage?edit=new"),
    ("calls", "check?view=calls"),
    ("violations", "violations"),
    ("drivers", "drivers"),
    ("reports", "reports"),
    ("settings", "settings"),
    ("settings-look", "settings?section=look"),
];

/// A sheet with one row that is new, one that is wrong and one that is odd.
const PASTED: &str = "车牌号\t大架号\t部门\t开车的人\n\
    苏EF90176\tLZWACAGA2R6018832\t冷链\t王国平\n\
    苏E1234\t\t干线\t吴阿妹\n\
    苏E8K31G\tLSVAM4180C2184848\t\t\n";

pub async fn take(album: &Album<'_>, size: (u32, u32), looks: &[Look]) -> Outcome {
    let home = opened_at(size)?;
    let window = Window::open(&home).await?;
    before(&window, album, looks).await?;
    for (at, &look) in looks.iter().enumerate() {
        window.looks(look.0, look.1).await?;
        // Each provider in turn, so that later looks have something of both.
        batch(&window, album, if at % 2 == 0 { "storeapi" } else { "juhe" }, look).await?;
        for (name, address) in PAGES {
            window.go(address).await?;
            album.keep(&window, name, look).await?;
        }
        panels(&window, album, "", look).await?;
        import(&window, album, look).await?;
    }
    window.close().await
}

/// The welcome, and a plan that is ready to be started.
async fn before(window: &Window, album: &Album<'_>, looks: &[Look]) -> Outcome {
    for &look in looks {
        window.looks(look.0, look.1).await?;
        window.id("start-demo").await?;
        album.keep(window, "welcome", look).await?;
    }
    sample(window).await?;
    window.go("check").await?;
    for &look in looks {
        window.looks(look.0, look.1).await?;
        let ready = Locator::Css("[data-testid=check-start]:enabled");
        window.client().wait().for_element(ready).await?;
        album.keep(window, "check-plan", look).await?;
    }
    Ok(())
}

/// Goes on with the sample fleet.
pub async fn sample(window: &Window) -> Outcome {
    window.click("start-demo").await?;
    window.id("demo-banner").await.map(|_| ())
}

/// A whole batch, to its end.
pub async fn check(window: &Window, request: Value) -> Outcome {
    window.ask("check_start", request).await?;
    ended(window).await
}

async fn ended(window: &Window) -> Outcome {
    wait_until("the end of the batch", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["ended_at"] != Value::Null).then_some(()))
    })
    .await
}

async fn batch(window: &Window, album: &Album<'_>, provider: &str, look: Look) -> Outcome {
    window.ask("check_start", json!({ "provider": provider, "concurrency": 3 })).await?;
    window.go("check?view=batch").await?;
    wait_until("half of the batch", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["not_asked"].as_u64() < Some(120)).then_some(()))
    })
    .await?;
    album.keep(window, "check-running", look).await?;
    ended(window).await?;
    window.id("check-again").await?;
    album.keep(window, "check-done", look).await
}

/// The vehicle that owes most and the newest violation, each with its side panel.
pub async fn panels(window: &Window, album: &Album<'_>, prefix: &str, look: Look) -> Outcome {
    let most = json!({ "sort": { "column": "fines_due", "descending": true }, "limit": 1 });
    let found = window.ask("vehicles", most).await?;
    let id = found["rows"][0]["vehicle"]["id"].as_str().unwrap_or_default().to_owned();
    window.go(&format!("garage?open={id}")).await?;
    window.id("vehicle-panel").await?;
    album.keep(window, &format!("{prefix}vehicle"), look).await?;
    let newest = json!({ "sort": { "column": "time", "descending": true }, "limit": 1 });
    let found = window.ask("violations", newest).await?;
    let id = found["rows"][0]["id"].as_str().unwrap_or_default().to_owned();
    window.go(&format!("violations?open={id}")).await?;
    window.id("progress").await?;
    album.keep(window, &format!("{prefix}violation"), look).await
}

async fn import(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    window.go("garage").await?;
    paste(window, PASTED).await?;
    window.id("import-added").await?;
    album.keep(window, "import", look).await
}

/// Pastes cells, as from a spreadsheet.
pub async fn paste(window: &Window, cells: &str) -> Outcome {
    let script = "const data = new DataTransfer();
        data.setData('text/plain', arguments[0]);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));";
    window.run(script, vec![json!(cells)]).await.map(|_| ())
}
