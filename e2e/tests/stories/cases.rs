//! A violation's way at this desk, by keyboard: found, claimed, told, said paid, still there, gone.

use crate::kit::{batch_ended, looked_at, own_look, picture, told, until_gone};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use cheku_sandbox::{Fault, Options, Sandbox, Scenario, Settings};
use serde_json::{Value, json};

const PROVIDER: &str = "juhe";
const FOUND: &str = r#"{"date":"2026-03-01 08:00:00","area":"环城路","act":"违反禁令标志","code":"1344",
    "fen":"3","money":"200","handled":"0","wzcity":"苏州"}"#;

fn answer(rows: &str) -> String {
    format!(r#"{{"resultcode":"200","reason":"查询成功","result":{{"lists":[{rows}]}},"error_code":0}}"#)
}

/// Answers twice with one violation, then with none.
async fn vendor() -> Outcome<Sandbox> {
    let faults = vec![Fault::say(&answer(FOUND)).times(2), Fault::say(&answer(""))];
    let settings = Settings { faults, ..Settings::default() };
    let scenario = Scenario { providers: [(PROVIDER.to_owned(), settings)].into(), ..Scenario::default() };
    Ok(Sandbox::start(Options { vehicles: 3, scenario, ..Options::default() }).await?)
}

/// One vehicle without a driver, and an account.
async fn one_vehicle(window: &Window, vendor: &Sandbox) -> Outcome<String> {
    let car = vendor.fleet().first().ok_or("no fleet")?;
    let text = format!("车牌号\t车架号\t发动机号\n{}\t{}\t{}\n", car.plate, car.vin, car.engine);
    window.ask("import_commit", json!({ "source": { "kind": "text", "text": text } })).await?;
    let account = json!({
        "provider": PROVIDER, "values": { "base_url": vendor.origin() },
        "secret": vendor.credentials(PROVIDER).and_then(|one| one.key),
        "prices": [{ "from": 1, "price_yuan": "0.13" }], "free_calls": null, "allow_http": false,
        "quota_left": null, "concurrency": null, "per_minute": null, "timeout_seconds": null, "is_default": true,
    });
    window.ask("account_save", account).await?;
    let found = window.ask("vehicles", json!({ "limit": 1 })).await?;
    Ok(found["rows"][0]["vehicle"]["id"].as_str().ok_or("no vehicle")?.to_owned())
}

async fn check(window: &Window, vehicle: &str) -> Outcome {
    let selection = json!({ "kind": "ids", "ids": [vehicle] });
    let before = window.ask("last_batch", json!({})).await?["batch"].clone();
    window.ask("check_start", json!({ "selection": selection, "fresh_within_hours": 0 })).await?;
    wait_until("the next batch", async || {
        Ok((window.ask("last_batch", json!({})).await?["batch"] != before).then_some(()))
    })
    .await?;
    batch_ended(window).await.map(|_| ())
}

async fn until_at(window: &Window, stage: &str) -> Outcome {
    wait_until(&format!("the stage {stage}"), async || {
        Ok((window.has("progress").await? && window.reads("progress").await? == stage).then_some(()))
    })
    .await
}

/// Goes to a control of a form as a person without a mouse does.
async fn tab_to(window: &Window, id: &str) -> Outcome {
    for _ in 0..20 {
        let at = window.run("return document.activeElement?.dataset?.testid ?? ''", Vec::new()).await?;
        if at == id {
            return Ok(());
        }
        window.press(&[], Key::Tab).await?;
    }
    Err(format!("no way to {id} by Tab").into())
}

/// Has the keyboard where a page's own keys work.
async fn to_list(window: &Window) -> Outcome {
    until_gone(window, "step-form").await?;
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await.map(|_| ())
}

/// The form of a step, by its key.
async fn open_step(window: &Window, key: char) -> Outcome {
    window.id("progress").await?;
    to_list(window).await?;
    window.press(&[], key).await?;
    window.id("step-form").await.map(|_| ())
}

#[tokio::test]
async fn a_violation_goes_from_nobodys_to_gone_by_keyboard() -> Outcome {
    let vendor = vendor().await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    let vehicle = one_vehicle(&window, &vendor).await?;
    own_look(&window).await?;
    check(&window, &vehicle).await?;

    window.go("violations").await?;
    window.id("grid").await?;
    to_list(&window).await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], Key::Enter).await?;
    until_at(&window, "待认领").await?;

    window.press(&[], 'd').await?;
    window.id("give-form").await?;
    window.types("王国平").await?;
    window.press(&[], Key::Tab).await?;
    window.types("顶班").await?;
    window.press(&[], Key::Enter).await?;
    until_at(&window, "待通知").await?;
    until_gone(&window, "give-form").await?;

    to_list(&window).await?;
    window.press(&[], 't').await?;
    window.id("notice").await?;
    tab_to(&window, "notice-copy").await?;
    window.press(&[], Key::Enter).await?;
    told(&window, "已复制给王国平的文字").await?;
    window.press(&[], Key::Escape).await?;
    until_gone(&window, "notice").await?;

    looked_at(&window, "told", async || open_step(&window, '1').await).await?;
    window.press(&[], Key::Tab).await?;
    window.types("微信").await?;
    window.press(&[], Key::Enter).await?;
    until_at(&window, "已通知").await?;

    // Paid twelve days ago, says the driver.
    looked_at(&window, "paid", async || open_step(&window, '3').await).await?;
    let day = "return new Date(Date.now() - 12 * 86400000 + 28800000).toISOString().slice(0, 10)";
    let paid_on = window.run(day, Vec::new()).await?;
    window.press(&[Key::Control], 'a').await?;
    window.types(paid_on.as_str().unwrap_or_default()).await?;
    let receipt = home.desk("缴款.png");
    std::fs::write(&receipt, b"\x89PNG\r\n\x1a\n a photo of a receipt")?;
    home.will_choose(&receipt)?;
    tab_to(&window, "choose-receipt").await?;
    window.press(&[], ' ').await?;
    window.id("chosen-receipts").await?;
    picture(&window, "paid-with-receipt").await?;
    window.press(&[Key::Shift], Key::Tab).await?;
    tab_to(&window, "step-save").await?;
    window.press(&[], Key::Enter).await?;
    until_at(&window, "说已缴，仍查到").await?;
    let kept = window.ask("violations", json!({ "limit": 1 })).await?["rows"][0].clone();
    let detail = window.ask("violation", json!({ "id": kept["id"] })).await?;
    assert_eq!(
        (&detail["case"]["paid"]["on"], &detail["case"]["paid"]["amount"]),
        (&paid_on, &json!(20_000))
    );
    assert_eq!(detail["receipts"][0]["name"], "缴款.png");
    window.id("receipts").await?;
    to_list(&window).await?;

    check(&window, &vehicle).await?;
    until_at(&window, "说已缴，仍查到").await?;
    looked_at(&window, "still-there", async || window.id("step-log").await.map(|_| ())).await?;

    check(&window, &vehicle).await?;
    until_at(&window, "已查不到").await?;
    let stages = window.ask("violation_stages", json!({})).await?["stages"].clone();
    let gone =
        stages.as_array().and_then(|all| all.iter().find(|one| one["stage"] == "verified_gone")).cloned();
    assert_eq!(gone.map(|one: Value| one["count"].clone()), Some(json!(1)), "gone is not called paid");
    picture(&window, "gone").await?;
    window.close().await
}

