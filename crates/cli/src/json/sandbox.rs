//! `sandbox` and `demo`

use super::{Check, totals};
use cheku_commands::api::FleetTotals;
use serde::Serialize;
use std::collections::BTreeMap;

/// `sandbox`
#[derive(Serialize)]
pub struct Sandbox {
    pub origin: String,
    pub fleet_csv: String,
    pub bill: String,
    pub providers: Vec<SandboxProvider>,
}

/// One vendor of the sandbox.
#[derive(Serialize)]
pub struct SandboxProvider {
    pub provider: &'static str,
    pub base_url: String,
    /// By the form's field.
    pub credentials: BTreeMap<&'static str, String>,
}

/// `demo`
#[derive(Serialize)]
pub struct Demo {
    pub providers: Vec<DemoShare>,
}

/// What one provider's turn came to.
#[derive(Serialize)]
pub struct DemoShare {
    pub provider: &'static str,
    pub check: Check,
    #[serde(serialize_with = "totals::document")]
    pub totals: FleetTotals,
    pub bill: DemoBill,
}

/// The vendor's own count.
#[derive(Serialize, Clone, Copy)]
pub struct DemoBill {
    pub arrivals: u64,
    pub charged: u64,
    pub free: u64,
    pub lookups: u64,
    pub cost_fen: Option<i64>,
}
