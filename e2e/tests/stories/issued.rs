//! Sheets that are issued and stay: a month's settlement with what an answer changed of it later, and the clearance
//! sheet of a vehicle and of a driver, from which one question is asked anew.

use crate::kit::{account, batch_ended, looked_at, picture, start_check, until_gone};
use cheku_e2e::{Home, Outcome, Window, wait_until};
use cheku_sandbox::{Fault, Options, Sandbox, Scenario, Settings};
use serde_json::{Value, json};

const PROVIDER: &str = "juhe";
const DRIVER: &str = "王国平";

/// Three violations; of the second the fine, of the third the handling is known only to the second answer.
fn answer(fine: &str, handled: &str) -> String {
    let row = |day: u8, act: &str, money: &str, handled: &str| {
        format!(
            r#"{{"date":"2026-03-0{day} 08:00:00","area":"环城路","act":"{act}","code":"1344","fen":"3","money":"{money}","handled":"{handled}","wzcity":"苏州"}}"#
        )
    };
    let rows = [
        row(1, "违反禁令标志", "200", "0"),
        row(2, "违反规定停放车辆", fine, "0"),
        row(3, "不按规定车道行驶", "100", handled),
    ];
    let rows = rows.join(",");
    format!(r#"{{"resultcode":"200","reason":"查询成功","result":{{"lists":[{rows}]}},"error_code":0}}"#)
}

async fn vendor() -> Outcome<Sandbox> {
    let faults = vec![Fault::say(&answer("", "0")).times(1), Fault::say(&answer("150", "1"))];
    let settings = Settings { faults, ..Settings::default() };
    let scenario = Scenario { providers: [(PROVIDER.to_owned(), settings)].into(), ..Scenario::default() };
    Ok(Sandbox::start(Options { vehicles: 3, scenario, ..Options::default() }).await?)
}

/// One vehicle with its driver, asked once.
async fn asked(window: &Window, vendor: &Sandbox) -> Outcome<String> {
    let car = vendor.fleet().first().ok_or("no fleet")?;
    let text = format!(
        "车牌号\t车架号\t发动机号\t驾驶员\t起始\t分组\n{}\t{}\t{}\t{DRIVER}\t2026-01-01\t冷链\n",
        car.plate, car.vin, car.engine
    );
    window.ask("import_commit", json!({ "source": { "kind": "text", "text": text } })).await?;
    account(window, vendor, PROVIDER).await?;
    let found = window.ask("vehicles", json!({ "limit": 1 })).await?;
    let id = found["rows"][0]["vehicle"]["id"].as_str().ok_or("no vehicle")?.to_owned();
    check(window, &id).await?;
    Ok(id)
}

async fn next_batch(window: &Window, before: &Value) -> Outcome {
    wait_until("the next batch", async || {
        Ok((window.ask("last_batch", json!({})).await?["batch"] != *before).then_some(()))
    })
    .await?;
    batch_ended(window).await.map(|_| ())
}

async fn check(window: &Window, vehicle: &str) -> Outcome {
    let before = window.ask("last_batch", json!({})).await?["batch"].clone();
    let selection = json!({ "kind": "ids", "ids": [vehicle] });
    window.ask("check_start", json!({ "selection": selection, "fresh_within_hours": 0 })).await?;
    next_batch(window, &before).await
}

/// The settlement of this month on the page of reports.
async fn at_this_month(window: &Window) -> Outcome {
    window.go("reports").await?;
    window.click("reports-settlement").await?;
    let month = "return new Date(Date.now() + 28800000).toISOString().slice(0, 7)";
    let month = window.run(month, Vec::new()).await?;
    window.id("settlement-standing").await?;
    window.click("settlement-month").await?;
    window.role("option", month.as_str().unwrap_or_default()).await?.click().await?;
    // The open list fades away, and is no part of what is looked at.
    let closed = "return [...document.querySelectorAll('[role=option]')].every((option) => option.offsetParent === null)";
    wait_until("the list of months to close", async || {
        Ok((window.run(closed, Vec::new()).await? == json!(true)).then_some(()))
    })
    .await?;
    window.id("settlement-standing").await.map(|_| ())
}

#[tokio::test]
async fn a_month_is_issued_and_what_an_answer_changes_stands_in_the_next_sheet() -> Outcome {
    let vendor = vendor().await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    let vehicle = asked(&window, &vendor).await?;
    let rows = window.ask("violations", json!({ "limit": 3 })).await?["rows"].clone();
    let first = rows.as_array().and_then(|rows| rows.iter().find(|row| row["act"] == "违反禁令标志"));
    let first = first.ok_or("no row")?["id"].clone();
    let paid = json!({
        "step": "paid", "on": null, "amount": null, "payer": "driver", "driver_part": null, "agent_fee": 2000,
        "deducted_month": "2026-12",
    });
    let step = json!({ "selection": { "kind": "ids", "ids": [first] }, "step": paid, "as_fined": true, "receipts": [] });
    window.ask("violations_step", step).await?;

    looked_at(&window, "settlement-draft", async || {
        at_this_month(&window).await?;
        window.id("settlement-sums").await.map(|_| ())
    })
    .await?;
    // Three found, one handled: 200 borne by the driver, from the wage, and 20 for the agent; of one the fine is unknown.
    until_sums(&window, "settlement-sums", "合计 3 1 0 200 20 200 0 1").await?;
    window.click("settlement-issue").await?;
    window.text("包含 3 条违章、0 条更正").await?;
    picture(&window, "settlement-ask").await?;
    confirm_issue(&window).await?;
    window.text("已出具").await?;
    let february = window.ask("settlements", json!({})).await?[0].clone();
    let kept = window.ask("settlement", json!({ "which": "issued", "id": february["id"] })).await?;

    check(&window, &vehicle).await?;
    window.click("settlement-to-draft").await?;
    // By hand: one is handled now, of one the fine is known now; nothing else moves.
    until_sums(&window, "settlement-corrections", "合计 0 1 0 0 0 0 0 -1").await?;
    looked_at(&window, "settlement-corrections", async || {
        at_this_month(&window).await?;
        window.id("settlement-corrections").await.map(|_| ())
    })
    .await?;
    assert!(window.reads("settlement-standing").await?.contains("补充和更正"));
    window.click("settlement-issue").await?;
    window.text("包含 0 条违章、2 条更正").await?;
    confirm_issue(&window).await?;
    wait_until("two in the list", async || {
        let all = window.ask("settlements", json!({})).await?;
        Ok((all.as_array().map(Vec::len) == Some(2)).then_some(()))
    })
    .await?;
    let again = window.ask("settlement", json!({ "which": "issued", "id": february["id"] })).await?;
    assert_eq!(again, kept, "the first stays as it was");

    looked_at(&window, "issued", async || {
        window.go("reports").await?;
        window.click("reports-issued").await?;
        window.id("issued-settlements").await.map(|_| ())
    })
    .await?;
    window.close().await
}

#[tokio::test]
async fn a_clearance_sheet_of_a_vehicle_and_a_driver_is_asked_anew_and_issued() -> Outcome {
    let vendor = vendor().await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    let vehicle = asked(&window, &vendor).await?;
    looked_at(&window, "clearance-vehicle", async || {
        window.go(&format!("garage?open={vehicle}")).await?;
        window.click("clearance").await?;
        window.id("clearance-open").await?;
        wait_until("the price", async || {
            Ok(window.reads("clearance-ask").await?.contains("0.13").then_some(()))
        })
        .await
    })
    .await?;
    let before = window.ask("last_batch", json!({})).await?["batch"].clone();
    window.click("clearance-ask").await?;
    window.until_reads("plan-asked", "1").await?;
    assert_eq!(
        window.ask("last_batch", json!({})).await?["batch"],
        before,
        "nothing is asked before it is confirmed"
    );
    picture(&window, "clearance-plan").await?;
    start_check(&window).await?;
    next_batch(&window, &before).await?;

    window.go(&format!("garage?open={vehicle}")).await?;
    window.click("clearance").await?;
    window.id("clearance-open").await?;
    window.click("clearance-issue").await?;
    window.text("出具后不能修改或删除").await?;
    picture(&window, "clearance-ask").await?;
    confirm_issue(&window).await?;
    wait_until("its number", async || {
        Ok(window.reads("clearance-standing").await?.contains("编号 1-").then_some(()))
    })
    .await?;
    looked_at(&window, "clearance-driver", async || {
        window.go(&format!("drivers?open={DRIVER}")).await?;
        window.click("clearance").await?;
        window.id("clearance-open").await.map(|_| ())
    })
    .await?;
    looked_at(&window, "clearance-issued", async || {
        window.go("reports").await?;
        window.click("reports-issued").await?;
        let list = "document.querySelector('[data-testid=issued-clearances] button')";
        window.id("issued-clearances").await?;
        window.run(&format!("{list}.click()"), Vec::new()).await?;
        window.id("clearance-standing").await.map(|_| ())
    })
    .await?;
    window.close().await
}

/// Presses 出具 in the question that stands above everything else.
async fn confirm_issue(window: &Window) -> Outcome {
    window.click("confirm").await?;
    until_gone(window, "confirm").await
}

/// Waits until the last line of a table says this, cell by cell.
async fn until_sums(window: &Window, table: &str, expected: &str) -> Outcome {
    let cells = "return [...document.querySelectorAll(`[data-testid='${arguments[0]}'] tfoot td`)].map((cell) => cell.innerText).join(' ')";
    let mut said = json!(null);
    wait_until(&format!("{table}: {expected}"), async || {
        said = window.run(cells, vec![json!(table)]).await?;
        Ok((said == expected).then_some(()))
    })
    .await
    .map_err(|error| format!("{error}; it says {said}").into())
}