#[tokio::test]
async fn what_was_said_is_taken_back_by_ctrl_z_and_by_the_key_0() -> Outcome {
    let home = Home::empty()?;
    let window = crate::kit::asked_sample(&home).await?;
    window.go("violations?state=%5B%22unhandled%22%5D").await?;
    window.id("grid").await?;
    to_list(&window).await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], Key::Enter).await?;
    until_at(&window, "待通知").await?;
    window.press(&[], '2').await?;
    window.id("step-form").await?;
    window.press(&[], Key::Tab).await?;
    window.press(&[], Key::Enter).await?;
    told(&window, "已将 1 条记为已处理").await?;
    until_at(&window, "已处理").await?;
    to_list(&window).await?;
    window.press(&[Key::Control], 'z').await?;
    until_at(&window, "待通知").await?;

    window.press(&[], '4').await?;
    window.id("step-form").await?;
    window.types("套牌，已申诉").await?;
    window.click("step-save").await?;
    until_at(&window, "申诉/不处理").await?;
    to_list(&window).await?;
    window.press(&[], '0').await?;
    until_at(&window, "待通知").await?;
    window.close().await
}

#[tokio::test]
async fn a_driver_is_told_by_a_copied_text_and_a_printed_page() -> Outcome {
    let vendor = vendor().await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    let vehicle = one_vehicle(&window, &vendor).await?;
    own_look(&window).await?;
    check(&window, &vehicle).await?;
    let row = window.ask("violations", json!({ "limit": 1 })).await?["rows"][0]["id"].clone();
    let give = json!({ "selection": { "kind": "ids", "ids": [row] }, "driver": "王国平", "reason": "顶班" });
    window.ask("violations_give", give).await?;
    window.go(&format!("violations?open={}", row.as_str().unwrap_or_default())).await?;
    until_at(&window, "待通知").await?;
    looked_at(&window, "tell", async || {
        window.click("tell").await?;
        window.id("notice").await?;
        window.run("document.querySelector('[data-testid=notice] details').open = true", Vec::new()).await?;
        Ok(())
    })
    .await?;
    window.click("tell-print").await?;
    let page = wait_until("the printed page", async || {
        let Ok(mut written) = std::fs::read_dir(home.path().join("reports")) else { return Ok(None) };
        Ok(written.next().transpose()?.map(|page| page.path()))
    })
    .await?;
    picture(&window, "tell-printed").await?;
    let text = std::fs::read_to_string(page)?;
    assert!(text.contains("回执") && text.contains("王国平") && text.contains("环城路"), "{text}");
    window.click("notice-copy").await?;
    told(&window, "已复制给王国平的文字").await?;
    window.click("tell-mark").await?;
    until_at(&window, "已通知").await?;
    window.close().await
}
