//! (h): what is to be done, and the violations page, at 10,000 vehicles with 200,000 violations of which people said
//! this and that. In turn, so that whatever else the machine does meets all alike.

use super::line::Line;
use super::stats::Sample;
use super::windows::violation;
use crate::Outcome;
use crate::filled;
use crate::usage::Usage;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace};
use cheku_domain::case::{Handled, Payment, Step, Told};
use cheku_domain::{Timestamp, Violation};
use cheku_garage::{Garage, NewStep, Notes, ViolationQuery};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant;

const VEHICLES: usize = 10_000;
const EACH: usize = 20;
const ROUNDS: usize = 31;
const TARGET_MS: f64 = 50.0;

pub(super) async fn day() -> Outcome<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let garage = filled::garage(folder.path(), VEHICLES, answer).await?;
    say(&garage)?;
    drop(garage);
    let (secrets, clock, reader) = (SecretPlace::File, Clock::system(), Reader::Here);
    let app = App::open(Options { home: folder.path().to_owned(), secrets, clock, reader });
    let asked = questions();
    let mut times = vec![Vec::new(); asked.len()];
    let mut used = vec![0.0; asked.len()];
    for _ in 0..ROUNDS {
        for (at, (_, command, request)) in asked.iter().enumerate() {
            let (start, before) = (Instant::now(), Usage::of_this_process());
            let answered = app.dispatch(command, request.clone()).await;
            black_box(answered.map_err(|error| format!("{command}: {error:?}"))?);
            times[at].push(start.elapsed().as_secs_f64() * 1e3);
            used[at] += Usage::of_this_process().since(before).cpu_seconds * 1e3;
        }
    }
    let lines = asked.iter().zip(times).zip(used).enumerate().map(|(at, (((what, ..), times), used))| {
        let times = Sample::of(times);
        let used = used / f64::from(u32::try_from(ROUNDS).unwrap_or(u32::MAX));
        let told = format!("{times:.1}, processor {used:.1}");
        Line::told(if at == 0 { "h" } else { "" }, format!("{what}, ms"), told).at_most(
            TARGET_MS,
            times.median(),
            "",
        )
    });
    Ok(lines.collect())
}

/// What is asked, what that is called here, and the request.
fn questions() -> Vec<(String, &'static str, Value)> {
    let page =
        |filter: Value, sort: Value| json!({ "filter": filter, "sort": sort, "offset": 0, "limit": 50 });
    let by = |column: &str| json!({ "column": column, "descending": false });
    let of = |what: &str| format!("the violations page, {what}");
    vec![
        ("what is to be done, 10,000 vehicles with 200,000 violations".into(), "todo", json!({})),
        ("the overview".into(), "overview", json!({})),
        (of("all"), "violations", page(json!({}), Value::Null)),
        (of("by stage"), "violations", page(json!({}), by("stage"))),
        (of("not notified"), "violations", page(json!({ "stage": ["untold"] }), Value::Null)),
        (of("overdue"), "violations", page(json!({ "overdue": true }), by("stage"))),
        (of("a late fee runs"), "violations", page(json!({ "late_fee": true }), Value::Null)),
        (of("nobody has seen"), "violations", page(json!({ "new_only": true }), Value::Null)),
    ]
}

fn answer(vehicle: usize) -> Vec<Violation> {
    let mut random = StdRng::seed_from_u64(vehicle as u64);
    (0..EACH).map(|_| violation(&mut random)).collect()
}

/// Of twenty-five of the sixty cities people said something: told, handled, paid long ago, decided.
fn say(garage: &Garage) -> Outcome {
    let now = Timestamp(filled::START);
    let told = Step::Told(Told {
        on: "2026-02-01".parse().ok(),
        how: "微信".into(),
        due: "2026-02-11".parse().ok(),
    });
    let handled = Step::Handled(Handled { on: "2026-02-05".parse().ok(), by: "驾驶员".into() });
    let paid = Step::Paid(Payment { on: "2026-02-10".parse().ok(), ..Payment::default() });
    for city in 0..20 {
        let step = [&told, &told, &handled, &paid][city % 4].clone();
        let said = NewStep { step, as_fined: false, receipts: Vec::new(), by: "刘会计".into() };
        garage.take_step(&of_city(city), &said, now)?;
    }
    let notes = Notes { decision_date: Some("2026-01-15".parse().ok()), ..Notes::default() };
    for city in 20..25 {
        garage.write_notes(&of_city(city), &notes, now)?;
    }
    Ok(())
}

fn of_city(city: usize) -> ViolationQuery {
    ViolationQuery { city: Some(format!("城{city}")), ..ViolationQuery::default() }
}
