//! A violation's way at this desk: from nobody's to proven, and what becomes of it when answers, drivers,
//! restores and erasures change.

use crate::scene::{NOON, Scene, later, row};
use cheku_domain::case::{CostChange, Handled, Payer, Payment, Said, Step, Told};
use cheku_domain::{Fen, Stage, Timestamp, VehicleId, Violation, ViolationState};
use cheku_garage::{Assign, Given, NewStep, ViolationQuery, ViolationRow, Whom, Wishes, Written};
use chrono::NaiveDate;

const SPEEDING: &str = "2026-03-01 08:00:00";
const DAY: i64 = 24 * 60;

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn speeding() -> Violation {
    row(SPEEDING, "超速", Some(20_000), Some(6))
}

fn said(step: Step) -> NewStep {
    NewStep { step, as_fined: false, receipts: Vec::new(), by: "刘会计".into() }
}

fn told(due: &str) -> NewStep {
    said(Step::Told(Told { on: day("2026-03-12"), how: "微信".into(), due: day(due) }))
}

fn paid(on: &str) -> NewStep {
    let payment = Payment { on: day(on), payer: Some(Payer::Company), ..Payment::default() };
    NewStep { as_fined: true, ..said(Step::Paid(payment)) }
}

fn all() -> ViolationQuery {
    ViolationQuery::default()
}

fn take(scene: &Scene, step: &NewStep, now: Timestamp) -> Written {
    scene.garage.take_step(&all(), step, now).unwrap()
}

fn only(scene: &Scene) -> ViolationRow {
    let [row] = scene.garage.list_violations(&all()).unwrap().rows.try_into().unwrap();
    row
}

fn at(scene: &Scene, stage: Stage) -> u32 {
    let stages = scene.garage.stages().unwrap();
    let listed =
        scene.garage.list_violations(&ViolationQuery { stages: vec![stage], ..all() }).unwrap().total;
    let (_, counted) = stages.into_iter().find(|(known, _)| *known == stage).unwrap();
    assert_eq!(usize::try_from(counted).unwrap(), listed, "{stage:?}");
    counted
}

fn log(scene: &Scene) -> Vec<Step> {
    let (_, steps) = scene.garage.case(&only(scene).id).unwrap();
    steps.into_iter().filter(|step| step.taken_back_at.is_none()).map(|step| step.step).collect()
}

async fn one() -> (Scene, VehicleId) {
    let scene = Scene::new();
    let vehicle = scene.vehicle("粤B12345");
    scene.answer("storeapi", &vehicle, vec![speeding()], NOON).await;
    (scene, vehicle)
}

