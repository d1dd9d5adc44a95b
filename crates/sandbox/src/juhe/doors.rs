//! What the addresses lead to.

use crate::request::Door;

/// The list of cities.
pub(super) const CITYS: Door = Door::Lookup(0);
/// The rule of a plate prefix.
pub(super) const PREFIX: Door = Door::Lookup(1);
