//! What an answer does to violations, summaries and totals.

use crate::scene::{NOON, Scene, answered, failed, later, row};
use cheku_domain::ShownState;
use cheku_domain::TotalsBy;
use cheku_domain::ledger::{Intent, Ledger, Outcome, Settlement};
use cheku_domain::provider::{ClaimedTotals, ErrorKind, Reply};
use cheku_domain::{Charge, Fen, VehicleStatus, ViolationState};
use cheku_garage::ViolationQuery;

#[tokio::test]
async fn an_answer_is_on_every_total_at_once() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let paid = cheku_domain::Violation {
        state: ViolationState::Paid,
        ..row("2026-01-05 10:00:00", "违停", Some(5_000), None)
    };
    let rows = vec![
        row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6)),
        row("2026-03-02 08:00:00", "闯红灯", None, None),
        paid,
    ];
    let settled = scene.answer("storeapi", &id, rows, NOON).await;
    assert_eq!((settled.news.first_seen(), settled.unpaid), (3, 2));

    let totals = scene.garage.totals().unwrap().totals;
    assert_eq!((totals.violations, totals.unhandled, totals.unpaid), (3, 2, 2));
    assert_eq!((totals.fines_due_fen, totals.fines_unknown), (Fen(20_000), 1));
    assert_eq!((totals.points_waiting, totals.points_unknown), (6, 1));
    let row = scene.garage.vehicle_row(&id).unwrap().unwrap();
    assert_eq!((row.status, row.totals, row.new), (VehicleStatus::Owing, totals, 0));
    assert_eq!((row.checked_at, row.checked_with.as_deref()), (Some(NOON), Some("storeapi")));
    for by in [TotalsBy::Vehicle, TotalsBy::Driver, TotalsBy::Group, TotalsBy::City] {
        let groups = scene.garage.totals_by(by).unwrap();
        assert_eq!((groups.len(), groups[0].vehicles, groups[0].totals), (1, 1, totals), "{by:?}");
    }
    let months = scene.garage.totals_by(TotalsBy::Month).unwrap();
    assert_eq!(months.iter().map(|m| m.key.as_str()).collect::<Vec<_>>(), ["2026-01", "2026-03"]);
    scene.is_well();
}

#[tokio::test]
async fn two_providers_tell_of_one_violation() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let one = row("2026-03-01 08:00:10", "通过路口时，闯红灯", Some(20_000), None);
    scene.answer("storeapi", &id, vec![one.clone()], NOON).await;
    let other = cheku_domain::Violation {
        state: ViolationState::HandledUnpaid,
        fine: None,
        points: Some(cheku_domain::Points(6)),
        ..row("2026-03-01 08:00:00", "通过路口时,闯红灯。", None, None)
    };
    let settled = scene.answer("juhe", &id, vec![other], later(5)).await;
    assert_eq!(settled.news.first_seen(), 0);

    let window = scene.garage.list_violations(&ViolationQuery::default()).unwrap();
    assert_eq!(window.total, 1);
    let merged = &window.rows[0];
    assert_eq!(merged.state, ShownState::HandledUnpaid, "state of the newer answer");
    assert_eq!(merged.violation.fine, Some(Fen(20_000)), "its unknown fine from the older");
    assert_eq!(merged.providers, ["juhe", "storeapi"]);
    assert_eq!(scene.garage.sources(&merged.id).unwrap().len(), 2);
    assert!(!merged.is_new, "first seen in the batch before");

    // The older provider no longer returns it: the other still does.
    scene.answer("storeapi", &id, vec![], later(10)).await;
    assert_eq!(scene.garage.totals().unwrap().totals.violations, 1);
    scene.answer("juhe", &id, vec![], later(15)).await;
    let gone = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows.remove(0);
    assert_eq!((gone.state, gone.gone_since), (ShownState::NoLongerReturned, Some(later(15))));
    assert_eq!(scene.garage.totals().unwrap().totals, Default::default());
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::Clean);
    scene.is_well();

    // And back again: the same row, not a second one.
    assert_eq!(scene.answer("storeapi", &id, vec![one], later(20)).await.news.first_seen(), 0);
    assert_eq!(scene.garage.totals().unwrap().totals.unhandled, 1);
    scene.is_well();
}

