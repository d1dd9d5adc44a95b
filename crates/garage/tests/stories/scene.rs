//! What the stories share: a garage in a folder of its own, vehicles, answers.

use cheku_domain::ledger::{BatchId, CallId, Intent, Ledger, LedgerError, Outcome, Settled, Settlement};
use cheku_domain::provider::{Account, ClaimedTotals, ErrorKind, ProviderError, Reply};
use cheku_domain::{Charge, Fen, Plate, Points, PriceList, Timestamp, VehicleId, Violation, ViolationState};
use cheku_files::Place;
use cheku_garage::{Garage, Level, NewBatch, NewItem, NewVehicle};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// 2026-03-12 10:00 in China.
pub const NOON: Timestamp = Timestamp(1_773_280_800_000);

/// The kept figures that differ from the rows, told by nothing that keeps or checks them.
const PLAIN: [&str; 3] = [
    include_str!("plain_summaries.sql"),
    include_str!("plain_tallies.sql"),
    include_str!("plain_concerned.sql"),
];

pub fn later(minutes: i64) -> Timestamp {
    Timestamp(NOON.0 + minutes * 60_000)
}

pub struct Scene {
    pub dir: tempfile::TempDir,
    pub garage: Garage,
}

impl Scene {
    pub fn new() -> Scene {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), NOON).unwrap();
        Scene { dir, garage }
    }

    pub fn vehicle(&self, plate: &str) -> VehicleId {
        self.garage.add_vehicle(new(plate), NOON).unwrap().vehicles.remove(0)
    }

    pub fn account(&self, provider: &str, price: Option<i64>, free_calls: u32) {
        let account = Account {
            provider: provider.into(),
            values: BTreeMap::from([("appid".into(), "1".into())]),
            prices: PriceList::flat(price.map(Fen), free_calls),
            ..Account::default()
        };
        self.garage.save_account(&account).unwrap();
    }

    pub fn batch(&self, provider: &str, vehicles: &[&VehicleId]) -> BatchId {
        let items = vehicles
            .iter()
            .map(|id| NewItem {
                vehicle: (*id).clone(),
                provider: provider.into(),
                instead_of: None,
                skip: None,
            })
            .collect();
        self.garage
            .create_batch(NewBatch { provider: provider.into(), cap: None, goes_on_with: None, items }, NOON)
            .unwrap()
    }

    pub async fn intend(&self, batch: &BatchId, provider: &str, vehicle: &VehicleId) -> CallId {
        self.try_intend(batch, provider, vehicle).await.unwrap()
    }

    pub async fn try_intend(
        &self,
        batch: &BatchId,
        provider: &str,
        vehicle: &VehicleId,
    ) -> Result<CallId, LedgerError> {
        let intent = Intent {
            batch: batch.clone(),
            provider: provider.into(),
            vehicle: Some(vehicle.clone()),
            city: None,
            at: NOON,
        };
        self.garage.intend(intent).await
    }

    pub async fn settle(&self, call: CallId, outcome: Outcome, at: Timestamp) -> Settled {
        self.garage.settle(Settlement { call, outcome, at, body: None, again: false }).await.unwrap()
    }

    /// One vehicle, one batch, one answer.
    pub async fn answer(
        &self,
        provider: &str,
        vehicle: &VehicleId,
        rows: Vec<Violation>,
        at: Timestamp,
    ) -> Settled {
        let batch = self.batch(provider, &[vehicle]);
        let call = self.intend(&batch, provider, vehicle).await;
        self.settle(call, answered(rows), at).await
    }

    /// A backup in the garage's folder.
    pub fn backup(&self, name: &str) -> PathBuf {
        let file = self.dir.path().join(name);
        back_up(&self.garage, &file);
        file
    }

    /// The codes of what the doctor finds, by how bad it is.
    pub fn findings(&self, level: Level) -> Vec<&'static str> {
        let findings = self.garage.doctor().unwrap().into_iter();
        findings.filter(|finding| finding.level == level).map(|finding| finding.code).collect()
    }

    /// Nothing that the doctor calls an error, nor plain SQL.
    pub fn is_well(&self) {
        assert_eq!(self.findings(Level::Error), [""; 0]);
        let file = rusqlite::Connection::open(self.garage.path()).unwrap();
        for sql in PLAIN {
            assert_eq!(file.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap(), 0, "{sql}");
        }
    }
}

/// As a person asks for it, who says that an earlier one may go.
pub fn back_up(garage: &Garage, file: &Path) {
    let home = file.with_file_name("another home");
    garage.backup_to(&Place::named(file, &home).replacing(true)).unwrap();
}

pub fn new(plate: &str) -> NewVehicle {
    NewVehicle::of(Plate::parse(plate).unwrap())
}

pub fn row(time: &str, act: &str, fine: Option<i64>, points: Option<u8>) -> Violation {
    Violation {
        time: cheku_domain::time::parse_vendor_time(time),
        time_text: time.into(),
        place: "季华六路".into(),
        act: act.into(),
        code: None,
        fine: fine.map(Fen),
        points: points.map(Points),
        state: ViolationState::Unhandled,
        city: Some("佛山".into()),
        city_number: None,
        authority: None,
        online: None,
        numbers: BTreeMap::from([("archiveno".into(), "A1".into())]),
        repeat: 1,
    }
}

pub fn answered(violations: Vec<Violation>) -> Outcome {
    Outcome::Replied(Reply::Answered {
        violations,
        claimed: ClaimedTotals::default(),
        charge: Charge::Yes,
        raw_code: "10000".into(),
    })
}

pub fn failed(kind: ErrorKind, charge: Charge) -> Outcome {
    Outcome::Failed(ProviderError {
        kind, charge, raw_code: "225606".into(), raw_text: "信息错误".into()
    })
}
