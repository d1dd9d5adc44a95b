//! The clearance sheet (结清单): what providers answered about a vehicle or a driver, as it was when the sheet was
//! issued. It tells answers and proves nothing: what nobody asked is unknown, and what is no longer listed is not paid.

use crate::{
    Attempt, Fen, PlateType, Points, ShownState, Stage, Subject, Timestamp, Totals, VehicleId, VehicleStatus,
    words,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a sheet is wanted for.
    pub enum ClearanceFor {
        /// 年检
        Inspection = "inspection",
        /// 卖车
        Sale = "sale",
        /// 驾驶员离职
        Leaving = "leaving",
        /// 退押金
        Deposit = "deposit",
    }
}

/// What names an issued sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClearanceHead {
    /// UUIDv7.
    pub id: String,
    /// Its number (`issued::numbered`); no two have one.
    pub number: String,
    /// What it is for.
    pub purpose: ClearanceFor,
    /// Whom it is about.
    pub about: Subject,
    /// The plate or the name, as it was then.
    pub subject: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Who issued it, at this desk; "" = not told.
    pub by: String,
}

/// A question about a vehicle and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClearanceQuestion {
    /// Of whom it was asked.
    pub provider: String,
    /// When.
    pub asked_at: Timestamp,
    /// Whether it was answered.
    pub outcome: Attempt,
    /// The vendor's words of a refusal.
    pub text: Option<String>,
}

/// A vehicle on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClearedVehicle {
    /// Its id.
    pub id: VehicleId,
    /// Its plate.
    pub plate: String,
    /// 号牌种类
    pub plate_type: PlateType,
    /// What was known of it at a glance.
    pub status: VehicleStatus,
    /// When it was last answered for; `None` = never.
    pub answered_at: Option<Timestamp>,
    /// Of each provider the newest question, and the newest that was answered, the newest first.
    pub questions: Vec<ClearanceQuestion>,
}

impl ClearedVehicle {
    /// Something was asked since the last answer, and what the answer would be is not known.
    pub fn is_unsure(&self) -> bool {
        self.answered_at.is_some() && !matches!(self.status, VehicleStatus::Clean | VehicleStatus::Owing)
    }
}

/// A violation on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClearanceLine {
    /// Its vehicle's plate.
    pub plate: String,
    /// Whose it is; "" = nobody's.
    pub driver: String,
    /// What is known of it.
    #[serde(flatten)]
    pub facts: ClearanceFacts,
}

/// What is known of one violation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClearanceFacts {
    /// When it happened, or the provider's text.
    pub time: String,
    /// 违法地点
    pub place: String,
    /// 违法行为
    pub act: String,
    /// The fine; `None` = not known.
    pub fine_fen: Option<Fen>,
    /// Points; `None` = not known.
    pub points: Option<Points>,
    /// What the providers say.
    pub state: ShownState,
    /// How far it got at this desk, which changes nothing of what the providers say.
    pub stage: Stage,
    /// Who told of it.
    pub providers: Vec<String>,
    /// When it was last returned.
    pub last_seen: Timestamp,
    /// Since when no provider returns it.
    pub gone_since: Option<Timestamp>,
}

/// What a sheet says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct ClearanceSheet {
    /// The vehicle, or every vehicle that the driver has, had or has a violation with.
    pub vehicles: Vec<ClearedVehicle>,
    /// Vehicles that the driver had and that were removed from the garage: nothing is known of them.
    pub removed: u32,
    /// The violations, open ones first.
    pub lines: Vec<ClearanceLine>,
}

/// A sheet in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct ClearanceSums {
    /// What is returned still, and of this what stands open.
    pub totals: Totals,
    /// Paid, as a provider says.
    pub paid: u32,
    /// No longer listed. That is not the same as paid.
    pub gone: u32,
    /// Vehicles that nobody ever answered for.
    pub never_answered: u32,
    /// Vehicles whose last question brought no answer.
    pub unsure: u32,
}

impl ClearanceSheet {
    /// The figures.
    pub fn sums(&self) -> ClearanceSums {
        let mut sums = ClearanceSums::default();
        for ClearanceLine { facts, .. } in &self.lines {
            match facts.state.state() {
                Some(state) => sums.totals.add(state, facts.fine_fen, facts.points),
                None => sums.gone += 1,
            }
            sums.paid += u32::from(facts.state == ShownState::Paid);
        }
        for vehicle in &self.vehicles {
            sums.never_answered += u32::from(vehicle.answered_at.is_none());
            sums.unsure += u32::from(vehicle.is_unsure());
        }
        sums
    }
}
