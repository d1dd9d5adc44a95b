//! A month's settlement.

use super::issued::IssuedArgs;
use clap::Args as ClapArgs;

/// Which settlement, and whether it is issued.
#[derive(Debug, ClapArgs)]
pub struct SettlementArgs {
    /// The month, by first sight; without one, those that were issued
    #[arg(value_name = "YYYY-MM", conflicts_with = "number")]
    pub month: Option<String>,
    /// Whether it is issued, and what is done with it
    #[command(flatten)]
    pub of: IssuedArgs,
}
