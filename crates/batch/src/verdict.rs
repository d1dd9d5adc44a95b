//! What became of a question whose intent was committed, and what follows.

use crate::gate::Gate;
use crate::job::JobItem;
use crate::retry::{self, Failures, Next};
use cheku_domain::Charge;
use cheku_domain::provider::{ProviderError, Reply};

/// What became of a question whose intent was committed.
pub(crate) enum Verdict {
    Answered(Charge),
    NoData(Charge),
    Pending(Charge),
    Failed {
        error: ProviderError,
        next: Next,
        /// The vehicle's other provider is asked instead.
        falls_back: bool,
    },
    /// It never left: an order or a stop came between its intent and its turn.
    TakenBack,
}

impl Verdict {
    /// About what came back; counts a failure.
    pub fn of(
        answer: &Result<Reply, ProviderError>,
        item: &JobItem,
        failures: &mut Failures,
        gate: &Gate,
    ) -> Verdict {
        match answer {
            Ok(Reply::Answered { charge, .. }) => Verdict::Answered(*charge),
            Ok(Reply::NoData { charge, .. }) => Verdict::NoData(*charge),
            Ok(Reply::Pending { charge, .. }) => Verdict::Pending(*charge),
            Err(error) => {
                let next = retry::next(error.kind, error.charge, failures.count(error.kind));
                let falls_back =
                    retry::fallback_may_answer(error.kind, error.charge) && gate.may_fall_back(item);
                Verdict::Failed { error: error.clone(), next, falls_back }
            }
        }
    }

    /// Whether the call was charged, as far as the answer tells.
    pub fn charge(&self) -> Charge {
        match self {
            Verdict::Answered(charge) | Verdict::NoData(charge) | Verdict::Pending(charge) => *charge,
            Verdict::Failed { error, .. } => error.charge,
            Verdict::TakenBack => Charge::No,
        }
    }

    /// True when the vehicle counts as not asked.
    pub fn leaves_unasked(&self) -> bool {
        match self {
            Verdict::Failed { error, next, falls_back } => *falls_back || next.leaves_unasked(error.charge),
            Verdict::TakenBack => true,
            _ => false,
        }
    }
}
