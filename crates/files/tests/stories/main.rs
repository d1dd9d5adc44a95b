//! Where a person may have a file written, and who may read the program's own.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod place;
#[cfg(unix)]
mod rights;
