//! Files of two kinds: the program's own, which nobody else may read ([`private`]), and
//! those that a person names a place for ([`Place`]): written whole or not at all, never
//! among the program's own, never over what stands there unless the person said so. And where
//! a program that is carried about keeps its own ([`portable`]).

pub mod attachments;
mod error;
mod place;
pub mod portable;
pub mod private;

pub use error::{FileError, is_in_use};
pub use place::{Place, ending_of, lies_in, own_folder, sync_folder, with_ending};

/// The folder below the home for copies of the garage.
pub const BACKUPS: &str = "backups";
/// The folder below the home for reports to print.
pub const REPORTS: &str = "reports";
/// The folder for receipts and other files that a garage names, beside the garage's own file and beside a copy of it.
pub const ATTACHMENTS: &str = "attachments";
/// The folder below the home for logs.
pub const LOGS: &str = "logs";
/// The folder below the home for the installer of a newer version, until it ran. It is emptied at
/// each start, so its name is one that no person gives: the home may hold other things.
pub const UPDATES: &str = ".cheku-updates";
