//! A clearance sheet.

use super::issued::IssuedArgs;
use super::one_of;
use cheku_domain::clearance::ClearanceFor;
use clap::Args as ClapArgs;

/// Which sheet, and whether it is issued.
#[derive(Debug, ClapArgs)]
pub struct ClearanceArgs {
    /// About this vehicle; PLATE:TYPE is the one of that type; without any, those that were issued
    #[arg(value_name = "PLATE", conflicts_with_all = ["driver", "number"])]
    pub plate: Option<String>,
    /// About this driver
    #[arg(long, value_name = "NAME", conflicts_with = "number")]
    pub driver: Option<String>,
    /// What it is for; without it an inspection for a vehicle, a leaving driver for a driver
    #[arg(long = "for", value_parser = one_of(ClearanceFor::ALL, ClearanceFor::word), conflicts_with = "number")]
    pub purpose: Option<ClearanceFor>,
    /// Whether it is issued, and what is done with it
    #[command(flatten)]
    pub of: IssuedArgs,
}
