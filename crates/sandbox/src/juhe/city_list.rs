//! juhe doc §1 and §3: the open cities, and the city of a plate with its rule.

use serde_json::{Map, Value, json};

use crate::cities::City;
use crate::request::Ask;
use crate::scenario::CityList;
use crate::vendor::Refusal;

/// New-energy entries of 2018 that still stand in the list.
pub(super) const NEW_ENERGY: &str = "_NER";
const HAS_NEW_ENERGY_ENTRY: &str = "GD_SZ";
/// A group that is no place; clients must not offer it.
const BYGONE: &str = "JS_LISHI";

/// All provinces, or the one that is asked for, without cities that are closed.
pub(super) fn all(ask: &Ask<'_>) -> Value {
    let wanted = ask.params.get("province");
    let mut groups = Map::new();
    for province in &ask.world.cities.provinces {
        if wanted.is_some_and(|code| code != province.code) {
            continue;
        }
        let mut rows = Vec::new();
        for city in province.cities.iter().filter(|city| !ask.settings.maintenance.contains(&city.code)) {
            rows.push(row(&city.code, &city.name, city));
            if city.code == HAS_NEW_ENERGY_ENTRY {
                rows.push(row(&format!("{}{NEW_ENERGY}", city.code), &format!("{}新能源", city.name), city));
            }
        }
        groups.insert(province.code.clone(), group(&province.code, &province.name, rows));
    }
    if wanted.is_none()
        && let Some((_, city)) = ask.world.cities.by_code("JS_NJ")
    {
        let rows = vec![row("JS_NJ_LISHI", "南京历史", city)];
        groups.insert(BYGONE.to_owned(), group(BYGONE, "江苏历史", rows));
    }
    match ask.settings.city_list {
        CityList::Object => Value::Object(groups),
        CityList::Array => groups.into_iter().map(|(_, group)| group).collect(),
    }
}

/// The city of a plate or of its first two characters.
pub(super) fn of_prefix(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let unknown = || Refusal::new("225611");
    let plate = ask.params.text("hphm");
    if plate.chars().count() < 2 || !matches!(ask.params.text("isNer"), "" | "0" | "1") {
        return Err(unknown());
    }
    let (province, city) = ask.world.cities.by_plate(plate).ok_or_else(unknown)?;
    if ask.settings.maintenance.contains(&city.code) {
        return Err(Refusal::new("225605"));
    }
    let new_energy = ask.params.text("isNer") == "1" && city.code == HAS_NEW_ENERGY_ENTRY;
    Ok(json!({
        "city_name": city.name,
        "city_code": if new_energy { format!("{}{NEW_ENERGY}", city.code) } else { city.code.clone() },
        "abbr": plate.chars().take(2).collect::<String>(),
        "engine": flag(city.engine),
        "engineno": city.engine_last.to_string(),
        "classa": flag(city.class),
        "classno": city.class_last.to_string(),
        "province": province.name,
    }))
}

fn group(code: &str, name: &str, citys: Vec<Value>) -> Value {
    json!({ "province": name, "province_code": code, "citys": citys })
}

fn row(code: &str, name: &str, city: &City) -> Value {
    json!({
        "city_name": name,
        "city_code": code,
        "abbr": city.prefixes.first(),
        "engine": flag(city.engine),
        "engineno": city.engine_last.to_string(),
        "classa": flag(city.class),
        "class": flag(city.class),
        "classno": city.class_last.to_string(),
        "regist": "0",
        // Null is seen in captured lists, beside the documented "0".
        "registno": if city.class { json!("0") } else { Value::Null },
    })
}

fn flag(on: bool) -> &'static str {
    if on { "1" } else { "0" }
}
