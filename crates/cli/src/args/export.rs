//! What is exported, and where to.

use super::SpanArgs;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// What is exported, and where to.
#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    /// Ends in .xlsx, .csv or .html; .zip for everything
    pub file: PathBuf,
    /// One .zip: a copy of the garage, every list, the reports
    #[arg(long, conflicts_with_all = ["what", "format", "plate", "driver"])]
    pub everything: bool,
    /// What to export
    #[arg(long, value_enum, default_value = "vehicles")]
    pub what: What,
    /// Which kind of file; by its name otherwise. html is a report to print
    #[arg(long, value_enum)]
    pub format: Option<FileFormat>,
    /// One vehicle's violations
    #[arg(long, value_name = "P", conflicts_with = "driver")]
    pub plate: Option<String>,
    /// What happened while this driver drove
    #[arg(long, value_name = "NAME")]
    pub driver: Option<String>,
    /// Which days, of violations and totals.
    #[command(flatten)]
    pub span: SpanArgs,
    /// Replace a file that stands there
    #[arg(long)]
    pub force: bool,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the word says it")]
pub enum What {
    Vehicles,
    Violations,
    Totals,
    Calls,
}

/// Kind of an exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the word says it")]
pub enum FileFormat {
    Xlsx,
    Csv,
    Html,
}
