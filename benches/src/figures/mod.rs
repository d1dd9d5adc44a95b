//! The figures: each measured against something plain in one interleaved run, with
//! medians and spreads.

mod files;
mod memory;
mod roads;
mod speed;
mod stats;
mod totals;
mod windows;

use crate::Outcome;
use crate::process::Program;
use clap::ValueEnum;
use stats::Sample;

/// One figure, or two that one run gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Figure {
    /// A batch at 200 ms latency with 50 under way ÷ N·latency/50
    A,
    /// Vehicles a second at no latency ÷ a plain loop's
    B,
    /// Processor time for a vehicle
    C,
    /// Memory of a batch of 100,000 vehicles beyond one of 100
    D,
    /// Totals at 10 thousand, 100 thousand and 1 million violations
    E,
    /// Windows of any order over 1 million violations
    F,
    /// Import of 10,000 rows, export of 200,000
    G,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    name: &'static str,
    what: String,
    measured: String,
    /// What must be reached, and whether it is; `None` = only told.
    target: Option<(String, bool)>,
}

impl Line {
    fn told(name: &'static str, what: impl Into<String>, measured: impl Into<String>) -> Line {
        Line { name, what: what.into(), measured: measured.into(), target: None }
    }

    fn at_most(self, target: f64, value: f64, unit: &str) -> Line {
        Line { target: Some((format!("≤ {target}{unit}"), value <= target)), ..self }
    }

    fn at_least(self, target: f64, value: f64) -> Line {
        Line { target: Some((format!("≥ {target}"), value >= target)), ..self }
    }

    /// False when a target is missed.
    pub fn is_reached(&self) -> bool {
        self.target.as_ref().is_none_or(|(_, reached)| *reached)
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let target = match &self.target {
            Some((target, true)) => format!("{target}, reached"),
            Some((target, false)) => format!("{target}, MISSED"),
            None => "—".to_owned(),
        };
        write!(f, "| {} | {} | {} | {target} |", self.name, self.what, self.measured)
    }
}

/// The table's heading, as Markdown.
pub const HEADING: &str = "| | what | median (least–most) | target |\n|---|---|---|---|";

/// Measures the figures in order; B and C come of one run.
pub async fn measure(program: &Program, wanted: &[Figure]) -> Outcome<Vec<Line>> {
    let wants = |figure: Figure| wanted.contains(&figure);
    let mut lines = Vec::new();
    if wants(Figure::A) {
        lines.extend(speed::at_latency(program).await?);
    }
    if wants(Figure::B) || wants(Figure::C) {
        lines.extend(roads::against_plain(program).await?);
    }
    if wants(Figure::D) {
        lines.extend(memory::of_large_batch(program).await?);
    }
    if wants(Figure::E) {
        lines.extend(totals::by_size().await?);
    }
    if wants(Figure::F) {
        lines.extend(windows::of_any_order().await?);
    }
    if wants(Figure::G) {
        lines.extend(files::in_and_out().await?);
    }
    Ok(lines)
}
