//! A vehicle held against its city's rule, in the document's words.

use cheku_domain::provider::{Question, Refusal};
use cheku_domain::{CityRule, Detail, Need, Vehicle};

/// Plate types of the document (hpzl): others have no documented value, and a wrong one
/// can cost money (225606).
const PLATE_TYPES: &[&str] = &["01", "02", "51", "52"];
/// What stands before a city that was chosen by hand.
const CITY: &str = "city:";

/// Which rule a vehicle needs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RuleKey<'a> {
    /// A city chosen by hand.
    City(&'a str),
    /// The rule of a plate prefix; new-energy plates have rules of their own.
    Prefix {
        /// The first two characters of the plate.
        prefix: &'a str,
        /// 新能源
        new_energy: bool,
    },
}

impl RuleKey<'_> {
    /// Reads what `rule_key` wrote.
    pub(super) fn read(key: &str) -> Option<RuleKey<'_>> {
        if let Some(code) = key.strip_prefix(CITY) {
            return Some(RuleKey::City(code));
        }
        let (prefix, new_energy) = key.split_once('|')?;
        Some(RuleKey::Prefix { prefix, new_energy: new_energy == "1" })
    }
}

/// The key under which the vehicle's rule is kept: "city:GD_SZ", or "苏E|1".
pub(super) fn rule_key(vehicle: &Vehicle) -> String {
    match vehicle.city_code.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
        Some(code) => format!("{CITY}{code}"),
        None => format!("{}|{}", vehicle.plate.prefix(), u8::from(vehicle.plate.is_new_energy())),
    }
}

/// The question, or why there is none. Too short a number, and what can only be wrong,
/// is refused here: the vendor would charge for refusing it.
pub(super) fn question(vehicle: &Vehicle, rule: Option<&CityRule>) -> Result<Question, Refusal> {
    let spoiled = vehicle.spoiled();
    if spoiled.contains(&Detail::PlateType) {
        return Err(Refusal::InDoubt(Detail::PlateType));
    }
    let hpzl = vehicle.plate_type.code();
    if !PLATE_TYPES.contains(&hpzl) {
        return Err(Refusal::PlateTypeUnsupported);
    }
    let rule = rule.ok_or(Refusal::CityUnknown)?;
    let wanted = [(Detail::Engine, rule.engine), (Detail::Vin, rule.frame)];
    let wrong = wanted.iter().find(|(detail, need)| *need != Need::Nothing && spoiled.contains(detail));
    if let Some((detail, _)) = wrong {
        return Err(Refusal::InDoubt(*detail));
    }
    let engine = rule.engine.cut(vehicle.query_engine().as_deref()).map_err(Refusal::EngineMissing)?;
    let frame = vehicle.vin.as_ref().map(|vin| vin.as_str().to_uppercase());
    let frame = rule.frame.cut(frame.as_deref()).map_err(Refusal::FrameMissing)?;
    let mut params = vec![
        ("city", rule.code.clone()),
        ("hphm", vehicle.plate.as_str().to_owned()),
        ("hpzl", hpzl.to_owned()),
    ];
    params.extend(engine.map(|engine| ("engineno", engine)));
    params.extend(frame.map(|frame| ("classno", frame)));
    Ok(Question { city: Some(rule.code.clone()), params })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cheku_domain::{FrameNumber, Missing, Plate, PlateType, VehicleId};

    fn vehicle(plate: &str, plate_type: &str) -> Vehicle {
        Vehicle {
            id: VehicleId("1".into()),
            plate: Plate::parse(plate).expect("plate"),
            plate_type: PlateType::parse(plate_type).expect("type"),
            vin: FrameNumber::parse("LNBSCC3H8GF308384", false).ok(),
            engine: Some("ad50 eg081".into()),
            city_code: None,
            owner: None,
            group: None,
            driver: None,
            note: None,
            provider: None,
        }
    }

    fn rule(engine: Need, frame: Need) -> CityRule {
        CityRule { code: "JS_SZ".into(), name: "苏州".into(), engine, frame }
    }

    #[test]
    fn the_prefix_decides_unless_a_person_chose_the_city() {
        let key = |vehicle: &Vehicle| rule_key(vehicle);
        assert_eq!(key(&vehicle("苏E12345", "02")), "苏E|0");
        assert_eq!(key(&vehicle("苏ED12345", "52")), "苏E|1");
        let chosen = Vehicle { city_code: Some(" GD_SZ ".into()), ..vehicle("苏E12345", "02") };
        assert_eq!(key(&chosen), "city:GD_SZ");
        assert_eq!(RuleKey::read("city:GD_SZ"), Some(RuleKey::City("GD_SZ")));
        assert_eq!(RuleKey::read("苏E|1"), Some(RuleKey::Prefix { prefix: "苏E", new_energy: true }));
        assert_eq!(RuleKey::read("苏E"), None);
    }

    #[test]
    fn every_combination_of_whole_last_and_none_is_cut_as_the_city_wants() {
        let cuts = [
            (Need::Nothing, None, None),
            (Need::Whole, Some("AD50EG081"), Some("LNBSCC3H8GF308384")),
            (Need::Last(6), Some("0EG081"), Some("308384")),
        ];
        for (engine_need, engine, _) in cuts {
            for (frame_need, _, frame) in cuts {
                let asked = question(&vehicle("苏E12345", "02"), Some(&rule(engine_need, frame_need)))
                    .expect("asked");
                let sent =
                    |name| asked.params.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str());
                assert_eq!(
                    (sent("engineno"), sent("classno")),
                    (engine, frame),
                    "{engine_need:?} {frame_need:?}"
                );
                assert_eq!(
                    (sent("city"), sent("hphm"), sent("hpzl")),
                    (Some("JS_SZ"), Some("苏E12345"), Some("02"))
                );
                assert_eq!(asked.city.as_deref(), Some("JS_SZ"));
            }
        }
    }

    #[test]
    fn what_would_be_refused_for_money_is_refused_here_for_nothing() {
        let whole = rule(Need::Whole, Need::Whole);
        let refused = |vehicle: &Vehicle, rule| question(vehicle, rule).err();
        let car = vehicle("苏E12345", "02");
        let bare = Vehicle { engine: None, vin: None, ..car.clone() };
        let nothing = Missing { needed: 0, present: 0 };
        assert_eq!(refused(&bare, Some(&whole)), Some(Refusal::EngineMissing(nothing)));
        let last = rule(Need::Last(10), Need::Nothing);
        assert_eq!(
            refused(&car, Some(&last)),
            Some(Refusal::EngineMissing(Missing { needed: 10, present: 9 }))
        );
        let frame = rule(Need::Nothing, Need::Last(6));
        assert_eq!(
            refused(&bare, Some(&frame)),
            Some(Refusal::FrameMissing(Missing { needed: 6, present: 0 }))
        );
        assert_eq!(refused(&car, None), Some(Refusal::CityUnknown));
        let spoiled = Vehicle { engine: Some("1.23457E+12".into()), ..car.clone() };
        assert_eq!(refused(&spoiled, Some(&whole)), Some(Refusal::InDoubt(Detail::Engine)));
        assert_eq!(refused(&spoiled, Some(&frame)), None, "what is not sent does no harm");
        let typed = vehicle("苏ED12345", "02");
        assert_eq!(refused(&typed, Some(&whole)), Some(Refusal::InDoubt(Detail::PlateType)));
        let trailer = vehicle("苏E1234挂", "15");
        assert_eq!(refused(&trailer, Some(&whole)), Some(Refusal::PlateTypeUnsupported));
    }
}
