//! A vehicle that is to be gone for good: seen first, confirmed, and found nowhere again.

use crate::kit::{looked_at, small_fleet, told, until_gone};
use cheku_e2e::{Home, Outcome, Window};
use serde_json::json;
use std::path::Path;

const PLATE: &str = "苏ED29539";

/// Whether any byte of the garage's files is the plate's.
fn in_the_file(home: &Home) -> bool {
    let holds = |file: &Path| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(PLATE.len()).any(|window| window == PLATE.as_bytes())
    };
    ["garage.sqlite", "garage.sqlite-wal"].iter().any(|name| holds(&home.path().join(name)))
}

async fn look(window: &Window, text: &str) -> Outcome {
    window.fill("erase-text", text).await?;
    window.click("erase-look").await
}

#[tokio::test]
async fn a_vehicle_is_erased_with_the_backup_that_holds_it() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let backup = window.ask("backup", json!({ "to": null })).await?["path"].clone();
    let backup = Path::new(backup.as_str().unwrap_or_default()).to_owned();
    assert!(backup.is_file() && in_the_file(&home));

    window.go("settings?section=keeping").await?;
    look(&window, "苏E99999").await?;
    window.id("erase-nobody").await?;
    looked_at(&window, "erase", async || {
        look(&window, PLATE).await?;
        window.id("erase-seen").await.map(|_| ())
    })
    .await?;
    let copies = window.reads("erase-copies").await?;
    assert!(copies.contains("backups"), "the backup is named: {copies}");
    assert!(in_the_file(&home), "looking erases nothing");

    window.click("erase-now").await?;
    told(&window, "已彻底删除").await?;
    until_gone(&window, "erase-seen").await?;
    assert!(!in_the_file(&home) && !backup.exists());
    let left = window.ask("vehicles", json!({ "limit": 10 })).await?;
    assert_eq!(left["total"], 5);
    window.close().await
}
