//! The Juhe contract from the serving side: document 001 of the project's brief.

mod answer;
mod city_list;
mod codes;
mod doors;

use doors::{CITYS, PREFIX};
use serde_json::{Value, json};

use crate::cities::{City, Province};
use crate::fault::Fault;
use crate::fleet::SampleVehicle;
use crate::request::{Ask, Door, Params, World};
use crate::scenario::Settings;
use crate::vendor::{Code, Credentials, Fate, Gate, Refusal, Reply, Vendor};
use crate::violations::{Seen, State, Violation, of_vehicle};

pub(crate) struct Juhe;

const KEY: &str = "c29f7d5be1a84036b7730ad45f8e61d2";
/// juhe doc §2 请求参数说明, `hpzl`: no other type can be asked.
const PLATE_TYPES: &[&str] = &["01", "02", "51", "52"];

impl Vendor for Juhe {
    fn id(&self) -> &'static str {
        "juhe"
    }

    fn credentials(&self) -> Credentials {
        Credentials { key: Some(KEY.to_owned()), ..Credentials::default() }
    }

    fn codes(&self) -> &'static [Code] {
        codes::CODES
    }

    fn success(&self) -> &'static str {
        "0"
    }

    /// The document names no price.
    fn price_fen(&self) -> Option<i64> {
        None
    }

    fn own_settings(&self) -> &'static [&'static str] {
        &["envelope", "city_list", "maintenance"]
    }

    fn demo(&self) -> Settings {
        Settings {
            maintenance: vec!["ZJ_NB".to_owned()],
            faults: vec![Fault::code("225607").vehicle(8)],
            ..Settings::default()
        }
    }

    fn door(&self, path: &str) -> Option<Door> {
        match path {
            "/sweizhang/query" => Some(Door::Question),
            "/sweizhang/citys" => Some(CITYS),
            "/sweizhang/carPre" | "/sweizhang/carPre.php" => Some(PREFIX),
            _ => None,
        }
    }

    fn plate<'a>(&self, params: &'a Params) -> &'a str {
        params.text("hphm")
    }

    fn plate_type<'a>(&self, params: &'a Params) -> &'a str {
        params.get("hpzl").unwrap_or("02")
    }

    fn gate(&self, gate: Gate, _: &Ask<'_>) -> Option<Refusal> {
        Some(Refusal::new(match gate {
            Gate::IpRefused => "10008",
            Gate::QuotaUsed => "10012",
            Gate::TooFast => "10011",
        }))
    }

    fn admit(&self, ask: &Ask<'_>) -> Result<(), Refusal> {
        if ask.params.get("key") == Some(KEY) { Ok(()) } else { Err(Refusal::new("10001")) }
    }

    fn find(&self, ask: &Ask<'_>) -> Result<Value, Refusal> {
        match ask.door {
            CITYS => Ok(city_list::all(ask)),
            Door::Question => self.violations(ask),
            Door::Lookup(_) => city_list::of_prefix(ask),
        }
    }

    fn reply(&self, ask: &Ask<'_>, found: &Result<Value, Refusal>) -> Reply {
        answer::write(ask, found)
    }

    /// Never returns paid offences; misses a few, and a few amounts and points.
    fn sees(&self, violation: &Violation<'_>) -> Option<Seen> {
        (violation.sight >= 4 && violation.state != State::Paid).then(|| Seen {
            fine_fen: (violation.gap < 90).then_some(violation.fine_fen),
            points: (!(86..90).contains(&violation.gap)).then_some(violation.points),
            state: violation.state,
        })
    }

    fn fate(&self, world: &World, settings: &Settings, vehicle: &SampleVehicle) -> Fate {
        if !PLATE_TYPES.contains(&vehicle.plate_type.as_str()) {
            return Fate::Unsupported;
        }
        match world.cities.by_plate(&vehicle.plate) {
            Some((_, city)) if !settings.maintenance.contains(&city.code) => Fate::Answered,
            _ => Fate::Failed,
        }
    }
}

impl Juhe {
    /// juhe doc §2: the city first, then the vehicle, then what the city wants to know of it.
    fn violations(&self, ask: &Ask<'_>) -> Result<Value, Refusal> {
        let (province, city) = open_city(ask)?;
        let plate_type = self.plate_type(ask.params);
        let found = ask.world.fleet.find(self.plate(ask.params), plate_type);
        let (place, vehicle) = found.ok_or_else(|| Refusal::new("225607"))?;
        if !PLATE_TYPES.contains(&vehicle.plate_type.as_str()) {
            return Err(Refusal::new("225607"));
        }
        // Wrong particulars are looked up at the police, and so are charged.
        let right = plate_type == vehicle.plate_type
            && is_right(city.engine_wanted(&vehicle.engine), ask.params.text("engineno"))
            && is_right(city.class_wanted(&vehicle.vin), ask.params.text("classno"));
        if !right {
            return Err(Refusal::new("225606"));
        }
        let drawn = of_vehicle(ask.world.seed, place, vehicle, &ask.world.cities);
        let rows = drawn
            .iter()
            .filter_map(|one| self.sees(one).map(|seen| (one, seen)))
            .flat_map(|(one, seen)| answer::rows(ask.settings, one, &seen))
            .collect();
        let mut result = json!({
            "province": province.code,
            "city": city.code,
            "hphm": vehicle.plate,
            "hpzl": vehicle.plate_type,
        });
        if let (Some(rows), Value::Object(fields)) =
            (crate::figures::rows(ask.settings.clean, rows), &mut result)
        {
            fields.insert("lists".into(), rows);
        }
        Ok(result)
    }
}

fn open_city<'a>(ask: &Ask<'a>) -> Result<(&'a Province, &'a City), Refusal> {
    let code = ask.params.text("city");
    if ask.settings.maintenance.iter().any(|closed| closed == code) {
        return Err(Refusal::new("225605"));
    }
    let listed = code.strip_suffix(city_list::NEW_ENERGY).unwrap_or(code);
    ask.world.cities.by_code(listed).ok_or_else(|| Refusal::new("225605"))
}

/// Exactly what the rule asks for; what it does not ask for is not looked at.
fn is_right(wanted: Option<&str>, given: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == given)
}
