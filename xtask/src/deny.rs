//! `cargo xtask deny`: licences, sources, banned crates and known faults of what is used.

use crate::shell::{self, Outcome};

/// What needs the list and the crates alone.
const HERE: [&str; 3] = ["licenses", "bans", "sources"];

/// Runs cargo-deny over `deny.toml`. The database of known faults is somebody else's
/// repository: where it cannot be reached that is said, and the rest still counts.
pub fn run(_args: &[String]) -> Outcome {
    if shell::answer(shell::cargo().args(["deny", "--version"])).is_none() {
        return Err("cargo-deny is missing: cargo install --locked cargo-deny".to_owned());
    }
    check(&HERE)?;
    if shell::run(shell::cargo().args(["deny", "fetch", "db"])).is_err() {
        println!("The database of known faults was not reached: advisories were not looked at.");
        return Ok(());
    }
    check(&["advisories"])
}

fn check(what: &[&str]) -> Outcome {
    shell::run(shell::cargo().args(["deny", "--all-features", "check"]).args(what))
}
