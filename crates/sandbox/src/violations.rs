//! What each vehicle has done: drawn anew at every question from seed and place, so nothing is stored.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use crate::acts::{ACTS, Act};
use crate::cities::{Cities, City, Province};
use crate::dice::Dice;
use crate::fleet::SampleVehicle;
use crate::names;

/// How far an offence has been dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// 未处理 未缴费
    Unhandled,
    /// 已处理 未缴费
    HandledUnpaid,
    /// 已处理 已缴费
    Paid,
}

/// One offence as it happened, before any vendor has written it down.
#[derive(Debug, Clone)]
pub(crate) struct Violation<'a> {
    /// China Standard Time.
    pub(crate) at: NaiveDateTime,
    pub(crate) province: &'a Province,
    pub(crate) city: &'a City,
    pub(crate) place: String,
    pub(crate) act: &'static Act,
    pub(crate) fine_fen: i64,
    pub(crate) points: u8,
    pub(crate) state: State,
    pub(crate) number: String,
    /// Lots from 0 to 99 that each vendor reads in its own way.
    pub(crate) sight: u8,
    pub(crate) gap: u8,
    pub(crate) spelling: u8,
    /// The answer holds this row twice, letter by letter.
    pub(crate) repeated: bool,
}

impl Violation<'_> {
    /// Province and city as both vendors write them; a municipality is its own province
    /// and is named once.
    pub(crate) fn city_name(&self) -> String {
        if self.province.name == self.city.name {
            return self.city.name.clone();
        }
        format!("{}{}", self.province.name, self.city.name)
    }
}

/// What one vendor knows of an offence. `None` is unknown, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) fine_fen: Option<i64>,
    pub(crate) points: Option<u8>,
    pub(crate) state: State,
}

/// All offences of the vehicle at `place` in the fleet, oldest first.
pub(crate) fn of_vehicle<'a>(
    seed: u64,
    place: usize,
    vehicle: &SampleVehicle,
    cities: &'a Cities,
) -> Vec<Violation<'a>> {
    let mut dice = Dice::for_item(seed, u64::try_from(place).unwrap_or(0));
    // Cameras read the tractor's plate: trailers stay clean.
    let count = if vehicle.plate_type == "15" { 0 } else { how_many(&mut dice) };
    let mut days = distinct_days(count, &mut dice);
    days.sort_unstable();
    days.into_iter().filter_map(|day| violation(day, vehicle, cities, &mut dice)).collect()
}

/// Six of ten vehicles are clean; a few have much to answer for.
fn how_many(dice: &mut Dice) -> usize {
    match dice.below(100) {
        0..60 => 0,
        60..78 => 1,
        78..88 => 2,
        88..94 => 3,
        94..98 => 4 + dice.below(3),
        _ => 7 + dice.below(6),
    }
}

/// One offence a day at most, so that no two of a vehicle share a minute and are taken for one.
fn distinct_days(count: usize, dice: &mut Dice) -> Vec<i64> {
    let mut days = Vec::with_capacity(count);
    while days.len() < count {
        let day = i64::try_from(dice.below(900)).unwrap_or(0);
        if !days.contains(&day) {
            days.push(day);
        }
    }
    days
}

fn violation<'a>(
    day: i64,
    vehicle: &SampleVehicle,
    cities: &'a Cities,
    dice: &mut Dice,
) -> Option<Violation<'a>> {
    let act = draw_act(dice);
    let (province, city) = if dice.chance(75) {
        cities.by_plate(&vehicle.plate)?
    } else {
        let others: Vec<_> = cities.all().collect();
        *dice.pick(&others)
    };
    let minute = i64::try_from(6 * 60 + dice.below(17 * 60)).unwrap_or(0);
    let second = i64::try_from(dice.below(60)).unwrap_or(0);
    // 2024-01-03 plus 900 days ends in June 2026.
    let start = NaiveDate::from_ymd_opt(2024, 1, 3)?.and_hms_opt(0, 0, 0)?;
    let at = start + Duration::days(day) + Duration::minutes(minute) + Duration::seconds(second);
    let state = match dice.below(100) {
        // Old offences are more often settled.
        lot if day < 450 && lot < 55 => State::Paid,
        lot if lot < 12 => State::Paid,
        lot if lot < 68 => State::Unhandled,
        lot if lot < 82 => State::HandledUnpaid,
        _ => State::Unhandled,
    };
    Some(Violation {
        at,
        province,
        city,
        place: place(act, city, dice),
        act,
        fine_fen: dice.pick(act.fines) * 100,
        points: act.points,
        state,
        number: format!("{}{}", city.division, dice.spell("0123456789", 10)),
        sight: dice.percentile(),
        gap: dice.percentile(),
        spelling: dice.percentile(),
        repeated: dice.chance(4),
    })
}

fn draw_act(dice: &mut Dice) -> &'static Act {
    let mut lot = dice.below(ACTS.iter().map(|act| act.weight).sum());
    for act in ACTS {
        if lot < act.weight {
            return act;
        }
        lot -= act.weight;
    }
    &ACTS[0]
}

fn place(act: &Act, city: &City, dice: &mut Dice) -> String {
    if act.highway {
        let (kilometre, metre) = (1 + dice.below(1_400), dice.below(10) * 100);
        return format!("{}{kilometre}公里{metre}米", dice.pick(names::HIGHWAYS));
    }
    let (one, other) = (*dice.pick(names::ROADS), *dice.pick(names::ROADS));
    match dice.below(3) {
        0 if one != other => format!("{}{one}与{other}交叉路口", city.name),
        1 => format!("{}{one}（{}号门前路段）", city.name, 1 + dice.below(900)),
        _ => format!("{}{one}由南向北{}米", city.name, 100 + dice.below(9) * 50),
    }
}

#[cfg(test)]
mod tests {
    use super::{State, of_vehicle};
    use crate::cities::Cities;
    use crate::fleet::Fleet;
    use std::collections::BTreeSet;

    #[test]
    fn most_vehicles_are_clean_and_all_states_and_points_are_met() {
        let cities = Cities::open().unwrap();
        let fleet = Fleet::draw(400, 7);
        let drawn: Vec<_> = fleet
            .vehicles
            .iter()
            .enumerate()
            .map(|(place, vehicle)| of_vehicle(7, place, vehicle, &cities))
            .collect();
        let clean = drawn.iter().filter(|rows| rows.is_empty()).count();
        assert!((210..280).contains(&clean), "{clean} of 400 clean");
        let rows: Vec<_> = drawn.iter().flatten().collect();
        for state in [State::Unhandled, State::HandledUnpaid, State::Paid] {
            assert!(rows.iter().any(|row| row.state == state));
        }
        let cities: BTreeSet<_> = rows.iter().map(|row| row.city_name()).collect();
        assert!(cities.contains("上海") && cities.contains("江苏苏州"), "{cities:?}");
        let points: BTreeSet<_> = rows.iter().map(|row| row.points).collect();
        assert!(points.len() >= 5, "{points:?}");
    }

    #[test]
    fn no_two_offences_of_a_vehicle_share_a_minute() {
        let cities = Cities::open().unwrap();
        for (place, vehicle) in Fleet::draw(400, 11).vehicles.iter().enumerate() {
            let rows = of_vehicle(11, place, vehicle, &cities);
            let days: BTreeSet<_> = rows.iter().map(|row| row.at.date()).collect();
            assert_eq!(days.len(), rows.len());
        }
    }
}
