//! The storeapi contract from the serving side: document 000 of the project's brief.

mod answer;
mod codes;
mod sign;

use serde_json::Value;

use crate::fault::Fault;
use crate::fleet::SampleVehicle;
use crate::request::{Ask, Door, Params, World};
use crate::scenario::Settings;
use crate::vendor::{Code, Credentials, Fate, Gate, Refusal, Reply, Vendor};
use crate::violations::{Seen, Violation, of_vehicle};

pub(crate) struct Storeapi;

const PRODUCT: &str = "/pyi/65/173";
const APP_ID: &str = "65173";
const SECRET: &str = "5a4db0c1e7f2496388d1b7c2a90e6f34";
/// storeapi doc §状态码说明, 10004: ten minutes either way.
const CLOCK_TOLERANCE_S: i64 = 600;

impl Vendor for Storeapi {
    fn id(&self) -> &'static str {
        "storeapi"
    }

    fn credentials(&self) -> Credentials {
        Credentials { app_id: Some(APP_ID.to_owned()), secret: Some(SECRET.to_owned()), key: None }
    }

    fn codes(&self) -> &'static [Code] {
        codes::CODES
    }

    fn success(&self) -> &'static str {
        "10000"
    }

    /// The price of the smallest package: 100 for ¥0.14 each.
    fn price_fen(&self) -> Option<i64> {
        Some(14)
    }

    fn own_settings(&self) -> &'static [&'static str] {
        &["verification", "nesting", "time_field"]
    }

    fn demo(&self) -> Settings {
        let faults = vec![Fault::code("10025").vehicle(5), Fault::code("10025").vehicle(12)];
        Settings { faults, ..Settings::default() }
    }

    fn door(&self, path: &str) -> Option<Door> {
        path.starts_with("/pyi/").then_some(Door::Question)
    }

    fn plate<'a>(&self, params: &'a Params) -> &'a str {
        params.text("car_no")
    }

    fn plate_type<'a>(&self, params: &'a Params) -> &'a str {
        params.text("car_type")
    }

    fn gate(&self, gate: Gate, ask: &Ask<'_>) -> Option<Refusal> {
        match gate {
            Gate::IpRefused => Some(Refusal::with("10006", ask.peer.to_string())),
            Gate::QuotaUsed => Some(Refusal::new("10018")),
            Gate::TooFast => None,
        }
    }

    fn admit(&self, ask: &Ask<'_>) -> Result<(), Refusal> {
        if ask.path != PRODUCT {
            return Err(Refusal::new("10009"));
        }
        let app_id = ask.params.get("appid").ok_or_else(|| Refusal::new("10001"))?;
        let sign = ask.params.get("sign").ok_or_else(|| Refusal::new("10002"))?;
        if app_id != APP_ID {
            return Err(Refusal::new("10005"));
        }
        if !sign::is_right(sign, SECRET, ask) {
            return Err(Refusal::new("10003"));
        }
        clock(ask)?;
        if ask.params.ambiguous() { Err(Refusal::new("10015")) } else { Ok(()) }
    }

    fn find(&self, ask: &Ask<'_>) -> Result<Value, Refusal> {
        let plate = ask.params.get("car_no").ok_or_else(|| Refusal::new("10015"))?;
        let plate_type = ask.params.get("car_type").ok_or_else(|| Refusal::new("10015"))?;
        if !matches!(ask.params.text("format"), "" | "json" | "xml" | "jsonp") {
            return Err(Refusal::with("10019", "format 不支持"));
        }
        let (place, vehicle) =
            ask.world.fleet.find(plate, plate_type).ok_or_else(|| Refusal::new("10025"))?;
        if plate_type != vehicle.plate_type {
            return Err(Refusal::with("10019", "车辆类型与车牌号不符"));
        }
        same(ask.params.get("engine_number"), &vehicle.engine)?;
        same(ask.params.get("frame_number"), &vehicle.vin)?;
        let drawn = of_vehicle(ask.world.seed, place, vehicle, &ask.world.cities);
        Ok(answer::payload(self, ask.settings, vehicle, &drawn))
    }

    fn reply(&self, ask: &Ask<'_>, found: &Result<Value, Refusal>) -> Reply {
        match found {
            // Debug data looks like data: that is what makes it dangerous.
            Err(refusal) if refusal.code == "10024" => {
                answer::write(ask, &refusal.code, &codes::message(refusal), self.find(ask).ok())
            }
            Err(refusal) => answer::write(ask, &refusal.code, &codes::message(refusal), None),
            Ok(payload) => answer::write(ask, "10000", "返回成功", Some(payload.clone())),
        }
    }

    /// Holds paid offences too; misses a few, and a few amounts and points.
    fn sees(&self, violation: &Violation<'_>) -> Option<Seen> {
        (violation.sight < 96).then(|| Seen {
            fine_fen: (violation.gap >= 8).then_some(violation.fine_fen),
            points: (!(8..14).contains(&violation.gap)).then_some(violation.points),
            state: violation.state,
        })
    }

    fn fate(&self, _: &World, _: &Settings, _: &SampleVehicle) -> Fate {
        Fate::Answered
    }
}

/// storeapi doc §状态码说明: 10017 not an integer, 10004 too far off. `time` may be left out.
fn clock(ask: &Ask<'_>) -> Result<(), Refusal> {
    let Some(time) = ask.params.get("time") else { return Ok(()) };
    match time.parse::<i64>() {
        Err(_) => Err(Refusal::new("10017")),
        Ok(time) if time.abs_diff(ask.now) > CLOCK_TOLERANCE_S.unsigned_abs() => Err(Refusal::new("10004")),
        Ok(_) => Ok(()),
    }
}

/// A number must be given where the vehicle has one, and be the vehicle's, letter by letter.
fn same(given: Option<&str>, own: &str) -> Result<(), Refusal> {
    match given {
        None if own.is_empty() => Ok(()),
        None => Err(Refusal::new("10015")),
        Some(given) if given == own => Ok(()),
        Some(_) => Err(Refusal::with("10019", "发动机号或车架号与登记信息不符")),
    }
}
