//! The TypeScript map of all commands, generated from the registry.

use crate::api::*;
use crate::registry::with_commands;
use ts_rs::TS;

macro_rules! map {
    ($($name:ident($request:ty) -> $reply:ty = $function:path;)+) => {
        /// Every command: its name, what it takes, what it gives.
        #[derive(TS)]
        #[ts(export)]
        #[allow(dead_code)]
        struct Commands { $($name: ($request, $reply)),+ }
    };
}
with_commands!(map);
