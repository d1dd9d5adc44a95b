//! A week of a manager's work in one window, a crash included. After every step each page's sums are held
//! against what the vendor's stand-in reckons by itself.

use crate::kit::{batch_ended, garage_shows, own_look, picture, sheet, told};
use cheku_e2e::{Home, Outcome, Window, wait_until};
use cheku_sandbox::{Deed, ExpectedTotals, Fault, Options, Sandbox, Scenario};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PROVIDER: &str = "juhe";
const VEHICLES: usize = 36;
/// Whose answer is lost whenever it is asked, after the vendor charged for it.
const LOST: usize = 4;

/// A vendor that takes its time, so that there is a middle in which a person can act.
async fn vendor() -> Outcome<Sandbox> {
    let lost = Fault::of(Deed::ResetAfterCharge).vehicle(LOST);
    let scenario = Scenario { latency_ms: 300, ..Scenario::default() }.fault(PROVIDER, lost);
    Ok(Sandbox::start(Options { vehicles: VEHICLES, scenario, ..Options::default() }).await?)
}

/// The week: the window, and the vendor whose bill and rows it is held against.
struct Week {
    home: Home,
    vendor: Sandbox,
    /// Whose last answer never came.
    lost: BTreeSet<String>,
    /// Sold: no more in any sum.
    sold: Option<String>,
}

impl Week {
    async fn open(&self) -> Outcome<Window> {
        let window = Window::open(&self.home).await?;
        own_look(&window).await?;
        Ok(window)
    }

    /// What must be owed: the vendor's rows of those whom it charged for and whose answer came.
    async fn reckoned(&mut self, window: &Window) -> Outcome<ExpectedTotals> {
        let doubtful = window.ask("calls", json!({ "doubtful_only": true, "limit": 0 })).await?;
        let rows = doubtful["rows"].as_array().cloned().unwrap_or_default();
        self.lost.extend(rows.iter().filter_map(|row| row["plate"].as_str().map(str::to_owned)));
        let bill = self.vendor.bill(PROVIDER);
        let answered = bill.by_plate.iter().filter(|(plate, (_, charged))| {
            *charged > 0
                && !self.lost.contains(plate.as_str())
                && self.sold.as_deref() != Some(plate.as_str())
        });
        let plates: Vec<String> = answered.map(|(plate, _)| plate.clone()).collect();
        Ok(self.vendor.expected_for(PROVIDER, &plates))
    }

    /// Holds each page against that, as it stands on the screen.
    async fn held(&mut self, window: &Window, step: &str) -> Outcome {
        let expected = self.reckoned(window).await?;
        let due = u64::try_from(expected.fines_due_fen)? / 100;
        let (points, unpaid) = (expected.points_waiting, expected.unpaid);
        let page = async |page: &str, selector: &str, figure: u64| -> Outcome {
            window.go(page).await?;
            let mut said = String::new();
            let seen = wait_until("", async || {
                said = window.says(selector).await?;
                Ok((digits(&said) == figure).then_some(()))
            });
            let seen = seen.await.is_ok();
            if seen {
                return Ok(());
            }
            Err(format!("{page} {selector} says {said:?}, never {figure}, after {step}").into())
        };
        page("overview", "[data-testid=figure-due]", due).await?;
        page("overview", "[data-testid=figure-points]", points).await?;
        page("garage", "[data-testid=garage-fines] b", due).await?;
        page("garage", "[data-testid=garage-points] b", points).await?;
        page("violations", "[data-testid=total-rows] b", expected.violations).await?;
        page("violations", "[data-testid=total-due] b", due).await?;
        page("violations", "[data-testid=total-points] b", points).await?;
        page("violations", "[data-testid=state-unpaid] span", unpaid).await?;
        page("drivers", "[data-testid=drivers-due] b", due).await?;
        page("reports", "[data-testid=totals-sum] td:nth-child(4)", unpaid).await?;

        let sums = window.ask("calls", json!({ "limit": 0 })).await?["sums"].clone();
        let (charged, doubtful) = (sums["charged"].as_u64(), sums["doubtful"].as_u64());
        let bill = self.vendor.bill(PROVIDER).charged;
        let (charged, doubtful) = (charged.unwrap_or_default(), doubtful.unwrap_or_default());
        assert!(charged <= bill && bill <= charged + doubtful, "{step}: {sums} against a bill of {bill}");
        let report = window.ask("doctor", json!({})).await?;
        assert_eq!(report["ok"], true, "{step}: {report}");
        Ok(())
    }
}

