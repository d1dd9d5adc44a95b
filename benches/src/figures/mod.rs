//! The figures: each measured against something plain in one interleaved run, with
//! medians and spreads.

mod desk;
mod files;
mod line;
mod memory;
mod roads;
mod speed;
mod stats;
mod storage;
mod totals;
mod windows;

pub use line::Line;

use crate::Outcome;
use crate::process::Program;
use clap::ValueEnum;
use std::path::Path;

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
    /// Windows of any order over 1 million violations, searches, and what they weigh
    F,
    /// Import of 10,000 rows, export of 200,000
    G,
    /// What is to be done and the violations page, at 200,000 violations
    H,
}

/// The table's heading, as Markdown.
pub const HEADING: &str = "| | what | median (least–most) | target |\n|---|---|---|---|";

/// Measures the figures in order; B and C come of one run, in which `python` takes part, too.
pub async fn measure(program: &Program, wanted: &[Figure], python: Option<&Path>) -> Outcome<Vec<Line>> {
    let wants = |figure: Figure| wanted.contains(&figure);
    let mut lines = Vec::new();
    if wants(Figure::A) {
        lines.extend(speed::at_latency(program).await?);
    }
    if wants(Figure::B) || wants(Figure::C) {
        lines.extend(roads::against_scripts(program, python).await?);
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
    if wants(Figure::H) {
        lines.extend(desk::day().await?);
    }
    Ok(lines)
}
