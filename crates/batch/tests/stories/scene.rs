//! A fleet, its vendors and its ledger.

use crate::memory::MemoryLedger;
use crate::vendor::Vendor;
use cheku_batch::{Caps, Control, Ended, Job, JobItem, Price, Tally, run};
use cheku_domain::ledger::{BatchId, Skip, SkippedBy};
use cheku_domain::provider::Provider;
use cheku_domain::{Attempt, Fen, Plate, PlateType, PriceList, Timestamp, Vehicle, VehicleId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

pub struct Scene {
    pub ledger: Arc<MemoryLedger>,
    pub control: Control,
    pub vendors: Vec<Arc<Vendor>>,
    items: Vec<JobItem>,
    skipped: SkippedBy,
    caps: Caps,
    prices: HashMap<String, Price>,
    concurrency: usize,
    rate: Option<f64>,
    clock: Option<fn(Duration) -> Timestamp>,
    start: Instant,
    /// The figures as they were observed, in order.
    pub tallies: Mutex<Vec<Tally>>,
}

pub fn batch() -> BatchId {
    BatchId("batch".into())
}

/// Vehicle `number` of a fleet; "v1" is the first.
pub fn vehicle(number: usize) -> Vehicle {
    let plate = Plate::parse(&format!("京A{number:05}")).expect("a plate");
    Vehicle {
        id: VehicleId(format!("v{number}")),
        plate_type: PlateType::suggest(&plate),
        plate,
        vin: None,
        engine: None,
        city_code: None,
        owner: None,
        group: None,
        driver: None,
        note: None,
        provider: None,
    }
}

/// The number of a vehicle made by `vehicle`.
pub fn number(id: &VehicleId) -> usize {
    id.0[1..].parse().expect("an id made by vehicle()")
}

impl Scene {
    /// A fleet of vehicles 1..=`vehicles`, all asked of `vendor`, 50 at once, without price and cap.
    pub fn of(vehicles: usize, vendor: Vendor) -> Scene {
        Scene::with_ledger(MemoryLedger::default(), vehicles, vendor)
    }

    pub fn with_ledger(ledger: MemoryLedger, vehicles: usize, vendor: Vendor) -> Scene {
        let scene = Scene {
            ledger: Arc::new(ledger),
            control: Control::default(),
            vendors: Vec::new(),
            items: Vec::new(),
            skipped: SkippedBy::default(),
            caps: Caps::default(),
            prices: HashMap::new(),
            concurrency: 50,
            rate: None,
            clock: None,
            start: Instant::now(),
            tallies: Mutex::default(),
        };
        scene.and(vehicles, vendor)
    }

    /// More vehicles, asked of another vendor; the two take turns.
    pub fn and(mut self, vehicles: usize, vendor: Vendor) -> Scene {
        vendor.watch(&self.ledger);
        let provider = vendor.descriptor().id;
        for _ in 0..vehicles {
            let vehicle = Arc::new(vehicle(self.items.len() + 1));
            self.items.push(JobItem { vehicle, provider: provider.to_owned(), fallback: None });
        }
        self.vendors.push(Arc::new(vendor));
        // Stable, so that each vendor's own vehicles keep their order.
        let mut turns: HashMap<String, usize> = HashMap::new();
        self.items.sort_by_cached_key(|item| {
            let turn = turns.entry(item.provider.clone()).or_default();
            *turn += 1;
            *turn
        });
        self
    }

    pub fn price(self, fen: i64, free_calls: u32) -> Scene {
        self.prices(PriceList::flat(Some(Fen(fen)), free_calls))
    }

    /// The same price list at every vendor.
    pub fn prices(mut self, list: PriceList) -> Scene {
        for vendor in &self.vendors {
            let price = Price { list: list.clone(), used: 0 };
            self.ledger.set_price(vendor.descriptor().id, price.clone());
            self.prices.insert(vendor.descriptor().id.to_owned(), price);
        }
        self
    }

    /// Every vehicle may go over to this vendor, which none is planned to be asked of.
    pub fn or_else(mut self, vendor: Vendor) -> Scene {
        let other = vendor.descriptor().id;
        for item in &mut self.items {
            item.fallback = Some(other);
        }
        self.and(0, vendor)
    }

    pub fn cap(mut self, fen: i64) -> Scene {
        self.caps.batch = Some(Fen(fen));
        self
    }

    pub fn month_left(mut self, fen: i64) -> Scene {
        self.caps.month_left = Some(Fen(fen));
        self
    }

    pub fn concurrency(mut self, most: usize) -> Scene {
        self.concurrency = most;
        self
    }

    /// What the clock says after so long.
    pub fn clock(mut self, clock: fn(Duration) -> Timestamp) -> Scene {
        self.clock = Some(clock);
        self
    }

    pub fn rate(mut self, per_second: f64) -> Scene {
        self.rate = Some(per_second);
        self
    }

    /// So many that the plan skipped already.
    pub fn skipping(mut self, skip: Skip, vehicles: u32) -> Scene {
        self.skipped.add(skip.kind(), vehicles);
        self
    }

    pub fn vendor(&self) -> &Vendor {
        &self.vendors[0]
    }

    pub fn state(&self, vehicle: usize) -> Attempt {
        self.ledger.item(&batch(), &VehicleId(format!("v{vehicle}")))
    }

    pub fn skip(&self, vehicle: usize) -> Option<Skip> {
        self.ledger.skipped(&batch(), &VehicleId(format!("v{vehicle}")))
    }

    /// Vehicles that the ledger knows as waiting, by number.
    pub fn unasked(&self) -> Vec<usize> {
        self.waiting().iter().map(|item| number(&item.vehicle.id)).collect()
    }

    fn waiting(&self) -> Vec<JobItem> {
        let waits = |item: &&JobItem| {
            let id = &item.vehicle.id;
            self.ledger.item(&batch(), id) == Attempt::Waiting && self.ledger.skipped(&batch(), id).is_none()
        };
        self.items.iter().filter(waits).cloned().collect()
    }

    /// Runs a batch over everybody who waits in the ledger; played again, it resumes.
    pub async fn play(&self) -> Ended {
        let (start, clock) = (self.start, self.clock);
        let providers = self.vendors.iter().map(|vendor| {
            let provider: Arc<dyn Provider> = vendor.clone();
            (vendor.descriptor().id.to_owned(), provider)
        });
        let job = Job {
            batch: batch(),
            items: self.waiting(),
            skipped: self.skipped,
            providers: providers.collect(),
            prices: self.prices.clone(),
            caps: self.caps,
            concurrency: self.concurrency,
            rate: self.rate,
            clock: Arc::new(move || {
                if let Some(clock) = clock {
                    return clock(start.elapsed());
                }
                let elapsed = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
                Timestamp(1_770_000_000_000 + elapsed)
            }),
        };
        let ended = run(job, self.ledger.clone(), self.control.clone(), &|tally| self.observe(tally)).await;
        for vendor in &self.vendors {
            let seen = vendor.seen();
            assert!(seen.broken_promises.is_empty(), "{:?}", seen.broken_promises);
            assert!(seen.most_under_way <= self.concurrency, "{} at once", seen.most_under_way);
        }
        assert_eq!(ended.tally.asking, 0, "nothing is under way after the end");
        assert_eq!(
            Some(&ended.tally),
            self.tallies.lock().expect("tallies").last(),
            "the last figures were observed"
        );
        ended
    }

    fn observe(&self, tally: &Tally) {
        assert_eq!(sum(tally), tally.planned, "the figures add up: {tally:?}");
        let exposed = tally.cost + tally.doubtful_cost;
        for cap in [self.caps.batch, self.caps.month_left].into_iter().flatten() {
            assert!(exposed <= cap, "{exposed:?} passes the cap {cap:?}");
        }
        self.tallies.lock().expect("tallies").push(tally.clone());
    }
}

fn sum(tally: &Tally) -> u32 {
    let answers = tally.answered + tally.no_data + tally.pending;
    answers + tally.failed + tally.doubtful + tally.skipped.sum() + tally.not_asked + tally.asking
}
