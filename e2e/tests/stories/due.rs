//! A fleet's list has days on which things run out: they come in from a file, and what is near is seen.

use crate::kit::{LOOKS, picture};
use cheku_e2e::{AxeSource, Home, Outcome, Window, findings};
use serde_json::json;

/// Days from today, each in a dress of its own.
const FORMS: [(&str, i64); 4] = [("%Y年%m月%d日", -3), ("%Y.%m.%d", 5), ("%Y-%m-%d", 25), ("%Y%m%d", 400)];

fn ledger() -> String {
    let today = chrono::Local::now().date_naive();
    let day = |at: usize| {
        let (form, days) = FORMS[at];
        (today + chrono::Duration::days(days)).format(form).to_string()
    };
    format!(
        "车牌号,驾驶员,年检到期,交强险到期,驾驶证有效期至\n苏E10001,王国平,{},{},{}\n苏E10002,吴阿妹,{},06/05/26,\n",
        day(0),
        day(1),
        day(2),
        day(3)
    )
}

#[tokio::test]
async fn what_runs_out_is_imported_and_seen_where_it_matters() -> Outcome {
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    window.looks(LOOKS[1].0, LOOKS[1].1).await?;
    let file = home.desk("台账.csv");
    std::fs::write(&file, ledger())?;
    home.will_choose(&file)?;
    window.click("start-import").await?;
    window.until_says("[data-testid=import-added] b", "2").await?;
    window.until_says("[data-testid=import-dueDates] b", "4").await?;
    picture(&window, "due-import", LOOKS[1].0).await?;
    window.click("import-write").await?;
    window.go("overview").await?;
    window.id("step-due-overdue").await?;
    for (language, theme) in LOOKS {
        window.looks(language, theme).await?;
        picture(&window, "due-overview", language).await?;
        assert_eq!(findings(&window, &AxeSource::read()?).await?, [""; 0]);
    }
    let found = window.ask("vehicles", json!({ "limit": 2 })).await?;
    let rows = found["rows"].as_array().cloned().unwrap_or_default();
    let car = rows.iter().find(|row| row["vehicle"]["plate"] == "苏E10001").ok_or("no car")?;
    window.go(&format!("garage?open={}", car["vehicle"]["id"].as_str().unwrap_or_default())).await?;
    window.id("due-dates").await?;
    for (language, theme) in LOOKS {
        window.looks(language, theme).await?;
        window.id("due-dates").await?;
        picture(&window, "due-panel", language).await?;
        assert_eq!(findings(&window, &AxeSource::read()?).await?, [""; 0]);
    }
    window.close().await
}
