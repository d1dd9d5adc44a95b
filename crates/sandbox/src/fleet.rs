//! The sample fleet: vehicles like those of a haulage firm near Suzhou, the same for the same seed.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::dice::Dice;
use crate::names;

/// One vehicle of the sample fleet, with everything that both vendors hold about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleVehicle {
    /// Plate in normal form.
    pub plate: String,
    /// Plate type code (号牌种类): 01, 02, 15, 51 or 52.
    pub plate_type: String,
    /// VIN of 17 characters with a right check digit.
    pub vin: String,
    /// Engine number; empty for trailers and some electric cars.
    pub engine: String,
    /// Owner, a firm.
    pub owner: String,
    /// Group within the firm.
    pub group: String,
    /// Usual driver; empty for some.
    pub driver: String,
    /// A remark; mostly empty.
    pub note: String,
}

/// All vehicles and the way from a plate to its vehicles.
#[derive(Debug)]
pub(crate) struct Fleet {
    pub(crate) vehicles: Vec<SampleVehicle>,
    by_plate: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Small,
    Large,
    Trailer,
    SmallElectric,
    LargeElectric,
}

const DIGITS: &str = "0123456789";
const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const VIN_ALPHABET: &str = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";

/// Prefix and weight: home first, then the neighbours, then what strays in.
const HOMES: &[(&str, usize)] = &[
    ("苏E", 34),
    ("苏U", 6),
    ("苏B", 8),
    ("苏A", 5),
    ("苏D", 3),
    ("苏F", 3),
    ("沪A", 3),
    ("沪B", 3),
    ("沪D", 3),
    ("沪E", 3),
    ("浙A", 5),
    ("浙B", 4),
    ("浙F", 4),
    ("浙E", 2),
    ("皖A", 2),
    ("皖M", 2),
    ("鲁B", 1),
    ("豫A", 1),
    ("粤B", 1),
    ("冀D", 1),
    ("鄂A", 1),
    ("京A", 1),
    ("川A", 1),
    ("赣C", 1),
    ("湘A", 1),
    ("陕A", 1),
];

/// Of these no engine number is asked, so an electric car without one can live there.
const HOMES_WITHOUT_ENGINE_RULE: &[&str] = &["苏E", "苏U", "苏A", "苏D", "浙B", "浙E"];

impl Fleet {
    /// Draws `count` vehicles. A smaller fleet of the same seed is the beginning of a larger one.
    pub(crate) fn draw(count: usize, seed: u64) -> Fleet {
        let mut dice = Dice::new(seed);
        let mut fleet =
            Fleet { vehicles: Vec::with_capacity(count), by_plate: HashMap::with_capacity(count) };
        for place in 0..count {
            let kind = kind_at(place, &mut dice);
            let plate = fleet.unused_plate(kind, &mut dice);
            let vehicle = vehicle(plate, kind, &mut dice);
            fleet.add(vehicle, place);
        }
        fleet
    }

    /// Adds for the first `count` cars and lorries one that bears the same number on a plate of the other
    /// colour: law and reality know both.
    pub(crate) fn with_twins(mut self, count: usize, seed: u64) -> Fleet {
        let mut dice = Dice::new(seed ^ 0x7717);
        let other = |plate_type: &str| match plate_type {
            "02" => Some(Kind::Large),
            "01" => Some(Kind::Small),
            _ => None,
        };
        let own = self.vehicles.iter().filter_map(|one| Some((one.plate.clone(), other(&one.plate_type)?)));
        for (plate, kind) in own.take(count).collect::<Vec<_>>() {
            self.add(vehicle(plate, kind, &mut dice), self.vehicles.len());
        }
        self
    }

    fn add(&mut self, vehicle: SampleVehicle, place: usize) {
        self.by_plate.entry(vehicle.plate.clone()).or_default().push(place);
        self.vehicles.push(vehicle);
    }

    /// The vehicle of that plate and type; of another type, where there is none of that.
    pub(crate) fn find(&self, plate: &str, plate_type: &str) -> Option<(usize, &SampleVehicle)> {
        let mut all = self.by_plate.get(plate)?.iter().map(|place| (*place, &self.vehicles[*place]));
        let first = all.clone().next();
        all.find(|(_, vehicle)| vehicle.plate_type == plate_type).or(first)
    }

    fn unused_plate(&self, kind: Kind, dice: &mut Dice) -> String {
        loop {
            let plate = plate(kind, dice);
            if !self.by_plate.contains_key(&plate) {
                return plate;
            }
        }
    }

