//! Who would be asked, of whom, and who not and why.

use super::clients::{self, Client, Clients};
use crate::App;
use crate::accounts;
use crate::api::{CheckRequest, CommandError, ErrorCode, ResumeRequest, Selection};
use crate::error::{Result, bad_request};
use cheku_batch::{Candidate, Caps, Decision, Freshness, decide, plan};
use cheku_domain::ledger::Skip;
use cheku_domain::{CityRule, Fen, Timestamp, Vehicle, VehicleId, VehicleStatus};
use cheku_garage::{Candidate as Known, Garage};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Everything that is decided before anything is sent.
pub(crate) struct Draft {
    pub clients: Clients,
    pub decided: Vec<Planned>,
    pub lookups: usize,
    pub caps: Caps,
    pub default_provider: String,
    pub take_other: bool,
}

/// One vehicle of a draft.
pub(crate) struct Planned {
    pub vehicle: Arc<Vehicle>,
    pub provider: String,
    /// The provider that cannot answer for it, where another is asked in its stead.
    pub instead_of: Option<String>,
    /// Asked in the provider's stead if that one turns out not to answer for it.
    pub fallback: Option<&'static str>,
    /// Why it is not asked.
    pub skip: Option<Skip>,
}

/// What a draft keeps to, whoever is asked.
struct Terms {
    default_provider: String,
    max_cost: Option<Fen>,
    take_other: Option<bool>,
    freshness: Freshness,
    /// The person named these very vehicles, so doubt does not hold them back.
    named: bool,
}

/// Plans a new batch.
pub(crate) async fn draft(app: &App, request: &CheckRequest) -> Result<Draft> {
    let (selection, now) = (request.selection.clone(), app.0.clock.now());
    let named = matches!(selection, Some(Selection::Ids { .. }));
    let mut known = app.work(move |garage| candidates(garage, selection.as_ref(), now)).await?;
    if !request.except.is_empty() {
        let except: HashSet<&str> = request.except.iter().map(String::as_str).collect();
        known.retain(|known| !except.contains(known.vehicle.id.0.as_str()));
    }
    let default = clients::default_provider(app, request.provider.as_deref()).await?;
    let chosen = |known: &Known| match &request.provider {
        Some(provider) => provider.clone(),
        None => known.vehicle.provider.clone().unwrap_or_else(|| default.clone()),
    };
    let known = known.into_iter().map(|known| (chosen(&known), known)).collect();
    let terms = Terms {
        default_provider: default,
        max_cost: request.max_cost_fen,
        take_other: request.take_other,
        freshness: Freshness {
            within_hours: request.fresh_within_hours,
            include_doubtful: request.include_doubtful,
        },
        named,
    };
    decided(app, known, terms).await
}

/// Plans the rest of a batch: exactly the vehicles that were not asked, with the
/// provider that was planned or the one that is wanted now. One that was locked or
/// changed since is held against the rules again.
pub(crate) async fn draft_rest(
    app: &App,
    rest: Vec<(VehicleId, String)>,
    request: &ResumeRequest,
) -> Result<Draft> {
    let planned = rest.first().map(|(_, provider)| provider.clone());
    let default = clients::default_provider(app, request.provider.as_deref().or(planned.as_deref())).await?;
    let known = app
        .work(move |garage| {
            let (ids, providers): (Vec<VehicleId>, Vec<String>) = rest.into_iter().unzip();
            let mut by_id: HashMap<VehicleId, Known> =
                garage.candidates(&ids)?.into_iter().map(|one| (one.vehicle.id.clone(), one)).collect();
            let in_order = ids.iter().zip(providers);
            Ok(in_order.filter_map(|(id, provider)| Some((provider, by_id.remove(id)?))).collect::<Vec<_>>())
        })
        .await?;
    let wanted = |(planned, known)| match &request.provider {
        Some(_) => (default.clone(), known),
        None => (planned, known),
    };
    let known = known.into_iter().map(wanted).collect();
    let terms = Terms {
        default_provider: default.clone(),
        max_cost: request.max_cost_fen,
        take_other: request.take_other,
        freshness: Freshness::default(),
        named: true,
    };
    decided(app, known, terms).await
}

