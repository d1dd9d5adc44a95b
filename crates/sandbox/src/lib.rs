//! Both documented contracts over loopback, with a bill of its own.
//!
//! The sandbox stands in for the vendors in demo mode, in tests and as a program. It knows nothing of the
//! client: signatures, rules and charges are checked from the vendors' documents alone, and what a client must
//! come to ([`Sandbox::expected`]) is computed from the sandbox's own data.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")
)]

mod acts;
mod bill;
mod cities;
mod dice;
mod dress;
mod exchange;
mod fault;
mod figures;
mod fleet;
mod juhe;
mod line;
mod names;
mod request;
mod robots;
mod sandbox;
mod scenario;
mod server;
mod storeapi;
#[cfg(feature = "tls")]
mod tls;
mod totals;
mod vendor;
mod vendors;
mod violations;
mod xml;

pub use bill::Bill;
pub use fault::{Deed, Fault, On};
pub use fleet::SampleVehicle;
pub use sandbox::{Options, Sandbox};
pub use scenario::{
    CityList, Clean, Emptiness, Envelope, Nesting, Numbers, RobotSettings, Scenario, ScenarioError, Settings,
};
pub use scenario::{TimeField, Verification};
pub use totals::ExpectedTotals;
pub use vendor::Credentials;
