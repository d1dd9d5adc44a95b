//! A fleet's list has days on which things run out: they come in from a file, and what is near is seen.

use crate::kit::{account, batch_ended, garage_shows, looked_at, own_look, picture};
use cheku_e2e::{Home, Outcome, Window};
use cheku_sandbox::{Fault, Options, Sandbox, Scenario, Settings};
use chrono::Datelike;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::json;
use std::path::Path;

const PROVIDER: &str = "juhe";
/// What stands in the way of the inspection.
const OPEN: &str = r#"{"resultcode":"200","reason":"查询成功","result":{"lists":[
    {"date":"2026-03-01 08:00:00","area":"环城路","act":"违反禁令标志","code":"1344","fen":"3","money":"200",
     "handled":"0","wzcity":"苏州"}]},"error_code":0}"#;

async fn vendor() -> Outcome<Sandbox> {
    let settings = Settings { faults: vec![Fault::say(OPEN)], ..Settings::default() };
    let scenario = Scenario { providers: [(PROVIDER.to_owned(), settings)].into(), ..Scenario::default() };
    Ok(Sandbox::start(Options { vehicles: 2, scenario, ..Options::default() }).await?)
}

/// A ledger as offices keep it: days as Excel's own, in Chinese, with points and as bare text.
fn ledger(vendor: &Sandbox, file: &Path) -> Outcome {
    let today = chrono::Local::now().date_naive();
    let day = |days: i64| today + chrono::Duration::days(days);
    let headings =
        ["车牌号", "车架号", "发动机号", "驾驶员", "年检到期", "保险到期", "驾驶证有效期至", "灭火器到期"];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in headings.into_iter().enumerate() {
        sheet.write(0, u16::try_from(column)?, heading)?;
    }
    for (row, car) in vendor.fleet().iter().enumerate() {
        let row = u32::try_from(row)? + 1;
        for (column, text) in [&car.plate, &car.vin, &car.engine].into_iter().enumerate() {
            sheet.write(row, u16::try_from(column)?, text.as_str())?;
        }
    }
    let (of_excel, dated) = (day(5), Format::new().set_num_format("yyyy/m/d"));
    let of_excel = ExcelDateTime::from_ymd(
        u16::try_from(of_excel.year())?,
        u8::try_from(of_excel.month())?,
        u8::try_from(of_excel.day())?,
    )?;
    sheet.write(1, 3, "王国平")?;
    sheet.write_with_format(1, 4, &of_excel, &dated)?;
    sheet.write(1, 5, day(25).format("%Y年%-m月%-d日").to_string())?;
    sheet.write(1, 6, day(-3).format("%Y.%m.%d").to_string())?;
    sheet.write(1, 7, day(50).format("%Y-%m-%d").to_string())?;
    sheet.write(2, 3, "吴阿妹")?;
    sheet.write(2, 4, day(400).format("%Y%m%d").to_string())?;
    sheet.write(2, 5, "06/05/26")?;
    sheet.write(2, 6, "长期")?;
    Ok(book.save(file)?)
}

#[tokio::test]
async fn what_runs_out_is_imported_and_seen_where_it_matters() -> Outcome {
    let vendor = vendor().await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    own_look(&window).await?;
    let file = home.desk("台账.xlsx");
    ledger(&vendor, &file)?;
    home.will_choose(&file)?;
    window.click("start-import").await?;
    window.until_says("[data-testid=import-added] b", "2").await?;
    // The extinguisher's column is offered; what has several readings or none is named and left out.
    window.until_says("[data-testid=import-dueDates] b", "5").await?;
    assert_eq!(
        window.run("return document.querySelector('[data-testid=import-mapping-7]').value", vec![]).await?,
        "own_due"
    );
    picture(&window, "due-import").await?;
    window.click("import-write").await?;
    garage_shows(&window, 2).await?;
    account(&window, &vendor, PROVIDER).await?;
    window.ask("check_start", json!({})).await?;
    batch_ended(&window).await?;
    window.go("overview").await?;
    window.id("step-due-overdue").await?;
    let hindrance = window.reads("due-hindrance").await?;
    assert!(hindrance.contains('1') && hindrance.contains("200"), "what blocks the inspection: {hindrance}");
    same_everywhere(&window).await?;
    looked_at(&window, "due-overview", async || Ok(())).await?;
    let found = window.ask("vehicles", json!({ "limit": 2 })).await?;
    let rows = found["rows"].as_array().cloned().unwrap_or_default();
    let car = rows
        .iter()
        .find(|row| row["next_due"] != json!(null) && row["vehicle"]["driver"] == "王国平")
        .ok_or("no car")?;
    window.go(&format!("garage?open={}", car["vehicle"]["id"].as_str().unwrap_or_default())).await?;
    window.id("due-dates").await?;
    looked_at(&window, "due-panel", async || window.id("due-dates").await.map(|_| ())).await?;
    window.close().await
}

/// The overview, what is to be done and the list of due dates have the same counts.
async fn same_everywhere(window: &Window) -> Outcome {
    let list = window.ask("due_dates", json!({ "within": 60, "offset": 0, "limit": 1 })).await?;
    let todo = window.ask("todo", json!({})).await?;
    for count in list["counts"].as_array().ok_or("no counts")? {
        let step = count["step"].as_str().unwrap_or_default();
        let kind = format!("due_{step}");
        let lines = todo["lines"].as_array().ok_or("no lines")?;
        let line =
            lines.iter().find(|line| line["kind"] == kind.as_str()).ok_or_else(|| format!("no {kind}"))?;
        assert_eq!(line["count"], count["count"], "{kind}");
        let shown = window.reads(&format!("step-due-{step}")).await?;
        assert!(shown.contains(&count["count"].to_string()), "{kind}: {shown}");
    }
    Ok(())
}
