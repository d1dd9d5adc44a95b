//! What people changed: listed with who, what and when, taken back and made again, also after a restart.

use crate::scene::{NOON, Scene, later, new, row};
use cheku_domain::case::{Handled, Step};
use cheku_domain::receipt::ReceiptKind;
use cheku_domain::{DueKind, NewDueDate, Timestamp, VehicleId};
use cheku_garage::{
    Actor, Assign, ChangeKind, ChangeState, Driver, DueOwner, Garage, Given, NewPeriod, NewStep, Notes,
    UndoToken, ViolationQuery,
};
use rusqlite::Connection;

/// What people see of the rows that they change, as text.
fn dump(scene: &Scene) -> Vec<String> {
    let conn = Connection::open(scene.garage.path()).unwrap();
    let tables = [
        "SELECT json_array(plate, plate_type, vin, team, owner, driver, note, provider, removed,
             iif(removed, left_as, '')) FROM vehicles
         WHERE removed = 0 OR left_as IS NOT NULL ORDER BY id",
        "SELECT json_array(name, phone, note, left_on) FROM drivers ORDER BY 1",
        "SELECT json_array(id, vehicle, driver, from_time, to_time) FROM driver_periods ORDER BY id",
        "SELECT json_array(id, vehicle, driver, kind, name, day, ended_at) FROM due_dates ORDER BY id",
        "SELECT json_array(number, note, decision_date, given, news,
             (SELECT name FROM driver_names WHERE id = driver), standing, stage) FROM violations ORDER BY 1",
        "SELECT json_array(violation, said, handled_by, dropped_why) FROM cases ORDER BY 1",
        "SELECT json_array(violation, file, name) FROM receipts WHERE taken_back_at IS NULL ORDER BY id",
    ];
    let mut rows = Vec::new();
    for sql in tables {
        let mut statement = conn.prepare(sql).unwrap();
        rows.extend(statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap));
    }
    rows
}

type Make = fn(&Garage, &VehicleId, Timestamp) -> UndoToken;

fn all() -> ViolationQuery {
    ViolationQuery::default()
}

fn step(garage: &Garage, step: Step, receipts: bool, now: Timestamp) -> UndoToken {
    let receipt = || garage.keep_receipt(b"%PDF-1.4 paid", ReceiptKind::Pdf, "凭证.pdf").unwrap();
    let receipts = if receipts { vec![receipt()] } else { vec![] };
    let new = NewStep { step, as_fined: false, receipts, by: "老王".into() };
    garage.take_step(&all(), &new, now).unwrap().undo
}

fn period(garage: &Garage, vehicle: &VehicleId, driver: &str) -> NewPeriod {
    let from = garage.periods(vehicle).unwrap().first().and_then(|period| period.what.to);
    NewPeriod { vehicle: vehicle.clone(), driver: driver.into(), from, to: None }
}

