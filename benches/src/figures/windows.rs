//! (f): windows of 50 rows over 1,000,000 violations, each order under several
//! filters, at the beginning, in the middle, at the end and at random; and what
//! the search box asks, over violations and over 10,000 vehicles.

use super::line::Line;
use super::stats::Sample;
use super::storage;
use crate::Outcome;
use crate::filled::{self, START};
use crate::usage::Usage;
use cheku_domain::ShownState as State;
use cheku_domain::{Fen, Points, Timestamp, Violation, ViolationState};
use cheku_garage::{Direction, Garage, VehicleQuery, ViolationColumn as Column, ViolationQuery};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::hint::black_box;
use std::time::Instant;

const VEHICLES: usize = 10_000;
const EACH: usize = 100;
const ROWS: usize = 50;
/// Windows of each list besides the first, the middle and the last.
const RANDOM: usize = 20;
const TARGET_MS: f64 = 12.0;
/// Of the first letter typed, and of each further one.
const LETTERS_MS: (f64, f64) = (50.0, 20.0);
const ORDERS: [Column; 10] = [
    Column::Time,
    Column::Plate,
    Column::Fine,
    Column::Points,
    Column::State,
    Column::Driver,
    Column::City,
    Column::Act,
    Column::Place,
    Column::FirstSeen,
];

pub(super) async fn of_any_order() -> Outcome<Vec<Line>> {
    let (folder, small) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let (start, before) = (Instant::now(), Usage::of_this_process());
    let garage = filled::garage(folder.path(), VEHICLES, answer).await?;
    let filling = (start.elapsed(), Usage::of_this_process().since(before));
    let smaller = filled::garage(small.path(), VEHICLES / 100, answer).await?;
    let mut lines = windows(&garage)?;
    lines.extend(searches_of_violations(&garage)?);
    lines.push(searches_of_vehicles(&garage)?);
    lines.push(storage::one_vehicle(&garage, &smaller)?);
    lines.extend(storage::of(&garage, filling, Timestamp(START))?);
    Ok(lines)
}

