//! The document of `check` and `resume`, run or only planned.

use cheku_commands::api::{Plan, PlanShare, Progress, Reason, SkippedBy};
use cheku_domain::{Fen, Plate, PlateType};
use serde::Serialize;

/// Why a batch ended early.
#[derive(Serialize)]
pub struct Stopped {
    code: String,
    scope: String,
    message: String,
}

/// `check` and `resume`
#[derive(Serialize)]
pub struct Check {
    batch: Option<String>,
    provider: Option<String>,
    planned: u32,
    answered: u32,
    no_data: u32,
    pending: u32,
    failed: u32,
    doubtful: u32,
    skipped: u32,
    not_asked: u32,
    skipped_by: SkippedBy,
    charged: u32,
    /// Of these: with an answer that cannot be read yet.
    unreadable: u32,
    cost_fen: Fen,
    /// Seen for the first time in this batch.
    new_violations: u32,
    /// Of these: found with their vehicle's first answer.
    first_found: u32,
    /// No longer listed by any provider.
    gone: u32,
    stopped: Option<Stopped>,
    /// Charged calls without a price.
    cost_unknown: u32,
    /// Asked of the other provider, since the planned one cannot answer.
    elsewhere: u32,
    /// The file that holds answers which the garage did not take.
    set_aside: Option<String>,
    /// Skipped as `incomplete`, each with what it lacks; the first 500.
    lacking: Vec<Lacking>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<PlanCost>,
}

/// What a dry run adds: what it would cost at most.
#[derive(Serialize)]
pub struct PlanCost {
    at_most_fen: Fen,
    at_most_unknown: u32,
    cap_allows: Option<u32>,
    month_left_fen: Option<Fen>,
    lookups: u32,
    shares: Vec<PlanShare>,
}

/// A vehicle that is not asked before its data is completed.
#[derive(Serialize, Clone)]
pub struct Lacking {
    pub plate: String,
    pub plate_type: &'static str,
    /// engine_missing, frame_missing, city_unknown
    pub lacks: &'static str,
    /// How many characters are wanted of the number; null = all of it, or not known.
    pub needed: Option<u8>,
}

impl Lacking {
    /// `None` for a vehicle that is skipped for another reason.
    pub fn of(plate: &Plate, plate_type: PlateType, reason: Reason, needed: &str) -> Option<Lacking> {
        let is_lack = matches!(reason, Reason::EngineMissing | Reason::FrameMissing | Reason::CityUnknown);
        is_lack.then(|| Lacking {
            plate: plate.to_string(),
            plate_type: plate_type.code(),
            lacks: reason.word(),
            needed: needed.parse().ok(),
        })
    }
}

impl Check {
    /// With the vehicles that were not asked for want of something.
    pub fn lacking(self, lacking: &[Lacking]) -> Check {
        Check { lacking: lacking.to_vec(), ..self }
    }

    /// With the file that holds answers which the garage did not take.
    pub fn set_aside(self, file: Option<String>) -> Check {
        Check { set_aside: file, ..self }
    }
}

impl From<&Progress> for Check {
    fn from(last: &Progress) -> Check {
        let stopped = last.stopped.as_ref().map(|stopped| Stopped {
            code: stopped.code.clone(),
            scope: stopped.scope.clone(),
            message: stopped.message.clone(),
        });
        Check {
            batch: Some(last.batch.clone()).filter(|id| !id.is_empty()),
            provider: joined(&last.providers),
            planned: last.planned,
            answered: last.answered,
            no_data: last.no_data,
            pending: last.pending,
            failed: last.failed,
            doubtful: last.doubtful,
            skipped: last.skipped,
            not_asked: last.not_asked,
            skipped_by: last.skipped_by,
            charged: last.charged,
            unreadable: last.unreadable,
            cost_fen: last.cost.fen,
            new_violations: last.new_violations + last.first_found,
            first_found: last.first_found,
            gone: last.gone,
            stopped,
            cost_unknown: last.cost.unknown,
            elsewhere: last.elsewhere,
            set_aside: None,
            lacking: Vec::new(),
            plan: None,
        }
    }
}

impl From<&Plan> for Check {
    fn from(plan: &Plan) -> Check {
        let providers: Vec<String> = plan.shares.iter().map(|share| share.provider.clone()).collect();
        Check {
            batch: None,
            provider: joined(&providers),
            planned: plan.planned,
            answered: 0,
            no_data: 0,
            pending: 0,
            failed: 0,
            doubtful: 0,
            skipped: plan.planned - plan.asked,
            not_asked: plan.asked,
            skipped_by: plan.skipped_by,
            charged: 0,
            unreadable: 0,
            cost_fen: Fen(0),
            new_violations: 0,
            first_found: 0,
            gone: 0,
            stopped: None,
            cost_unknown: 0,
            set_aside: None,
            lacking: Vec::new(),
            elsewhere: plan.shares.iter().map(|share| share.instead).sum(),
            plan: Some(PlanCost {
                at_most_fen: plan.at_most.fen,
                at_most_unknown: plan.at_most.unknown,
                cap_allows: plan.cap_allows,
                month_left_fen: plan.month_left_fen,
                lookups: plan.lookups,
                shares: plan.shares.clone(),
            }),
        }
    }
}

/// Vehicles with choices of their own may be asked of several.
fn joined(providers: &[String]) -> Option<String> {
    (!providers.is_empty()).then(|| providers.join(","))
}
