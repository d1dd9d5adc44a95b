//! What lies a click behind the pages: lists of batches and calls, dialogs, menus, notices.

use crate::tour::{self, paste};
use crate::{Album, LAPTOP, Look, opened_at};
use cheku_e2e::{Home, Key, Outcome, Window, broken_off, wait_until};
use serde_json::{Value, json};

/// A list as it lies on an office PC: a title, odd headings and spellings, rows that are wrong.
const MESSY: [&str; 14] = [
    "2026年度车辆台账\t\t\t\t\t",
    "号 牌 号 码（必填）\t车辆类型\t车架号（VIN）\t使用部门\t开车的人\t备注",
    "苏E·8K31G\t小型汽车\tLSVAM4180C2184848\t物流一队\t张伟\t",
    "苏ed00172\t52\tLSVAM4180C2184841\t物流一队\t王芳\t",
    "苏E1234\t小型汽车\t\t物流二队\t李娜\t号码少一位",
    "苏EI2345\t小型汽车\t\t物流二队\t刘洋\t",
    "浙F-7702M\t\t\t销售部\t陈静\t借用",
    "E12345\t小型汽车\t\t行政部\t张伟\t",
    " \t\t\t行政部\t赵鑫\t尚未上牌",
    "沪A8K306\t飞机\t\t行政部\t王芳\t",
    "粤B1234挂\t挂车\tLSVAM418000000001X\t物流一队\t刘洋\t",
    "苏E35335\t02\tLSVAM4180O0000001\t物流一队\t李娜\t",
    "苏E8K31G\t小型汽车\t\t物流二队\t陈静\t又一次",
    "苏5K2345\t小型汽车\t\t销售部\t张伟\t",
];

/// Views with an address of their own, as they stand after two batches.
const VIEWS: [(&str, &str); 8] = [
    ("batches", "check?view=batches"),
    ("statement", "check?view=statement"),
    ("violations-filtered", "violations?state=%5B%22unhandled%22%5D&new=true"),
    ("settings-schedule", "settings?section=schedule"),
    ("settings-robots", "settings?section=robots"),
    ("settings-limits", "settings?section=limits"),
    ("settings-cities", "settings?section=cities&provider=juhe"),
    ("settings-about", "settings?section=about"),
];

pub async fn take(album: &Album<'_>, looks: &[Look]) -> Outcome {
    let home = opened_at(LAPTOP)?;
    let window = Window::open(&home).await?;
    tour::sample(&window).await?;
    tour::check(&window, json!({ "provider": "storeapi" })).await?;
    // A cap that ends in the middle: the list of batches has one to go on with.
    tour::check(&window, json!({ "provider": "juhe", "fresh_within_hours": 0, "max_cost_fen": 500 })).await?;
    remembered(&window).await?;
    for &look in looks {
        window.looks(look.0, look.1).await?;
        for (name, address) in VIEWS {
            window.go(address).await?;
            album.keep(&window, name, look).await?;
        }
        checks(&window, album, look).await?;
        panels(&window, album, look).await?;
        over_the_page(&window, album, look).await?;
        messy_sheet(&window, album, look).await?;
    }
    window.close().await?;
    after_a_power_cut(album, looks).await
}

/// What a person keeps: a driver's time with a vehicle, a filter of their own, a schedule.
async fn remembered(window: &Window) -> Outcome {
    let found = window.ask("vehicles", most_owing()).await?;
    let vehicle = &found["rows"][0]["vehicle"];
    let driver = driver_of(vehicle);
    let known = json!({ "formerly": driver, "name": driver, "licence_since": "2015-05-04", "note": "夜班" });
    window.ask("driver_save", known).await?;
    for (from, to) in [("2026-01-01", "2026-03-31"), ("2026-04-01", "")] {
        let period = json!({ "id": null, "vehicle": vehicle["id"], "driver": driver, "from": from, "to": to, "cut": true });
        window.ask("period_save", period).await?;
    }
    let filter = json!({ "id": "", "list": "vehicles", "name": "冷链待处理", "query": "{\"q\":\"\",\"group\":[\"冷链\"]}" });
    window.ask("filter_save", filter).await?;
    let schedule = json!({ "on": true, "max_cost_fen": 3000 });
    window.ask("schedule_save", schedule).await.map(|_| ())
}

fn most_owing() -> Value {
    json!({ "sort": { "column": "fines_due", "descending": true }, "limit": 1 })
}

fn driver_of(vehicle: &Value) -> &str {
    vehicle["driver"].as_str().unwrap_or("王国平")
}

