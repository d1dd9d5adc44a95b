//! Whose a violation is: given by hand, taken back, and who had a vehicle from when on.

use crate::kit::{asked_sample, chosen, looked_at, picture, small_fleet, told, until_gone};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use serde_json::{Value, json};

async fn theirs(window: &Window, driver: &str) -> Outcome<u64> {
    let found = window.ask("violations", json!({ "filter": { "driver": driver }, "limit": 1 })).await?;
    found["total"].as_u64().ok_or_else(|| format!("no total in {found}").into())
}

async fn until_theirs(window: &Window, driver: &str, count: u64) -> Outcome {
    let wanted = async || Ok((theirs(window, driver).await? == count).then_some(()));
    wait_until(&format!("{count} violations of {driver}"), wanted).await
}

#[tokio::test]
async fn two_violations_are_given_to_a_stand_in_by_keyboard_and_taken_back() -> Outcome {
    let home = Home::empty()?;
    let window = asked_sample(&home).await?;
    window.go("violations").await?;
    window.id("grid").await?;
    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::Down).await?;
    window.press(&[], ' ').await?;
    chosen(&window, 1).await?;
    window.press(&[Key::Shift], Key::Down).await?;
    chosen(&window, 2).await?;

    window.press(&[], 'd').await?;
    window.id("give-form").await?;
    window.types("顶班的老周").await?;
    window.press(&[], Key::Tab).await?;
    window.types("顶班").await?;
    window.press(&[], Key::Enter).await?;
    told(&window, "已将 2 条指定给 顶班的老周").await?;
    until_theirs(&window, "顶班的老周", 2).await?;
    until_gone(&window, "give-form").await?;

    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], Key::Enter).await?;
    wait_until("why it is theirs", async || {
        Ok(window.reads("whose").await?.contains("手工指定：顶班").then_some(()))
    })
    .await?;
    window.press(&[Key::Control], 'z').await?;
    until_theirs(&window, "顶班的老周", 0).await?;

    // From the panel, in every look.
    looked_at(&window, "give", async || window.click("give").await).await?;
    window.fill("give-driver", "顶班的老周").await?;
    window.fill("give-reason", "借车").await?;
    window.click("give-save").await?;
    until_theirs(&window, "顶班的老周", 1).await?;
    looked_at(&window, "whose", async || window.id("whose").await.map(|_| ())).await?;

    window.click("take-back").await?;
    until_theirs(&window, "顶班的老周", 0).await?;
    window.close().await
}

/// The periods of a vehicle as "driver from–to", newest first, by the core.
async fn periods(window: &Window, vehicle: &str) -> Outcome<Vec<String>> {
    let detail = window.ask("vehicle", json!({ "id": vehicle })).await?;
    let text = |part: &Value| part.as_str().unwrap_or_default().to_owned();
    let said = |one: &Value| format!("{} {}–{}", text(&one["driver"]), text(&one["from"]), text(&one["to"]));
    Ok(detail["drivers"].as_array().map(|all| all.iter().map(said).collect()).unwrap_or_default())
}

