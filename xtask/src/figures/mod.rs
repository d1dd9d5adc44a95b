//! `cargo xtask figures [FOLDER]`: how large, how round and how clear the sources are.
//!
//! FOLDER is another checkout of this repository, to lay two states side by side.

/// Reading Rust takes a parser, which is behind a feature, so the chore starts itself again with it.
#[cfg(not(feature = "figures"))]
pub fn run(args: &[String]) -> crate::shell::Outcome {
    let words = ["run", "--quiet", "--package", "xtask", "--features", "figures", "--", "figures"];
    crate::shell::run(crate::shell::cargo().args(words).args(args))
}

#[cfg(feature = "figures")]
pub use table::run;

#[cfg(any(feature = "figures", test))]
mod circles;
#[cfg(any(feature = "figures", test))]
mod functions;
#[cfg(any(feature = "figures", test))]
mod modules;
#[cfg(any(feature = "figures", test))]
mod page;
#[cfg(any(feature = "figures", test))]
mod paths_in;
#[cfg(any(feature = "figures", test))]
mod rust;
#[cfg(any(feature = "figures", test))]
mod source;
#[cfg(any(feature = "figures", test))]
mod syntax;
#[cfg(feature = "figures")]
mod table;
#[cfg(any(feature = "figures", test))]
mod twins;
