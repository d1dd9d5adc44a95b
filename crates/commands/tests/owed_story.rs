//! Who owes what, in every state that a violation can be in: the sums, the statuses and the filters
//! that the garage keeps in SQL are those of the domain's own predicates.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, overview, vehicles, violations};
use cheku_domain::ledger::{Intent, Ledger, Outcome, Settlement};
use cheku_domain::provider::Reply;
use cheku_domain::{Charge, Fen, Plate, Points, Timestamp, Totals, VehicleStatus, Violation, ViolationState};
use cheku_garage::{Garage, NewBatch, NewItem, NewVehicle};
use std::path::Path;

const PROVIDER: &str = "storeapi";
const NOW: Timestamp = Timestamp(1_772_294_400_000);

/// A vehicle's only violation, and whether the provider returns it no longer.
struct Case {
    state: ViolationState,
    fine: Option<Fen>,
    points: Option<Points>,
    gone: bool,
}

impl Case {
    fn all() -> Vec<Case> {
        let mut all = Vec::new();
        for state in ViolationState::ALL.iter().copied() {
            for fine in [None, Some(Fen(0)), Some(Fen(20_000))] {
                for points in [None, Some(Points(0)), Some(Points(6))] {
                    for gone in [false, true] {
                        all.push(Case { state, fine, points, gone });
                    }
                }
            }
        }
        all
    }

    fn plate(number: usize) -> Plate {
        Plate::parse(&format!("苏E{number:05}")).expect("a plate")
    }

    fn owed(&self) -> Totals {
        let mut totals = Totals::default();
        if !self.gone {
            totals.add(self.state, self.fine, self.points);
        }
        totals
    }

    fn violation(&self) -> Violation {
        Violation {
            time: None,
            time_text: "2026-03-01 08:00:00".to_owned(),
            place: "人民路".to_owned(),
            act: "不按规定停车".to_owned(),
            code: None,
            fine: self.fine,
            points: self.points,
            state: self.state,
            city: None,
            city_number: None,
            authority: None,
            online: None,
            numbers: Default::default(),
            repeat: 1,
        }
    }
}

fn sum<'a>(cases: impl Iterator<Item = &'a Case>) -> Totals {
    cases.fold(Totals::default(), |mut sum, case| {
        sum += case.owed();
        sum
    })
}

/// Every vehicle is asked twice; those that are gone are not in the second answer.
async fn fill(home: &Path, cases: &[Case]) {
    let garage = Garage::open(home, NOW).expect("opens");
    let fleet = (0..cases.len()).map(|number| NewVehicle::of(Case::plate(number))).collect();
    garage.import(fleet, NOW, false).expect("imports");
    for turn in 0..2 {
        let at = Timestamp(NOW.0 + turn * 1_000);
        let ids: Vec<_> = (0..cases.len())
            .map(|number| garage.vehicles_of_plate(&Case::plate(number)).expect("reads").remove(0).id)
            .collect();
        let item = |vehicle: &cheku_domain::VehicleId| NewItem {
            vehicle: vehicle.clone(),
            provider: PROVIDER.to_owned(),
            instead_of: None,
            skip: None,
        };
        let items = ids.iter().map(item).collect();
        let new = NewBatch { provider: PROVIDER.to_owned(), cap: None, goes_on_with: None, items };
        let _lock = garage.hold_for_batch(at).expect("locks");
        let batch = garage.create_batch(new, at).expect("is written down");
        for (id, case) in ids.iter().zip(cases) {
            let (provider, vehicle) = (PROVIDER.to_owned(), Some(id.clone()));
            let intent = Intent { batch: batch.clone(), provider, vehicle, city: None, at };
            let call = garage.intend(intent).await.expect("commits");
            let is_there = turn == 0 || !case.gone;
            let outcome = Outcome::Replied(Reply::Answered {
                violations: is_there.then(|| case.violation()).into_iter().collect(),
                claimed: Default::default(),
                charge: Charge::Yes,
                raw_code: "10000".to_owned(),
            });
            garage.settle(Settlement { call, outcome, body: None, at, again: false }).await.expect("settles");
        }
        garage.finish_batch(&batch, cheku_garage::BatchEnd::Done, at).expect("ends");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_statuses_and_filters_are_those_of_the_domain_in_every_state() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let cases = Case::all();
    fill(home.path(), &cases).await;
    let app = App::open(Options {
        home: home.path().to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });

    let all = VehicleQuery { limit: 1_000, ..VehicleQuery::default() };
    let fleet = vehicles::vehicles(&app, all).await.unwrap();
    assert_eq!(fleet.rows.len(), cases.len());
    for (number, case) in cases.iter().enumerate() {
        let row = fleet.rows.iter().find(|row| row.vehicle.plate == Case::plate(number)).expect("its row");
        let owes = !case.owed().is_clean();
        assert_eq!(row.totals, case.owed(), "{:?} {:?} {:?}", case.state, case.fine, case.points);
        assert_eq!(row.status == VehicleStatus::Owing, owes, "{:?}: {:?}", case.state, row.status);
    }
    let totals = overview::totals(&app, TotalsRequest::default()).await.unwrap();
    assert_eq!(totals.totals, sum(cases.iter()));

    let listed = async |filter: ViolationFilter| {
        let query = ViolationQuery { filter, limit: 1_000, ..ViolationQuery::default() };
        violations::violations(&app, query).await.unwrap()
    };
    for state in ShownState::ALL.iter().copied() {
        let filter = ViolationFilter { state: vec![state], ..ViolationFilter::default() };
        let expected = || cases.iter().filter(|case| ShownState::of(case.state, case.gone) == state);
        let found = listed(filter).await;
        assert_eq!((found.total as usize, found.totals), (expected().count(), sum(expected())), "{state:?}");
    }
    for part in UnknownPart::ALL.iter().copied() {
        let filter = ViolationFilter { unknown: vec![part], ..ViolationFilter::default() };
        let is_missing = |case: &&Case| !case.gone && part.is_missing(case.state, case.fine, case.points);
        let expected = cases.iter().filter(is_missing).count();
        assert_eq!(listed(filter).await.total as usize, expected, "{part:?}");
    }
}