#[tokio::test]
async fn what_is_returned_once_more_moves_only_its_day_and_what_changed_moves_the_figures() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let rows = vec![
        row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6)),
        row("2026-03-02 08:00:00", "闯红灯", None, Some(3)),
    ];
    scene.answer("storeapi", &id, rows.clone(), NOON).await;
    let owed = scene.garage.totals().unwrap();
    scene.answer("storeapi", &id, rows.clone(), later(5)).await;
    assert_eq!(scene.garage.totals().unwrap(), owed);
    let window = scene.garage.list_violations(&ViolationQuery::default()).unwrap();
    let seen: Vec<_> = window.rows.iter().map(|row| (row.first_seen, row.last_seen)).collect();
    assert_eq!(seen, [(NOON, later(5)); 2]);
    scene.is_well();

    // The fine became known, and the other one was paid elsewhere.
    let [speeding, light] = rows.try_into().unwrap();
    let known = cheku_domain::Violation { fine: Some(Fen(15_000)), ..light };
    let paid = cheku_domain::Violation { state: ViolationState::Paid, ..speeding };
    scene.answer("storeapi", &id, vec![paid, known], later(10)).await;
    let totals = scene.garage.totals().unwrap().totals;
    assert_eq!((totals.violations, totals.unpaid, totals.points_waiting), (2, 1, 3));
    assert_eq!((totals.fines_due_fen, totals.fines_unknown), (Fen(15_000), 0));
    scene.is_well();
}

#[tokio::test]
async fn two_offences_in_one_minute_stay_two_for_both_providers() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let rows = |seconds: [&str; 2]| {
        seconds.map(|s| row(&format!("2026-03-01 08:00:{s}"), "违停", Some(5_000), None)).to_vec()
    };
    scene.answer("storeapi", &id, rows(["05", "45"]), NOON).await;
    scene.answer("juhe", &id, rows(["00", "30"]), later(1)).await;
    let window = scene.garage.list_violations(&ViolationQuery::default()).unwrap();
    assert_eq!((window.total, window.totals.fines_due_fen), (2, Fen(10_000)));
    assert!(window.rows.iter().all(|row| row.providers.len() == 2));
}

/// Alike but for a number, as in wealthfolio/wealthfolio#779: each is owed.
#[tokio::test]
async fn rows_that_differ_only_in_a_number_are_told_apart_in_every_later_answer() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let numbered = |number: &str, state| cheku_domain::Violation {
        numbers: [("archiveno".to_owned(), number.to_owned())].into(),
        state,
        ..row("2026-10-01 08:30:00", "违停", Some(20_000), Some(0))
    };
    let open = ViolationState::Unhandled;
    let first = scene.answer("juhe", &id, vec![numbered("H1", open), numbered("H2", open)], NOON).await;
    assert_eq!(
        (first.news.first_seen(), scene.garage.totals().unwrap().totals.fines_due_fen),
        (2, Fen(40_000))
    );
    let ids = || {
        let rows = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
        let number = |id: &str| scene.garage.sources(id).unwrap()[0].row.numbers["archiveno"].clone();
        let mut ids: Vec<_> = rows.into_iter().map(|row| (number(&row.id), row.state, row.id)).collect();
        ids.sort_by(|one, two| one.0.cmp(&two.0));
        ids
    };
    let before = ids();

    // In another order, and one of them handled: each stays itself.
    let handled = numbered("H1", ViolationState::HandledUnpaid);
    let again = scene.answer("juhe", &id, vec![numbered("H2", open), handled], later(1)).await;
    assert_eq!(again.news.first_seen(), 0);
    assert!(ids().iter().zip(&before).all(|(now, then)| (&now.0, &now.2) == (&then.0, &then.2)));
    assert_eq!(ids()[0].1, cheku_domain::ShownState::HandledUnpaid);

    // One is paid and no longer returned; the other one is not taken for it.
    let left = scene.answer("juhe", &id, vec![numbered("H2", open)], later(2)).await;
    assert_eq!((left.news.first_seen(), ids()[1].1), (0, cheku_domain::ShownState::Unhandled));
    assert_eq!(ids()[0].1, cheku_domain::ShownState::NoLongerReturned);
    // The other provider has both, without numbers: no third, no fourth.
    let bare = || cheku_domain::Violation { numbers: Default::default(), ..numbered("", open) };
    let twice = cheku_domain::Violation { fine: Some(Fen(10_000)), ..bare() };
    scene.answer("storeapi", &id, vec![bare(), twice], later(3)).await;
    assert_eq!(scene.garage.list_violations(&ViolationQuery::default()).unwrap().total, 2);
    scene.is_well();
}