#[tokio::test]
async fn from_nobodys_to_paid_to_flagged_to_proven() {
    let (scene, vehicle) = one().await;
    assert_eq!(at(&scene, Stage::Unclaimed), 1);
    scene
        .garage
        .assign(std::slice::from_ref(&vehicle), Assign::Driver(Some("张三".into())), None, NOON)
        .unwrap();
    assert_eq!((at(&scene, Stage::Unclaimed), at(&scene, Stage::Untold)), (0, 1));

    take(&scene, &told("2026-03-20"), later(1));
    let row = only(&scene);
    assert_eq!((row.stage, row.due), (Stage::Told, day("2026-03-20")));
    let overdue = |on: &str| scene.garage.overdue(day(on).unwrap()).unwrap();
    assert_eq!((overdue("2026-03-20"), overdue("2026-03-21")), (0, 1));
    let due = ViolationQuery { due_before: day("2026-03-21"), ..all() };
    assert_eq!(scene.garage.list_violations(&due).unwrap().total, 1);

    take(&scene, &paid("2026-03-13"), later(DAY));
    let row = only(&scene);
    let payer = row.paid.and_then(|payment| payment.payer);
    assert_eq!((row.stage, row.due, payer), (Stage::Paid, None, Some(Payer::Company)));
    assert_eq!(overdue("2026-03-21"), 0);
    scene.answer("storeapi", &vehicle, vec![speeding()], later(9 * DAY)).await;
    assert_eq!(only(&scene).stage, Stage::Paid, "the payment may be on its way");
    scene.answer("storeapi", &vehicle, vec![speeding()], later(11 * DAY)).await;
    assert_eq!((only(&scene).stage, at(&scene, Stage::StillThere)), (Stage::StillThere, 1));

    scene.answer("storeapi", &vehicle, vec![], later(12 * DAY)).await;
    assert_eq!(only(&scene).stage, Stage::VerifiedGone, "gone is not the same as paid");
    scene.answer("storeapi", &vehicle, vec![speeding()], later(13 * DAY)).await;
    assert_eq!(only(&scene).stage, Stage::StillThere, "it came back unpaid");
    let verified = Violation { state: ViolationState::Paid, ..speeding() };
    scene.answer("storeapi", &vehicle, vec![verified], later(14 * DAY)).await;
    assert_eq!(only(&scene).stage, Stage::Verified);
    scene.answer("storeapi", &vehicle, vec![], later(15 * DAY)).await;
    assert_eq!(only(&scene).stage, Stage::Verified, "it was paid, whoever still returns it");
    let brought = &log(&scene)[2..];
    assert_eq!(brought, [Step::StillThere, Step::VerifiedGone, Step::Returned, Step::Verified]);
    let (case, steps) = scene.garage.case(&only(&scene).id).unwrap();
    let case = case.unwrap();
    assert_eq!(case.told.unwrap().how, "微信");
    assert_eq!(case.paid.unwrap().amount, Some(Fen(20_000)), "its own fine");
    assert_eq!((steps[0].by.as_str(), steps[2].by.as_str()), ("刘会计", "storeapi"));
    scene.is_well();
}

/// Two providers that differ in money take turns: who repeats himself changes nothing.
#[tokio::test]
async fn a_case_is_changed_only_by_a_provider_that_differs_from_itself() {
    let (scene, vehicle) = one().await;
    take(&scene, &told("2026-03-20"), later(1));
    let costing = |fine: i64, points| vec![row(SPEEDING, "超速", Some(fine), points)];
    for minute in [2, 4] {
        scene.answer("juhe", &vehicle, costing(15_000, None), later(minute)).await;
        assert_eq!(only(&scene).violation.fine, Some(Fen(15_000)), "the newer answer counts");
        scene.answer("storeapi", &vehicle, costing(20_000, Some(6)), later(minute + 1)).await;
        assert_eq!(only(&scene).violation.fine, Some(Fen(20_000)));
    }
    assert_eq!(log(&scene)[1..], []);
    scene.answer("juhe", &vehicle, costing(20_000, Some(3)), later(6)).await;
    let change = CostChange {
        fine_from: Some(Fen(15_000)),
        fine_to: Some(Fen(20_000)),
        points_from: None,
        points_to: Some(3),
    };
    assert_eq!(log(&scene)[1..], [Step::Changed(change)], "what it said before, not what the other one did");
    scene.is_well();
}

#[tokio::test]
async fn what_an_answer_changes_of_a_case_is_kept_and_of_what_nobody_spoke_about_nothing() {
    let (scene, vehicle) = one().await;
    let dearer = |fine| row(SPEEDING, "超速", Some(fine), Some(6));
    scene.answer("storeapi", &vehicle, vec![dearer(25_000)], later(1)).await;
    assert_eq!(log(&scene), []);
    take(&scene, &told("2026-03-20"), later(2));
    scene.answer("storeapi", &vehicle, vec![dearer(30_000)], later(3)).await;
    let change = CostChange {
        fine_from: Some(Fen(25_000)),
        fine_to: Some(Fen(30_000)),
        points_from: Some(6),
        points_to: Some(6),
    };
    assert_eq!(log(&scene)[1..], [Step::Changed(change)]);
    scene.is_well();
}