async fn until_periods(window: &Window, vehicle: &str, wanted: &[&str]) -> Outcome {
    wait_until(&format!("the periods {wanted:?}"), async || {
        Ok((periods(window, vehicle).await? == wanted).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_vehicle_goes_from_one_driver_to_another_in_form_period_and_sheet() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    let found = window.ask("vehicles", json!({ "filter": { "search": "苏ED29539" }, "limit": 1 })).await?;
    let vehicle = found["rows"][0]["vehicle"]["id"].as_str().ok_or("no vehicle")?.to_owned();
    assert_eq!(periods(&window, &vehicle).await?, ["王国平 –"]);

    // The form, by keyboard from the driver on.
    looked_at(&window, "since", async || {
        window.go(&format!("garage?edit={vehicle}")).await?;
        window.fill("form-driver", "李卫东").await?;
        window.id("since").await.map(|_| ())
    })
    .await?;
    window.run("document.querySelector('[data-testid=since] input:checked').focus()", Vec::new()).await?;
    window.press(&[], Key::Right).await?;
    window.id("since-moment").await?;
    window.press(&[], Key::Tab).await?;
    window.types("2026/3/10 8:00").await?;
    window.press(&[], Key::Enter).await?;
    until_periods(&window, &vehicle, &["李卫东 2026-03-10 08:00–", "王国平 –2026-03-10 08:00"]).await?;

    // A period that reaches into both: refused with the one in the way, then cut.
    looked_at(&window, "overlap", async || {
        window.go(&format!("garage?open={vehicle}")).await?;
        window.click("period-add").await?;
        window.fill("period-driver", "赵小满").await?;
        window.fill("period-from", "2026-03-09 18:00").await?;
        window.fill("period-to", "2026-03-11 06:30").await?;
        window.press(&[], Key::Enter).await?;
        window.id("refusal").await.map(|_| ())
    })
    .await?;
    let refused = window.reads("refusal").await?;
    assert!(refused.contains("赵小满（2026-03-09 18:00 – 2026-03-11 06:30）"), "{refused}");
    window.click("period-cut").await?;
    let cut =
        ["李卫东 2026-03-11 06:30–", "赵小满 2026-03-09 18:00–2026-03-11 06:30", "王国平 –2026-03-09 18:00"];
    until_periods(&window, &vehicle, &cut).await?;

    // A sheet that names another one: said before it is written.
    until_gone(&window, "period-form").await?;
    let sheet = home.desk("三月.csv");
    std::fs::write(&sheet, "车牌号,驾驶员\n苏ED29539,王国平\n苏E5X91C,王国平\n")?;
    home.will_choose(&sheet)?;
    looked_at(&window, "driver-changes", async || {
        window.go("garage?import=true").await?;
        window.click("import-choose").await?;
        window.id("import-driver-changes").await.map(|_| ())
    })
    .await?;
    window.text("2 辆换了驾驶员，从今天起").await?;
    window.click("import-write").await?;
    wait_until("the driver of the sheet", async || {
        let now = periods(&window, &vehicle).await?;
        Ok((now[0].starts_with("王国平 20") && now[0].ends_with('–')).then_some(()))
    })
    .await?;
    told(&window, "2 辆换了驾驶员").await?;

    window.press(&[Key::Control], 'z').await?;
    until_periods(&window, &vehicle, &cut).await?;
    window.close().await
}

#[tokio::test]
async fn a_driver_who_left_is_entered_and_marked() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    looked_at(&window, "driver-form", async || {
        window.go("drivers?open=王国平").await?;
        window.click("driver-edit").await?;
        window.id("driver-form").await.map(|_| ())
    })
    .await?;
    window.fill("driver-phone", "13900000000").await?;
    window.fill("driver-tail", "123x").await?;
    window.fill("driver-left", "2026-03-31").await?;
    window.press(&[], Key::Enter).await?;
    until_gone(&window, "driver-form").await?;
    wait_until("the mark", async || {
        Ok(window.says("aside header").await?.contains("已离职 2026-03-31").then_some(()))
    })
    .await?;
    let detail = window.ask("driver", json!({ "name": "王国平" })).await?;
    assert_eq!((&detail["phone"], &detail["licence_tail"]), (&json!("13900000000"), &json!("123X")));
    looked_at(&window, "driver-left", async || window.id("driver-panel").await.map(|_| ())).await?;
    window.go("settings?section=limits").await?;
    window.fill("person", "赵经理").await?;
    picture(&window, "person").await?;
    window.click("settings-save").await?;
    wait_until("the name", async || {
        Ok((window.ask("settings", json!({})).await?["person"] == "赵经理").then_some(()))
    })
    .await?;
    window.close().await
}
