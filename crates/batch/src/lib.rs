//! A batch of questions: who is asked, how fast, what is repeated, when it
//! stops. Knows no database, no HTTP and no provider's name.

mod attempt;
pub mod budget;
pub mod control;
mod gate;
pub mod job;
mod monotonic_clock;
pub mod pace;
pub mod plan;
mod queue;
pub mod retry;
mod rules;
pub mod run;
mod steps;
pub mod tally;
mod unwritten;
mod verdict;

pub use budget::{Budget, Caps, Price};
pub use control::{Control, Order};
pub use job::{Ended, Job, JobItem, Stop, StopKind};
pub use plan::{Candidate, Decision, Freshness, decide};
pub use run::run;
pub use tally::Tally;
