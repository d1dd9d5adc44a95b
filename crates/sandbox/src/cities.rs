//! The cities that are open for questions, with what each wants to know of a vehicle.

use serde::Deserialize;

/// The city list, read from `data/cities.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cities {
    /// Where the facts come from; for the reader of the file.
    #[allow(dead_code, reason = "a note in the data file, for people")]
    source: String,
    pub(crate) provinces: Vec<Province>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Province {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) cities: Vec<City>,
}

/// One city and its rule. `*_last` 0 means the whole number, N its last N characters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct City {
    pub(crate) code: String,
    pub(crate) name: String,
    /// GB/T 2260 division code.
    pub(crate) division: String,
    /// Plate prefixes of two characters, or one character for a whole municipality.
    pub(crate) prefixes: Vec<String>,
    pub(crate) engine: bool,
    pub(crate) engine_last: usize,
    pub(crate) class: bool,
    pub(crate) class_last: usize,
}

impl Cities {
    pub(crate) fn open() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../data/cities.json"))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&Province, &City)> {
        self.provinces.iter().flat_map(|province| province.cities.iter().map(move |city| (province, city)))
    }

    pub(crate) fn by_code(&self, code: &str) -> Option<(&Province, &City)> {
        self.all().find(|(_, city)| city.code == code)
    }

    /// The city of a plate or of its first two characters.
    pub(crate) fn by_plate(&self, plate: &str) -> Option<(&Province, &City)> {
        self.all().find(|(_, city)| city.prefixes.iter().any(|prefix| plate.starts_with(prefix.as_str())))
    }
}

impl City {
    /// What the rule lets through of an engine number: `None` when it is not asked for.
    pub(crate) fn engine_wanted<'a>(&self, engine: &'a str) -> Option<&'a str> {
        self.engine.then(|| tail(engine, self.engine_last))
    }

    /// The same for the VIN.
    pub(crate) fn class_wanted<'a>(&self, vin: &'a str) -> Option<&'a str> {
        self.class.then(|| tail(vin, self.class_last))
    }
}

fn tail(number: &str, last: usize) -> &str {
    let start = if last == 0 { 0 } else { number.len().saturating_sub(last) };
    number.get(start..).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::{Cities, tail};
    use std::collections::BTreeSet;

    #[test]
    fn every_city_has_a_code_of_its_own_under_its_province() {
        let cities = Cities::open().unwrap();
        let mut codes = BTreeSet::new();
        for (province, city) in cities.all() {
            assert!(city.code.starts_with(&province.code), "{}", city.code);
            assert!(codes.insert(&city.code), "{} twice", city.code);
            assert_eq!(city.division.len(), 6, "{}", city.code);
        }
        assert!(codes.len() >= 40);
    }

    #[test]
    fn a_municipality_answers_for_all_its_letters() {
        let cities = Cities::open().unwrap();
        assert_eq!(cities.by_plate("沪C12345").unwrap().1.code, "SH");
        assert_eq!(cities.by_plate("苏E").unwrap().1.code, "JS_SZ");
        assert!(cities.by_plate("新A12345").is_none());
    }

    #[test]
    fn a_rule_takes_the_whole_number_or_its_end() {
        assert_eq!(tail("ABCDEFGH", 0), "ABCDEFGH");
        assert_eq!(tail("ABCDEFGH", 4), "EFGH");
        assert_eq!(tail("AB", 4), "AB");
    }
}
