//! Who would be asked, who not and why, and what it costs at most.

use crate::App;
use crate::accounts;
use crate::error::{Result, bad_request, count};
use crate::wire::{
    CheckRequest, CommandError, Cost, ErrorCode, Plan, PlanShare, Reason, SkippedBy, SkippedVehicle,
};
use cheku_batch::{Budget, Candidate, Caps, Decision, Freshness, Price, decide};
use cheku_domain::ledger::Skip;
use cheku_domain::provider::{Account, Provider, Refusal};
use cheku_domain::{CityRule, Fen, Missing, Timestamp, Vehicle, VehicleId, VehicleStatus};
use cheku_garage::Garage;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// How many skipped vehicles a plan names.
const SKIPPED_SHOWN: usize = 500;

/// An open client with its account.
pub(crate) struct Client {
    pub account: Account,
    pub provider: Arc<dyn Provider>,
    pub price: Price,
}

/// Everything that is decided before anything is sent.
pub(crate) struct Draft {
    pub clients: HashMap<String, Client>,
    /// Vehicle, provider, and why it is not asked.
    pub decided: Vec<(Arc<Vehicle>, String, Option<Skip>)>,
    pub lookups: usize,
    pub caps: Caps,
    pub default_provider: String,
}

/// A vehicle that may be asked, before its provider is known.
struct Known {
    vehicle: Vehicle,
    status: VehicleStatus,
    checked_at: Option<Timestamp>,
    checked_by: Option<String>,
    locked_for: Vec<String>,
    named: bool,
}

/// Plans a new batch.
pub(crate) async fn draft(app: &App, request: &CheckRequest) -> Result<Draft> {
    let (selection, now) = (request.selection.clone(), app.0.clock.now());
    let known = app.work(move |garage| known_vehicles(garage, selection.as_ref(), now)).await?;
    let default = default_provider(app, request).await?;
    let chosen = |known: &Known| match &request.provider {
        Some(provider) => provider.clone(),
        None => known.vehicle.provider.clone().unwrap_or_else(|| default.clone()),
    };
    let with_provider: Vec<(Known, String)> =
        known.into_iter().map(|known| (chosen(&known), known)).map(|(p, k)| (k, p)).collect();
    let providers: HashSet<&String> = with_provider.iter().map(|(_, provider)| provider).collect();
    let clients = open_clients(app, providers.into_iter().chain([&default])).await?;
    let caps = caps(app, request.max_cost_fen).await?;
    check_prices(&caps, &clients)?;
    let freshness =
        Freshness { within_hours: request.fresh_within_hours, include_doubtful: request.include_doubtful };
    let garage = app.garage()?;
    let decide_all = move || {
        decide_all(&garage, &clients, with_provider, freshness, now).map(|decided| (decided, clients))
    };
    let ((decided, lookups), clients) = tokio::task::spawn_blocking(decide_all)
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))??;
    Ok(Draft { clients, decided, lookups, caps, default_provider: default })
}

/// Plans the rest of the last batch: exactly the vehicles that were not asked.
pub(crate) async fn draft_rest(
    app: &App,
    rest: Vec<(VehicleId, String)>,
    max_cost: Option<Fen>,
) -> Result<Draft> {
    let default = rest.first().map(|(_, provider)| provider.clone()).unwrap_or_default();
    let providers: HashSet<String> = rest.iter().map(|(_, provider)| provider.clone()).collect();
    let clients = open_clients(app, providers.iter()).await?;
    let caps = caps(app, max_cost).await?;
    check_prices(&caps, &clients)?;
    let decided = app
        .work(move |garage| {
            let mut decided = Vec::with_capacity(rest.len());
            for (id, provider) in rest {
                if let Some(vehicle) = garage.vehicle(&id)? {
                    decided.push((Arc::new(vehicle), provider, None));
                }
            }
            Ok(decided)
        })
        .await?;
    Ok(Draft { clients, decided, lookups: 0, caps, default_provider: default })
}