fn digits(text: &str) -> u64 {
    let first = text.split(['+', '元']).next().unwrap_or_default();
    first.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
}

/// Presses what can be pressed only once an answer is here.
async fn press(window: &Window, id: &str) -> Outcome {
    wait_until(id, async || Ok(window.id(id).await?.is_enabled().await?.then_some(()))).await?;
    window.click(id).await
}

/// The first half is pasted from a spreadsheet that is open, the rest comes as a file.
async fn comes_in(week: &Week, window: &Window) -> Outcome {
    let csv = week.vendor.fleet_csv();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    let (heading, half) = (lines[0], 1 + VEHICLES / 2);
    let pasted: Vec<String> = lines[..half].iter().map(|line| line.replace(',', "\t")).collect();
    window.go("garage").await?;
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
        window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));";
    window.run(paste, vec![json!(pasted.join("\n"))]).await?;
    press(window, "import-write").await?;
    garage_shows(window, (half - 1) as u64).await?;

    let file = week.home.desk("台账.csv");
    std::fs::write(&file, format!("{heading}\n{}\n", lines[half..].join("\n")))?;
    week.home.will_choose(&file)?;
    window.click("garage-import").await?;
    window.until_says("[data-testid=import-name]", "台账.csv").await?;
    press(window, "import-write").await?;
    garage_shows(window, VEHICLES as u64).await
}

async fn account_by_hand(week: &Week, window: &Window) -> Outcome {
    window.go("settings?section=accounts").await?;
    window.click(&format!("provider-{PROVIDER}")).await?;
    let key = week.vendor.credentials(PROVIDER).and_then(|one| one.key).ok_or("a key")?;
    window.fill("account-secret", &key).await?;
    window.click("account-rarely").await?;
    window.fill("account-base_url", &week.vendor.origin()).await?;
    window.fill("account-price", "0.13").await?;
    window.click("account-save").await?;
    window.id("account-secret-kept").await.map(|_| ())
}

/// Of a batch that did not ask everybody: on, with another cap, once it has begun.
async fn go_on(window: &Window, cap: &str) -> Outcome {
    let before = window.ask("last_batch", json!({})).await?["batch"].clone();
    window.go("check?view=batch").await?;
    window.fill("resume-cap", cap).await?;
    press(window, "check-resume").await?;
    wait_until("the next part", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["batch"] != before).then_some(()))
    })
    .await
}

async fn answered(window: &Window, at_least: u64) -> Outcome {
    wait_until("answers", async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["answered"].as_u64() >= Some(at_least) || last["ended_at"] != Value::Null).then_some(()))
    })
    .await
}

async fn one_owing(window: &Window) -> Outcome<(String, String)> {
    let found = window.ask("vehicles", json!({ "filter": { "status": ["owing"] }, "limit": 1 })).await?;
    let vehicle = &found["rows"][0]["vehicle"];
    let text = |name: &str| vehicle[name].as_str().map(str::to_owned).ok_or("an owing vehicle");
    Ok((text("id")?, text("plate")?))
}

/// Another driver since always: what was the old one's goes over, and no sum changes.
async fn another_driver(window: &Window) -> Outcome {
    let (id, _) = one_owing(window).await?;
    window.go(&format!("garage?edit={id}")).await?;
    window.fill("form-driver", "王新来").await?;
    window.click("form-save").await?;
    wait_until("the new driver", async || {
        let kept = window.ask("vehicle", json!({ "id": id })).await?;
        Ok((kept["row"]["vehicle"]["driver"] == "王新来").then_some(()))
    })
    .await?;
    window.go("drivers?q=%22%E7%8E%8B%E6%96%B0%E6%9D%A5%22").await?;
    window.text("王新来").await.map(|_| ())
}