/// One of every kind, in an order in which each finds something to do.
const EVERY: &[(ChangeKind, Make)] = &[
    (ChangeKind::Added, |garage, _, now| garage.add_vehicle(new("粤B99999"), now).unwrap().undo),
    (ChangeKind::Edited, |garage, id, now| {
        let mut vehicle = garage.vehicle(id).unwrap().unwrap();
        (vehicle.note, vehicle.driver) = (Some("新".into()), Some("李四".into()));
        garage.update_vehicle(&vehicle, None, now).unwrap().undo
    }),
    (ChangeKind::Assigned, |garage, id, now| {
        let driver = Assign::Driver(Some("张三".into()));
        garage.assign(std::slice::from_ref(id), driver, None, now).unwrap().undo
    }),
    (ChangeKind::Imported, |garage, _, now| {
        let mut rows = vec![new("粤B12345"), new("粤B77777")];
        rows[0].group = Some("一队".into());
        garage.import(rows, now, false).unwrap().undo.unwrap()
    }),
    (ChangeKind::DriverSaved, |garage, _, now| {
        let driver = Driver { phone: Some("13800000000".into()), ..Driver::of("张三丰") };
        garage.save_driver(&driver, None, Some("张三"), now).unwrap().undo
    }),
    (ChangeKind::PeriodSaved, |garage, id, now| {
        garage.save_period(None, &period(garage, id, "王五"), true, now).unwrap().undo
    }),
    (ChangeKind::PeriodRemoved, |garage, id, now| {
        let period = garage.periods(id).unwrap().remove(0);
        garage.remove_period(&period.id, now).unwrap().undo
    }),
    (ChangeKind::DueSaved, |garage, id, now| {
        let due = NewDueDate::of(DueKind::Inspection, "2026-05-01".parse().unwrap());
        garage.save_due_date(None, &DueOwner::Vehicle(id.clone()), &due, now).unwrap()
    }),
    (ChangeKind::DueRenewed, |garage, id, now| {
        let due = garage.due_dates_of(&DueOwner::Vehicle(id.clone())).unwrap().remove(0);
        garage.renew_due_date(&due.id, "2028-05-01".parse().ok(), now).unwrap()
    }),
    (ChangeKind::DueRemoved, |garage, id, now| {
        let due = garage.due_dates_of(&DueOwner::Vehicle(id.clone())).unwrap().remove(0);
        garage.remove_due_date(&due.id, now).unwrap()
    }),
    (ChangeKind::Said, |garage, _, now| step(garage, Step::Handled(Handled::default()), false, now)),
    (ChangeKind::Said, |garage, _, now| step(garage, Step::Paid(Default::default()), true, now)),
    (ChangeKind::ReceiptsAdded, |garage, _, now| {
        let kept = garage.keep_receipt(b"%PDF-1.4 more", ReceiptKind::Pdf, "更多.pdf").unwrap();
        garage.add_receipts(&all(), &[kept], "老王", now).unwrap().undo
    }),
    (ChangeKind::ReceiptRemoved, |garage, _, now| {
        let violation = garage.list_violations(&all()).unwrap().rows.remove(0).id;
        let receipt = garage.receipts_of(&violation).unwrap().remove(0);
        garage.remove_receipt(&receipt.id, now).unwrap()
    }),
    (ChangeKind::Noted, |garage, _, now| {
        let notes =
            Notes { note: Some(Some("已核实".into())), decision_date: Some("2026-02-01".parse().ok()) };
        garage.write_notes(&all(), &notes, now).unwrap().undo
    }),
    (ChangeKind::Seen, |garage, _, now| garage.see(&all(), now).unwrap().undo),
    (ChangeKind::Given, |garage, _, now| {
        let given =
            Given { driver: "赵六".into(), reason: "顶班".into(), by: "老王".into(), at: Some(now) };
        garage.give(&all(), Some(&given), now).unwrap().undo
    }),
    (ChangeKind::DriverRemoved, |garage, _, now| garage.remove_driver("张三丰", now).unwrap().undo),
    (ChangeKind::TakenOut, |garage, id, now| {
        let on = "2026-03-12".parse().unwrap();
        garage.leave(std::slice::from_ref(id), cheku_domain::Left::Sold, on, now).unwrap().undo
    }),
    (ChangeKind::Returned, |garage, id, now| garage.come_back(std::slice::from_ref(id), now).unwrap().undo),
    (ChangeKind::Removed, |garage, id, now| {
        garage.remove_vehicles(std::slice::from_ref(id), now).unwrap().undo
    }),
];

