//! What a client must come to, from the sandbox's own data and no client's code.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bill::Turn;
use crate::fault::{Deed, Fault, On, Target};
use crate::fleet::SampleVehicle;
use crate::request::World;
use crate::scenario::{Repeats, Settings};
use crate::vendor::{Fate, Vendor};
use crate::violations::{Seen, State, of_vehicle};

/// What stands in a client's books after each vehicle has been asked once, and what is owed then.
///
/// Closed cities and faults for all, for a plate or for a vehicle are accounted for. A free fault that passes
/// (`times`) within the repeats that the contract allows counts as answered. Faults on every Nth question,
/// quotas and rate limits depend on the order of arrival and are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedTotals {
    /// Vehicles of the fleet that were looked at.
    pub vehicles: u64,
    /// Vehicles with a successful answer, clean ones included.
    pub answered: u64,
    /// Vehicles of which the vendor has no data: not the same as clean.
    pub no_data: u64,
    /// Vehicles whose answer is to come by callback.
    pub pending: u64,
    /// Vehicles that are refused if they are asked (a client may skip the rest of a closed city).
    pub failed: u64,
    /// Vehicles asked without a readable answer.
    pub doubtful: u64,
    /// Vehicles of a plate type that the vendor's document does not cover.
    pub unsupported: u64,
    /// Rows that the vendor returns, paid ones included; those that stand there word by word twice are one.
    pub violations: u64,
    /// Neither handled nor paid.
    pub unhandled: u64,
    /// Not paid, handled or not.
    pub unpaid: u64,
    /// Known fines of the unpaid ones.
    pub fines_due_fen: i64,
    /// Unpaid ones whose fine is unknown.
    pub fines_unknown: u64,
    /// Known points of the unhandled ones.
    pub points_waiting: u64,
    /// Unhandled ones whose points are unknown.
    pub points_unknown: u64,
}

/// A vendor with its settings: one that is asked.
pub(crate) type Asked<'a> = (&'a dyn Vendor, &'a Settings);

/// Totals after all vendors have been asked in this order. The newer answer wins, an unknown is filled from
/// the older one; the counts of vehicles are those of the last vendor.
pub(crate) fn after(world: &World, asked: &[Asked<'_>], plates: Option<&[String]>) -> ExpectedTotals {
    let only: Option<BTreeSet<&str>> = plates.map(|plates| plates.iter().map(String::as_str).collect());
    let mut totals = ExpectedTotals::default();
    for (place, vehicle) in world.fleet.vehicles.iter().enumerate() {
        if only.as_ref().is_some_and(|only| !only.contains(vehicle.plate.as_str())) {
            continue;
        }
        totals.vehicles += 1;
        let fates: Vec<_> = asked.iter().map(|one| (*one, fate(world, *one, place, vehicle))).collect();
        if let Some((_, last)) = fates.last() {
            totals.count(*last);
        }
        let answered: Vec<Asked<'_>> =
            fates.iter().filter(|(_, fate)| *fate == Fate::Answered).map(|(one, _)| *one).collect();
        for violation in of_vehicle(world.seed, place, vehicle, &world.cities) {
            let views = answered.iter().filter_map(|(vendor, _)| vendor.sees(&violation));
            if let Some(seen) = views.reduce(newer_over_older) {
                let numbered =
                    |one: &Asked<'_>| one.1.repeats == Repeats::Numbered && one.0.sees(&violation).is_some();
                let rows = if violation.repeated && answered.iter().any(numbered) { 2 } else { 1 };
                (0..rows).for_each(|_| totals.add(&seen));
            }
        }
    }
    totals
}

fn newer_over_older(older: Seen, newer: Seen) -> Seen {
    Seen {
        fine_fen: newer.fine_fen.or(older.fine_fen),
        points: newer.points.or(older.points),
        state: newer.state,
    }
}

fn fate(world: &World, (vendor, settings): Asked<'_>, place: usize, vehicle: &SampleVehicle) -> Fate {
    let turn = Turn { overall: 1, of_plate: 1 };
    let target = Target { on: On::Question, plate: &vehicle.plate, place: Some(place), turn };
    let plain = vendor.fate(world, settings, vehicle);
    if plain == Fate::Unsupported {
        return plain;
    }
    let standing = settings.faults.iter().filter(|fault| fault.every.is_none() && !fault.deed.is_dressing());
    match standing.filter(|fault| fault.meets(&target)).find(|fault| !passes(vendor, fault)) {
        Some(fault) => fate_of_fault(vendor, fault),
        None => plain,
    }
}

/// Free, over after a few times, and the contract lets a client ask again by itself that often.
fn passes(vendor: &dyn Vendor, fault: &Fault) -> bool {
    let patience = match (fault.deed, fault.code.as_deref(), fault.status) {
        (Deed::Code, Some(code), _) => vendor.code(code).map_or(0, |row| row.patience),
        (Deed::Status, _, Some(429)) => 3,
        _ => 0,
    };
    fault.charge != Some(true) && fault.times.is_some_and(|times| times <= patience)
}

fn fate_of_fault(vendor: &dyn Vendor, fault: &Fault) -> Fate {
    match (fault.deed, fault.code.as_deref()) {
        (Deed::Code, Some(code)) => vendor.code(code).map_or(Fate::Failed, |row| row.fate),
        (Deed::Status, _) if fault.status == Some(429) => Fate::Failed,
        _ => Fate::Doubtful,
    }
}

impl ExpectedTotals {
    fn count(&mut self, fate: Fate) {
        let counter = match fate {
            Fate::Answered => &mut self.answered,
            Fate::NoData => &mut self.no_data,
            Fate::Pending => &mut self.pending,
            Fate::Failed => &mut self.failed,
            Fate::Doubtful => &mut self.doubtful,
            Fate::Unsupported => &mut self.unsupported,
        };
        *counter += 1;
    }

    fn add(&mut self, seen: &Seen) {
        self.violations += 1;
        if seen.state == State::Paid {
            return;
        }
        self.unpaid += 1;
        match seen.fine_fen {
            Some(fen) => self.fines_due_fen += fen,
            None => self.fines_unknown += 1,
        }
        if seen.state != State::Unhandled {
            return;
        }
        self.unhandled += 1;
        match seen.points {
            Some(points) => self.points_waiting += u64::from(points),
            None => self.points_unknown += 1,
        }
    }
}
