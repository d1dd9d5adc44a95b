//! (e): the fleet's totals, which must not grow with what they sum up. The garages
//! are filled through their ledger, as a batch fills them.

use super::line::Line;
use super::stats::Sample;
use crate::Outcome;
use crate::filled::{self, START};
use cheku_domain::{Fen, Points, Timestamp, Violation, ViolationState};
use cheku_garage::{CallQuery, CallRange, Garage};
use rusqlite::Connection;
use std::hint::black_box;
use std::time::Instant;
use tempfile::TempDir;

/// Violations of each garage.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Violations of one vehicle: the fleet grows with what it owes.
const EACH: usize = 10;
const MINUTE_MS: i64 = 60_000;
const ROUNDS: usize = 15;
const READS: u32 = 200;

pub(super) async fn by_size() -> Outcome<Vec<Line>> {
    let mut garages = Vec::new();
    for size in SIZES {
        garages.push(filled(size).await?);
    }
    let mut times = vec![Vec::new(); SIZES.len()];
    for _ in 0..ROUNDS {
        for ((garage, _folder), times) in garages.iter().zip(&mut times) {
            times.push(read_time(garage)?);
        }
    }
    let ratios = times[SIZES.len() - 1].iter().zip(&times[0]).map(|(large, small)| large / small);
    let ratios = Sample::of(ratios.collect());
    let mut lines =
        vec![Line::told("e", "totals at 1,000,000 violations ÷ at 10,000", format!("{ratios}")).at_most(
            1.5,
            ratios.median(),
            "",
        )];
    for (size, times) in SIZES.iter().zip(times) {
        let vehicles = size / EACH;
        let what = format!("totals at {size} violations of {vehicles} vehicles, µs");
        lines.push(Line::told("", what, format!("{:.1}", Sample::of(times))));
    }
    lines.extend(of_the_ledger()?);
    Ok(lines)
}

/// What a ledger of years comes to: a million calls of three years, put in by statements, 28,000 of them in the last
/// month.
fn of_the_ledger() -> Outcome<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let garage = Garage::open(folder.path(), Timestamp(START))?;
    let file = Connection::open(garage.path())?;
    file.execute_batch(&format!(
        "INSERT INTO batches (id, provider, started_at, state, planned) VALUES ('b', 'storeapi', 0, 'done', 1);
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
         INSERT INTO calls (id, kind, batch, provider, asked_at, settled_at, state, charge, cost_fen)
             SELECT hex(randomblob(16)), 'question', 'b', iif(i % 3, 'storeapi', 'juhe'), {START} - i * 94608, {START},
                 iif(i % 50, 'answered', 'failed'), iif(i % 50, 'yes', 'no'), iif(i % 50, 13, 0) FROM n;"
    ))?;
    let month = CallRange { from: Some(Timestamp(START - 1).month_start()), ..CallRange::default() };
    let lists = [("1,000,000 calls", CallRange::default()), ("a month of them", month)];
    let mut lines = Vec::new();
    for (what, range) in lists {
        let query = CallQuery { range: range.clone(), limit: Some(50), ..CallQuery::default() };
        let (mut sums, mut windows) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let start = Instant::now();
            black_box(garage.calls_summary(&range)?);
            sums.push(start.elapsed().as_secs_f64() * 1e3);
            let start = Instant::now();
            black_box(garage.list_calls(&query)?);
            windows.push(start.elapsed().as_secs_f64() * 1e3);
        }
        lines.push(Line::told("", format!("sums of {what}, ms"), format!("{:.1}", Sample::of(sums))));
        lines.push(Line::told(
            "",
            format!("first window of {what}, ms"),
            format!("{:.1}", Sample::of(windows)),
        ));
    }
    Ok(lines)
}

/// Microseconds for one answer.
fn read_time(garage: &Garage) -> Outcome<f64> {
    let start = Instant::now();
    for _ in 0..READS {
        black_box(garage.totals()?);
    }
    Ok(start.elapsed().as_secs_f64() * 1e6 / f64::from(READS))
}

async fn filled(violations: usize) -> Outcome<(Garage, TempDir)> {
    let folder = tempfile::tempdir()?;
    let answer = |_| (0_i64..).take(EACH).map(violation).collect();
    let garage = filled::garage(folder.path(), violations / EACH, answer).await?;
    let found = garage.totals()?.totals.violations;
    if found as usize == violations {
        Ok((garage, folder))
    } else {
        Err(format!("{found} violations").into())
    }
}

/// Different minutes, places and states, some without a fine.
fn violation(number: i64) -> Violation {
    let states = [ViolationState::Unhandled, ViolationState::HandledUnpaid, ViolationState::Paid];
    let time = Timestamp(START + number * 1_441 * MINUTE_MS).in_cst().naive_local();
    Violation {
        time: Some(time),
        time_text: time.format("%Y-%m-%d %H:%M:%S").to_string(),
        place: format!("{number} 号路口"),
        act: "不按规定停车".to_owned(),
        code: Some("1039".to_owned()),
        fine: (number % 5 != 4).then_some(Fen(10_000 + number * 100)),
        points: Some(Points(if number % 2 == 0 { 3 } else { 0 })),
        state: states[usize::from(number.unsigned_abs() as u8) % states.len()],
        city: Some("苏州".to_owned()),
        city_number: None,
        authority: None,
        online: None,
        numbers: Default::default(),
        repeat: 1,
    }
}
