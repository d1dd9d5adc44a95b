//! The crash test and the benches: the harness starts real processes, plays the
//! vendor for them (it outlives them all), and holds what they wrote down against
//! the vendor's own bill.

pub mod audit;
pub mod child;
pub mod crash;
pub mod figures;
mod filled;
pub mod home;
mod plain;
pub mod points;
pub mod process;
mod tables;
pub mod task;
pub mod usage;

/// Why a run could not go on: the harness itself failed, not what it tests.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What the functions of this crate return.
pub type Outcome<T = ()> = Result<T, Failure>;