/// The batch that its cap stopped, as last and as earlier one, and what the doctor says.
async fn checks(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    window.go("check?view=batch").await?;
    window.id("check-resume").await?;
    album.keep(window, "batch-capped", look).await?;
    window.go("check?view=calls").await?;
    open_first(window).await?;
    album.keep(window, "call", look).await?;
    window.go("settings?section=keeping").await?;
    window.click("doctor").await?;
    window.id("doctor-report").await?;
    album.keep(window, "settings-keeping", look).await
}

/// The vehicle that owes most with its history, and its driver.
async fn panels(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    let found = window.ask("vehicles", most_owing()).await?;
    let vehicle = &found["rows"][0]["vehicle"];
    window.go(&format!("garage?open={}", vehicle["id"].as_str().unwrap_or_default())).await?;
    window.id("vehicle-panel").await?;
    let down = "document.querySelector('[data-testid=panel-calls] details summary')?.click();
        document.querySelector('[data-testid=panel-calls]').scrollIntoView()";
    window.run(down, Vec::new()).await?;
    album.keep(window, "vehicle-history", look).await?;
    window.go(&format!("drivers?open={}", driver_of(vehicle))).await?;
    window.id("driver-cycle").await?;
    album.keep(window, "driver", look).await?;
    window.click("period-add").await?;
    window.id("period-form").await?;
    album.keep(window, "driver-period", look).await
}

/// Menus, dialogs and the notice that takes back.
async fn over_the_page(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    window.go("garage").await?;
    window.press(&[Key::Control], 'k').await?;
    window.id("palette-search").await?;
    album.keep(window, "palette", look).await?;
    window.press(&[], Key::Escape).await?;
    gone(window, "palette-search").await?;
    window.press(&[], '?').await?;
    window.id("shortcut-list").await?;
    album.keep(window, "shortcuts", look).await?;
    window.press(&[], Key::Escape).await?;
    gone(window, "shortcut-list").await?;
    for (name, button, shown) in
        [("columns", "columns", "column-chooser"), ("filters", "presets", "own-filter")]
    {
        window.click(button).await?;
        window.id(shown).await?;
        album.keep(window, &format!("garage-{name}"), look).await?;
        window.press(&[], Key::Escape).await?;
        gone(window, shown).await?;
    }
    chosen(window).await?;
    album.keep(window, "garage-chosen", look).await?;
    window.click("bulk-delete").await?;
    window.id("toast-undo").await?;
    album.keep(window, "garage-undo", look).await?;
    window.press(&[Key::Control], 'z').await?;
    gone(window, "toast-undo").await
}

/// The last three rows, chosen with the keyboard: under load their undo may come too late,
/// and nothing else here needs them.
async fn chosen(window: &Window) -> Outcome {
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::End).await?;
    window.press(&[], ' ').await?;
    window.press(&[Key::Shift], Key::Up).await?;
    window.press(&[Key::Shift], Key::Up).await?;
    window.id("bulk-bar").await.map(|_| ())
}

async fn open_first(window: &Window) -> Outcome {
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], Key::Enter).await?;
    window.id("side-panel").await.map(|_| ())
}

async fn messy_sheet(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    window.go("garage").await?;
    paste(window, &MESSY.join("\n")).await?;
    window.id("import-save-rejected").await?;
    album.keep(window, "import-messy", look).await
}

/// Questions without an answer: what is doubtful, what was not asked, what the doctor finds.
async fn after_a_power_cut(album: &Album<'_>, looks: &[Look]) -> Outcome {
    let home: Home = opened_at(LAPTOP)?;
    broken_off(home.path(), 60, 9).await?;
    let window = Window::open(&home).await?;
    for &look in looks {
        window.looks(look.0, look.1).await?;
        window.go("check?view=batch").await?;
        window.id("batch-headline").await?;
        album.keep(&window, "batch-interrupted", look).await?;
        window.go("check?view=calls&unsettled=true").await?;
        open_first(&window).await?;
        album.keep(&window, "calls-doubtful", look).await?;
        window.go("settings?section=keeping").await?;
        window.click("doctor").await?;
        window.id("doctor-report").await?;
        album.keep(&window, "doctor", look).await?;
        for provider in ["storeapi", "juhe"] {
            window.go(&format!("settings?section=accounts&provider={provider}")).await?;
            album.keep(&window, &format!("account-{provider}"), look).await?;
        }
    }
    window.close().await
}

async fn gone(window: &Window, id: &str) -> Outcome {
    wait_until(&format!("{id} to go"), async || Ok((!window.has(id).await?).then_some(()))).await
}
