//! Kept sums: what violations come to is kept while rows change, so that no total scans them.
//! `row` says what counts for what, `update` moves the sums, `verify` counts them anew for the doctor.

pub(crate) mod fleet_size;
pub(crate) mod row;
pub(crate) mod tallies;
pub(crate) mod update;
pub(crate) mod verify;
