//! A garage of any size, written through its own ledger as batches write it.

use crate::Outcome;
use cheku_domain::ledger::{BatchId, Intent, Ledger, Outcome as Came, Settlement};
use cheku_domain::provider::{Body, ErrorKind, ProviderError, Reply};
use cheku_domain::{Charge, Fen, Plate, Points, Timestamp, VehicleId, Violation, ViolationState};
use cheku_garage::{Garage, NewBatch, NewItem, NewVehicle};
use std::path::Path;
use std::sync::Arc;
use tokio::task::JoinSet;

const PROVIDER: &str = "storeapi";
/// 2026-03-01 in China.
const START: i64 = 1_772_294_400_000;
const MINUTE_MS: i64 = 60_000;
/// Vehicles that are settled together, so that they share their commits.
const TOGETHER: usize = 400;

const PREFIXES: [&str; 5] = ["苏E", "苏A", "沪B", "浙B", "粤B"];
const NAMES: [&str; 4] = ["王国平", "吴阿妹", "单于飞", "赵小满"];
const GROUPS: [&str; 4] = ["冷链", "干线", "城配", "行政"];
const ACTS: [&str; 4] =
    ["不按规定停车", "驾驶机动车不按交通信号灯规定通行的", "超过规定时速10%未达20%", "不系安全带"];

/// Fills the garage in `home`, each vehicle with `each` violations. The same every time.
pub async fn fill(home: &Path, vehicles: usize, each: usize) -> Outcome {
    let (garage, ids) = fleet(home, vehicles)?;
    let batch = planned(&garage, &ids)?;
    for group in ids.chunks(TOGETHER) {
        settle(&garage, &batch, group, each).await?;
    }
    Ok(())
}

/// A batch over `vehicles` that the power took away: `asked` questions had left, and
/// what came of them nobody wrote down.
pub async fn broken_off(home: &Path, vehicles: usize, asked: usize) -> Outcome {
    let (garage, ids) = fleet(home, vehicles)?;
    let batch = planned(&garage, &ids)?;
    for vehicle in &ids[..asked] {
        garage.intend(intent(&batch, vehicle)).await?;
    }
    Ok(())
}

/// A batch of which each answer here was paid for and said what that version could not read.
pub async fn paid_unread(home: &Path, vehicles: usize, answers: &[&str]) -> Outcome {
    let (garage, ids) = fleet(home, vehicles)?;
    let batch = planned(&garage, &ids)?;
    for (vehicle, text) in ids.iter().zip(answers) {
        let call = garage.intend(intent(&batch, vehicle)).await?;
        let error = ProviderError {
            kind: ErrorKind::PaidUnread,
            charge: Charge::Yes,
            raw_code: "no_rows_found".to_owned(),
            raw_text: String::new(),
        };
        let body = Body {
            http_status: 200,
            content_type: Some("application/json".to_owned()),
            bytes: text.len() as u64,
            text: (*text).to_owned(),
        };
        let (outcome, at) = (Came::Failed(error), Timestamp(START));
        garage.settle(Settlement { call, outcome, body: Some(body), at, again: false }).await?;
    }
    garage.finish_batch(&batch, cheku_garage::BatchEnd::Done, Timestamp(START))?;
    Ok(())
}

fn fleet(home: &Path, vehicles: usize) -> Outcome<(Garage, Vec<VehicleId>)> {
    let now = Timestamp(START);
    let garage = Garage::open(home, now)?;
    let fleet = (0..vehicles).map(vehicle).collect::<Outcome<Vec<_>>>()?;
    garage.import(fleet, now, false)?;
    let ids = garage.ids(&cheku_garage::VehicleQuery::default())?;
    Ok((garage, ids))
}

/// A batch that asks everybody.
fn planned(garage: &Garage, ids: &[VehicleId]) -> Outcome<BatchId> {
    let now = Timestamp(START);
    let items = ids.iter().map(|vehicle| NewItem {
        vehicle: vehicle.clone(),
        provider: PROVIDER.to_owned(),
        skip: None,
        instead_of: None,
    });
    let batch =
        NewBatch { provider: PROVIDER.to_owned(), cap: None, goes_on_with: None, items: items.collect() };
    let _hold = garage.hold_for_batch(now)?;
    Ok(garage.create_batch(batch, now)?)
}

fn intent(batch: &BatchId, vehicle: &VehicleId) -> Intent {
    let (batch, vehicle, provider) = (batch.clone(), Some(vehicle.clone()), PROVIDER.to_owned());
    Intent { batch, provider, vehicle, city: None, at: Timestamp(START) }
}

fn vehicle(number: usize) -> Outcome<NewVehicle> {
    let prefix = PREFIXES[number % PREFIXES.len()];
    let plate = Plate::parse(&format!("{prefix}{number:05}")).map_err(|_| "no plate")?;
    let pick = |from: &[&str]| Some(from[number / 7 % from.len()].to_owned());
    Ok(NewVehicle { driver: pick(&NAMES), group: pick(&GROUPS), ..NewVehicle::of(plate) })
}

async fn settle(garage: &Garage, batch: &BatchId, vehicles: &[VehicleId], each: usize) -> Outcome {
    let ledger: Arc<dyn Ledger> = Arc::new(garage.clone());
    let mut under_way = JoinSet::new();
    for (number, vehicle) in vehicles.iter().enumerate() {
        let (ledger, intent) = (ledger.clone(), intent(batch, vehicle));
        under_way.spawn(async move {
            let at = intent.at;
            let call = ledger.intend(intent).await?;
            ledger
                .settle(Settlement { call, outcome: answer(number, each), at, body: None, again: false })
                .await
        });
    }
    while let Some(settled) = under_way.join_next().await {
        settled??;
    }
    Ok(())
}

/// One vehicle in five owes nothing.
fn answer(vehicle: usize, each: usize) -> Came {
    let count = if vehicle % 5 == 4 { 0 } else { each * 5 / 4 };
    Came::Replied(Reply::Answered {
        violations: (0..count).map(|number| violation(vehicle, number)).collect(),
        claimed: Default::default(),
        charge: Charge::Yes,
        raw_code: "10000".to_owned(),
    })
}

/// Different minutes, places and states, some without a fine.
fn violation(vehicle: usize, number: usize) -> Violation {
    let states = [ViolationState::Unhandled, ViolationState::HandledUnpaid, ViolationState::Paid];
    let seed = vehicle * 31 + number * 7;
    let back = i64::try_from(number * 10_007 + vehicle * 13).unwrap_or(0);
    let time = Timestamp(START - back * MINUTE_MS).in_cst().naive_local();
    Violation {
        time: Some(time),
        time_text: time.format("%Y-%m-%d %H:%M:%S").to_string(),
        place: format!("中环南路 {} 号路口", seed % 97),
        act: ACTS[seed % ACTS.len()].to_owned(),
        code: Some("1039".to_owned()),
        fine: (number % 9 != 4).then_some(Fen(5_000 * i64::try_from(1 + seed % 4).unwrap_or(1))),
        points: Some(Points(if seed.is_multiple_of(2) { 3 } else { 0 })),
        state: states[seed % states.len()],
        city: Some("苏州".to_owned()),
        city_number: None,
        authority: None,
        online: None,
        numbers: Default::default(),
        repeat: 1,
    }
}