fn known_vehicles(
    garage: &Garage,
    selection: Option<&crate::wire::Selection>,
    now: Timestamp,
) -> Result<Vec<Known>> {
    let named = matches!(selection, Some(crate::wire::Selection::Ids { .. }));
    let ids = match selection {
        None => garage.ids(&cheku_garage::VehicleQuery::default())?,
        Some(selection) => crate::vehicles::selected(garage, selection, now)?,
    };
    let known = |candidate: cheku_garage::Candidate| Known {
        vehicle: candidate.vehicle,
        status: candidate.status,
        checked_at: candidate.checked_at,
        checked_by: candidate.checked_with,
        locked_for: candidate.locked_for,
        named,
    };
    Ok(garage.candidates(&ids)?.into_iter().map(known).collect())
}

async fn default_provider(app: &App, request: &CheckRequest) -> Result<String> {
    if let Some(provider) = &request.provider {
        return Ok(accounts::entry(provider)?.descriptor.id.to_owned());
    }
    let accounts = app.work(|garage| Ok(garage.accounts()?)).await?;
    let default = accounts.iter().find(|account| account.is_default).or_else(|| accounts.first());
    default
        .map(|account| account.provider.clone())
        .ok_or_else(|| CommandError::new(ErrorCode::NoAccount, "no account is set"))
}

async fn open_clients<'a>(
    app: &App,
    providers: impl Iterator<Item = &'a String>,
) -> Result<HashMap<String, Client>> {
    let mut clients = HashMap::new();
    for id in providers {
        if clients.contains_key(id) {
            continue;
        }
        let (account, provider) = accounts::open(app, id).await?;
        let known = id.clone();
        let used = app.work(move |garage| Ok(garage.charged_calls(&known)?)).await?;
        let free_left = account.free_calls.saturating_sub(count(used));
        let price = Price { each: account.price, free_left };
        clients.insert(id.clone(), Client { account, provider, price });
    }
    Ok(clients)
}

/// The month's cap less what is charged and what is doubtful this month.
async fn caps(app: &App, max_cost: Option<Fen>) -> Result<Caps> {
    if max_cost.is_some_and(|cap| cap.0 < 0) {
        return Err(bad_request("a cap below zero"));
    }
    let now = app.0.clock.now();
    let (settings, spend) =
        app.work(move |garage| Ok((accounts::read_settings(garage)?, garage.month_spend(now)?))).await?;
    let spent = spend.cost_fen + spend.exposure_fen.unwrap_or(Fen(0));
    let month_left = settings.month_cap_fen.map(|cap| Fen((cap.0 - spent.0).max(0)));
    Ok(Caps { batch: max_cost, month_left })
}

/// A cap cannot be kept where nobody knows what a call costs.
fn check_prices(caps: &Caps, clients: &HashMap<String, Client>) -> Result<()> {
    let capped = caps.batch.is_some() || caps.month_left.is_some();
    match clients.iter().find(|(_, client)| client.price.each.is_none()) {
        Some((id, _)) if capped => {
            Err(CommandError::new(ErrorCode::PriceNeededForCap, "no price").with("provider", id))
        }
        _ => Ok(()),
    }
}

type Decided = (Vec<(Arc<Vehicle>, String, Option<Skip>)>, usize);

fn decide_all(
    garage: &Garage,
    clients: &HashMap<String, Client>,
    known: Vec<(Known, String)>,
    freshness: Freshness,
    now: Timestamp,
) -> Result<Decided> {
    let mut rules: HashMap<(String, String), Option<CityRule>> = HashMap::new();
    let mut lookups = HashSet::new();
    let mut decided = Vec::with_capacity(known.len());
    for (known, id) in known {
        let client = clients.get(&id).ok_or_else(|| bad_request("a vehicle's provider has no account"))?;
        let rule = match client.provider.rule_key(&known.vehicle) {
            None => None,
            Some(key) => match rules.entry((id.clone(), key)) {
                std::collections::hash_map::Entry::Occupied(entry) => entry.get().clone(),
                std::collections::hash_map::Entry::Vacant(entry) => {
                    let kept = garage.kept_rule(&id, &entry.key().1, now)?;
                    entry.insert(kept).clone()
                }
            },
        };
        let candidate = candidate(known, &id);
        let decision = decide(&candidate, freshness, client.provider.as_ref(), rule.as_ref(), now);
        let skip = match decision {
            Decision::Ask => None,
            Decision::LookUp(key) => {
                lookups.insert((id.clone(), key));
                None
            }
            Decision::Skip(skip) => Some(skip),
        };
        decided.push((Arc::new(candidate.vehicle), id, skip));
    }
    Ok((decided, lookups.len()))
}