#[tokio::test]
async fn only_the_city_that_answered_loses_rows() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let ask = async |city: &str, rows: Vec<cheku_domain::Violation>| {
        let batch = scene.batch("juhe", &[&id]);
        let intent = Intent {
            batch,
            provider: "juhe".into(),
            vehicle: Some(id.clone()),
            city: Some(city.into()),
            at: NOON,
        };
        let call = scene.garage.intend(intent).await.unwrap();
        scene.settle(call, answered(rows), NOON).await;
    };
    ask("GD_FS", vec![row("2026-03-01 08:00:00", "超速", None, None)]).await;
    ask("GD_GZ", vec![]).await;
    assert_eq!(scene.garage.totals().unwrap().totals.violations, 1);
    ask("GD_FS", vec![]).await;
    assert_eq!(scene.garage.totals().unwrap().totals.violations, 0);
}

#[tokio::test]
async fn no_data_and_failures_keep_what_is_known() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.answer("storeapi", &id, vec![row("2026-03-01 08:00:00", "超速", None, None)], NOON).await;
    let status = || scene.garage.vehicle_row(&id).unwrap().unwrap().status;
    let no_data =
        Reply::NoData { charge: Charge::No, raw_code: "10025".into(), raw_text: "查无数据".into() };
    let outcomes = [
        (Outcome::Replied(no_data), VehicleStatus::NoData),
        (failed(ErrorKind::VehicleRefused, Charge::No), VehicleStatus::Failed),
        (failed(ErrorKind::Lost, Charge::Unknown), VehicleStatus::Doubtful),
    ];
    for (outcome, expected) in outcomes {
        let batch = scene.batch("storeapi", &[&id]);
        let call = scene.intend(&batch, "storeapi", &id).await;
        scene.settle(call, outcome, later(1)).await;
        assert_eq!(status(), expected);
    }
    assert_eq!(scene.garage.totals().unwrap().totals.violations, 1, "nothing was taken as 'no violations'");
    scene.is_well();
}

#[tokio::test]
async fn a_question_is_settled_once_and_goes_back_to_waiting_when_it_is_asked_again() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let batch = scene.batch("storeapi", &[&id]);
    let call = scene.intend(&batch, "storeapi", &id).await;
    assert_eq!(scene.try_intend(&batch, "storeapi", &id).await.unwrap_err().code, "item_not_waiting");
    let again = Settlement {
        call: call.clone(),
        outcome: failed(ErrorKind::RateLimited { retry_after: None }, Charge::No),
        body: None,
        at: NOON,
        again: true,
    };
    scene.garage.settle(again.clone()).await.unwrap();
    assert_eq!(scene.garage.settle(again).await.unwrap_err().code, "call_settled");
    assert_eq!(scene.garage.not_asked(&batch).unwrap().len(), 1);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::NeverAsked);
    let call = scene.intend(&batch, "storeapi", &id).await;
    scene.settle(call, answered(vec![]), later(1)).await;
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::Clean);
}

#[tokio::test]
async fn a_providers_own_sums_are_marked_where_they_contradict_its_rows() {
    let scene = Scene::new();
    let car = scene.vehicle("粤B12345");
    let ask = async |claimed: ClaimedTotals| {
        let batch = scene.batch("storeapi", &[&car]);
        let call = scene.intend(&batch, "storeapi", &car).await;
        let rows = vec![row("2026-03-01 10:00:00", "甲", Some(10_000), Some(3))];
        let reply =
            Reply::Answered { violations: rows, claimed, charge: Charge::Yes, raw_code: "10000".into() };
        scene.settle(call, Outcome::Replied(reply), NOON).await;
    };
    let sums = |violations, fines| ClaimedTotals {
        violations: Some(violations),
        fines: Some(Fen(fines)),
        points: None,
    };
    ask(sums(3, 0)).await;
    let claims = scene.garage.claims(&car).unwrap();
    assert_eq!(claims.len(), 1);
    assert_eq!((claims[0].claimed, claims[0].counted.fines), (sums(3, 0), Fen(10_000)));
    let owed = scene.garage.totals().unwrap().totals;
    assert_eq!((owed.violations, owed.fines_due_fen), (1, Fen(10_000)), "totals are added up from the rows");

    ask(sums(1, 10_000)).await;
    assert!(scene.garage.claims(&car).unwrap().is_empty(), "the newest answer agrees");
}

