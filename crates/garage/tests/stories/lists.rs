//! Lists: windows, filters, totals over all that match, and that indices are used.

use crate::scene::{NOON, Scene, failed, new, row};
use cheku_domain::ShownState;
use cheku_domain::case::{Handled, Step};
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Charge, Fen, Stage, Timestamp, VehicleStatus};
use cheku_garage::{
    Direction, NewStep, NewVehicle, Notes, VehicleColumn, VehicleQuery, ViolationColumn, ViolationQuery,
};

async fn fleet() -> Scene {
    let scene = Scene::new();
    let rows = (0..20)
        .map(|n| NewVehicle {
            group: (n % 2 == 0).then(|| "一队".to_owned()),
            driver: Some(format!("司机{n}")),
            ..new(&format!("粤B123{n:02}"))
        })
        .collect();
    scene.garage.import(rows, NOON, false).unwrap();
    let ids = scene.garage.ids(&VehicleQuery::default()).unwrap();
    for (n, id) in ids.iter().enumerate().take(10) {
        let rows = (0..=n)
            .map(|k| row(&format!("2026-{:02}-01 08:{n:02}:00", k + 1), "超速", Some(1_000), Some(1)))
            .collect();
        // The first answer finds nothing, so that what comes then is new.
        scene.answer("storeapi", id, vec![], NOON).await;
        scene.answer("storeapi", id, rows, NOON).await;
    }
    scene
}

#[tokio::test]
async fn a_window_of_vehicles_has_count_and_totals_of_all_that_match() {
    let scene = fleet().await;
    let query = VehicleQuery {
        statuses: vec![VehicleStatus::Owing],
        sort: VehicleColumn::FinesDue,
        direction: Direction::Descending,
        offset: 2,
        limit: Some(3),
        ..VehicleQuery::default()
    };
    let window = scene.garage.list(&query).unwrap();
    assert_eq!((window.total, window.totals.fines_due_fen, window.new_count), (10, Fen(55_000), 55));
    let due: Vec<_> = window.rows.iter().map(|row| row.totals.fines_due_fen.0).collect();
    assert_eq!(due, [8_000, 7_000, 6_000]);
    assert_eq!(scene.garage.ids(&query).unwrap().len(), 10);

    let total = |query: VehicleQuery| scene.garage.list(&query).unwrap().total;
    assert_eq!(total(VehicleQuery { groups: vec!["一队".into()], ..Default::default() }), 10);
    assert_eq!(total(VehicleQuery { groups: vec![String::new()], ..Default::default() }), 10);
    assert_eq!(total(VehicleQuery { search: "b·123 1".into(), ..Default::default() }), 20);
    assert_eq!(total(VehicleQuery { search: "sj7".into(), ..Default::default() }), 1);
    assert_eq!(total(VehicleQuery { new_only: true, ..Default::default() }), 10);
    assert_eq!(total(VehicleQuery { not_checked_since: Some(NOON), ..Default::default() }), 10);
    assert_eq!(scene.garage.vehicle_counts().unwrap().by_status["never_asked"], 10);
    assert_eq!(scene.garage.groups().unwrap(), ["一队"]);
}

#[tokio::test]
async fn what_is_unpaid_is_found_whatever_a_later_check_came_to() {
    let scene = fleet().await;
    let owing = VehicleQuery { statuses: vec![VehicleStatus::Owing], ..VehicleQuery::default() };
    let ids = scene.garage.ids(&owing).unwrap();
    let batch = scene.batch("storeapi", &[&ids[0]]);
    let call = scene.intend(&batch, "storeapi", &ids[0]).await;
    scene.settle(call, failed(ErrorKind::VehicleRefused, Charge::No), NOON).await;

    let counts = scene.garage.vehicle_counts().unwrap();
    assert_eq!((counts.by_status["owing"], counts.by_status["failed"], counts.unpaid), (9, 1, 10));
    let window = scene.garage.list(&owing).unwrap();
    assert_eq!((window.total, window.unanswered, window.totals.fines_due_fen), (10, 0, Fen(55_000)));
    let both = VehicleQuery { statuses: vec![VehicleStatus::Owing, VehicleStatus::NeverAsked], ..owing };
    let window = scene.garage.list(&both).unwrap();
    assert_eq!((window.total, window.unanswered), (20, 10));
}

