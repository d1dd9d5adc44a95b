//! Who is asked and who is not, before anything is sent. Pure.

use cheku_domain::ledger::Skip;
use cheku_domain::provider::{Provider, Refusal};
use cheku_domain::{CityRule, Timestamp, Vehicle};
use std::sync::Arc;

/// What is known about a vehicle that may be asked.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The vehicle.
    pub vehicle: Arc<Vehicle>,
    /// The provider it would be asked of.
    pub provider: String,
    /// That provider's last successful answer.
    pub answered_at: Option<Timestamp>,
    /// No longer in use.
    pub left: bool,
    /// Locked there by a charged refusal since its data last changed.
    pub locked: bool,
    /// A question is doubtful and not settled.
    pub doubtful: bool,
    /// A question is pending.
    pub pending: bool,
    /// An answer was paid for and cannot be read yet.
    pub unreadable: bool,
    /// The person named this very vehicle, so doubt does not hold it back.
    pub named: bool,
}

/// Whom to spare.
#[derive(Debug, Clone, Copy, Default)]
pub struct Freshness {
    /// Vehicles answered within this many hours are skipped; `None` = all are asked.
    pub within_hours: Option<f64>,
    /// Ask doubtful and pending vehicles too.
    pub include_doubtful: bool,
}

/// What becomes of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Ask it; the rule, where one is needed, is known.
    Ask,
    /// Ask it after this rule was looked up.
    LookUp(String),
    /// Do not ask it.
    Skip(Skip),
}

/// Decides about one vehicle. `rule` is the kept rule for `Provider::rule_key`.
/// A clock that was set back makes an answer of the future fresh, not stale: it
/// never leads to paying twice.
pub fn decide(
    candidate: &Candidate,
    freshness: Freshness,
    provider: &dyn Provider,
    rule: Option<&CityRule>,
    now: Timestamp,
) -> Decision {
    if candidate.left {
        return Decision::Skip(Skip::Left);
    }
    if candidate.locked {
        return Decision::Skip(Skip::Locked);
    }
    let insist = candidate.named || freshness.include_doubtful;
    if candidate.doubtful && !insist {
        return Decision::Skip(Skip::Doubtful);
    }
    if candidate.pending && !insist {
        return Decision::Skip(Skip::Pending);
    }
    if candidate.unreadable && !insist {
        return Decision::Skip(Skip::PaidUnread);
    }
    let fresh = |hours: f64| candidate.answered_at.is_some_and(|at| now.hours_since(at) < hours);
    if freshness.within_hours.is_some_and(fresh) {
        return Decision::Skip(Skip::Fresh);
    }
    match (provider.rule_key(&candidate.vehicle), rule) {
        (Some(key), None) => Decision::LookUp(key),
        (_, rule) => match provider.prepare(&candidate.vehicle, rule) {
            Ok(_) => Decision::Ask,
            Err(refusal) => Decision::Skip(skip_for(refusal)),
        },
    }
}

/// True where the other provider may answer for a vehicle that this one is not asked about.
pub fn fallback_may_answer(skip: &Skip) -> bool {
    matches!(skip, Skip::City | Skip::Unsupported | Skip::Incomplete(Refusal::CityUnknown))
}

/// A local refusal as a skip.
pub(crate) fn skip_for(refusal: Refusal) -> Skip {
    match refusal {
        Refusal::PlateTypeUnsupported => Skip::Unsupported,
        other => Skip::Incomplete(other),
    }
}
