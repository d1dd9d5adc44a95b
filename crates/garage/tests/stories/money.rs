//! What calls cost, and what a person finds out about doubtful ones.

use crate::scene::{NOON, Scene, failed, later, row};
use cheku_domain::ledger::CallId;
use cheku_domain::provider::{Account, ErrorKind};
use cheku_domain::{Charge, Fen, PriceList, VehicleStatus};
use cheku_garage::{Agreement, CallQuery, CallRange, ChargeFilter};

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
    assert_eq!(scene.garage.settle_by_person(&call.0, true, NOON).unwrap_err().code(), "call_not_doubtful");

    scene.settle(call.clone(), failed(ErrorKind::Lost, Charge::Unknown), NOON).await;
    let doubtful = CallQuery { charge: Some(ChargeFilter::Doubtful), ..CallQuery::default() };
    assert_eq!(scene.garage.list_calls(&doubtful).unwrap().rows[0].id, call);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::Doubtful);

    let exposed = scene.garage.batch_detail(&batch).unwrap().unconfirmed;
    assert_eq!((exposed.calls, exposed.cost.known), (1, Fen(14)));

    let settled = scene.garage.settle_by_person(&call.0, true, later(60)).unwrap();
    assert_eq!(scene.garage.batch_detail(&batch).unwrap().unconfirmed.calls, 0, "nothing more may be added");
    assert_eq!((settled.charge, settled.person_charge), (Charge::Unknown, Some(Charge::Yes)));
    assert_eq!((settled.cost, settled.person_at), (Some(Fen(14)), Some(later(60))));
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::Clean);
    let summary = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((summary.calls, summary.charged, summary.doubtful, summary.cost_fen), (2, 2, 0, Fen(28)));
    assert_eq!(scene.garage.settle_by_person(&call.0, false, NOON).unwrap_err().code(), "call_not_doubtful");
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

#[tokio::test]
async fn a_price_that_falls_is_taken_call_by_call_and_the_statement_tells_the_steps_apart() {
    let scene = Scene::new();
    let prices = PriceList::of_packages([(2, Fen(14)), (500, Fen(13))], 1);
    let account = Account { provider: "storeapi".into(), prices, ..Account::default() };
    scene.garage.save_account(&account).unwrap();
    let id = scene.vehicle("粤B12345");
    let mut costs = Vec::new();
    for _ in 0..4 {
        costs.push(scene.answer("storeapi", &id, vec![], NOON).await.cost.unwrap().0);
    }
    assert_eq!(costs, [0, 14, 14, 13]);
    // One question under way: the next call costs 13 fen, so that is what is at stake.
    let batch = scene.batch("storeapi", &[&id]);
    scene.intend(&batch, "storeapi", &id).await;
    assert_eq!(scene.garage.month_spend(NOON).unwrap().exposure_fen, Some(Fen(13)));
    assert_eq!(scene.garage.batch_detail(&batch).unwrap().unconfirmed.cost.known, Fen(13));

    let shares = scene.garage.statement(&CallRange::default()).unwrap();
    assert_eq!(shares.len(), 1);
    let sums = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!(shares[0].sums, sums, "the same figures as the ledger's");
    assert_eq!(shares[0].prices, [(Some(Fen(14)), 2), (Some(Fen(13)), 1), (Some(Fen(0)), 1)]);
    assert_eq!(shares[0].days.len(), 1);
    assert_eq!(shares[0].days[0].0.to_string(), "2026-03-12");
}

#[tokio::test]
async fn an_account_that_comes_back_goes_on_where_it_was_and_another_begins_anew() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let enter = |identity: &str, quota_left| {
        let prices = PriceList::flat(Some(Fen(14)), 2);
        let (provider, identity) = ("storeapi".into(), identity.into());
        let account = Account { provider, identity, prices, quota_left, ..Account::default() };
        scene.garage.save_account(&account).unwrap();
    };
    let ask = || async { scene.answer("storeapi", &id, vec![], NOON).await.cost };
    let charged = || scene.garage.charged_calls("storeapi").unwrap();
    enter("first", None);
    assert_eq!((ask().await, ask().await, ask().await), (Some(Fen(0)), Some(Fen(0)), Some(Fen(14))));

    scene.garage.remove_account("storeapi").unwrap();
    enter("first", Some(10));
    assert_eq!((charged(), ask().await), (3, Some(Fen(14))), "its free calls are used up");
    assert_eq!(scene.garage.account("storeapi").unwrap().unwrap().quota_left, Some(9));

    enter("second", None);
    assert_eq!((charged(), ask().await), (0, Some(Fen(0))), "another account in its place");
    enter("first", None);
    assert_eq!(charged(), 4);
    enter("second", None);
    assert_eq!(charged(), 1);
}

