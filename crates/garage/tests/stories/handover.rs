//! One car goes from driver 张三 to driver 赵六 on the 10th, with a violation of the 9th and one of the 11th. The sums
//! by driver are counted by hand at every step, in a garage that began with this version and in one of version 26.

use crate::scene::{NOON, Scene, later, new, row};
use cheku_domain::time::parse_vendor_time;
use cheku_domain::{DriverWhy, TotalsBy, VehicleId, Violation};
use cheku_garage::{Garage, Given, NewPeriod, NewVehicle, ViolationQuery};
use chrono::NaiveDateTime;
use md5::{Digest, Md5};
use rusqlite::Connection;

/// A filled garage of the version in which a vehicle's present driver had everything that no period covered.
const OLD: &str = concat!(include_str!("../../src/migrate/schema.sql"), include_str!("garage-26.sql"));
const PLATE: &str = "粤B12345";

fn time(text: &str) -> NaiveDateTime {
    parse_vendor_time(text).unwrap()
}

fn of_the_9th() -> Violation {
    row("2026-03-09 08:00:00", "违停", Some(20_000), Some(0))
}

/// What it costs nobody knows.
fn of_the_11th() -> Violation {
    row("2026-03-11 08:00:00", "超速", None, None)
}

fn sheet(driver: &str, since: Option<&str>) -> NewVehicle {
    NewVehicle { driver: Some(driver.into()), driver_since: since.map(time), ..new(PLATE) }
}

fn the_car(scene: &Scene) -> VehicleId {
    scene.garage.vehicles_of_plate(&new(PLATE).plate).unwrap().remove(0).id
}

/// Whose is unpaid: driver, violations, fen, violations whose fine nobody knows.
type Sums = Vec<(String, u32, i64, u32)>;

fn sums(scene: &Scene) -> Sums {
    let groups = scene.garage.totals_by(TotalsBy::Driver).unwrap().into_iter();
    let of = |group: cheku_garage::GroupTotals| {
        let totals = group.totals;
        (group.key, totals.unpaid, totals.fines_due_fen.0, totals.fines_unknown)
    };
    let mut sums: Sums = groups.map(of).filter(|(_, unpaid, ..)| *unpaid > 0).collect();
    sums.sort();
    sums
}

fn by_hand(wanted: &[(&str, u32, i64, u32)]) -> Sums {
    let mut sums: Sums =
        wanted.iter().map(|(name, n, fen, open)| (name.to_string(), *n, *fen, *open)).collect();
    sums.sort();
    sums
}

const ALL_ZHANG: &[(&str, u32, i64, u32)] = &[("张三", 2, 20_000, 1)];

#[tokio::test]
async fn a_new_driver_inherits_no_predecessors_violations() {
    let scene = Scene::new();
    scene.garage.import(vec![sheet("张三", None)], NOON, false).unwrap();
    scene.answer("storeapi", &the_car(&scene), vec![of_the_9th(), of_the_11th()], NOON).await;
    goes_from_zhang_to_zhao(&scene).await;
}

/// The fixture's two violations of the car, as if they had been of the 9th and the 11th.
fn of_these_days() -> String {
    let moved = [(1, of_the_9th()), (2, of_the_11th())].map(|(number, row)| {
        let key: String = Md5::digest(row.own_key()).iter().map(|byte| format!("{byte:02X}")).collect();
        let seconds = row.time.unwrap().and_utc().timestamp();
        format!(
            "UPDATE violations SET time = {seconds} WHERE number = {number};
             UPDATE violation_sources SET own_key = X'{key}' WHERE violation = {number};"
        )
    });
    moved.concat()
}

