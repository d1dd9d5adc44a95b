//! What a search over violations finds, held against a look at every row of the whole list.

use crate::scene::{NOON, Scene, later, row};
use cheku_domain::ShownState;
use cheku_domain::{Totals, Violation, ViolationState};
use cheku_garage::{Direction, ViolationColumn as Column, ViolationQuery, ViolationRow, ViolationWindow};

const COLUMNS: [Column; 10] = [
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

/// Words of plates, of acts, of none; two words; none at all.
const SEARCHES: [&str; 8] = ["", "12", "b1231", "超速", "20 1231", "20 超速", "12 闯", "没有这种"];

/// As they are typed, a key after the other, and taken back; 2 and 20 stand in acts and plates.
const TYPED: [&str; 9] = ["2", "20", "20%", "20%以", "20", "3", "20%", "b1", "b1232"];

/// Thirty vehicles, each with acts of its own time, state, fine and points, known or not.
async fn fleet() -> Scene {
    let scene = Scene::new();
    for vehicle in 0..30_u32 {
        let id = scene.vehicle(&format!("粤B123{vehicle:02}"));
        let rows: Vec<Violation> = (0..8).map(|n| violation(vehicle, n)).collect();
        scene.answer("storeapi", &id, rows.clone(), NOON).await;
        // Every third vehicle's last two are no longer returned.
        if vehicle % 3 == 0 {
            scene.answer("storeapi", &id, rows[..6].to_vec(), later(60)).await;
        }
    }
    scene
}

fn violation(vehicle: u32, n: u32) -> Violation {
    let act = ["超速20%以上", "闯红灯", "超速", "违停"][((vehicle + n) % 4) as usize];
    let time = format!("2026-{:02}-{:02} 08:30:00", n + 1, vehicle % 5 + 1);
    let fine = (!n.is_multiple_of(3)).then_some(i64::from(n) * 5_000);
    let points = (n % 4 != 1).then_some(u8::try_from(n % 4).unwrap());
    let states = [ViolationState::Unhandled, ViolationState::HandledUnpaid, ViolationState::Paid];
    Violation { state: states[(n % 3) as usize], ..row(&time, act, fine, points) }
}

/// Every word stands in the row's act or in its vehicle's plate.
fn holds(row: &ViolationRow, search: &str) -> bool {
    let stands = |word: &str| row.violation.act.contains(word) || row.plate.contains(&word.to_uppercase());
    search.split_whitespace().all(stands)
}

fn totals_of(rows: &[ViolationRow]) -> Totals {
    let mut totals = Totals::default();
    for row in rows.iter().filter(|row| row.gone_since.is_none()) {
        totals.add(row.violation.state, row.violation.fine, row.violation.points);
    }
    totals
}

#[tokio::test]
async fn a_search_finds_in_every_order_what_a_look_at_every_row_finds() {
    let scene = fleet().await;
    for sort in COLUMNS {
        for direction in [Direction::Ascending, Direction::Descending] {
            let whole = ViolationQuery { sort, direction, ..ViolationQuery::default() };
            let all = scene.garage.list_violations(&whole).unwrap().rows;
            for search in SEARCHES.into_iter().chain(TYPED) {
                let expected: Vec<ViolationRow> =
                    all.iter().filter(|row| holds(row, search)).cloned().collect();
                windows(&scene, &ViolationQuery { search: search.into(), ..whole.clone() }, &expected);
            }
        }
    }
}

/// The first window, one in the middle, the first again, and one behind the end.
fn windows(scene: &Scene, query: &ViolationQuery, expected: &[ViolationRow]) {
    for offset in [0, 7, 0, expected.len() + 1] {
        let window = ViolationQuery { offset, limit: Some(5), ..query.clone() };
        let found = scene.garage.list_violations(&window).unwrap();
        let rows = expected.iter().skip(offset).take(5).cloned().collect();
        let wanted = ViolationWindow { total: expected.len(), rows, totals: totals_of(expected) };
        assert_eq!(found, wanted, "{window:?}");
    }
}

#[tokio::test]
async fn a_search_and_a_state_both_hold() {
    let scene = fleet().await;
    let all = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    for search in SEARCHES {
        for state in [ShownState::HandledUnpaid, ShownState::NoLongerReturned] {
            let expected: Vec<ViolationRow> =
                all.iter().filter(|row| row.state == state && holds(row, search)).cloned().collect();
            let states = vec![state];
            let query = ViolationQuery { search: search.into(), states, ..ViolationQuery::default() };
            windows(&scene, &query, &expected);
        }
    }
}