#[tokio::test]
async fn steps_are_taken_back_one_after_the_other_and_never_deleted() {
    let (scene, _) = one().await;
    let first = take(&scene, &told("2026-03-20"), later(1)).undo;
    let second = take(&scene, &said(Step::Handled(Handled::default())), later(2)).undo;
    assert_eq!(only(&scene).stage, Stage::Handled);
    assert_eq!(scene.garage.undo(&first, later(3)).unwrap_err().code(), "undo_overwritten");
    assert_eq!(scene.garage.undo(&second, later(3)).unwrap(), 1);
    assert_eq!((only(&scene).stage, only(&scene).due), (Stage::Told, day("2026-03-20")));
    assert_eq!(scene.garage.undo(&first, later(4)).unwrap(), 1);
    let (case, steps) = scene.garage.case(&only(&scene).id).unwrap();
    assert_eq!((only(&scene).stage, case), (Stage::Unclaimed, None));
    let taken_back: Vec<_> = steps.iter().map(|step| step.taken_back_at).collect();
    assert_eq!(taken_back, [Some(later(4)), Some(later(3))]);

    take(&scene, &told("2026-03-20"), later(5));
    take(&scene, &said(Step::Back), later(6));
    assert_eq!(only(&scene).stage, Stage::Unclaimed, "as if nothing had been said");
    assert_eq!(log(&scene).len(), 2, "and yet it stays known");
    scene.is_well();
}

#[tokio::test]
async fn nobody_of_that_id_is_told() {
    let (scene, _) = one().await;
    let nobody = ViolationQuery { only: Some(vec!["nobody".into()]), ..all() };
    assert_eq!(scene.garage.take_step(&nobody, &told("2026-03-20"), NOON).unwrap_err().code(), "not_found");
    assert_eq!(only(&scene).stage, Stage::Unclaimed);
}

