//! What calls cost, and what a person finds out about doubtful ones.

use crate::scene::{NOON, Scene, failed, later};
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Charge, Fen, VehicleStatus};
use cheku_garage::{CallQuery, CallRange, ChargeFilter};

#[tokio::test]
async fn the_first_are_free_the_others_cost_the_price_and_no_price_is_unknown() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 2);
    scene.account("juhe", None, 0);
    let id = scene.vehicle("粤B12345");
    let mut costs = Vec::new();
    for _ in 0..3 {
        costs.push(scene.answer("storeapi", &id, vec![], NOON).await.cost);
    }
    assert_eq!(costs, [Some(Fen(0)), Some(Fen(0)), Some(Fen(14))]);
    assert_eq!(scene.answer("juhe", &id, vec![], NOON).await.cost, None);

    let summary = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((summary.calls, summary.charged, summary.free, summary.doubtful), (4, 4, 0, 0));
    assert_eq!((summary.cost_fen, summary.cost_unknown), (Fen(14), 1));
    assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 3);
    scene.account("storeapi", Some(13), 2);
    assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 3, "saving settings forgets no call");
}

#[tokio::test]
async fn a_person_settles_a_doubtful_call_and_both_facts_are_kept() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    scene.answer("storeapi", &id, vec![], NOON).await;
    let batch = scene.batch("storeapi", &[&id]);
    let call = scene.intend(&batch, "storeapi", &id).await;
    let spend = scene.garage.month_spend(NOON).unwrap();
    assert_eq!(
        (spend.cost_fen, spend.doubtful, spend.exposure_fen),
        (Fen(14), 1, Some(Fen(14))),
        "under way counts"
    );
    assert_eq!(scene.garage.settle_by_person(&call.0, true, NOON).unwrap_err().code, "call_not_doubtful");

    scene.settle(call.clone(), failed(ErrorKind::Lost, Charge::Unknown), NOON).await;
    let doubtful = CallQuery { charge: Some(ChargeFilter::Doubtful), ..CallQuery::default() };
    assert_eq!(scene.garage.list_calls(&doubtful).unwrap().rows[0].id, call);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::Doubtful);

    let settled = scene.garage.settle_by_person(&call.0, true, later(60)).unwrap();
    assert_eq!((settled.charge, settled.person_charge), (Charge::Unknown, Some(Charge::Yes)));
    assert_eq!((settled.cost, settled.person_at), (Some(Fen(14)), Some(later(60))));
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::Clean);
    let summary = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((summary.calls, summary.charged, summary.doubtful, summary.cost_fen), (2, 2, 0, Fen(28)));
    assert_eq!(scene.garage.settle_by_person(&call.0, false, NOON).unwrap_err().code, "call_not_doubtful");
    assert_eq!(scene.garage.history(&id, 10).unwrap().len(), 2);
    scene.is_well();
}

#[tokio::test]
async fn an_account_without_a_price_leaves_the_exposure_unknown() {
    let scene = Scene::new();
    scene.account("juhe", None, 0);
    let id = scene.vehicle("粤B12345");
    let batch = scene.batch("juhe", &[&id]);
    scene.intend(&batch, "juhe", &id).await;
    assert_eq!(scene.garage.month_spend(NOON).unwrap().exposure_fen, None);
    assert_eq!(scene.garage.month_spend(later(31 * 24 * 60)).unwrap().exposure_fen, Some(Fen(0)));
}
