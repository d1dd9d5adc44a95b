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

impl Vehicle {
    /// What tells it from others of its plate.
    pub fn traits(&self) -> Traits {
        Traits { plate_type: Some(self.plate_type), vin: self.vin.clone(), engine: self.query_engine() }
    }
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

impl Listed {
    /// Whether it may tell of a vehicle of its plate that is no longer in use. A plate goes on to the next vehicle,
    /// so that only what the numbers do not contradict is the same one.
    pub fn may_be_left(&self, left: &Traits) -> bool {
        match self.traits.likeness(left) {
            Likeness::Same => true,
            Likeness::Unsure => self.traits.plate_type.is_none() || self.traits.plate_type == left.plate_type,
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
mod tests;
