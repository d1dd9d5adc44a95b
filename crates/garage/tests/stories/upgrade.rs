//! Upgrades: a garage of any earlier version is the same garage afterwards.

use crate::scene::{NOON, Scene, later, row};
use cheku_domain::Stage;
use cheku_domain::TotalsBy;
use cheku_domain::case::Handled;
use cheku_garage::{
    BEFORE_UPGRADE, Garage, Level, UndoToken, Upgrading, VehicleQuery, ViolationQuery, Wishes,
};
use rusqlite::Connection;
use std::path::Path;

const EARLY: &str = include_str!("garage-18.sql");
const LAST: &str = include_str!("garage-25.sql");
const WHOLE: &str = concat!(include_str!("../../src/migrate/schema.sql"), include_str!("garage-26.sql"));
/// The history of the schema, as the program has it.
const HISTORY: &str = include_str!("../../src/migrate/history.sql");

fn lay(dir: &Path, sql: &str) {
    Connection::open(dir.join("garage.sqlite")).unwrap().execute_batch(sql).unwrap();
}

fn laid(sql: &str) -> Scene {
    let dir = tempfile::tempdir().unwrap();
    lay(dir.path(), sql);
    let garage = Garage::open(dir.path(), NOON).unwrap();
    Scene { dir, garage }
}

/// The dump of version 18 with what later versions added.
fn of_version(version: usize) -> String {
    let steps: Vec<&str> =
        HISTORY.split("-- version ").skip(1).map(|step| step.split_once('\n').unwrap().1).collect();
    format!("{EARLY}\n{}\nPRAGMA user_version = {version};", steps[18..version].concat())
}

#[test]
fn a_garage_of_every_version_that_was_filled_keeps_its_figures() {
    for version in 18..=25 {
        let scene = laid(&of_version(version));
        let totals = scene.garage.totals().unwrap();
        assert_eq!(
            (totals.vehicles, totals.totals.violations, totals.totals.fines_due_fen.0),
            (3, 2, 20_000)
        );
        let calls = scene.garage.calls_summary(&Default::default()).unwrap();
        assert_eq!((calls.calls, calls.charged, calls.cost_fen.0), (6, 6, 82), "{version}");
        assert!(!Garage::is_older(scene.dir.path()));
        scene.is_well();
    }
}

