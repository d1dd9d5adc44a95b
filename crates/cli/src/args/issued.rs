//! What the sheets that are issued and kept have in common.

use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Whether it is issued, which that was issued is meant, and where it is written.
#[derive(Debug, ClapArgs)]
pub struct IssuedArgs {
    /// Issue it: from then on it stays as it is
    #[arg(long, conflicts_with = "number")]
    pub issue: bool,
    /// An issued one by its number
    #[arg(long, value_name = "N")]
    pub number: Option<String>,
    /// Write it to this .xlsx, .csv or .html, too
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// Replace a file that stands there
    #[arg(long, requires = "export")]
    pub force: bool,
}
