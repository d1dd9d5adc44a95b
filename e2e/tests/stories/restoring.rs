//! A backup takes the garage's place: the person sees what it lacks, and nothing is lost.

use crate::kit::{batch_ended, looked_at, own_look};
use cheku_e2e::{AxeSource, Home, Outcome, Window, findings};
use cheku_sandbox::{Options, Sandbox};
use serde_json::{Value, json};

const PROVIDER: &str = "juhe";
const VEHICLES: usize = 6;

/// The window on a garage of its own whose vehicles a vendor has answered for once.
async fn asked(home: &Home, vendor: &Sandbox, before: &std::path::Path) -> Outcome<Window> {
    let window = Window::open(home).await?;
    let source = json!({ "kind": "text", "text": vendor.fleet_csv() });
    window.ask("import_commit", json!({ "source": source, "mapping": null })).await?;
    let account = json!({
        "provider": PROVIDER, "values": { "base_url": vendor.origin() },
        "secret": vendor.credentials(PROVIDER).and_then(|one| one.key),
        "prices": [{ "from": 1, "price_yuan": "0.13" }], "free_calls": null, "allow_http": false,
        "quota_left": null, "concurrency": null, "per_minute": null, "timeout_seconds": null, "is_default": true,
    });
    window.ask("account_save", account).await?;
    own_look(&window).await?;
    window.go("settings").await?;
    window.click("settings-keeping").await?;
    home.will_choose(before)?;
    window.click("backup").await?;
    window.text("已备份").await?;
    let fleet = window.ask("vehicles", json!({ "limit": VEHICLES })).await?;
    let rows = fleet["rows"].as_array().cloned().unwrap_or_default();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["vehicle"]["id"]).collect();
    window.ask("check_start", json!({ "selection": { "kind": "ids", "ids": ids } })).await?;
    batch_ended(&window).await?;
    Ok(window)
}

async fn sums(window: &Window) -> Outcome<Value> {
    Ok(window.ask("calls", json!({ "limit": 0 })).await?["sums"].clone())
}

#[tokio::test]
async fn a_restore_shows_what_the_backup_lacks_and_rewinds_no_money() -> Outcome {
    let home = Home::empty()?;
    let vendor = Sandbox::start(Options { vehicles: VEHICLES, ..Options::default() }).await?;
    let before = home.desk("before.sqlite");
    let window = asked(&home, &vendor, &before).await?;
    let paid = sums(&window).await?;

    window.go("settings").await?;
    window.click("settings-keeping").await?;
    looked_at(&window, "restore-newer", async || {
        home.will_choose(&before)?;
        window.click("restore").await?;
        window.id("restore-newer").await.map(|_| ())
    })
    .await?;
    window.until_says("[data-figure=calls] td", &paid["calls"].to_string()).await?;
    assert_eq!(findings(&window, &AxeSource::read()?).await?, [""; 0]);
    window.click("restore-now").await?;
    window.text("已恢复").await?;
    assert_eq!(sums(&window).await?, paid);
    assert_eq!(vendor.bill(PROVIDER).charged, paid["charged"].as_u64().unwrap_or_default());
    window.close().await
}

#[tokio::test]
async fn where_the_garage_is_gone_one_that_was_put_aside_is_taken() -> Outcome {
    let home = Home::empty()?;
    let window = crate::kit::small_fleet(&home).await?;
    window.close().await?;
    for part in ["", "-wal"] {
        let named = |name: &str| home.path().join(format!("{name}{part}"));
        if named("garage.sqlite").exists() {
            std::fs::rename(named("garage.sqlite"), named("garage-before-restore-20260312-100000.sqlite"))?;
        }
    }

    let window = Window::open(&home).await?;
    window.id("put-aside").await?;
    assert_eq!(findings(&window, &AxeSource::read()?).await?, [""; 0]);
    window.client().find(fantoccini::Locator::Css("[data-testid=put-aside] button")).await?.click().await?;
    window.id("nav-vehicles").await?;
    crate::kit::garage_shows(&window, VEHICLES as u64).await?;
    window.close().await
}

/// As a power cut leaves it, just before the backup takes the garage's place.
#[tokio::test]
async fn a_restore_that_was_cut_off_is_taken_back_and_told() -> Outcome {
    let home = Home::empty()?;
    let window = crate::kit::small_fleet(&home).await?;
    window.close().await?;
    let file = |name: &str| home.path().join(name);
    let aside = "garage-before-restore-20260312-100000.sqlite";
    std::fs::copy(file("garage.sqlite"), file("garage.sqlite.restored"))?;
    std::fs::hard_link(file("garage.sqlite"), file(aside))?;
    std::fs::write(file("garage.restore"), json!({ "aside": aside }).to_string())?;

    let window = Window::open(&home).await?;
    assert!(window.reads("cut-off-restore").await?.contains("数据仍为恢复前的内容"));
    assert_eq!(findings(&window, &AxeSource::read()?).await?, [""; 0]);
    window.go("garage").await?;
    crate::kit::garage_shows(&window, VEHICLES as u64).await?;
    window.click("cut-off-restore-read").await?;
    assert!(!window.has("cut-off-restore").await?);
    assert!(!file(aside).exists(), "nothing of it is left");
    window.close().await
}

#[tokio::test]
async fn the_backups_are_listed_with_what_is_in_them() -> Outcome {
    let home = Home::empty()?;
    let window = crate::kit::small_fleet(&home).await?;
    window.ask("backup", json!({ "to": null })).await?;
    std::fs::write(home.path().join("backups/spoiled.sqlite"), "not a backup")?;

    window.go("settings?section=keeping").await?;
    looked_at(&window, "backups", async || window.id("backups").await.map(|_| ())).await?;
    assert!(window.reads("backups-age").await?.contains("最近一份：今天"));
    let listed = window.reads("backups").await?;
    assert!(listed.contains("spoiled.sqlite") && listed.contains("无法读取"), "{listed}");
    assert!(listed.contains(&VEHICLES.to_string()), "{listed}");
    window.close().await
}