#[test]
fn what_the_last_version_kept_of_each_violation_is_there_to_the_letter() {
    let scene = laid(LAST);
    let rows = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let told: Vec<_> =
        rows.iter().map(|row| (row.violation.act.as_str(), row.violation.time_text.as_str())).collect();
    assert_eq!(
        told,
        [("闯红灯", "2026/2/1 8:00"), ("违停", "2026-03-01 08:00:00"), ("超速", "2026-03-02 08:00:00")]
    );
    assert_eq!(rows[1].providers, ["juhe", "storeapi"]);
    let [juhe, storeapi] = scene.garage.sources(&rows[1].id).unwrap().try_into().unwrap();
    assert_eq!((juhe.row.place.as_str(), juhe.row.fine.map(|fine| fine.0)), ("季华六路", Some(20_000)));
    assert_eq!(
        (storeapi.row.place.as_str(), storeapi.row.fine.map(|fine| fine.0)),
        ("季华6路", Some(15_000))
    );
    assert_eq!((storeapi.row.points, storeapi.row.repeat), (None, 2));
    assert_eq!(storeapi.row.numbers["decisionNum"], "D7");
    let answer = scene.garage.history(&rows[1].vehicle, 9).unwrap().pop().unwrap();
    assert_eq!(scene.garage.answer(&answer.id.0).unwrap().unwrap().body.text, r#"{"code":"1"}"#);

    assert_eq!((rows[2].stage, rows[2].note.as_deref()), (Stage::Handled, Some("已交司机")));
    let (case, steps) = scene.garage.case(&rows[2].id).unwrap();
    assert_eq!(case.unwrap().handled, Some(Handled::default()), "nobody knows when and who");
    assert_eq!((steps.len(), steps[0].at, steps[0].by.as_str()), (1, None, ""));
    let of_the_mark = UndoToken("01a22945-a880-7000-8000-000000000001".into());
    assert_eq!(scene.garage.undo(&of_the_mark, NOON).unwrap(), 1);
    let row = scene.garage.violation(&rows[2].id).unwrap().unwrap();
    assert_eq!((row.stage, row.note, row.decision_date), (Stage::Untold, None, None));
    scene.is_well();
}

/// A day of 王五's among 张三's, which his violations follow.
const A_DAY: &str = "
    INSERT INTO driver_assignments
        VALUES ('p', (SELECT id FROM vehicles WHERE plate = '粤B12345'), '王五', '2026-03-02', '2026-03-02');
    PRAGMA journal_mode = DELETE;";
/// Violation 2 is of that day; of violation 3, 李四's, nobody can read the time.
const DRIVEN_25: &str = "
    UPDATE violations SET driver = '王五' WHERE rowid = 2;
    UPDATE violations SET time = NULL WHERE rowid = 3;";
const DRIVEN_26: &str = "
    INSERT OR IGNORE INTO driver_names (name) VALUES ('王五');
    UPDATE violations SET driver = (SELECT id FROM driver_names WHERE name = '王五') WHERE number = 2;
    UPDATE violations SET time = NULL WHERE number = 3;";
const NAMED: &str = "SELECT d.name, y.* FROM violations y JOIN driver_names d ON d.id = y.driver";

/// Each driver's violations, fines and points; from the old file's own rows, by no code of ours.
fn by_driver(path: &Path, names: &str) -> Vec<(String, i64, i64, i64)> {
    let sql = format!(
        "SELECT name, count(*), sum(coalesce(fine_fen, 0)), sum(coalesce(points, 0)) FROM ({names})
         WHERE removed = 0 GROUP BY 1 ORDER BY 1"
    );
    let file = Connection::open(path.join("garage.sqlite")).unwrap();
    let mut query = file.prepare(&sql).unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn whose_every_violation_was_it_is_after_the_upgrade() {
    let named_25 = "SELECT coalesce(driver, '') AS name, * FROM violations";
    for (old, driven, named) in [(LAST, DRIVEN_25, named_25), (WHOLE, DRIVEN_26, NAMED)] {
        let dir = tempfile::tempdir().unwrap();
        lay(dir.path(), &format!("{old}; {driven} {A_DAY}"));
        let before = by_driver(dir.path(), named);
        assert_eq!(before.len(), 3, "{before:?}");
        let garage = Garage::open(dir.path(), NOON).unwrap();
        assert_eq!(by_driver(dir.path(), NAMED), before);
        let vehicle = garage.list(&VehicleQuery::default()).unwrap().rows.remove(0).vehicle;
        let periods = garage.periods(&vehicle.id).unwrap();
        let told: Vec<_> = periods.iter().map(|period| period.what.driver.as_str()).collect();
        assert_eq!((told, vehicle.driver.as_deref()), (vec!["张三", "王五", "张三"], Some("张三")));
        let rows = garage.list_violations(&ViolationQuery::default()).unwrap().rows;
        let timeless = rows.iter().find(|row| row.violation.time.is_none()).unwrap();
        let given = garage.given(&timeless.id).unwrap().unwrap();
        assert_eq!((given.driver.as_str(), given.reason.as_str(), given.at), ("李四", BEFORE_UPGRADE, None));
        // The kept sums of the old file were not changed with its rows; whose they are agrees all the same.
        let errors = garage.doctor().unwrap().into_iter().filter(|finding| finding.level == Level::Error);
        let codes: Vec<_> = errors.map(|finding| finding.code).collect();
        assert!(codes.iter().all(|code| code.ends_with("differ")), "{codes:?}");
    }
}

#[test]
fn a_garage_of_the_version_before_is_upgraded_in_its_place_and_its_copy_can_be_restored() {
    let scene = laid(WHOLE);
    scene.is_well();
    assert_eq!(scene.garage.totals().unwrap().totals.fines_due_fen.0, 20_000);
    let by = scene.garage.totals_by(TotalsBy::Driver).unwrap();
    let of_zhang = by.iter().find(|group| group.key == "张三").unwrap();
    assert_eq!((of_zhang.totals.violations, of_zhang.totals.fines_due_fen.0), (2, 20_000));
    let of_the_mark = UndoToken("01a22945-a880-7000-8000-000000000001".into());
    assert_eq!(scene.garage.undo(&of_the_mark, NOON).unwrap(), 1);
    let copies = std::fs::read_dir(scene.dir.path().join("backups")).unwrap();
    let [copy] = copies.map(|copy| copy.unwrap().path()).collect::<Vec<_>>().try_into().unwrap();
    let Scene { dir, garage } = scene;
    drop(garage);
    Garage::restore(dir.path(), &copy, &Wishes::default(), later(1)).unwrap();
    Scene { garage: Garage::open(dir.path(), later(2)).unwrap(), dir }.is_well();
}

/// The fixture's last batch that asked anything found one of its violations.
const FOUND_LAST: &str = "UPDATE violations SET first_batch =
        (SELECT max(b.number) FROM batches b JOIN calls c ON c.batch = b.id WHERE c.kind = 'question')
    WHERE number = 2; PRAGMA journal_mode = DELETE;";

#[test]
fn what_the_last_check_found_stays_new_and_all_else_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    lay(dir.path(), &format!("{WHOLE}; {FOUND_LAST}"));
    let scene = Scene { garage: Garage::open(dir.path(), NOON).unwrap(), dir };
    let rows = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let new: Vec<_> = rows.iter().filter(|row| row.is_new).map(|row| &row.id[..2]).collect();
    assert_eq!((rows.len(), new, scene.garage.new_violations().unwrap()), (3, vec!["2-"], 1));
    assert!(rows.iter().all(|row| !row.first_found), "nobody knows that of them");
    scene.is_well();
}

#[tokio::test]
async fn rows_that_come_again_after_it_are_none_that_are_new_and_keep_their_notes() {
    let scene = laid(LAST);
    let before = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let again = |time: &str, act: &str, fine: Option<i64>, points: Option<u8>| row(time, act, fine, points);
    let first = vec![
        again("2026-03-01 08:00:00", "违停", Some(20_000), Some(0)),
        again("2026-03-02 08:00:00", "超速", None, None),
    ];
    let returned = again("2026/2/1 8:00", "闯红灯", Some(10_000), Some(6));
    for (at, provider) in ["storeapi", "juhe", "storeapi"].into_iter().enumerate() {
        let now = later(60 + i64::try_from(at).unwrap());
        assert_eq!(scene.answer(provider, &before[1].vehicle, first.clone(), now).await.news.first_seen(), 0);
        let one = vec![returned.clone()];
        assert_eq!(scene.answer(provider, &before[0].vehicle, one, now).await.news.first_seen(), 0);
    }
    let after = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let told = |row: &cheku_garage::ViolationRow| {
        (row.id.clone(), row.first_seen, row.note.clone(), row.decision_date)
    };
    assert_eq!(after.iter().map(told).collect::<Vec<_>>(), before.iter().map(told).collect::<Vec<_>>());
    assert!(before[0].gone_since.is_some() && after[0].gone_since.is_none(), "it is returned again");
    scene.is_well();
}

#[test]
fn the_copy_that_was_made_before_lacks_nothing_and_can_be_brought_back() {
    let Scene { dir, garage } = laid(LAST);
    drop(garage);
    let copies = std::fs::read_dir(dir.path().join("backups")).unwrap();
    let [copy] = copies.map(|copy| copy.unwrap().path()).collect::<Vec<_>>().try_into().unwrap();
    let newer = Garage::look_at_backup(dir.path(), &copy).unwrap().newer.unwrap();
    assert!(newer.is_none(), "{newer:?}");
    Garage::restore(dir.path(), &copy, &Wishes::default(), later(1)).unwrap();
    let scene = Scene { garage: Garage::open(dir.path(), later(2)).unwrap(), dir };
    assert_eq!(scene.garage.list_violations(&ViolationQuery::default()).unwrap().total, 3);
    scene.is_well();
}

#[test]
fn how_far_it_is_is_told_up_to_the_end_and_only_of_an_upgrade() {
    let dir = tempfile::tempdir().unwrap();
    lay(dir.path(), LAST);
    assert!(Garage::is_older(dir.path()));
    let mut told = Vec::new();
    drop(Garage::open_telling(dir.path(), NOON, &mut |so_far| told.push(so_far)).unwrap());
    assert_eq!(told.last(), Some(&Upgrading { done: 4, total: 4 }));
    assert_eq!((told[0].percent(), told[told.len() - 1].percent()), (0, 100));
    drop(Garage::open_telling(dir.path(), NOON, &mut |so_far| panic!("{so_far:?}")).unwrap());
}

#[test]
fn what_an_upgrade_left_that_was_cut_off_is_in_nobodys_way() {
    let dir = tempfile::tempdir().unwrap();
    lay(dir.path(), LAST);
    std::fs::write(dir.path().join("garage.sqlite.upgraded"), "half of a page").unwrap();
    let garage = Garage::open(dir.path(), NOON).unwrap();
    assert_eq!(garage.list(&VehicleQuery::default()).unwrap().total, 3);
    assert!(!dir.path().join("garage.sqlite.upgraded").exists());
}

#[test]
fn of_an_upgrade_that_was_cut_off_nothing_is_left_in_a_garage_that_needs_none() {
    let Scene { dir, garage } = Scene::new();
    drop(garage);
    let left = ["garage.sqlite.upgraded", "garage.sqlite.restored.part.upgraded"];
    for name in left {
        std::fs::write(dir.path().join(name), "粤B12345").unwrap();
        drop(Garage::open(dir.path(), NOON).unwrap());
        assert!(!dir.path().join(name).exists(), "{name}");
    }
    let look = dir.path().join("garage.sqlite.17.copy.look.upgraded");
    let day = std::time::Duration::from_secs(86_400);
    std::fs::File::create(&look).unwrap().set_modified(std::time::SystemTime::now() - day).unwrap();
    drop(Garage::open(dir.path(), NOON).unwrap());
    assert!(!look.exists());
}

#[test]
fn an_earlier_garage_that_was_changed_or_says_what_nobody_knows_stays_as_it_is() {
    for (what, code) in [
        ("CREATE VIEW v AS SELECT * FROM accounts", "garage_altered"),
        ("UPDATE violations SET state = 'tomorrow'", "unknown_word"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        lay(dir.path(), &format!("{LAST}; {what}; PRAGMA journal_mode = DELETE;"));
        assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code(), code);
        let file = Connection::open(dir.path().join("garage.sqlite")).unwrap();
        let version: i64 = file.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        let violations: i64 =
            file.query_row("SELECT count(*) FROM violations", [], |row| row.get(0)).unwrap();
        assert_eq!((version, violations), (25, 4), "{what}");
    }
}

/// The names of the copies, in order.
fn copies(dir: &Path) -> Vec<String> {
    let files = std::fs::read_dir(dir.join("backups")).unwrap().flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn set_aside(dir: &Path) {
    std::fs::remove_file(dir.join("garage.sqlite")).unwrap();
}

#[test]
fn upgrades_that_are_cut_off_leave_one_copy_and_push_none_of_the_days_out() {
    let dir = tempfile::tempdir().unwrap();
    let garage = Garage::open(dir.path(), NOON).unwrap();
    (0..10).for_each(|day| drop(garage.daily_backup(later(day * 24 * 60)).unwrap()));
    drop(garage);
    let broken = format!("{LAST}; UPDATE violations SET state = 'tomorrow'; PRAGMA journal_mode = DELETE;");
    for minute in 0..12 {
        set_aside(dir.path());
        lay(dir.path(), &broken);
        assert_eq!(Garage::open(dir.path(), later(minute)).unwrap_err().code(), "unknown_word");
    }
    let names = copies(dir.path());
    assert_eq!(names.iter().filter(|name| name.len() == "garage-20260312.sqlite".len()).count(), 10);
    assert_eq!(names.len(), 11, "{names:?}");
    assert!(names.contains(&"garage-20260312-101100-before-upgrade.sqlite".to_owned()), "the last one's");
}

#[test]
fn of_each_version_the_newest_copy_is_kept_and_the_one_that_was_just_made_always() {
    let dir = tempfile::tempdir().unwrap();
    for (minute, version) in [(50, 18), (40, 18), (41, 22), (42, 23), (43, 24)] {
        lay(dir.path(), &of_version(version));
        drop(Garage::open(dir.path(), later(minute)).unwrap());
        set_aside(dir.path());
    }
    let kept = ["100", "200", "300"].map(|time| format!("garage-20260312-104{time}-before-upgrade.sqlite"));
    assert_eq!(copies(dir.path()), kept);
}

#[test]
fn a_copy_that_this_program_can_read_is_named_and_the_newest_of_those() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("backups");
    assert_eq!(cheku_garage::copy_before_upgrade(dir.path()), folder, "where there is none");
    std::fs::create_dir(&folder).unwrap();
    let put = |name: &str, version: i64, age: u64| {
        let path = folder.join(name);
        let file = Connection::open(&path).unwrap();
        file.execute_batch(LAST).unwrap();
        file.execute_batch(&format!("PRAGMA journal_mode = DELETE; PRAGMA user_version = {version};"))
            .unwrap();
        drop(file);
        let at = std::time::SystemTime::now() - std::time::Duration::from_secs(age);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(at).unwrap();
        path
    };
    put("garage-20260312-100000-before-upgrade.sqlite", 25, 9);
    let newest = put("garage-20260311.sqlite", 25, 8);
    put("garage-20260313-100000-before-upgrade.sqlite", 99, 7);
    std::fs::write(folder.join("garage-20260314.sqlite"), "no garage").unwrap();
    assert_eq!(cheku_garage::copy_before_upgrade(dir.path()), newest);
}