#[tokio::test]
async fn a_week_of_work_adds_up_on_every_page_at_every_step() -> Outcome {
    let mut week = Week { home: Home::empty()?, vendor: vendor().await?, lost: BTreeSet::new(), sold: None };
    let window = week.open().await?;
    comes_in(&week, &window).await?;
    account_by_hand(&week, &window).await?;

    // Monday: a check within a cap, which stops there.
    window.go("check").await?;
    window.fill("check-cap", "1").await?;
    window.id("plan-cap-short").await?;
    press(&window, "check-start").await?;
    let capped = batch_ended(&window).await?;
    let cost = |sums: &Value| sums["cost"]["fen"].as_i64().unwrap_or(i64::MAX);
    assert!(cost(&capped) <= 100 && capped["resumable"].as_u64() > Some(0), "{capped}");
    week.held(&window, "the capped check").await?;
    let first = week.home.desk("周一.sqlite");
    window.go("settings?section=keeping").await?;
    week.home.will_choose(&first)?;
    window.click("backup").await?;
    window.text("已备份").await?;

    // Tuesday: on, and stopped by hand.
    go_on(&window, "9").await?;
    answered(&window, 3).await?;
    window.click("check-stop").await?;
    batch_ended(&window).await?;
    week.held(&window, "the stop").await?;

    // Wednesday: on, and the power goes.
    go_on(&window, "9").await?;
    answered(&window, 2).await?;
    window.kill().await?;
    let window = week.open().await?;
    week.held(&window, "the crash").await?;
    picture(&window, "week-after-the-crash").await?;

    // Thursday: the rest, and a call to the vendor about what is doubtful.
    go_on(&window, "9").await?;
    batch_ended(&window).await?;
    week.held(&window, "the rest").await?;
    let doubtful = window.ask("calls", json!({ "doubtful_only": true, "limit": 0 })).await?;
    let rows = doubtful["rows"].as_array().cloned().unwrap_or_default();
    assert!(!rows.is_empty(), "a lost answer is doubtful");
    for row in rows {
        let plate = row["plate"].as_str().unwrap_or_default();
        let charged = week.vendor.bill(PROVIDER).by_plate.get(plate).is_some_and(|(_, charged)| *charged > 0);
        window.go("check?view=calls&unsettled=true").await?;
        window.text(plate).await?.click().await?;
        window.click(&format!("settle-{}-{plate}", if charged { "yes" } else { "no" })).await?;
        wait_until("the call to be settled", async || {
            let left = window.ask("calls", json!({ "doubtful_only": true, "limit": 0 })).await?;
            Ok((!left.to_string().contains(plate)).then_some(()))
        })
        .await?;
    }
    let sums = window.ask("calls", json!({ "limit": 0 })).await?["sums"].clone();
    assert_eq!(sums["doubtful"], 0);
    assert_eq!(sums["charged"].as_u64(), Some(week.vendor.bill(PROVIDER).charged), "{sums}");

    // Friday: another driver, a list for the office, a car that is sold, and Monday's copy.
    another_driver(&window).await?;
    week.held(&window, "the change of driver").await?;
    let list = week.home.desk("违章.xlsx");
    week.home.will_choose(&list)?;
    window.go("violations").await?;
    window.click("export").await?;
    told(&window, "违章.xlsx").await?;
    let total = window.ask("violations", json!({ "limit": 1 })).await?["total"].as_u64().unwrap_or(0);
    assert_eq!(sheet(&list).await?.len() as u64, 1 + total, "a heading and every violation");

    let (id, plate) = one_owing(&window).await?;
    window.go(&format!("garage?open={id}")).await?;
    window.click("panel-leave").await?;
    window.click("leave-apply").await?;
    told(&window, "已停用 1 辆车。").await?;
    week.sold = Some(plate);
    garage_shows(&window, VEHICLES as u64 - 1).await?;
    week.held(&window, "the sale").await?;
    let paid = window.ask("calls", json!({ "limit": 0 })).await?["sums"].clone();
    window.go("settings?section=keeping").await?;
    week.home.will_choose(&first)?;
    window.click("restore").await?;
    window.click("restore-now").await?;
    window.text("已恢复").await?;
    assert_eq!(window.ask("calls", json!({ "limit": 0 })).await?["sums"], paid, "no money is rewound");
    // The fleet is Monday's again, with what was paid for since.
    week.sold = None;
    week.held(&window, "the restore").await?;
    window.go("garage").await?;
    garage_shows(&window, VEHICLES as u64).await?;
    window.close().await
}
