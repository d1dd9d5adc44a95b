//! The document of `totals`. Where nobody has answered for any of the vehicles, what
//! they owe is null: it is not known.

use cheku_commands::api::{FleetTotals, GroupTotals};
use cheku_domain::Fen;
use serde::{Serialize, Serializer};

/// Writes what the core says as the document has it.
pub fn document<S: Serializer>(totals: &FleetTotals, to: S) -> Result<S::Ok, S::Error> {
    Totals::from(totals).serialize(to)
}

/// `totals`
#[derive(Serialize)]
pub struct Totals {
    vehicles: u32,
    /// Vehicles without an answer; the figures leave them out.
    unanswered: u32,
    #[serde(flatten)]
    figures: Figures,
    groups: Vec<Group>,
    /// Of `--from` and `--to`: violations whose time cannot be read, in no other figure.
    undated: u32,
}

/// One line of a breakdown.
#[derive(Serialize)]
struct Group {
    key: String,
    /// By vehicle only: the same number can be on plates of two types.
    #[serde(skip_serializing_if = "Option::is_none")]
    plate_type: Option<&'static str>,
    vehicles: u32,
    unanswered: u32,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct Figures {
    violations: Option<u32>,
    unhandled: Option<u32>,
    unpaid: Option<u32>,
    fines_due_fen: Option<Fen>,
    fines_unknown: Option<u32>,
    points_waiting: Option<u32>,
    points_unknown: Option<u32>,
}

impl Figures {
    fn of(totals: &cheku_domain::Totals, vehicles: u32, unanswered: u32) -> Figures {
        let known = (vehicles == 0 || unanswered < vehicles).then_some(totals);
        Figures {
            violations: known.map(|totals| totals.violations),
            unhandled: known.map(|totals| totals.unhandled),
            unpaid: known.map(|totals| totals.unpaid),
            fines_due_fen: known.map(|totals| totals.fines_due_fen),
            fines_unknown: known.map(|totals| totals.fines_unknown),
            points_waiting: known.map(|totals| totals.points_waiting),
            points_unknown: known.map(|totals| totals.points_unknown),
        }
    }
}

impl From<&GroupTotals> for Group {
    fn from(group: &GroupTotals) -> Group {
        Group {
            key: group.key.clone(),
            plate_type: group.plate_type.map(cheku_domain::PlateType::code),
            vehicles: group.vehicles,
            unanswered: group.unanswered,
            figures: Figures::of(&group.totals, group.vehicles, group.unanswered),
        }
    }
}

impl From<&FleetTotals> for Totals {
    fn from(fleet: &FleetTotals) -> Totals {
        Totals {
            vehicles: fleet.vehicles,
            unanswered: fleet.unanswered,
            figures: Figures::of(&fleet.totals, fleet.vehicles, fleet.unanswered),
            groups: fleet.groups.iter().map(Into::into).collect(),
            undated: fleet.undated,
        }
    }
}
