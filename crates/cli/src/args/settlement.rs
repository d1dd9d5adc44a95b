//! A month's settlement.

use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Which settlement, and whether it is issued.
#[derive(Debug, ClapArgs)]
pub struct SettlementArgs {
    /// The month, by first sight; without one, those that were issued
    #[arg(value_name = "YYYY-MM", conflicts_with = "number")]
    pub month: Option<String>,
    /// Issue it: from then on it stays as it is
    #[arg(long, requires = "month")]
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
