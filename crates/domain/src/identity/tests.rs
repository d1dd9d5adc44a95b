//! Which row is whose.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ONE: &str = "LSVNV2187C2123456";
const TWO: &str = "LZZ1CLVB4KA123456";

fn traits(plate_type: &str, vin: &str, engine: &str) -> Traits {
    Traits {
        plate_type: PlateType::parse(plate_type),
        vin: FrameNumber::parse(vin, false).ok(),
        engine: Some(engine.to_owned()).filter(|engine| !engine.is_empty()),
    }
}

/// Rows of a car's plate.
fn kin_of(known: &[Traits], rows: &[Traits]) -> Vec<Kin> {
    let listed = |traits: &Traits| Listed { traits: traits.clone(), suggested: PlateType::SMALL };
    kin(known, &rows.iter().map(listed).collect::<Vec<_>>())
}

fn of_one(known: &[Traits], row: Traits) -> Kin {
    kin_of(known, &[row])[0]
}

#[test]
fn another_type_and_another_vin_are_another_vehicle() {
    let blue = [traits("02", ONE, "E1")];
    assert_eq!(of_one(&blue, traits("01", TWO, "")), Kin::New);
    assert_eq!(of_one(&blue, traits("01", "", "E9")), Kin::New, "another engine, no VIN to tell");
}

#[test]
fn another_type_alone_is_a_correction() {
    let blue = [traits("02", ONE, "E1")];
    assert_eq!(of_one(&blue, traits("01", ONE, "E9")), Kin::Is(0));
    assert_eq!(of_one(&blue, traits("01", "", "")), Kin::Is(0), "nothing contradicts");
    assert_eq!(of_one(&[traits("02", "", "LK4A123456")], traits("01", "", "123456")), Kin::Is(0));
}

#[test]
fn the_same_pair_is_the_same_vehicle_whatever_its_numbers() {
    let both = [traits("02", ONE, ""), traits("01", TWO, "")];
    assert_eq!(of_one(&both, traits("01", "", "E9")), Kin::Is(1));
    assert_eq!(of_one(&both[..1], traits("02", TWO, "")), Kin::Is(0));
}

#[test]
fn a_row_without_a_type_is_told_by_its_numbers_or_not_at_all() {
    let both = [traits("02", ONE, ""), traits("01", TWO, "")];
    assert_eq!(of_one(&both, traits("", TWO, "")), Kin::Is(1));
    assert_eq!(of_one(&both, traits("", "", "")), Kin::Unclear);
    assert_eq!(of_one(&both[1..], traits("", "", "")), Kin::Is(0));
    assert_eq!(of_one(&both[1..], traits("", ONE, "")), Kin::New, "the truck has another VIN");
    assert_eq!(of_one(&both[..1], traits("", TWO, "")), Kin::Is(0), "the suggested type's own");
}

#[test]
fn a_type_that_another_vehicle_has_is_not_given_away() {
    let both = [traits("02", ONE, ""), traits("01", "", "")];
    assert_eq!(of_one(&both, traits("01", ONE, "")), Kin::Unclear);
}

#[test]
fn the_rows_order_does_not_matter_to_what_is_sure() {
    let blue = [traits("02", ONE, "")];
    let rows = [traits("01", "", ""), traits("02", ONE, "")];
    assert_eq!(kin_of(&blue, &rows), [Kin::New, Kin::Is(0)]);
}

#[test]
fn a_vehicle_is_named_by_its_plate_and_where_that_is_not_enough_by_its_type() {
    let named = |typed: &str| {
        NamedVehicle::parse(typed).map(|it| (it.plate.to_string(), it.plate_type.map(PlateType::code)))
    };
    assert_eq!(named("粤b·12345"), Some(("粤B12345".into(), None)));
    assert_eq!(named("粤B12345:01"), Some(("粤B12345".into(), Some("01"))));
    assert_eq!(named("粤B12345：大型汽车"), Some(("粤B12345".into(), Some("01"))));
    assert_eq!(named("粤B12345:飞机"), None);
}

fn some_traits() -> impl Strategy<Value = Traits> {
    let pick = |of: &'static [&'static str]| prop::sample::select(of);
    (pick(&["", "01", "02", "06"]), pick(&["", ONE, TWO]), pick(&["", "E1", "E2"]))
        .prop_map(|(plate_type, vin, engine)| traits(plate_type, vin, engine))
}

/// Vehicles, each with a type of its own.
fn vehicles() -> impl Strategy<Value = Vec<Traits>> {
    prop::collection::vec(some_traits(), 0..4).prop_map(|all| {
        let mut seen = BTreeSet::new();
        all.into_iter().filter(|one| one.plate_type.is_some() && seen.insert(one.plate_type)).collect()
    })
}

/// Rows of one list: it names no pair twice.
fn list() -> impl Strategy<Value = Vec<Traits>> {
    prop::collection::vec(some_traits(), 0..4).prop_map(|all| {
        let mut seen = BTreeSet::new();
        all.into_iter().filter(|one| seen.insert(one.plate_type.unwrap_or(PlateType::SMALL))).collect()
    })
}

proptest! {
    #[test]
    fn nobody_is_named_twice_and_no_type_is_two_vehicles(known in vehicles(), rows in list()) {
        let found = kin_of(&known, &rows);
        let of = |at: usize| rows.iter().zip(&found).filter(move |(_, kin)| **kin == Kin::Is(at));
        let mut types: Vec<Option<PlateType>> = Vec::new();
        for (at, vehicle) in known.iter().enumerate() {
            prop_assert!(of(at).count() <= 1);
            types.push(of(at).next().and_then(|(row, _)| row.plate_type).or(vehicle.plate_type));
        }
        let new = rows.iter().zip(&found).filter(|(_, kin)| **kin == Kin::New);
        types.extend(new.map(|(row, _)| row.plate_type.or(Some(PlateType::SMALL))));
        prop_assert_eq!(types.iter().collect::<BTreeSet<_>>().len(), types.len());
    }

    #[test]
    fn what_is_known_already_is_itself(known in vehicles()) {
        let itself: Vec<Kin> = (0..known.len()).map(Kin::Is).collect();
        prop_assert_eq!(kin_of(&known, &known), itself);
    }
}