#[tokio::test]
async fn lists_are_in_the_order_of_what_presses_most() {
    let scene = Scene::new();
    let vehicle = scene.vehicle("粤B12345");
    let acts = ["a", "b", "c", "d"].map(|act| row(SPEEDING, act, Some(20_000), Some(6)));
    scene.answer("storeapi", &vehicle, acts.to_vec(), NOON).await;
    let rows = scene.garage.list_violations(&all()).unwrap().rows;
    for (row, due) in rows.iter().zip(["2026-03-30", "2026-03-20"]) {
        let one = ViolationQuery { only: Some(vec![row.id.clone()]), ..all() };
        scene.garage.take_step(&one, &told(due), NOON).unwrap();
    }
    let one = ViolationQuery { only: Some(vec![rows[2].id.clone()]), ..all() };
    scene.garage.take_step(&one, &paid("2026-03-12"), NOON).unwrap();
    let query = ViolationQuery { sort: cheku_garage::ViolationColumn::Stage, ..all() };
    let sorted = scene.garage.list_violations(&query).unwrap().rows;
    let told: Vec<_> = sorted.iter().map(|row| (row.stage, row.due)).collect();
    let expected = [
        (Stage::Unclaimed, None),
        (Stage::Told, day("2026-03-20")),
        (Stage::Told, day("2026-03-30")),
        (Stage::Paid, None),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_restore_keeps_what_the_copy_says_and_what_answers_brought_since() {
    let (scene, vehicle) = one().await;
    take(&scene, &told("2026-03-20"), later(1));
    let copy = scene.backup("copy.sqlite");
    take(&scene, &paid("2026-03-13"), later(DAY));
    let verified = Violation { state: ViolationState::Paid, ..speeding() };
    let new = row("2026-03-05 08:00:00", "违停", Some(10_000), Some(0));
    scene.answer("storeapi", &vehicle, vec![verified, new], later(2 * DAY)).await;
    let of_new = ViolationQuery { act: Some("违停".into()), ..all() };
    scene.garage.take_step(&of_new, &said(Step::Dropped { why: "申诉".into() }), later(2 * DAY)).unwrap();
    let Scene { dir, garage } = scene;
    drop(garage);
    cheku_garage::Garage::restore(dir.path(), &copy, &Wishes::default(), later(3 * DAY)).unwrap();
    let scene = Scene { garage: cheku_garage::Garage::open(dir.path(), later(3 * DAY)).unwrap(), dir };
    scene.is_well();
    let rows = scene.garage.list_violations(&all()).unwrap().rows;
    let stages: Vec<_> = rows.iter().map(|row| row.stage).collect();
    assert_eq!(stages, [Stage::Verified, Stage::Dropped]);
    let (case, steps) = scene.garage.case(&rows[0].id).unwrap();
    assert_eq!(case.unwrap().said, Said::Told, "the copy knows of no payment");
    let steps: Vec<_> = steps.into_iter().map(|kept| kept.step).collect();
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert_eq!(steps[1], Step::Verified);
    let (case, _) = scene.garage.case(&rows[1].id).unwrap();
    assert_eq!(case.unwrap().dropped.as_deref(), Some("申诉"), "only the present garage knew of it");
}

#[tokio::test]
async fn an_erased_person_stands_in_no_case() {
    let (scene, vehicle) = one().await;
    scene.garage.assign(&[vehicle], Assign::Driver(Some("王伟".into())), None, NOON).unwrap();
    let how = "王伟本人微信".to_owned();
    take(&scene, &said(Step::Told(Told { how, ..Told::default() })), later(1));
    take(&scene, &said(Step::Handled(Handled { by: "王伟".into(), ..Handled::default() })), later(2));
    scene.garage.erase(&Whom::Driver("王伟".into()), later(3)).unwrap();
    let (case, steps) = scene.garage.case(&only(&scene).id).unwrap();
    let case = case.unwrap();
    assert_eq!((case.told.unwrap().how.as_str(), case.handled.unwrap().by.as_str()), ("***本人微信", "***"));
    assert!(!format!("{steps:?}").contains("王伟"));
    scene.is_well();
}

#[tokio::test]
async fn only_what_was_given_by_hand_is_taken_back_and_counted() {
    let (scene, vehicle) = one().await;
    let two = vec![speeding(), row("2026-03-02 09:00:00", "违停", Some(10_000), None)];
    scene.answer("storeapi", &vehicle, two, later(1)).await;
    let first = scene.garage.list_violations(&all()).unwrap().rows[0].id.clone();
    let only = ViolationQuery { only: Some(vec![first]), ..all() };
    let given = Given { driver: "李四".into(), reason: "顶班".into(), by: String::new(), at: Some(NOON) };
    scene.garage.give(&only, Some(&given), later(2)).unwrap();
    let back = scene.garage.give(&all(), None, later(3)).unwrap();
    assert_eq!(back.rows, 1, "of two, one was given");
    assert_eq!(scene.garage.undo(&back.undo, later(4)).unwrap(), 1);
    scene.is_well();
}

#[tokio::test]
async fn drivers_with_many_points_may_have_more_that_nobody_knows() {
    let (scene, vehicle) = one().await;
    let driver = Assign::Driver(Some("张三".into()));
    scene.garage.assign(std::slice::from_ref(&vehicle), driver, None, NOON).unwrap();
    let rows = vec![
        speeding(),
        row("2026-03-02 09:00:00", "闯红灯", Some(20_000), Some(6)),
        row("2026-03-03 09:00:00", "违停", Some(10_000), None),
    ];
    scene.answer("storeapi", &vehicle, rows, later(1)).await;
    let found = scene.garage.drivers_with_points(9).unwrap();
    assert_eq!((found.drivers, found.points, found.unknown, found.below_unknown), (1, 12, 1, 0));

    // Another one has 6, and more that nobody knows: not among them, and not passed over.
    let other = scene.vehicle("粤B12346");
    let driver = Assign::Driver(Some("李四".into()));
    scene.garage.assign(std::slice::from_ref(&other), driver, None, NOON).unwrap();
    let rows = vec![speeding(), row("2026-03-02 09:00:00", "违停", Some(10_000), None)];
    scene.answer("storeapi", &other, rows, later(2)).await;
    let found = scene.garage.drivers_with_points(9).unwrap();
    assert_eq!((found.drivers, found.points, found.unknown, found.below_unknown), (1, 12, 1, 1));
}
