//! A draft as faces show it: counts that add up, and what it costs at most.

use super::planning::{Draft, Planned};
use crate::api::{Cost, Plan, PlanShare, PlannedVehicle, PricePart, Reason, SkippedBy, SkippedVehicle};
use crate::error::count;
use cheku_batch::{Budget, Caps};
use cheku_domain::ledger::Skip;
use cheku_domain::provider::Refusal;
use cheku_domain::{Fen, Missing, Vehicle};
use std::collections::BTreeMap;

/// How many skipped vehicles a plan names.
const SKIPPED_SHOWN: usize = 500;
/// How many vehicles to be asked a plan names.
const ASKED_SHOWN: usize = 2_000;

/// Vehicles of one provider.
#[derive(Default)]
struct Share {
    vehicles: u32,
    instead: u32,
    /// Of these, how many may go over to which other provider.
    fallbacks: BTreeMap<&'static str, u32>,
}

/// A draft as faces show it.
pub(crate) fn plan_of(draft: &Draft) -> Plan {
    let mut plan = Plan {
        planned: count(draft.decided.len()),
        asked: 0,
        skipped_by: SkippedBy::default(),
        skipped: Vec::new(),
        asks: Vec::new(),
        shares: Vec::new(),
        at_most: Cost::default(),
        uncapped: Cost::default(),
        cap_allows: None,
        month_left_fen: draft.caps.month_left,
        lookups: count(draft.lookups),
        take_other: draft.take_other,
    };
    let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
    for planned in &draft.decided {
        match &planned.skip {
            None => {
                plan.asked += 1;
                if plan.asks.len() < ASKED_SHOWN {
                    plan.asks.push(planned_vehicle(planned));
                }
                add(shares.entry(&planned.provider).or_default(), planned);
            }
            Some(skip) => {
                plan.skipped_by.add(skip.kind(), 1);
                if plan.skipped.len() < SKIPPED_SHOWN {
                    plan.skipped.push(skipped_vehicle(&planned.vehicle, skip));
                }
            }
        }
    }
    plan.uncapped = uncapped(draft, &shares);
    plan.shares = shares.iter().filter_map(|(provider, share)| share_of(draft, provider, share)).collect();
    plan.cap_allows = cap_allows(draft).filter(|allowed| *allowed < plan.asked);
    plan.at_most = if no_room(draft) { Cost::default() } else { within(draft.caps, plan.uncapped) };
    plan
}

fn add(share: &mut Share, planned: &Planned) {
    share.vehicles += 1;
    share.instead += u32::from(planned.instead_of.is_some());
    if let Some(fallback) = planned.fallback {
        *share.fallbacks.entry(fallback).or_default() += 1;
    }
}

fn share_of(draft: &Draft, provider: &str, share: &Share) -> Option<PlanShare> {
    let client = draft.clients.get(provider)?;
    let part = |(price_fen, calls): (Option<Fen>, u32)| PricePart { price_fen, calls };
    let price = &client.price;
    Some(PlanShare {
        provider: provider.to_owned(),
        vehicles: share.vehicles,
        instead: share.instead,
        parts: price.list.parts(price.used, share.vehicles).into_iter().map(part).collect(),
        quota_left: client.account.quota_left,
    })
}

/// The most that all of it can cost: as planned, or dearer where vehicles go over to
/// the other provider. Each share is reckoned by itself, so with price steps the sum
/// may be a little too high, never too low.
fn uncapped(draft: &Draft, shares: &BTreeMap<&str, Share>) -> Cost {
    let mut cost = Cost::default();
    for (provider, share) in shares {
        let as_planned = cost_of(draft, provider, share.vehicles);
        let own = (*provider, share.vehicles);
        let moving = share.fallbacks.iter().flat_map(|(other, moved)| {
            let theirs = (*other, shares.get(other).map_or(0, |theirs| theirs.vehicles));
            (0..=*moved).map(move |moved| with_moved(draft, own, theirs, moved))
        });
        let dearest = moving.fold(as_planned, dearer);
        cost.fen += dearest.fen;
        cost.unknown += dearest.unknown;
    }
    cost
}

