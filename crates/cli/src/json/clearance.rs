//! The documents of `clearance`.

use super::{at, at_maybe};
use cheku_commands::api;
use cheku_domain::Subject;
use cheku_domain::clearance::{ClearanceFor, ClearanceSums};
use cheku_domain::{Attempt, Fen, PlateType, Points, ShownState, Stage, Timestamp, VehicleStatus};
use serde::Serialize;

/// `clearance PLATE`
#[derive(Serialize)]
pub struct Clearance<'a> {
    about: &'a Subject,
    subject: &'a str,
    purpose: ClearanceFor,
    /// null = not issued.
    number: Option<&'a str>,
    #[serde(serialize_with = "at_maybe")]
    issued_at: Option<Timestamp>,
    by: &'a str,
    sums: &'a ClearanceSums,
    vehicles: Vec<Vehicle<'a>>,
    /// Vehicles of a driver that were removed: nothing is known of them.
    removed: u32,
    lines: Vec<Line<'a>>,
    /// The file that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

#[derive(Serialize)]
struct Vehicle<'a> {
    plate: &'a str,
    plate_type: PlateType,
    status: VehicleStatus,
    #[serde(serialize_with = "at_maybe")]
    answered_at: Option<Timestamp>,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    provider: &'a str,
    #[serde(serialize_with = "at")]
    asked_at: Timestamp,
    outcome: Attempt,
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Line<'a> {
    plate: &'a str,
    driver: &'a str,
    time: &'a str,
    place: &'a str,
    act: &'a str,
    fine_fen: Option<Fen>,
    points: Option<Points>,
    state: ShownState,
    stage: Stage,
    providers: &'a [String],
    #[serde(serialize_with = "at")]
    last_seen: Timestamp,
    #[serde(serialize_with = "at_maybe")]
    gone_since: Option<Timestamp>,
}

impl<'a> Clearance<'a> {
    /// With the file that was written, where one was.
    pub fn of(found: &'a api::Clearance, file: Option<&'a str>) -> Clearance<'a> {
        Clearance {
            about: &found.about,
            subject: &found.subject,
            purpose: found.purpose,
            number: found.number.as_deref(),
            issued_at: found.issued_at,
            by: &found.by,
            sums: &found.sums,
            vehicles: found.sheet.vehicles.iter().map(Vehicle::of).collect(),
            removed: found.sheet.removed,
            lines: found.sheet.lines.iter().map(Line::of).collect(),
            file,
        }
    }
}

impl<'a> Vehicle<'a> {
    fn of(vehicle: &'a cheku_domain::clearance::ClearedVehicle) -> Vehicle<'a> {
        let question = |asked: &'a cheku_domain::clearance::ClearanceQuestion| Question {
            provider: &asked.provider,
            asked_at: asked.asked_at,
            outcome: asked.outcome,
            text: asked.text.as_deref(),
        };
        Vehicle {
            plate: &vehicle.plate,
            plate_type: vehicle.plate_type,
            status: vehicle.status,
            answered_at: vehicle.answered_at,
            questions: vehicle.questions.iter().map(question).collect(),
        }
    }
}

impl<'a> Line<'a> {
    fn of(line: &'a cheku_domain::clearance::ClearanceLine) -> Line<'a> {
        let facts = &line.facts;
        Line {
            plate: &line.plate,
            driver: &line.driver,
            time: &facts.time,
            place: &facts.place,
            act: &facts.act,
            fine_fen: facts.fine_fen,
            points: facts.points,
            state: facts.state,
            stage: facts.stage,
            providers: &facts.providers,
            last_seen: facts.last_seen,
            gone_since: facts.gone_since,
        }
    }
}

/// `clearance`
#[derive(Serialize)]
pub struct Clearances<'a> {
    clearances: Vec<Head<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    number: &'a str,
    about: &'a Subject,
    subject: &'a str,
    purpose: ClearanceFor,
    #[serde(serialize_with = "at")]
    issued_at: Timestamp,
    by: &'a str,
}

impl<'a> From<&'a [api::ClearanceHead]> for Clearances<'a> {
    fn from(heads: &'a [api::ClearanceHead]) -> Clearances<'a> {
        let head = |head: &'a api::ClearanceHead| Head {
            number: &head.number,
            about: &head.about,
            subject: &head.subject,
            purpose: head.purpose,
            issued_at: head.issued_at,
            by: &head.by,
        };
        Clearances { clearances: heads.iter().map(head).collect() }
    }
}
