//! A clearance sheet.

use super::one_of;
use cheku_domain::clearance::ClearanceFor;
use clap::Args as ClapArgs;
use std::path::PathBuf;

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
    /// Issue it: from then on it stays as it is
    #[arg(long, conflicts_with = "number")]
    pub issue: bool,
    /// An issued one by its number
    #[arg(long, value_name = "N")]
    pub number: Option<u32>,
    /// Write it to this .xlsx, .csv or .html, too
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// Replace a file that stands there
    #[arg(long, requires = "export")]
    pub force: bool,
}
