//! Group robots (群机器人) of 企业微信, 钉钉 and 飞书: one plain message to the address that the
//! group's owner made, signed where the vendor signs, sent once and never repeated. Rules, codes
//! and limits are what is commonly known of the vendors' documents; none was tried at the real
//! services.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that cannot go on must stop"))]

mod address;
mod answer;
mod kind;
mod message;
mod send;
mod sign;

pub use address::{Address, AddressError};
pub use answer::{Mend, Refusal};
pub use kind::Kind;
pub use message::{Message, fitted};
pub use send::{Robot, SendError, send};