    /// The fleet as a spreadsheet that people and programs can import.
    pub(crate) fn csv(&self) -> String {
        let mut text = String::from("车牌号,号牌种类,车架号,发动机号,所有人,分组,驾驶员,备注\r\n");
        for one in &self.vehicles {
            let cells = [
                &one.plate,
                &one.plate_type,
                &one.vin,
                &one.engine,
                &one.owner,
                &one.group,
                &one.driver,
                &one.note,
            ];
            // No sample word holds a comma, a quote or a line end, so nothing needs quoting.
            text.push_str(&cells.map(String::as_str).join(","));
            text.push_str("\r\n");
        }
        text
    }
}

fn kind_at(place: usize, dice: &mut Dice) -> Kind {
    let lot = dice.below(100);
    match lot {
        // Trailers have fixed places: they are few, and a small fleet should not be full of them by chance.
        _ if place % 50 == 24 => Kind::Trailer,
        0..56 => Kind::Small,
        56..74 => Kind::Large,
        74..95 => Kind::SmallElectric,
        _ => Kind::LargeElectric,
    }
}

fn home(dice: &mut Dice) -> &'static str {
    let mut lot = dice.below(HOMES.iter().map(|(_, weight)| weight).sum());
    for (prefix, weight) in HOMES {
        if lot < *weight {
            return prefix;
        }
        lot -= weight;
    }
    "苏E"
}

/// Forms of GA 36-2018: five characters, four and 挂, or six with the new-energy letter in front or behind.
fn plate(kind: Kind, dice: &mut Dice) -> String {
    let home = home(dice);
    match kind {
        Kind::Small | Kind::Large => {
            let letters = dice.below(3);
            let mut serial = dice.spell(LETTERS, letters);
            serial.push_str(&dice.spell(DIGITS, 5 - letters));
            format!("{home}{serial}")
        }
        Kind::Trailer => format!("{home}{}挂", dice.spell(DIGITS, 4)),
        Kind::SmallElectric => {
            let letter = dice.spell("DDDF", 1);
            let second = if dice.chance(20) { dice.spell(LETTERS, 1) } else { dice.spell(DIGITS, 1) };
            format!("{home}{letter}{second}{}", dice.spell(DIGITS, 4))
        }
        Kind::LargeElectric => format!("{home}{}{}", dice.spell(DIGITS, 5), dice.spell("DF", 1)),
    }
}

fn vehicle(plate: String, kind: Kind, dice: &mut Dice) -> SampleVehicle {
    let electric = matches!(kind, Kind::SmallElectric | Kind::LargeElectric);
    let makers = match kind {
        Kind::Small => names::CAR_MAKERS,
        Kind::SmallElectric | Kind::LargeElectric => names::ELECTRIC_MAKERS,
        Kind::Large | Kind::Trailer => names::TRUCK_MAKERS,
    };
    let vin = vin(makers, dice);
    let engine = engine(if electric { names::MOTOR_FAMILIES } else { names::ENGINE_FAMILIES }, dice);
    let may_be_blank = HOMES_WITHOUT_ENGINE_RULE.iter().any(|home| plate.starts_with(home));
    let blank = kind == Kind::Trailer || (electric && may_be_blank && dice.chance(40));
    let light = matches!(kind, Kind::Small | Kind::SmallElectric);
    let groups = if light { names::LIGHT_GROUPS } else { names::HEAVY_GROUPS };
    let driver = format!("{}{}", dice.pick(names::SURNAMES), dice.pick(names::GIVEN_NAMES));
    SampleVehicle {
        plate,
        plate_type: code(kind).to_owned(),
        vin,
        engine: if blank { String::new() } else { engine },
        owner: (*dice.pick(names::FIRMS)).to_owned(),
        group: (*dice.pick(groups)).to_owned(),
        driver: if kind == Kind::Trailer || dice.chance(6) { String::new() } else { driver },
        note: if dice.chance(15) { (*dice.pick(names::NOTES)).to_owned() } else { String::new() },
    }
}

fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Small => "02",
        Kind::Large => "01",
        Kind::Trailer => "15",
        Kind::SmallElectric => "52",
        Kind::LargeElectric => "51",
    }
}

fn engine(families: &[&str], dice: &mut Dice) -> String {
    if dice.chance(60) {
        let family = *dice.pick(families);
        format!("{family}{}", dice.spell(DIGITS, 6))
    } else {
        let length = 6 + dice.below(4);
        dice.spell(DIGITS, length)
    }
}