#[tokio::test]
async fn a_reworded_row_does_not_count_twice_while_the_other_provider_still_returns_it() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let one = row("2026-03-01 08:00:10", "违停", Some(10_000), Some(3));
    let reworded = cheku_domain::Violation { place: "季华六路（东段）".into(), ..one.clone() };
    scene.answer("storeapi", &id, vec![one.clone()], NOON).await;
    scene.answer("juhe", &id, vec![one.clone()], later(1)).await;
    assert_eq!(scene.answer("storeapi", &id, vec![reworded], later(2)).await.news.first_seen(), 0);
    let window = scene.garage.list_violations(&ViolationQuery::default()).unwrap();
    assert_eq!((window.total, window.totals.fines_due_fen), (1, Fen(10_000)));
    assert_eq!(window.rows[0].violation.place, "季华六路（东段）");
    scene.is_well();
}

/// What one offence looks like in two providers' words.
fn told(offence: &(u8, u8, bool), provider: &str) -> cheku_domain::Violation {
    let (minute, act, coded) = *offence;
    let code = coded.then(|| format!("10{act}9"));
    if provider == "storeapi" {
        let told =
            row(&format!("2026-03-01 08:0{minute}:10"), &format!("违停，第{act}项"), Some(5_000), None);
        return cheku_domain::Violation { code, ..told };
    }
    let told = row(&format!("2026-03-01 08:0{minute}:00"), &format!("违停,第{act}项。"), None, Some(3));
    cheku_domain::Violation { place: format!("{act}号路口"), ..told }
}

/// Which of the offences each provider knows, and what is owed once both have answered.
async fn owed_after(order: [&str; 2], offences: &[((u8, u8, bool), bool, bool)]) -> cheku_domain::Totals {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    for provider in order {
        let knows =
            |(_, first, second): &&(_, bool, bool)| if provider == "storeapi" { *first } else { *second };
        let rows = offences.iter().filter(knows).map(|(offence, ..)| told(offence, provider)).collect();
        scene.answer(provider, &id, rows, NOON).await;
    }
    scene.is_well();
    scene.garage.totals().unwrap().totals
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn totals_do_not_depend_on_which_provider_answered_first(
        offences in proptest::collection::btree_map((0..3_u8, 0..3_u8, proptest::bool::ANY), (proptest::bool::ANY, proptest::bool::ANY), 0..6)
    ) {
        let offences: Vec<_> = offences.into_iter().map(|(offence, (first, second))| (offence, first, second)).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let there = runtime.block_on(owed_after(["storeapi", "juhe"], &offences));
        let back = runtime.block_on(owed_after(["juhe", "storeapi"], &offences));
        proptest::prop_assert_eq!(there, back);
    }
}

#[tokio::test]
async fn a_row_that_says_something_else_than_its_views_is_put_right_by_the_next_answer() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let told = vec![row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6))];
    scene.answer("storeapi", &id, told.clone(), NOON).await;
    let file = rusqlite::Connection::open(scene.garage.path()).unwrap();
    file.execute("UPDATE violations SET online = 1", []).unwrap();
    file.execute(r#"UPDATE violation_sources SET differs = '{"online":null}'"#, []).unwrap();

    scene.answer("storeapi", &id, told, later(1)).await;
    let kept = scene.garage.list_violations(&Default::default()).unwrap().rows.remove(0);
    let view = scene.garage.sources(&kept.id).unwrap().remove(0);
    assert_eq!((kept.violation.online, view.row.online), (None, None));
    scene.is_well();
}
