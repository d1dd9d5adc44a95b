//! Stories about whole batches, told on a paused clock: a ledger in memory, and
//! vendors that answer as each story wants. Every story also proves, at every
//! change of the figures, that they add up, and at every arrival, that its
//! intent was committed before and used for nothing else.

#![allow(clippy::expect_used, reason = "a story that cannot be set up has failed")]

mod asking;
mod caps;
mod elsewhere;
mod failing;
mod ledger_fails;
mod lookups;
mod lost;
mod memory;
mod orders;
mod plan;
mod scene;
mod speed;
mod stops;
mod too_fast;
mod vendor;
