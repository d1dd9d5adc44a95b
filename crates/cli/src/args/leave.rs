//! Vehicles that are no longer in use, and those that come back.

use super::one_of;
use super::span::day;
use cheku_domain::Left;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

/// Which vehicles go out of use, why and since when.
#[derive(Debug, ClapArgs)]
pub struct LeaveArgs {
    /// These plates; PLATE:TYPE is the one of that type
    #[arg(value_name = "PLATE", required = true)]
    pub plates: Vec<String>,
    /// Why
    #[arg(long = "as", value_parser = one_of(Left::ALL, Left::word))]
    pub left: Left,
    /// Since this day; today by default
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<NaiveDate>,
    /// Only say what is open on them; nothing is written
    #[arg(long)]
    pub dry_run: bool,
}