/// Opens the accounts, takes the caps, and decides about everybody.
async fn decided(app: &App, known: Vec<(String, Known)>, terms: Terms) -> Result<Draft> {
    let take_other = match terms.take_other {
        Some(wanted) => wanted,
        None => app.work(|garage| Ok(accounts::read_settings(garage)?.take_other)).await?,
    };
    let providers: HashSet<String> = known.iter().map(|(provider, _)| provider.clone()).collect();
    let asked = || providers.iter().chain([&terms.default_provider]);
    let mut clients = clients::open(app, asked(), take_other).await?;
    let caps = clients::caps(app, terms.max_cost).await?;
    clients::check_prices(&caps, &mut clients, asked())?;
    let (garage, now) = (app.garage()?, app.0.clock.now());
    let decide_all = move || {
        let mut planner = Planner {
            garage: &garage,
            clients: &clients,
            freshness: terms.freshness,
            named: terms.named,
            take_other,
            now,
            rules: HashMap::new(),
            lookups: HashSet::new(),
        };
        let decided: Result<Vec<Planned>> =
            known.into_iter().map(|(provider, known)| planner.plan(known, provider)).collect();
        let lookups = planner.lookups.len();
        let default_provider = terms.default_provider;
        Ok(Draft { decided: decided?, lookups, clients, caps, default_provider, take_other })
    };
    tokio::task::spawn_blocking(decide_all)
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?
}

fn candidates(garage: &Garage, selection: Option<&Selection>, now: Timestamp) -> Result<Vec<Known>> {
    let ids = match selection {
        None => garage.ids(&cheku_garage::VehicleQuery::default())?,
        Some(selection) => crate::vehicles::selected(garage, selection, now)?,
    };
    Ok(garage.candidates(&ids)?)
}

/// Decides about one vehicle after the other; rules are read once.
struct Planner<'a> {
    garage: &'a Garage,
    clients: &'a Clients,
    freshness: Freshness,
    named: bool,
    take_other: bool,
    now: Timestamp,
    rules: HashMap<(String, String), Option<CityRule>>,
    lookups: HashSet<(String, String)>,
}

impl Planner<'_> {
    fn plan(&mut self, known: Known, provider: String) -> Result<Planned> {
        let clients = self.clients;
        let client =
            clients.get(&provider).ok_or_else(|| bad_request("a vehicle's provider has no account"))?;
        let skip = match self.decide(&known, client)? {
            Decision::Ask => None,
            Decision::LookUp(key) => {
                self.lookups.insert((provider.clone(), key));
                None
            }
            Decision::Skip(skip) => Some(skip),
        };
        let fallback = match &skip {
            None => self.fallback(&known, &provider)?,
            Some(skip) if plan::fallback_may_answer(skip) => self.fallback(&known, &provider)?,
            Some(_) => None,
        };
        let vehicle = known.vehicle;
        Ok(match (skip, fallback) {
            (Some(_), Some(fallback)) => Planned {
                vehicle,
                provider: fallback.to_owned(),
                instead_of: Some(provider),
                fallback: None,
                skip: None,
            },
            (skip, fallback) => Planned { vehicle, provider, instead_of: None, fallback, skip },
        })
    }

    /// Another account that could answer for the vehicle, where the person wants that.
    fn fallback(&mut self, known: &Known, provider: &str) -> Result<Option<&'static str>> {
        if !self.take_other {
            return Ok(None);
        }
        let clients = self.clients;
        for id in cheku_providers::PROVIDERS.iter().map(|entry| entry.descriptor.id) {
            if let Some(client) = clients.get(id).filter(|_| id != provider)
                && !matches!(self.decide(known, client)?, Decision::Skip(_))
            {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn decide(&mut self, known: &Known, client: &Client) -> Result<Decision> {
        let id = client.provider.descriptor().id;
        let rule = match client.provider.rule_key(&known.vehicle) {
            None => None,
            Some(key) => self.rule(id, key)?,
        };
        let candidate = self.candidate(known, id);
        Ok(decide(&candidate, self.freshness, client.provider.as_ref(), rule.as_ref(), self.now))
    }

    fn rule(&mut self, provider: &str, key: String) -> Result<Option<CityRule>> {
        let place = (provider.to_owned(), key);
        if let Some(known) = self.rules.get(&place) {
            return Ok(known.clone());
        }
        let kept = self.garage.kept_rule(provider, &place.1, self.now)?;
        self.rules.insert(place, kept.clone());
        Ok(kept)
    }

    /// What is known of it, as this provider sees it.
    fn candidate(&self, known: &Known, provider: &str) -> Candidate {
        let by_same = known.checked_with.as_deref() == Some(provider);
        Candidate {
            answered_at: known.checked_at.filter(|_| by_same),
            left: known.left,
            locked: known.locked_for.iter().any(|locked| locked == provider),
            doubtful: known.status == VehicleStatus::Doubtful,
            pending: known.status == VehicleStatus::Pending,
            unreadable: known.status == VehicleStatus::Unreadable,
            named: self.named,
            vehicle: known.vehicle.clone(),
            provider: provider.to_owned(),
        }
    }
}
