//! One list, one count: chips, foot and exported file say the same, and no vehicle is counted twice.

use crate::kit::{account, asked_sample, batch_ended, own_look, picture, sheet};
use cheku_e2e::{Home, Outcome, Window, wait_until};
use cheku_sandbox::{Deed, Fault, Options, Sandbox, Scenario, Settings};
use serde_json::json;

/// How the states of the violations' page are named in its chips and in its address.
const STATES: [(&str, &str); 4] = [
    ("unpaid", r#"["unhandled","handled_unpaid"]"#),
    ("unhandled", r#"["unhandled"]"#),
    ("handled_unpaid", r#"["handled_unpaid"]"#),
    ("paid", r#"["paid"]"#),
];
const STAGES: [&str; 3] = ["unclaimed", "untold", "told"];
const PROVIDER: &str = "juhe";
const FOUND: &str = r#"{"resultcode":"200","reason":"查询成功","result":{"lists":[
    {"date":"2026-03-01 08:00:00","area":"环城路","act":"违反禁令标志","code":"1344","fen":"3","money":"200",
     "handled":"0","wzcity":"苏州"}]},"error_code":0}"#;

/// The number in a text such as "未缴 1,234".
fn number(text: &str) -> Option<u64> {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// Waits until the element says a number, and gives it.
async fn says(window: &Window, selector: &str) -> Outcome<u64> {
    wait_until(&format!("a number in {selector}"), async || Ok(number(&window.says(selector).await?))).await
}

async fn until_foot(window: &Window, selector: &str, count: u64, at: &str) -> Outcome {
    let mut said = None;
    wait_until("", async || {
        said = number(&window.says(selector).await?);
        Ok((said == Some(count)).then_some(()))
    })
    .await
    .map_err(|_| format!("{at}: the foot says {said:?}, the chip {count}").into())
}

/// What the list's own button writes has as many rows, and a heading.
async fn until_file(home: &Home, window: &Window, button: &str, count: u64, at: &str) -> Outcome {
    let file = home.desk(&format!("{at}.xlsx"));
    home.will_choose(&file)?;
    window.click(button).await?;
    assert_eq!(sheet(&file).await?.len() as u64, 1 + count, "{at}: the file");
    Ok(())
}

#[tokio::test]
async fn chip_foot_and_file_of_a_list_say_one_count() -> Outcome {
    let home = Home::empty()?;
    let window = asked_sample(&home).await?;
    window.go("violations").await?;
    let all = says(&window, "[data-testid=total-rows] b").await?;
    assert_eq!(says(&window, "[data-testid=state-all] span").await?, all);
    assert_eq!(says(&window, "[data-testid=nav-violations]").await.ok(), unseen(&window).await?);
    for (name, state) in STATES {
        window.go("violations").await?;
        let chip = says(&window, &format!("[data-testid=state-{name}] span")).await?;
        window.go(&format!("violations?state={}", encoded(state))).await?;
        until_foot(&window, "[data-testid=total-rows] b", chip, name).await?;
        until_file(&home, &window, "export", chip, name).await?;
    }
    for stage in STAGES {
        window.go("violations").await?;
        let chip = says(&window, &format!("[data-testid=stage-{stage}] b")).await?;
        window.go(&format!("violations?stage={}", encoded(&format!(r#"["{stage}"]"#)))).await?;
        until_foot(&window, "[data-testid=total-rows] b", chip, stage).await?;
    }

    let choices = window.ask("choices", json!({})).await?["statuses"].clone();
    for choice in choices.as_array().ok_or("no statuses")? {
        let status = choice["key"].as_str().unwrap_or_default();
        let count = choice["count"].as_u64().unwrap_or_default();
        window.go(&format!("garage?status={}", encoded(&format!(r#"["{status}"]"#)))).await?;
        until_foot(&window, "[data-testid=garage-total] b", count, status).await?;
        until_file(&home, &window, "garage-export", count, status).await?;
    }
    window.close().await
}

/// What the sidebar says beside the violations: those that nobody saw.
async fn unseen(window: &Window) -> Outcome<Option<u64>> {
    Ok(window.ask("app_state", json!({})).await?["new_violations"].as_u64().filter(|&count| count > 0))
}

fn encoded(text: &str) -> String {
    text.replace('[', "%5B").replace(']', "%5D").replace('"', "%22").replace(',', "%2C")
}

/// The first check finds a violation of each; of the second one answer is lost.
async fn vendor() -> Outcome<Sandbox> {
    let lost = Fault::of(Deed::ResetAfterCharge).vehicle(1);
    let faults = vec![Fault::say(FOUND).times(1), lost, Fault::say(FOUND)];
    let settings = Settings { faults, ..Settings::default() };
    let scenario = Scenario { providers: [(PROVIDER.to_owned(), settings)].into(), ..Scenario::default() };
    Ok(Sandbox::start(Options { vehicles: 3, scenario, ..Options::default() }).await?)
}

#[tokio::test]
async fn a_lost_answer_hides_nothing_that_is_owed_and_is_counted_once() -> Outcome {
    let vendor = vendor().await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    own_look(&window).await?;
    window
        .ask(
            "import_commit",
            json!({ "source": { "kind": "text", "text": vendor.fleet_csv().replace(',', "\t") } }),
        )
        .await?;
    account(&window, &vendor, PROVIDER).await?;
    // Before the first check nothing is known of money, so nothing is said of it.
    window.go("garage").await?;
    window.until_says("[data-testid=garage-fines]", "尚无结果，待缴未知").await?;

    window.ask("check_start", json!({ "concurrency": 1 })).await?;
    let first = batch_ended(&window).await?["batch"].clone();
    window.ask("check_start", json!({ "concurrency": 1, "fresh_within_hours": 0 })).await?;
    wait_until("the second check", async || {
        Ok((window.ask("last_batch", json!({})).await?["batch"] != first).then_some(()))
    })
    .await?;
    let last = batch_ended(&window).await?;
    assert_eq!((&last["answered"], &last["doubtful"]), (&json!(2), &json!(1)), "{last}");

    window.go("overview").await?;
    let sentence = window.reads("overview-sentence").await?;
    assert!(sentence.contains("查询了 3 辆车") && sentence.contains("其中 1 辆待核对。"), "{sentence}");
    assert!(!sentence.contains("另有"), "of the three: {sentence}");
    assert_eq!(says(&window, "[data-testid=figure-due]").await?, 600);

    window.go("garage").await?;
    let plate = vendor.fleet().first().ok_or("no fleet")?.plate.clone();
    let rows = window.rows().await?;
    let row =
        rows.iter().find(|row| row.contains(&plate)).ok_or_else(|| format!("no {plate} in {rows:?}"))?;
    let told = |word: &str| row.iter().any(|cell| cell.contains(word));
    assert!(told("未缴") && told("待核对") && told("200"), "both questions are answered: {row:?}");
    picture(&window, "lost-answer").await?;
    window.close().await
}