fn vin(makers: &[&str], dice: &mut Dice) -> String {
    let maker = *dice.pick(makers);
    let model = dice.spell(VIN_ALPHABET, 5);
    let year = dice.spell("HJKLMNPRS", 1);
    let works = dice.spell("ABCDEFGH", 1);
    let serial = dice.spell(DIGITS, 6);
    let blank = format!("{maker}{model}0{year}{works}{serial}");
    let check = vin_check_digit(&blank);
    format!("{maker}{model}{check}{year}{works}{serial}")
}

/// GB 16735: weighted sum modulo 11, X for ten. The ninth place itself weighs nothing.
fn vin_check_digit(vin: &str) -> char {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = vin.chars().zip(WEIGHTS).map(|(letter, weight)| vin_value(letter) * weight).sum();
    match sum % 11 {
        10 => 'X',
        rest => char::from_digit(rest, 10).unwrap_or('0'),
    }
}

fn vin_value(letter: char) -> u32 {
    match letter {
        'A'..='H' => u32::from(letter) - u32::from('A') + 1,
        'J'..='N' => u32::from(letter) - u32::from('J') + 1,
        'P' => 7,
        'R' => 9,
        'S'..='Z' => u32::from(letter) - u32::from('S') + 2,
        digit => digit.to_digit(10).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fleet, HOMES_WITHOUT_ENGINE_RULE, vin_check_digit};
    use crate::cities::Cities;

    #[test]
    fn the_same_seed_draws_the_same_fleet_and_another_seed_another() {
        let fleet = Fleet::draw(200, 7).vehicles;
        assert_eq!(fleet, Fleet::draw(200, 7).vehicles);
        assert_ne!(fleet, Fleet::draw(200, 8).vehicles);
        assert_eq!(fleet[..50], Fleet::draw(50, 7).vehicles);
    }

    #[test]
    fn check_digits_are_those_of_the_standard() {
        // The two worked examples that every description of the rule uses.
        assert_eq!(vin_check_digit("11111111111111111"), '1');
        assert_eq!(vin_check_digit("1M8GDM9A_KP042788"), 'X');
        for vehicle in Fleet::draw(300, 7).vehicles {
            assert_eq!(vehicle.vin.len(), 17);
            assert_eq!(vehicle.vin.chars().nth(8), Some(vin_check_digit(&vehicle.vin)));
        }
    }

    #[test]
    fn every_vehicle_can_satisfy_the_rule_of_its_city() {
        let cities = Cities::open().unwrap();
        for vehicle in Fleet::draw(1_000, 7).vehicles {
            let (_, city) = cities.by_plate(&vehicle.plate).expect("a home in the list");
            let asks_engine = city.engine && vehicle.plate_type != "15";
            assert!(!asks_engine || vehicle.engine.len() >= city.engine_last.max(1), "{}", city.code);
        }
        for home in HOMES_WITHOUT_ENGINE_RULE {
            assert!(!cities.by_plate(home).unwrap().1.engine, "{home}");
        }
    }

    #[test]
    fn the_mix_is_that_of_a_real_yard() {
        let fleet = Fleet::draw(200, 7);
        let count = |code: &str| fleet.vehicles.iter().filter(|one| one.plate_type == code).count();
        assert_eq!(count("15"), 4);
        assert!(count("02") > 80 && count("01") > 15 && count("52") > 20 && count("51") > 2);
        let home = fleet.vehicles.iter().filter(|one| "苏沪浙".contains(&one.plate[..3])).count();
        assert!(home > 150);
    }

    #[test]
    fn a_twin_has_the_plate_and_another_type_and_other_numbers() {
        let fleet = Fleet::draw(50, 7).with_twins(3, 7);
        assert_eq!(fleet.vehicles.len(), 53);
        for twin in &fleet.vehicles[50..] {
            let (_, first) = fleet.find(&twin.plate, "52").unwrap();
            let (place, same) = fleet.find(&twin.plate, &twin.plate_type).unwrap();
            assert!(place >= 50 && same == twin);
            assert_eq!(first.plate, twin.plate);
            assert!(first.plate_type != twin.plate_type && first.vin != twin.vin);
        }
    }

    #[test]
    fn the_spreadsheet_has_one_line_for_each_vehicle() {
        let fleet = Fleet::draw(30, 7);
        let csv = fleet.csv();
        assert_eq!(csv.lines().count(), 31);
        assert!(csv.lines().all(|line| line.split(',').count() == 8));
        assert!(!csv.contains('"'));
    }
}
