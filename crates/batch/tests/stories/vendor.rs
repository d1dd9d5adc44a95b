//! A provider that answers as a story wants and writes down what it saw.

use crate::memory::MemoryLedger;
use cheku_domain::ledger::CallId;
use cheku_domain::provider::{
    self, ClaimedTotals, Descriptor, ErrorKind, Provider, ProviderError, Question, Refusal, Reply,
    TestReport, Words,
};
use cheku_domain::{Charge, CityRule, Need, Timestamp, Vehicle, VehicleId, Work};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use tokio::time::Instant;

/// A question as it came in.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// 1 = the first of all.
    pub number: usize,
    /// 1 = the first about this vehicle.
    pub time: usize,
    pub vehicle: VehicleId,
    pub at: Instant,
}

pub type Answer = Result<Reply, ProviderError>;
type Script = Box<dyn Fn(&Arrival) -> Answer + Send + Sync>;
type LookUpScript = Box<dyn Fn(&str, usize) -> Result<CityRule, ProviderError> + Send + Sync>;

#[derive(Default)]
pub struct Seen {
    pub arrivals: Vec<Arrival>,
    pub lookups: Vec<String>,
    pub under_way: usize,
    pub most_under_way: usize,
    /// What must never happen. Noted, not panicked: a batch survives a panicking provider.
    pub broken_promises: Vec<&'static str>,
    times: HashMap<VehicleId, usize>,
    calls: HashSet<CallId>,
}

pub struct Vendor {
    descriptor: &'static Descriptor,
    script: Script,
    look_up: LookUpScript,
    latency: Duration,
    /// Which rule a vehicle needs; by default none.
    key: fn(&Vehicle) -> Option<String>,
    /// Which city a question goes to; by default none.
    city: fn(&Vehicle) -> Option<String>,
    ledger: OnceLock<Arc<MemoryLedger>>,
    seen: Mutex<Seen>,
}

const fn descriptor(id: &'static str) -> Descriptor {
    let name = Words { zh: id, en: id };
    let (fields, tiers) = (&[] as &[_], &[] as &[_]);
    let identified_by = "key";
    Descriptor {
        id,
        name,
        site: "",
        fields,
        price: None,
        tiers,
        free_calls: 0,
        identified_by,
        secret_for: &[],
        needs_city: false,
    }
}

pub static ONE: Descriptor = descriptor("one");
pub static TWO: Descriptor = descriptor("two");

impl Vendor {
    pub fn new(script: impl Fn(&Arrival) -> Answer + Send + Sync + 'static) -> Vendor {
        Vendor {
            descriptor: &ONE,
            script: Box::new(script),
            look_up: Box::new(|key, _| Ok(rule(key))),
            latency: Duration::from_millis(200),
            key: |_| None,
            city: |_| None,
            ledger: OnceLock::new(),
            seen: Mutex::default(),
        }
    }

    pub fn called(mut self, descriptor: &'static Descriptor) -> Vendor {
        self.descriptor = descriptor;
        self
    }

    pub fn latency(mut self, millis: u64) -> Vendor {
        self.latency = Duration::from_millis(millis);
        self
    }

    pub fn by_city(mut self, city: fn(&Vehicle) -> Option<String>) -> Vendor {
        self.city = city;
        self
    }

    pub fn by_rule(
        mut self,
        key: fn(&Vehicle) -> Option<String>,
        look_up: impl Fn(&str, usize) -> Result<CityRule, ProviderError> + Send + Sync + 'static,
    ) -> Vendor {
        self.key = key;
        self.look_up = Box::new(look_up);
        self
    }

    pub fn watch(&self, ledger: &Arc<MemoryLedger>) {
        assert!(self.ledger.set(ledger.clone()).is_ok(), "one vendor, one ledger");
    }

    pub fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub fn arrivals(&self) -> usize {
        self.seen().arrivals.len()
    }