/// No batch costs more than what its caps leave, whatever it is planned to ask.
fn within(caps: Caps, cost: Cost) -> Cost {
    let cap = [caps.batch, caps.month_left].into_iter().flatten().min();
    Cost { fen: cap.map_or(cost.fen, |cap| cost.fen.min(cap)), ..cost }
}

/// What a share costs when `moved` of its vehicles are asked of the other provider
/// after that one's own.
fn with_moved(draft: &Draft, from: (&str, u32), to: (&str, u32), moved: u32) -> Cost {
    let stay = cost_of(draft, from.0, from.1 - moved);
    let (before, after) = (cost_of(draft, to.0, to.1), cost_of(draft, to.0, to.1 + moved));
    Cost {
        fen: Fen(stay.fen.0 + after.fen.0 - before.fen.0),
        unknown: stay.unknown + after.unknown - before.unknown,
    }
}

fn dearer(one: Cost, two: Cost) -> Cost {
    Cost { fen: one.fen.max(two.fen), unknown: one.unknown.max(two.unknown) }
}

fn cost_of(draft: &Draft, provider: &str, calls: u32) -> Cost {
    let Some(client) = draft.clients.get(provider) else { return Cost { fen: Fen(0), unknown: calls } };
    let cost = client.price.of_next(calls);
    Cost { fen: cost.known, unknown: cost.unknown }
}

fn cap_allows(draft: &Draft) -> Option<u32> {
    budget(draft).allows(&draft.default_provider)
}

fn budget(draft: &Draft) -> Budget {
    let prices = draft.clients.iter().map(|(id, client)| (id.clone(), client.price.clone())).collect();
    Budget::new(draft.caps, prices)
}

/// Vehicles would be asked, and a cap lets not one of them be.
pub(crate) fn no_room(draft: &Draft) -> bool {
    let budget = budget(draft);
    let mut asked = draft.decided.iter().filter(|planned| planned.skip.is_none()).peekable();
    asked.peek().is_some() && asked.all(|planned| budget.allows(&planned.provider) == Some(0))
}

fn planned_vehicle(planned: &Planned) -> PlannedVehicle {
    let vehicle = &planned.vehicle;
    PlannedVehicle {
        vehicle: vehicle.id.0.clone(),
        plate: vehicle.plate.clone(),
        plate_type: vehicle.plate_type,
        driver: vehicle.driver.clone(),
        group: vehicle.group.clone(),
        provider: planned.provider.clone(),
    }
}

fn skipped_vehicle(vehicle: &Vehicle, skip: &Skip) -> SkippedVehicle {
    let (reason, detail) = reason_of(skip);
    SkippedVehicle {
        vehicle: vehicle.id.0.clone(),
        plate: vehicle.plate.clone(),
        plate_type: vehicle.plate_type,
        reason,
        detail,
    }
}

/// A skip as the code that faces translate, with what is missing.
pub(crate) fn reason_of(skip: &Skip) -> (Reason, String) {
    let missing = |missing: &Missing| match missing.needed {
        0 => String::new(),
        needed => needed.to_string(),
    };
    match skip {
        Skip::Incomplete(Refusal::EngineMissing(m)) => (Reason::EngineMissing, missing(m)),
        Skip::Incomplete(Refusal::FrameMissing(m)) => (Reason::FrameMissing, missing(m)),
        Skip::Incomplete(Refusal::InDoubt(detail)) => (Reason::InDoubt, detail.word().to_owned()),
        Skip::Incomplete(Refusal::CityUnknown) => (Reason::CityUnknown, String::new()),
        Skip::Incomplete(Refusal::PlateTypeUnsupported) | Skip::Unsupported => {
            (Reason::Unsupported, String::new())
        }
        Skip::Left => (Reason::Left, String::new()),
        Skip::Fresh => (Reason::Fresh, String::new()),
        Skip::Locked => (Reason::Locked, String::new()),
        Skip::City => (Reason::CitySkipped, String::new()),
        Skip::Doubtful => (Reason::DoubtfulBefore, String::new()),
        Skip::Pending => (Reason::PendingBefore, String::new()),
        Skip::PaidUnread => (Reason::PaidUnread, String::new()),
    }
}
