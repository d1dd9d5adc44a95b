//! How quick the real window is, measured inside the page: `window_bench [HOME]`.
//! `CHEKU_APP` names the app, `CHEKU_BLANK` a Tauri window with nothing in it. A
//! home that has a garage already is taken as it is; it must have the size told below.

mod sample;
mod started;

use cheku_e2e::{Home, Outcome, Window, fill, wait_until};
use sample::Sample;
use serde_json::json;
use started::{Program, start};
use std::path::PathBuf;

/// Size of the fleet, and violations of one vehicle.
const VEHICLES: usize = 10_000;
const EACH: usize = 20;
/// Starts of each program, in turn.
const STARTS: usize = 7;
/// What is typed, a key at a time; each key leaves fewer rows, since no act and no code holds its digits.
const TYPED: [&str; 4] = ["4568", "8647", "4785", "7586"];
const STEPS: usize = 60;
/// Steps of one list before it is the other one's turn.
const IN_TURN: usize = 10;
/// Pixels: three rows.
const STEP: u32 = 108;

const PAGE: &str = include_str!("page.js");

#[tokio::main]
async fn main() -> Outcome {
    let home = match std::env::args_os().nth(1) {
        Some(folder) => Home::at(&PathBuf::from(folder))?,
        None => Home::empty()?,
    };
    if !home.path().join("garage.sqlite").exists() {
        eprintln!("filling a garage with {VEHICLES} vehicles and {} violations …", VEHICLES * EACH);
        fill(home.path(), VEHICLES, EACH).await?;
    }
    leave_at_garage(&home).await?;
    println!("| what | median (least–most) | target |\n|---|---|---|");
    let mut reached = starts(&home).await?;
    let window = Window::open(&home).await?;
    for (page, name) in [("garage", "10,000 vehicles"), ("violations", "200,000 violations")] {
        reached &= keystrokes(&window, page, name).await?;
        reached &= steps(&window, page, name).await?;
    }
    window.close().await?;
    if reached { Ok(()) } else { Err("a target is missed".into()) }
}

/// The next start returns to the page that was left.
async fn leave_at_garage(home: &Home) -> Outcome {
    let window = Window::open(home).await?;
    window.go("garage").await?;
    window.close().await
}

/// From the process' beginning to the first rows, against a blank window's first paint.
async fn starts(home: &Home) -> Outcome<bool> {
    let (mut blank, mut seen, mut usable, mut ratios) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let empty = Home::empty()?;
    for _ in 0..STARTS {
        let least = start(Program::Blank, &empty).await?.seen;
        let ours = start(Program::Cheku, home).await?;
        ratios.push(ours.seen / least);
        blank.push(least);
        seen.push(ours.seen);
        usable.push(ours.usable);
    }
    line("blank Tauri window: start → first paint, ms", Sample::of(blank), None);
    line("start → first rows of the garage, ms", Sample::of(seen), None);
    line("start → the garage can be used, ms", Sample::of(usable), None);
    Ok(line("start → first rows ÷ blank window's first paint", Sample::of(ratios), Some(1.5)))
}

async fn open(window: &Window, page: &str) -> Outcome {
    window.go(page).await?;
    window.run(PAGE, Vec::new()).await?;
    wait_until("a filled list", async || {
        Ok((window.run("return bench.ready()", Vec::new()).await? == json!(true)).then_some(()))
    })
    .await
}

async fn keystrokes(window: &Window, page: &str, name: &str) -> Outcome<bool> {
    let mut times = Vec::new();
    for word in TYPED {
        open(window, &format!("{page}?q=")).await?;
        for end in 1..=word.len() {
            let script = "const [text, done] = arguments; bench.keystroke(text).then(done)";
            times.push(millis(window, script, json!(word[..end])).await?);
        }
        window.go("settings?section=about").await?;
    }
    Ok(line(&format!("{name}: filter keystroke → repainted, ms"), Sample::of(times), Some(60.0)))
}

/// Steps of the list and, in turn with them, of a plain one of the same size and words: what
/// the engine needs by itself differs more between machines than what the list adds.
async fn steps(window: &Window, page: &str, name: &str) -> Outcome<bool> {
    open(window, page).await?;
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..STEPS / IN_TURN {
        for _ in 0..IN_TURN {
            ours.push(step(window, "step").await?);
        }
        show_plain(window, true).await?;
        for _ in 0..IN_TURN {
            plain.push(step(window, "plainStep").await?);
        }
        show_plain(window, false).await?;
    }
    let (ours, plain) = (Sample::of(ours), Sample::of(plain));
    let ratio = ours.median() / plain.median();
    let reached = line(&format!("{name}: scroll step → painted, ms"), ours, Some(20.0));
    line("the same step of a plain list of these words, ms", plain, None);
    println!("| ours ÷ the plain one | {ratio:.2} | — |");
    Ok(reached)
}

async fn step(window: &Window, which: &str) -> Outcome<f64> {
    let script = format!("const [by, done] = arguments; bench.{which}(by).then(done)");
    millis(window, &script, json!(STEP)).await
}

async fn show_plain(window: &Window, on: bool) -> Outcome {
    let script = "const [on, done] = arguments; bench.showPlain(on).then(done)";
    window.client().execute_async(script, vec![json!(on)]).await?;
    Ok(())
}

async fn millis(window: &Window, script: &str, argument: serde_json::Value) -> Outcome<f64> {
    let answer = window.client().execute_async(script, vec![argument]).await?;
    answer.as_f64().ok_or_else(|| format!("no time but {answer}").into())
}

/// Prints a line of the table; whether its target is reached.
fn line(what: &str, sample: Sample, target: Option<f64>) -> bool {
    let reached = target.is_none_or(|most| sample.median() <= most);
    let told = match target {
        None => "—".to_owned(),
        Some(most) => format!("≤ {most}, {}", if reached { "reached" } else { "missed" }),
    };
    println!("| {what} | {sample} | {told} |");
    reached
}