    /// How often each vehicle was asked about.
    pub fn times(&self, vehicle: &str) -> usize {
        self.seen().times.get(&VehicleId(vehicle.into())).copied().unwrap_or(0)
    }

    /// Notes an arrival and holds it against the ledger: one committed, unsettled
    /// intent, and never the same for two arrivals.
    fn arrived(&self, vehicle: &str) -> Arrival {
        let vehicle = VehicleId(vehicle.into());
        let call = self.ledger.get().and_then(|ledger| ledger.asked_now(&vehicle));
        let mut seen = self.seen();
        match call {
            None => seen.broken_promises.push("bytes left without a committed intent"),
            Some(call) if !seen.calls.insert(call.clone()) => {
                seen.broken_promises.push("two questions were sent for one intent");
            }
            Some(_) => {}
        }
        let time = *seen.times.entry(vehicle.clone()).and_modify(|times| *times += 1).or_insert(1);
        let arrival = Arrival { number: seen.arrivals.len() + 1, time, vehicle, at: Instant::now() };
        seen.arrivals.push(arrival.clone());
        seen.under_way += 1;
        seen.most_under_way = seen.most_under_way.max(seen.under_way);
        arrival
    }
}

pub fn rule(code: &str) -> CityRule {
    CityRule { code: code.into(), name: code.into(), engine: Need::Nothing, frame: Need::Nothing }
}

pub fn clean() -> Answer {
    let (violations, claimed) = (Vec::new(), ClaimedTotals::default());
    Ok(Reply::Answered { violations, claimed, charge: Charge::Yes, raw_code: "10000".into() })
}

pub fn no_data() -> Answer {
    Ok(Reply::NoData { charge: Charge::No, raw_code: "10025".into(), raw_text: String::new() })
}

pub fn pending() -> Answer {
    Ok(Reply::Pending { charge: Charge::Unknown, raw_code: "10023".into(), raw_text: String::new() })
}

pub fn error(kind: ErrorKind, charge: Charge) -> ProviderError {
    ProviderError { kind, charge, raw_code: kind.code().into(), raw_text: String::new() }
}

pub fn free(kind: ErrorKind) -> Answer {
    Err(error(kind, Charge::No))
}

pub fn doubtful(kind: ErrorKind) -> Answer {
    Err(error(kind, Charge::Unknown))
}

impl Provider for Vendor {
    fn descriptor(&self) -> &'static Descriptor {
        self.descriptor
    }

    fn rule_key(&self, vehicle: &Vehicle) -> Option<String> {
        (self.key)(vehicle)
    }

    fn look_up<'a>(&'a self, key: &'a str) -> Work<'a, Result<CityRule, ProviderError>> {
        Box::pin(async move {
            let time = {
                let mut seen = self.seen();
                seen.lookups.push(key.to_owned());
                seen.lookups.iter().filter(|seen| *seen == key).count()
            };
            tokio::time::sleep(self.latency).await;
            (self.look_up)(key, time)
        })
    }

    fn cities(&self) -> Work<'_, Result<Vec<(String, CityRule)>, ProviderError>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn prepare(&self, vehicle: &Vehicle, _rule: Option<&CityRule>) -> Result<Question, Refusal> {
        Ok(Question { city: (self.city)(vehicle), params: vec![("vehicle", vehicle.id.0.clone())] })
    }

    fn ask<'a>(&'a self, question: &'a Question, _now: Timestamp) -> Work<'a, provider::Answer> {
        Box::pin(async move {
            let arrival = self.arrived(&question.params[0].1);
            if !self.latency.is_zero() {
                tokio::time::sleep(self.latency).await;
            }
            self.seen().under_way -= 1;
            (self.script)(&arrival).into()
        })
    }

    fn test(&self, _now: Timestamp) -> Work<'_, TestReport> {
        let (code, message) = ("ok".to_owned(), String::new());
        Box::pin(async { TestReport { ok: true, code, message, charged: Charge::No } })
    }

    fn learned(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}