fn candidate(known: Known, provider: &str) -> Candidate {
    let by_same = known.checked_by.as_deref() == Some(provider);
    Candidate {
        answered_at: known.checked_at.filter(|_| by_same),
        locked: known.locked_for.iter().any(|locked| locked == provider),
        doubtful: known.status == VehicleStatus::Doubtful,
        pending: known.status == VehicleStatus::Pending,
        named: known.named,
        vehicle: known.vehicle,
        provider: provider.to_owned(),
    }
}

/// A draft as faces show it.
pub(crate) fn plan_of(draft: &Draft) -> Plan {
    let mut plan = Plan {
        planned: count(draft.decided.len()),
        asked: 0,
        skipped_by: SkippedBy::default(),
        skipped: Vec::new(),
        shares: Vec::new(),
        at_most: Cost::default(),
        cap_allows: None,
        month_left_fen: draft.caps.month_left,
        lookups: count(draft.lookups),
    };
    let mut shares: BTreeMap<&String, u32> = BTreeMap::new();
    for (vehicle, provider, skip) in &draft.decided {
        match skip {
            None => {
                plan.asked += 1;
                *shares.entry(provider).or_default() += 1;
            }
            Some(skip) => {
                count_skip(&mut plan.skipped_by, skip.word(), 1);
                if plan.skipped.len() < SKIPPED_SHOWN {
                    plan.skipped.push(skipped_vehicle(vehicle, skip));
                }
            }
        }
    }
    for (provider, vehicles) in shares {
        let Some(client) = draft.clients.get(provider) else { continue };
        add_share(&mut plan, provider, vehicles, client.price);
    }
    plan.cap_allows = cap_allows(draft).filter(|allowed| *allowed < plan.asked);
    plan
}

fn add_share(plan: &mut Plan, provider: &str, vehicles: u32, price: Price) {
    let free_calls = vehicles.min(price.free_left);
    let paid = vehicles - free_calls;
    match price.each {
        Some(each) => plan.at_most.fen += each.times(u64::from(paid)),
        None => plan.at_most.unknown += paid,
    }
    plan.shares.push(PlanShare {
        provider: provider.to_owned(),
        vehicles,
        price_fen: price.each,
        free_calls,
    });
}

fn cap_allows(draft: &Draft) -> Option<u32> {
    let prices = draft.clients.iter().map(|(id, client)| (id.clone(), client.price)).collect();
    Budget::new(draft.caps, prices).allows(&draft.default_provider)
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
        Skip::Incomplete(Refusal::CityUnknown) => (Reason::CityUnknown, String::new()),
        Skip::Incomplete(Refusal::PlateTypeUnsupported) | Skip::Unsupported => {
            (Reason::Unsupported, String::new())
        }
        Skip::Fresh => (Reason::Fresh, String::new()),
        Skip::Locked => (Reason::Locked, String::new()),
        Skip::City => (Reason::CitySkipped, String::new()),
        Skip::Doubtful => (Reason::DoubtfulBefore, String::new()),
        Skip::Pending => (Reason::PendingBefore, String::new()),
    }
}

/// Counts a skip by its word.
pub(crate) fn count_skip(by: &mut SkippedBy, word: &str, n: u32) {
    let counter = match word {
        "fresh" => &mut by.fresh,
        "locked" => &mut by.locked,
        "city" => &mut by.city,
        "doubtful" => &mut by.doubtful,
        "pending" => &mut by.pending,
        "unsupported" => &mut by.unsupported,
        _ => &mut by.incomplete,
    };
    *counter += n;
}