#[tokio::test]
async fn the_kept_sums_of_the_fleet_are_those_of_a_filter_that_leaves_nothing_out() {
    let scene = fleet().await;
    let sums = |query: VehicleQuery| {
        let window = scene.garage.list(&query).unwrap();
        (window.total, window.totals, window.new_count, window.unanswered)
    };
    let all = || sums(VehicleQuery { limit: Some(1), ..VehicleQuery::default() });
    let matching =
        || sums(VehicleQuery { not_checked_since: Some(Timestamp(i64::MAX)), ..VehicleQuery::default() });
    assert_eq!(all(), matching());
    assert_eq!((all().0, all().2), (20, 55));

    let ids = scene.garage.ids(&VehicleQuery::default()).unwrap();
    let removed = scene.garage.remove_vehicles(&ids[8..10], NOON).unwrap();
    assert_eq!(all(), matching());
    assert_eq!((all().0, all().2), (18, 55 - 9 - 10));
    scene.garage.undo(&removed.undo, NOON).unwrap();
    assert_eq!(all(), matching());
    assert_eq!((all().0, all().2), (20, 55));
}

#[tokio::test]
async fn every_window_is_the_same_rows_from_either_end() {
    let scene = fleet().await;
    let columns = [
        ViolationColumn::Time,
        ViolationColumn::Plate,
        ViolationColumn::Fine,
        ViolationColumn::Points,
        ViolationColumn::State,
        ViolationColumn::Driver,
        ViolationColumn::City,
        ViolationColumn::Act,
        ViolationColumn::Place,
        ViolationColumn::FirstSeen,
    ];
    for sort in columns {
        for direction in [Direction::Ascending, Direction::Descending] {
            let query = ViolationQuery { sort, direction, ..ViolationQuery::default() };
            let all = scene.garage.list_violations(&query).unwrap();
            assert_eq!((all.total, all.rows.len()), (55, 55));
            let ids: Vec<_> = all.rows.iter().map(|row| &row.id).collect();
            for offset in [0, 10, 40, 50, 60] {
                let window = ViolationQuery { offset, limit: Some(10), ..query.clone() };
                let window = scene.garage.list_violations(&window).unwrap();
                let expected: Vec<_> = ids.iter().skip(offset).take(10).copied().collect();
                assert_eq!(
                    window.rows.iter().map(|row| &row.id).collect::<Vec<_>>(),
                    expected,
                    "{sort:?} {offset}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_window_in_the_middle_of_many_rows_is_the_same_part_of_the_whole_list() {
    let scene = Scene::new();
    for vehicle in 0..50 {
        let id = scene.vehicle(&format!("粤B123{vehicle:02}"));
        let act = if vehicle % 2 == 0 { "超速" } else { "闯红灯" };
        let row = |n: usize| {
            let time = format!("2026-{:02}-{:02} 08:{vehicle:02}:00", n / 28 + 1, n % 28 + 1);
            row(&time, act, Some(i64::try_from(n % 7).unwrap()), None)
        };
        scene.answer("storeapi", &id, (0..100).map(row).collect(), NOON).await;
    }
    let sorts = [ViolationColumn::Time, ViolationColumn::Fine, ViolationColumn::Act, ViolationColumn::State];
    for (nth, sort) in sorts.into_iter().enumerate() {
        for direction in [Direction::Ascending, Direction::Descending] {
            // Blanks make each a search of its own, which nothing is remembered of.
            for search in ["", &format!("闯红{}", " ".repeat(nth))] {
                let query = ViolationQuery { sort, direction, search: search.into(), ..Default::default() };
                let window = ViolationQuery { offset: 200, limit: Some(20), ..query.clone() };
                let window = scene.garage.list_violations(&window).unwrap();
                let all = scene.garage.list_violations(&query).unwrap();
                assert_eq!(window.rows, all.rows[200..220], "{sort:?} {direction:?} {search}");
                let mut totals = cheku_domain::Totals::default();
                for row in &all.rows {
                    totals.add(row.violation.state, row.violation.fine, row.violation.points);
                }
                assert_eq!((window.total, window.totals), (all.rows.len(), totals), "{sort:?} {search}");
            }
        }
    }
}

fn untold() -> ViolationQuery {
    ViolationQuery { stages: vec![Stage::Untold], ..ViolationQuery::default() }
}

fn handled() -> NewStep {
    NewStep {
        step: Step::Handled(Handled::default()),
        as_fined: false,
        receipts: Vec::new(),
        by: String::new(),
    }
}

#[tokio::test]
async fn a_kept_list_is_forgotten_when_another_program_writes() {
    let scene = fleet().await;
    let other = cheku_garage::Garage::open(scene.dir.path(), NOON).unwrap();
    let untold = ViolationQuery { limit: Some(5), ..untold() };
    let before = scene.garage.list_violations(&untold).unwrap();
    assert_eq!(before, scene.garage.list_violations(&untold).unwrap());
    let first = ViolationQuery { only: Some(vec![before.rows[0].id.clone()]), ..ViolationQuery::default() };
    other.take_step(&first, &handled(), NOON).unwrap();
    let after = scene.garage.list_violations(&untold).unwrap();
    assert_eq!((after.total, &after.rows[0]), (before.total - 1, &before.rows[1]));
}

#[tokio::test]
async fn kept_and_counted_figures_agree_for_every_filter() {
    let scene = fleet().await;
    let total = |query: ViolationQuery| {
        let window = scene.garage.list_violations(&query).unwrap();
        assert_eq!(window.total, window.rows.len(), "{query:?}");
        let mut totals = cheku_domain::Totals::default();
        for row in &window.rows {
            totals.add(row.violation.state, row.violation.fine, row.violation.points);
        }
        assert_eq!(window.totals, totals, "{query:?}");
        window.total
    };
    let query = ViolationQuery::default;
    assert_eq!(total(query()), 55);
    assert_eq!(total(ViolationQuery { states: vec![ShownState::Unhandled], ..query() }), 55);
    assert_eq!(total(ViolationQuery { states: vec![ShownState::Paid], ..query() }), 0);
    assert_eq!(total(ViolationQuery { month: Some("2026-01".into()), ..query() }), 10);
    assert_eq!(total(ViolationQuery { driver: Some("司机9".into()), ..query() }), 10);
    assert_eq!(
        total(ViolationQuery { city: Some("佛山".into()), month: Some("2026-02".into()), ..query() }),
        9
    );
    assert_eq!(total(ViolationQuery { city: Some(String::new()), ..query() }), 0);
    assert_eq!(total(ViolationQuery { new_only: true, ..query() }), 55);
    assert_eq!(total(ViolationQuery { search: "12309 超速".into(), ..query() }), 10);
    assert_eq!(total(ViolationQuery { search: "sj9".into(), ..query() }), 10);
    assert_eq!(total(ViolationQuery { search: "没有这种".into(), ..query() }), 0);
    assert_eq!(total(ViolationQuery { group: Some("一队".into()), ..query() }), 1 + 3 + 5 + 7 + 9);
    let act = scene.garage.top_acts(3).unwrap();
    assert_eq!((act[0].key.as_str(), act[0].rows), ("超速", 55));
}

#[tokio::test]
async fn a_note_stands_beside_the_state_and_is_taken_back() {
    let scene = fleet().await;
    let first = ViolationQuery { limit: Some(1), ..ViolationQuery::default() };
    let id = scene.garage.list_violations(&first).unwrap().rows[0].id.clone();
    let only = |id: &str| ViolationQuery { only: Some(vec![id.to_owned()]), ..ViolationQuery::default() };
    let notes =
        Notes { note: Some(Some(" 已交司机 ".into())), decision_date: Some("2026-03-05".parse().ok()) };
    let before = scene.garage.totals().unwrap();
    let written = scene.garage.write_notes(&only(&id), &notes, NOON).unwrap();
    let row = scene.garage.violation(&id).unwrap().unwrap();
    assert_eq!(row.note.as_deref(), Some("已交司机"));
    assert_eq!((row.state, row.decision_date), (ShownState::Unhandled, "2026-03-05".parse().ok()));
    assert_eq!(scene.garage.totals().unwrap(), before, "a note is no state");
    assert_eq!(scene.garage.write_notes(&only("nobody"), &notes, NOON).unwrap_err().code(), "not_found");

    assert_eq!(scene.garage.undo(&written.undo, NOON).unwrap(), 1);
    let row = scene.garage.violation(&id).unwrap().unwrap();
    assert_eq!((row.note, row.decision_date), (None, None));
    scene.is_well();
}

#[tokio::test]
async fn all_that_match_but_one_are_handled_at_once_and_taken_back_at_once() {
    let scene = fleet().await;
    let of_driver = ViolationQuery { driver: Some("司机9".into()), ..ViolationQuery::default() };
    let all = scene.garage.list_violations(&of_driver).unwrap();
    let left_out = all.rows[3].id.clone();
    let untold = ViolationQuery { driver: of_driver.driver.clone(), ..untold() };
    let chosen = ViolationQuery { except: vec![left_out.clone()], ..untold.clone() };
    let done = scene.garage.take_step(&chosen, &handled(), NOON).unwrap();
    assert_eq!(done.rows, 9, "although a step changes what the filter shows");
    let rest = scene.garage.list_violations(&untold).unwrap();
    assert_eq!(rest.rows.iter().map(|row| &row.id).collect::<Vec<_>>(), [&left_out]);
    assert_eq!(scene.garage.undo(&done.undo, NOON).unwrap(), 9);
    assert_eq!(scene.garage.list_violations(&untold).unwrap().total, 10);
    let ticked = vec![all.rows[0].id.clone(), all.rows[5].id.clone()];
    let only = ViolationQuery { only: Some(ticked.clone()), ..of_driver };
    let rows = scene.garage.list_violations(&only).unwrap().rows;
    assert_eq!(rows.into_iter().map(|row| row.id).collect::<Vec<_>>(), ticked, "in the list's order");
}
