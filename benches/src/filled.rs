//! Garages with many violations, filled through their ledger as a batch fills them.

use crate::Outcome;
use cheku_domain::ledger::{BatchId, Intent, Ledger, Outcome as Came, Settlement};
use cheku_domain::provider::Reply;
use cheku_domain::{Charge, Plate, Timestamp, VehicleId, Violation};
use cheku_garage::{Garage, NewBatch, NewItem, NewVehicle};
use std::path::Path;
use std::sync::Arc;
use tokio::task::JoinSet;

/// 2026-03-01 in China.
pub const START: i64 = 1_772_294_400_000;
const PROVIDER: &str = "storeapi";
/// Vehicles that are settled together.
const TOGETHER: usize = 200;

/// What a vendor answers about the vehicle of this number.
pub type Answer = fn(usize) -> Vec<Violation>;

/// A garage of `vehicles` that were all asked once.
pub async fn garage(folder: &Path, vehicles: usize, answer: Answer) -> Outcome<Garage> {
    let now = Timestamp(START);
    let garage = Garage::open(folder, now)?;
    let fleet = (0..vehicles).map(vehicle).collect::<Result<Vec<_>, _>>();
    garage.import(fleet.map_err(|_| "a plate of the bench is none")?, now, false)?;
    let ids = garage.ids(&cheku_garage::VehicleQuery::default())?;
    let item = |vehicle: &VehicleId| NewItem {
        vehicle: vehicle.clone(),
        provider: PROVIDER.to_owned(),
        instead_of: None,
        skip: None,
    };
    let items = ids.iter().map(item).collect();
    let batch = NewBatch { provider: PROVIDER.to_owned(), cap: None, goes_on_with: None, items };
    let _hold = garage.hold_for_batch(now)?;
    let batch = garage.create_batch(batch, now)?;
    let numbered: Vec<(usize, VehicleId)> = ids.into_iter().enumerate().collect();
    for group in numbered.chunks(TOGETHER) {
        settle(&garage, &batch, group, answer).await?;
    }
    Ok(garage)
}

fn vehicle(number: usize) -> Result<NewVehicle, cheku_domain::PlateError> {
    let surnames: Vec<char> = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨".chars().collect();
    let names: Vec<char> = "伟芳娜敏静丽强磊军洋勇艳杰涛明超".chars().collect();
    let driver = [surnames[number % 16], names[number / 16 % 16], names[number / 256 % 16]];
    Ok(NewVehicle {
        driver: Some(driver.iter().collect()),
        group: Some(format!("物流{}队", number % 40 + 1)),
        note: Some(format!("备注 {number}")),
        ..NewVehicle::of(Plate::parse(&format!("苏E{number:05}"))?)
    })
}

/// Settles a group at once, so that it shares its commits.
async fn settle(garage: &Garage, batch: &BatchId, group: &[(usize, VehicleId)], answer: Answer) -> Outcome {
    let ledger: Arc<dyn Ledger> = Arc::new(garage.clone());
    let mut under_way = JoinSet::new();
    for (number, vehicle) in group.iter().cloned() {
        let (ledger, batch) = (ledger.clone(), batch.clone());
        under_way.spawn(async move {
            let (provider, at) = (PROVIDER.to_owned(), Timestamp(START));
            let intent = Intent { batch, provider, vehicle: Some(vehicle), city: None, at };
            let call = ledger.intend(intent).await?;
            let reply = Reply::Answered {
                violations: answer(number),
                claimed: Default::default(),
                charge: Charge::Yes,
                raw_code: "10000".to_owned(),
            };
            let outcome = Came::Replied(reply);
            ledger.settle(Settlement { call, outcome, at, body: None, again: false }).await
        });
    }
    while let Some(settled) = under_way.join_next().await {
        settled??;
    }
    Ok(())
}