fn filters() -> [(&'static str, ViolationQuery); 5] {
    let plain = ViolationQuery::default;
    [
        ("all", plain()),
        ("not handled", ViolationQuery { states: vec![State::Unhandled], ..plain() }),
        ("one month", ViolationQuery { month: Some("2025-06".into()), ..plain() }),
        ("one city", ViolationQuery { city: Some("城12".into()), ..plain() }),
        ("one driver", ViolationQuery { driver: Some("赵伟伟".into()), ..plain() }),
    ]
}

/// The first look at a list sorts it; every further window is read from what is known then.
fn windows(garage: &Garage) -> Outcome<Vec<Line>> {
    let mut random = StdRng::seed_from_u64(7);
    let (mut first_looks, mut windows) = (Vec::new(), Vec::new());
    for (_, filter) in filters() {
        for sort in ORDERS {
            let (total, took) = look(garage, &filter, sort, 0)?;
            first_looks.push(took);
            let last = total.saturating_sub(ROWS);
            // The first far window works the order out; it counts as a first look.
            first_looks.push(look(garage, &filter, sort, last / 2)?.1);
            let anywhere = std::iter::repeat_with(|| random.random_range(0..=last));
            for offset in [0, last / 2, last].into_iter().chain(anywhere.take(RANDOM)) {
                windows.push(look(garage, &filter, sort, offset)?.1);
            }
        }
    }
    let (count, windows, first_looks) = (windows.len(), Sample::of(windows), Sample::of(first_looks));
    let p99 = windows.percentile(99);
    let what = format!("{count} windows over 1,000,000 violations, 10 orders × 5 filters: p99, ms");
    Ok(vec![
        Line::told("f", what, format!("{p99:.1}")).at_most(TARGET_MS, p99, ""),
        Line::told("", "the same: median, ms", format!("{windows:.2}")),
        Line::told("", "first look at a list, ms", format!("{first_looks:.1}")),
    ])
}

/// Rows that match, and how long one window took in milliseconds.
fn look(garage: &Garage, filter: &ViolationQuery, sort: Column, offset: usize) -> Outcome<(usize, f64)> {
    let query = ViolationQuery {
        sort,
        direction: Direction::Descending,
        offset,
        limit: Some(ROWS),
        ..filter.clone()
    };
    let start = Instant::now();
    let window = garage.list_violations(&query)?;
    let took = start.elapsed().as_secs_f64() * 1e3;
    Ok((black_box(window).total, took))
}

/// Each text letter by letter, as it is typed. What a search of a word that most rows hold keeps in memory for the
/// next ones is worked out before, and told apart.
fn searches_of_violations(garage: &Garage) -> Outcome<Vec<Line>> {
    let common = ViolationQuery { search: "7".to_owned(), ..ViolationQuery::default() };
    let after_change = look(garage, &common, Column::Time, 0)?.1;
    let typed = ["苏E01234", "赵伟伟", "zww", "人民路 77 号", "违停 17", "1042"];
    let (mut first, mut further) = (Vec::new(), Vec::new());
    for text in typed {
        for (end, letter) in text.char_indices() {
            let search = text[..end + letter.len_utf8()].to_owned();
            let query = ViolationQuery { search, ..ViolationQuery::default() };
            let took = look(garage, &query, Column::Time, 0)?.1;
            if end == 0 { first.push(took) } else { further.push(took) }
        }
    }
    let (first, further) = (Sample::of(first), Sample::of(further));
    let line = |what: &str, times: &Sample, target: f64| {
        Line::told("", what, format!("{times:.1}")).at_most(target, times.median(), "")
    };
    Ok(vec![
        line("first letter of a search over violations, ms", &first, LETTERS_MS.0),
        line("each further letter, ms", &further, LETTERS_MS.1),
        Line::told("", "the first search of a digit after a change, ms", format!("{after_change:.0}")),
    ])
}

fn searches_of_vehicles(garage: &Garage) -> Outcome<Line> {
    let mut times = Vec::new();
    for search in ["1234", "E012", "赵伟", "zww", "物流7", "备注 99"] {
        let query = VehicleQuery { search: search.into(), limit: Some(ROWS), ..VehicleQuery::default() };
        let start = Instant::now();
        black_box(garage.list(&query)?);
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    Ok(Line::told("", "search over 10,000 vehicles, ms", format!("{:.1}", Sample::of(times))))
}

/// Spread as violations are: three years, 20,000 places, 300 acts, 60 cities, some
/// amounts not known.
fn answer(vehicle: usize) -> Vec<Violation> {
    let mut random = StdRng::seed_from_u64(vehicle as u64);
    (0..EACH).map(|_| violation(&mut random)).collect()
}

pub(super) fn violation(random: &mut StdRng) -> Violation {
    let minutes = random.random_range(0..3 * 365 * 24 * 60_i64);
    let time = Timestamp(START - minutes * 60_000).in_cst().naive_local();
    let act = random.random_range(0..300_u32);
    let states = [ViolationState::Unhandled, ViolationState::HandledUnpaid, ViolationState::Paid];
    let fines = [None, Some(5_000), Some(10_000), Some(20_000), Some(20_000), Some(200_000)];
    Violation {
        time: Some(time),
        time_text: time.format("%Y-%m-%d %H:%M:%S").to_string(),
        place: format!("人民路 {} 号口", random.random_range(0..20_000_u32)),
        act: format!("违停 {act}"),
        code: Some(format!("{}", 1000 + act)),
        fine: fines[random.random_range(0..fines.len())].map(Fen),
        points: [None, Some(0), Some(3), Some(6)][random.random_range(0..4_usize)].map(Points),
        state: states[random.random_range(0..states.len())],
        city: Some(format!("城{}", random.random_range(0..60_u32))),
        city_number: None,
        authority: None,
        online: None,
        numbers: Default::default(),
        repeat: 1,
    }
}
