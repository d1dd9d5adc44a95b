//! Settlements and clearance sheets: what was issued stays, with a number that no other has, until somebody in it is
//! erased.

use crate::scene::{NOON, Scene, back_up, later, new, row};
use cheku_domain::clearance::{ClearanceFor, ClearanceHead};
use cheku_domain::settlement::SettlementHead;
use cheku_domain::{Fen, Plate, Span, Subject, VehicleId};
use cheku_garage::{Garage, NewClearance, NewVehicle, Whom, Wishes};

const PLATE: &str = "粤B12345";
const DRIVER: &str = "李四";

async fn scene() -> (Scene, VehicleId) {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let named = NewVehicle { driver: Some(DRIVER.into()), group: Some("一队".into()), ..new(PLATE) };
    let id = scene.garage.add_vehicle(named, NOON).unwrap().vehicles.remove(0);
    scene.answer("storeapi", &id, vec![row("2026-03-01 08:00:00", "超速", None, Some(6))], NOON).await;
    (scene, id)
}

fn issue(garage: &Garage, minutes: i64) -> SettlementHead {
    let body = garage.unsettled(Span::default()).unwrap();
    garage.issue_settlement("2026-03", &body, "", later(minutes)).unwrap()
}

fn clear(garage: &Garage, about: Subject, subject: &str) -> ClearanceHead {
    let sheet = garage.clearance_sheet(&about).unwrap();
    let new = NewClearance {
        purpose: ClearanceFor::Sale,
        about,
        subject: subject.into(),
        sheet,
        by: String::new(),
    };
    garage.issue_clearance(new, NOON).unwrap()
}

fn clear_both(garage: &Garage, id: &VehicleId) -> [ClearanceHead; 2] {
    let vehicle = Subject::Vehicle { id: id.0.clone() };
    [clear(garage, vehicle, PLATE), clear(garage, Subject::Driver { name: DRIVER.into() }, DRIVER)]
}

/// Everything that the issued sheets say, as one text.
fn kept(garage: &Garage) -> String {
    let settlements = garage.settlements().unwrap();
    let settled: Vec<_> = settlements.iter().map(|head| garage.settlement(&head.id).unwrap()).collect();
    let clearances = garage.clearances().unwrap();
    let cleared: Vec<_> = clearances.iter().map(|head| garage.clearance(&head.id).unwrap()).collect();
    format!("{settled:?} {cleared:?}")
}

#[tokio::test]
async fn an_erased_driver_is_masked_in_every_issued_sheet_and_the_figures_stay() {
    let (scene, id) = scene().await;
    let head = issue(&scene.garage, 1);
    clear_both(&scene.garage, &id);
    assert!(kept(&scene.garage).contains(DRIVER));
    scene.garage.erase(&Whom::Driver(DRIVER.into()), later(2)).unwrap();
    let text = kept(&scene.garage);
    assert!(!text.contains(DRIVER) && text.contains(PLATE), "{text}");
    let (_, body) = scene.garage.settlement(&head.id).unwrap().unwrap();
    assert_eq!(
        (body.lines.len(), body.lines[0].driver.as_str(), body.lines[0].group.as_str()),
        (1, "***", "一队")
    );
    scene.is_well();
}

#[tokio::test]
async fn an_erased_vehicle_is_masked_in_every_issued_sheet_and_corrects_nothing() {
    let (scene, id) = scene().await;
    issue(&scene.garage, 1);
    clear_both(&scene.garage, &id);
    let whom = Whom::Plate(Plate::parse(PLATE).unwrap(), None);
    scene.garage.erase(&whom, later(2)).unwrap();
    let text = kept(&scene.garage);
    assert!(!text.contains(PLATE) && text.contains(DRIVER), "{text}");
    assert!(scene.garage.unsettled(Span::default()).unwrap().is_empty(), "what is gone changes no more");
    scene.is_well();
}

#[tokio::test]
async fn what_an_answer_changed_before_its_vehicle_was_removed_is_corrected_in_the_next() {
    let (scene, id) = scene().await;
    issue(&scene.garage, 1);
    let rows = vec![row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6))];
    scene.answer("storeapi", &id, rows, later(2)).await;
    scene.garage.remove_vehicles(std::slice::from_ref(&id), later(3)).unwrap();
    let body = scene.garage.unsettled(Span::default()).unwrap();
    let fines: Vec<_> = body
        .corrections
        .iter()
        .map(|one| (one.before.figures.fine_fen, one.after.figures.fine_fen))
        .collect();
    assert_eq!((body.lines.len(), fines), (0, vec![(None, Some(Fen(20_000)))]));
    issue(&scene.garage, 4);
    assert!(scene.garage.unsettled(Span::default()).unwrap().is_empty(), "told once");
}

#[tokio::test]
async fn a_garage_that_went_back_a_day_gives_no_number_a_second_time() {
    let (scene, id) = scene().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.sqlite");
    back_up(&scene.garage, &copy);
    let first = issue(&scene.garage, 1);
    let sheets = clear_both(&scene.garage, &id);
    assert!(first.number.starts_with("1-") && sheets[1].number.starts_with("2-"), "{first:?} {sheets:?}");

    // The copy opened by itself, as on another computer, knows nothing of what was issued since.
    let home = tempfile::tempdir().unwrap();
    std::fs::copy(&copy, home.path().join("garage.sqlite")).unwrap();
    let other = Garage::open(home.path(), later(5)).unwrap();
    let again = issue(&other, 6);
    assert!(again.number.starts_with("1-") && again.number != first.number, "{again:?}");
    assert_ne!(clear_both(&other, &id)[0].number, sheets[0].number);

    // A restore over it keeps what was issued here, beside what the copy has.
    let later_copy = elsewhere.path().join("later.sqlite");
    back_up(&other, &later_copy);
    let Scene { dir, garage } = scene;
    drop(garage);
    Garage::restore(dir.path(), &later_copy, &Wishes::default(), later(7)).unwrap();
    let garage = Garage::open(dir.path(), later(8)).unwrap();
    let numbers: std::collections::BTreeSet<String> =
        garage.settlements().unwrap().into_iter().map(|head| head.number).collect();
    assert_eq!(numbers, [first.number, again.number].into());
}