#[tokio::test]
async fn nor_does_one_of_a_garage_that_was_upgraded() {
    let dir = tempfile::tempdir().unwrap();
    let file = Connection::open(dir.path().join("garage.sqlite")).unwrap();
    file.execute_batch(&format!("{OLD}; {} PRAGMA journal_mode = DELETE;", of_these_days())).unwrap();
    // The old version's own kept sums, read by no code of ours.
    let sql = "SELECT key, rows, fines_fen, fines_unknown FROM tallies
               WHERE dimension = 'driver' AND standing = 'unhandled' AND rows > 0";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let before: Sums = file.prepare(sql).unwrap().query_map([], read).unwrap().map(Result::unwrap).collect();
    drop(file);
    assert_eq!(before, by_hand(ALL_ZHANG));
    let garage = Garage::open(dir.path(), NOON).unwrap();
    let scene = Scene { dir, garage };
    scene.is_well();
    goes_from_zhang_to_zhao(&scene).await;
}

async fn goes_from_zhang_to_zhao(scene: &Scene) {
    let garage = &scene.garage;
    let car = the_car(scene);
    assert_eq!(sums(scene), by_hand(ALL_ZHANG));

    // A sheet that says since when: told before it is written, then each has his own.
    let from_the_10th = sheet("赵六", Some("2026-03-10 18:30"));
    let preview = garage.import(vec![from_the_10th.clone()], later(10), true).unwrap();
    assert_eq!((preview.updated, preview.driver_changes), (1, 1));
    assert_eq!(sums(scene), by_hand(ALL_ZHANG), "a preview writes nothing");
    let imported = garage.import(vec![from_the_10th.clone()], later(10), false).unwrap();
    let each_his_own = by_hand(&[("张三", 1, 20_000, 0), ("赵六", 1, 0, 1)]);
    assert_eq!(sums(scene), each_his_own);
    let again = garage.import(vec![from_the_10th], later(11), false).unwrap();
    assert_eq!((again.unchanged, again.driver_changes), (1, 0));

    // One that does not say it: from now on, and history stays.
    garage.undo(&imported.undo.unwrap(), later(12)).unwrap();
    assert_eq!(sums(scene), by_hand(ALL_ZHANG));
    garage.import(vec![sheet("赵六", None)], later(13), false).unwrap();
    assert_eq!(sums(scene), by_hand(ALL_ZHANG));
    assert_eq!(garage.vehicle(&car).unwrap().unwrap().driver.as_deref(), Some("赵六"));

    // 顶班: that of the 11th was 王五's all the same, whatever periods and answers come.
    let eleventh = ViolationQuery { search: "超速".into(), ..Default::default() };
    let stand_in =
        Given { driver: "王五".into(), reason: "顶班".into(), by: "调度".into(), at: Some(later(14)) };
    let given = garage.give(&eleventh, Some(&stand_in), later(14)).unwrap();
    let by_the_stand_in = by_hand(&[("张三", 1, 20_000, 0), ("王五", 1, 0, 1)]);
    assert_eq!((given.rows, sums(scene)), (1, by_the_stand_in.clone()));
    let whose = |act: &str| {
        let query = ViolationQuery { search: act.into(), ..Default::default() };
        let row = garage.list_violations(&query).unwrap().rows.remove(0);
        (row.driver, row.driver_why, garage.given(&row.id).unwrap())
    };
    assert_eq!(whose("超速"), (Some("王五".into()), Some(DriverWhy::ByHand), Some(stand_in)));
    assert_eq!(whose("违停"), (Some("张三".into()), Some(DriverWhy::Period), None));
    scene.answer("storeapi", &car, vec![of_the_9th(), of_the_11th()], later(15)).await;
    let period =
        NewPeriod { vehicle: car, driver: "赵六".into(), from: Some(time("2026-03-10 18:30")), to: None };
    garage.save_period(None, &period, true, later(16)).unwrap();
    assert_eq!(sums(scene), by_the_stand_in);

    // Taken back, it is whose the period says; there is nothing more to take back.
    garage.undo(&given.undo, later(17)).unwrap();
    assert_eq!(sums(scene), each_his_own);
    assert_eq!((garage.give(&eleventh, None, later(18)).unwrap().rows, sums(scene)), (0, each_his_own));
    scene.is_well();
}