#[tokio::test]
async fn every_kind_of_change_is_taken_back_made_again_and_taken_back_once_more() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.answer("storeapi", &id, vec![], NOON).await;
    let found = vec![
        row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6)),
        row("2026-03-02 08:00:00", "违停", None, None),
    ];
    scene.answer("storeapi", &id, found, later(1)).await;
    for (kind, make) in EVERY {
        let before = dump(&scene);
        let token = make(&scene.garage, &id, later(2));
        let listed = scene.garage.changes().unwrap().remove(0);
        assert_eq!(
            (listed.token.as_str(), listed.what, listed.state),
            (token.0.as_str(), Some(*kind), ChangeState::Stands)
        );
        assert!(listed.count > 0 && !listed.about.is_empty(), "{kind:?}: {listed:?}");
        let made = dump(&scene);
        assert_ne!(made, before, "{kind:?}");
        for minutes in [3, 5] {
            scene.garage.undo(&token, later(minutes)).unwrap();
            assert_eq!(dump(&scene), before, "{kind:?} taken back");
            assert_eq!(scene.garage.changes().unwrap()[0].state, ChangeState::TakenBack);
            assert_eq!(scene.garage.undo(&token, later(minutes)).unwrap_err().code(), "undo_unknown");
            scene.is_well();
            scene.garage.redo(&token, later(minutes + 1)).unwrap();
            assert_eq!(dump(&scene), made, "{kind:?} made again");
            assert_eq!(scene.garage.redo(&token, later(minutes + 1)).unwrap_err().code(), "undo_unknown");
            scene.is_well();
        }
    }
    let tried: Vec<_> = EVERY.iter().map(|(kind, _)| kind).collect();
    assert!(ChangeKind::ALL.iter().all(|kind| tried.contains(&kind)), "every kind has its story");
}

#[test]
fn nothing_is_made_again_over_what_was_changed_since() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let group = |name: &str| {
        let group = Assign::Group(Some(name.into()));
        scene.garage.assign(std::slice::from_ref(&id), group, None, NOON).unwrap().undo
    };
    let (first, second) = (group("一队"), group("二队"));
    assert_eq!(scene.garage.undo(&first, NOON).unwrap_err().code(), "undo_overwritten");
    scene.garage.undo(&second, NOON).unwrap();
    scene.garage.undo(&first, NOON).unwrap();
    assert_eq!(
        scene.garage.redo(&second, NOON).unwrap_err().code(),
        "undo_overwritten",
        "the first one comes first"
    );
    scene.garage.redo(&first, NOON).unwrap();
    scene.garage.redo(&second, NOON).unwrap();
    assert_eq!(scene.garage.groups().unwrap(), ["二队"]);

    scene.garage.undo(&second, NOON).unwrap();
    let third = group("三队");
    assert_eq!(scene.garage.redo(&second, NOON).unwrap_err().code(), "undo_overwritten");
    assert_eq!(scene.garage.groups().unwrap(), ["三队"], "nothing of it was touched");
    let states: Vec<_> = scene.garage.changes().unwrap().into_iter().map(|change| change.state).collect();
    use ChangeState::{Overwritten, Stands, TakenBack};
    assert_eq!(states, [Stands, TakenBack, Overwritten, Overwritten]);
    scene.garage.undo(&third, NOON).unwrap();
    scene.garage.redo(&second, NOON).unwrap();
    assert_eq!(scene.garage.groups().unwrap(), ["二队"]);
}

#[test]
fn the_last_thirty_are_there_after_a_restart_and_after_a_year_with_who_made_them() {
    let Scene { dir, garage } = Scene::new();
    let actor = |from_terminal| Actor { account: "wang".into(), from_terminal };
    garage.acts_for(actor(false));
    for number in 0..31 {
        garage.add_vehicle(new(&format!("粤B{number:05}")), NOON).unwrap();
    }
    garage.acts_for(actor(true));
    garage.set_setting("person", Some("老王")).unwrap();
    garage.add_vehicle(new("粤B99999"), NOON).unwrap();
    drop(garage);

    let next_year = Timestamp(NOON.0 + 400 * 86_400_000);
    let scene = Scene { garage: Garage::open(dir.path(), next_year).unwrap(), dir };
    let changes = scene.garage.changes().unwrap();
    assert_eq!(changes.len(), 30);
    assert_eq!((changes[0].by.as_str(), changes[0].from_terminal), ("老王", true));
    assert_eq!((changes[1].by.as_str(), changes[1].from_terminal), ("wang", false));
    assert_eq!((changes[0].about.as_slice(), changes[0].count), (["粤B99999".to_owned()].as_slice(), 1));
    scene.garage.undo(&UndoToken(changes[0].token.clone()), next_year).unwrap();
    assert_eq!(scene.garage.totals().unwrap().vehicles, 31);
}