#[tokio::test]
async fn a_doubtful_call_counts_into_the_account_that_went_meanwhile() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    let batch = scene.batch("storeapi", &[&id]);
    let call = scene.intend(&batch, "storeapi", &id).await;
    scene.settle(call.clone(), failed(ErrorKind::Lost, Charge::Unknown), NOON).await;
    scene.garage.remove_account("storeapi").unwrap();
    scene.garage.settle_by_person(&call.0, true, NOON).unwrap();
    scene.account("storeapi", Some(14), 0);
    assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 1);
}

#[tokio::test]
async fn a_doubtful_call_is_the_account_s_that_asked_whichever_stands_in_its_place() {
    let scene = Scene::new();
    let enter = |identity: &str| {
        let (provider, identity) = ("storeapi".into(), identity.into());
        let prices = PriceList::flat(Some(Fen(14)), 0);
        scene.garage.save_account(&Account { provider, identity, prices, ..Account::default() }).unwrap();
    };
    let charged = || scene.garage.charged_calls("storeapi").unwrap();
    let lost = async |plate: &str| {
        let id = scene.vehicle(plate);
        let batch = scene.batch("storeapi", &[&id]);
        let call = scene.intend(&batch, "storeapi", &id).await;
        scene.settle(call.clone(), failed(ErrorKind::Lost, Charge::Unknown), NOON).await;
        call
    };
    enter("first");
    let (one, other) = (lost("粤B12345").await, lost("粤B12346").await);
    enter("second");
    let mine = lost("粤B12347").await;

    let cost = |call: &CallId| scene.garage.settle_by_person(&call.0, true, NOON).unwrap().cost;
    assert_eq!(cost(&one), None, "the prices of the first went with it");
    assert_eq!((charged(), cost(&mine), charged()), (0, Some(Fen(14)), 1));
    enter("first");
    assert_eq!(charged(), 1);
    assert_eq!((cost(&other), charged()), (Some(Fen(14)), 2), "it is back, and so are its prices");
}

#[tokio::test]
async fn what_is_left_at_the_vendor_goes_down_with_every_charged_call() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    scene.answer("storeapi", &id, vec![], NOON).await;
    let left = || scene.garage.account("storeapi").unwrap().unwrap().quota_left;
    assert_eq!(left(), None);
    let account = scene.garage.account("storeapi").unwrap().unwrap();
    scene.garage.save_account(&Account { quota_left: Some(2), ..account }).unwrap();
    for expected in [1, 0, 0] {
        scene.answer("storeapi", &id, vec![], NOON).await;
        assert_eq!(left(), Some(expected));
    }
}

#[tokio::test]
async fn what_each_yuan_found_is_told_by_provider_and_counts_each_violation_once() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    scene.account("juhe", Some(13), 0);
    let ids = [scene.vehicle("粤B12345"), scene.vehicle("粤B12346")];
    let of = |time: &str| row(time, "超速", Some(20_000), Some(6));
    let (first, second) = (of("2026-03-01 08:00:00"), of("2026-03-02 08:00:00"));
    scene.answer("storeapi", &ids[0], vec![first.clone()], NOON).await;
    // The other provider tells of the same one, and of one more.
    scene.answer("juhe", &ids[0], vec![first, second], later(1)).await;
    scene.answer("juhe", &ids[1], vec![], later(2)).await;

    let found = scene.garage.found(&CallRange::default()).unwrap();
    let figures: Vec<_> = found
        .iter()
        .map(|it| (it.provider.as_str(), it.calls, it.charged, it.cost_fen, it.new_violations))
        .collect();
    assert_eq!(figures, [("juhe", 2, 2, Fen(26), 1), ("storeapi", 1, 1, Fen(14), 1)]);
    let agreement = scene.garage.agreement(&CallRange::default()).unwrap();
    assert_eq!((agreement.several, agreement.alone), (1, [("juhe".to_owned(), 1)].into()));
    let none = CallRange { until: Some(NOON), ..CallRange::default() };
    assert_eq!(scene.garage.agreement(&none).unwrap(), Agreement::default());
    assert!(scene.garage.found(&none).unwrap().is_empty());
}
