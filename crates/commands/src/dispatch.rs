//! Commands by name, for faces that speak JSON.

use crate::App;
use crate::api::*;
use crate::error::{Result, bad_request};
use crate::registry::with_commands;
use serde_json::Value;

macro_rules! dispatch {
    ($($name:ident($request:ty) -> $reply:ty = $function:path;)+) => {
        impl App {
            /// Runs the command `name` with a JSON request and gives its JSON reply.
            pub async fn dispatch(&self, name: &str, request: Value) -> Result<Value> {
                match name {
                    $(stringify!($name) => {
                        let reply: $reply = $function(self, read::<$request>(request)?).await?;
                        write(&reply)
                    })+
                    _ => Err(CommandError::new(ErrorCode::UnknownCommand, name)),
                }
            }
        }
    };
}
with_commands!(dispatch);

fn read<T: serde::de::DeserializeOwned>(request: Value) -> Result<T> {
    // serde's text can quote a value, and a value can be a secret or a plate.
    serde_json::from_value(request).map_err(|error| bad_request(format!("{:?}", error.classify())))
}

fn write<T: serde::Serialize>(reply: &T) -> Result<Value> {
    serde_json::to_value(reply)
        .map_err(|_| CommandError::new(ErrorCode::Internal, "a reply could not be written"))
}
