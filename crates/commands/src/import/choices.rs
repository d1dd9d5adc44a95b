//! What a file names in people's words and the garage keeps as a code: the city chosen
//! by hand, and the provider.

use crate::error::Result;
use cheku_domain::CityRule;
use cheku_domain::city::find_city;
use cheku_garage::Garage;
use cheku_sheets::{Complaint, Mapping, Meaning, Reading, Table, VehicleRow, complaint_about};

/// The reading with codes, and a warning for each name that is not known: a city is kept
/// as it stands, since the next list may know it; a provider is left out.
pub(super) fn resolved(
    garage: &Garage,
    table: &Table,
    mapping: &Mapping,
    mut reading: Reading,
) -> Result<Reading> {
    let cities = cities(garage)?;
    let mut warnings: Vec<Complaint> = Vec::new();
    for row in &mut reading.rows {
        if let Some(typed) = row.city_code.take() {
            let found = find_city(&cities, &typed).map(|city| city.code.clone());
            let is_unknown = found.is_none() && (!cities.is_empty() || !is_code(&typed));
            row.city_code = Some(found.unwrap_or(typed));
            warn(is_unknown, (table, mapping, row), (Meaning::CityCode, "city_unknown"), &mut warnings);
        }
        if let Some(typed) = row.provider.take() {
            row.provider = provider_id(&typed).map(str::to_owned);
            let is_unknown = row.provider.is_none();
            warn(is_unknown, (table, mapping, row), (Meaning::Provider, "provider_unknown"), &mut warnings);
        }
    }
    reading.warnings.extend(warnings);
    Ok(reading)
}

fn warn(
    is_unknown: bool,
    (table, mapping, row): (&Table, &Mapping, &VehicleRow),
    (meaning, code): (Meaning, &'static str),
    warnings: &mut Vec<Complaint>,
) {
    let about = || complaint_about(table, mapping, row, mapping.column(meaning), code);
    warnings.extend(is_unknown.then(about).flatten());
}

/// The fetched lists of those providers that work by city.
fn cities(garage: &Garage) -> Result<Vec<(String, CityRule)>> {
    let mut all = Vec::new();
    for descriptor in crate::descriptors().into_iter().filter(|descriptor| descriptor.needs_city) {
        let kept = garage.cities(descriptor.id)?.into_iter().filter(|city| city.vanished_at.is_none());
        all.extend(kept.map(|city| (city.province, city.rule)));
    }
    Ok(all)
}

/// Before any list was fetched a code can be right; a name or a number is none.
fn is_code(typed: &str) -> bool {
    typed.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
}

fn provider_id(typed: &str) -> Option<&'static str> {
    let typed = typed.trim();
    let names = |descriptor: &cheku_domain::provider::Descriptor| {
        [descriptor.id, descriptor.name.zh, descriptor.name.en]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(typed))
    };
    crate::descriptors().into_iter().find(|descriptor| names(descriptor)).map(|descriptor| descriptor.id)
}
