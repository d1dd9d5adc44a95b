//! Which vehicle a row of a list tells of. A vehicle is plate *and* type (号牌号码,
//! 号牌种类): the same number on a blue and on a yellow plate are two vehicles.
//!
//! What stands here decides by money. To take another vehicle's row for a correction would
//! lose a vehicle and ask about it with the other one's numbers, which is charged; to take
//! a correction for a new vehicle would ask about, and pay for, a vehicle that there is not.
//! So VIN and engine number decide, and where they cannot, the list is asked for more.

use crate::{FrameNumber, Plate, PlateType, Vehicle};

/// What tells vehicles of one plate apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits {
    /// 号牌种类; `None` in a row that does not give it.
    pub plate_type: Option<PlateType>,
    /// 车架号
    pub vin: Option<FrameNumber>,
    /// 发动机号 as it is asked with (`Vehicle::query_engine`).
    pub engine: Option<String>,
}

/// What VIN and engine number say of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The same number.
    Same,
    /// Different numbers.
    Other,
    /// One of them lacks what the other has.
    Unsure,
}

impl Traits {
    /// Two VINs decide, else two engine numbers. Of those some lists keep the end alone.
    pub fn likeness(&self, other: &Traits) -> Likeness {
        let same = match (&self.vin, &other.vin, &self.engine, &other.engine) {
            (Some(one), Some(two), ..) => one == two,
            (_, _, Some(one), Some(two)) => one.ends_with(two.as_str()) || two.ends_with(one.as_str()),
            _ => return Likeness::Unsure,
        };
        if same { Likeness::Same } else { Likeness::Other }
    }

    fn has_vin_of(&self, other: &Traits) -> bool {
        self.vin.is_some() && self.vin == other.vin
    }

    fn has_type_of(&self, other: &Traits) -> bool {
        self.plate_type.is_some() && self.plate_type == other.plate_type
    }
}

/// Vehicles as a person names them: `PLATE` means all that bear it, `PLATE:TYPE` the one
/// of that type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedVehicle {
    /// 号牌号码
    pub plate: Plate,
    /// 号牌种类, as code or name.
    pub plate_type: Option<PlateType>,
}

impl NamedVehicle {
    /// Reads what was typed; `None` when it is no plate, or no type stands behind the colon.
    pub fn parse(typed: &str) -> Option<NamedVehicle> {
        let Some((plate, plate_type)) = typed.split_once([':', '：']) else {
            return Plate::parse(typed).ok().map(|plate| NamedVehicle { plate, plate_type: None });
        };
        let plate_type = Some(PlateType::parse(plate_type)?);
        Plate::parse(plate).ok().map(|plate| NamedVehicle { plate, plate_type })
    }

    /// Whether this vehicle is meant.
    pub fn means(&self, vehicle: &Vehicle) -> bool {
        self.plate == vehicle.plate && self.plate_type.is_none_or(|wanted| wanted == vehicle.plate_type)
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it tells.
    pub traits: Traits,
    /// The type of a new vehicle, where the row gives none.
    pub suggested: PlateType,
}

impl Listed {
    /// The type that it has or would have.
    pub fn plate_type(&self) -> PlateType {
        self.traits.plate_type.unwrap_or(self.suggested)
    }

    /// Whether it tells once more of the vehicle of an earlier row of the same plate. Two
    /// types that a list gives itself are two vehicles, unless the numbers say one.
    pub fn repeats(&self, earlier: &Listed) -> bool {
        let both_given = self.traits.plate_type.is_some() && earlier.traits.plate_type.is_some();
        self.plate_type() == earlier.plate_type()
            || match self.traits.likeness(&earlier.traits) {
                Likeness::Same => true,
                Likeness::Unsure => !both_given,
                Likeness::Other => false,
            }
    }
}

/// What a row is to the vehicles that bear its plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// The vehicle at this place; its type becomes the row's where the row gives one.
    Is(usize),
    /// A vehicle that nobody knew.
    New,
    /// Several come into question, or the type that it gives is another vehicle's.
    Unclear,
}

/// Finds out which of the `known` vehicles the rows of one plate tell of. No vehicle is
/// named twice, and no two have one type in the end. The surest come first, so that the
/// rows' order does not matter to them:
///
/// 1. the same VIN: that vehicle, and another type is a correction;
/// 2. the same type: that vehicle;
/// 3. otherwise the only one left that VIN or engine number do not contradict: a
///    correction. Where there is none the row is a new vehicle.
pub fn kin(known: &[Traits], rows: &[Listed]) -> Vec<Kin> {
    let mut found: Vec<Option<Kin>> = vec![None; rows.len()];
    let left = |found: &[Option<Kin>]| -> Vec<usize> {
        (0..known.len()).filter(|at| !found.contains(&Some(Kin::Is(*at)))).collect()
    };
    for same in [Traits::has_vin_of, Traits::has_type_of] {
        for (at, row) in rows.iter().enumerate() {
            if found[at].is_none() {
                let alike = left(&found).into_iter().filter(|at| same(&row.traits, &known[*at]));
                found[at] = only(alike).map(Kin::Is);
            }
        }
    }
    for (at, row) in rows.iter().enumerate() {
        if found[at].is_none() {
            found[at] = Some(left_over(known, &left(&found), row));
        }
    }
    without_clashes(known, rows, found.into_iter().flatten().collect())
}

/// A row that neither VIN nor type lead to a vehicle.
fn left_over(known: &[Traits], left: &[usize], row: &Listed) -> Kin {
    let like =
        |wanted: Likeness| left.iter().copied().filter(move |at| row.traits.likeness(&known[*at]) == wanted);
    if let Some(same) = only(like(Likeness::Same)) {
        return Kin::Is(same);
    }
    let mut unsure = like(Likeness::Unsure);
    match (unsure.next(), unsure.next()) {
        (Some(at), None) => Kin::Is(at),
        (Some(_), Some(_)) => Kin::Unclear,
        // Without a type it is of the suggested one; who has that has another number now.
        (None, _) if row.traits.plate_type.is_none() => {
            let of_type = left.iter().find(|at| known[**at].plate_type == Some(row.suggested));
            of_type.map_or(Kin::New, |at| Kin::Is(*at))
        }
        (None, _) => Kin::New,
    }
}

/// A type that two would have in the end is nobody's to give away: whoever has it keeps it.
fn without_clashes(known: &[Traits], rows: &[Listed], mut found: Vec<Kin>) -> Vec<Kin> {
    loop {
        let ends = |at: usize| match found[at] {
            Kin::Is(known_at) => rows[at].traits.plate_type.or(known[known_at].plate_type),
            Kin::New => rows[at].traits.plate_type.or(Some(rows[at].suggested)),
            Kin::Unclear => None,
        };
        let changes =
            |at: &usize| !matches!(found[*at], Kin::Is(known_at) if ends(*at) == known[known_at].plate_type);
        let untouched = (0..known.len()).filter(|at| !found.contains(&Kin::Is(*at)));
        let mut taken: Vec<Option<PlateType>> = untouched.map(|at| known[at].plate_type).collect();
        let (changing, keeping): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(changes);
        taken.extend(keeping.into_iter().map(ends));
        let clash = changing.into_iter().find(|at| {
            let clashes = ends(*at).is_some() && taken.contains(&ends(*at));
            taken.push(ends(*at));
            clashes
        });
        match clash {
            Some(at) => found[at] = Kin::Unclear,
            None => return found,
        }
    }
}

/// The only one, if it is one.
fn only(mut of: impl Iterator<Item = usize>) -> Option<usize> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
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
}
