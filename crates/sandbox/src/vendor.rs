//! What every vendor of the sandbox must be able to do, and the list of them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fleet::SampleVehicle;
use crate::request::{Ask, Door, Params, World};
use crate::scenario::Settings;
use crate::violations::{Seen, Violation};

/// What a client needs to be let in. Made up, of use on the sandbox only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// Application id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    /// Secret that goes with the id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// Key, where that is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// One row of a vendor's table of codes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Code {
    pub(crate) code: &'static str,
    pub(crate) text: &'static str,
    pub(crate) charged: bool,
    /// How often a client may ask again by itself after this code.
    pub(crate) patience: u64,
    pub(crate) fate: Fate,
}

/// What becomes of a vehicle's question in the client's books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Answered,
    NoData,
    Pending,
    Failed,
    /// Asked without a readable answer.
    Doubtful,
    /// The document does not cover such a vehicle, so a client cannot ask.
    Unsupported,
}

/// A refusal: the vendor's code, and free text where the message has room for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) info: String,
}

/// Why someone is turned away whoever they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gate {
    IpRefused,
    QuotaUsed,
    TooFast,
}

/// The body of an answer before it is dressed for the wire.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) body: String,
    pub(crate) content_type: &'static str,
}

/// One vendor's contract, from the serving side.
pub(crate) trait Vendor: Sync {
    fn id(&self) -> &'static str;
    fn credentials(&self) -> Credentials;
    fn codes(&self) -> &'static [Code];
    /// The code of a success.
    fn success(&self) -> &'static str;
    /// Documented price of one question in fen.
    fn price_fen(&self) -> Option<i64>;
    /// Names in [`Settings`] that only some vendors have.
    fn own_settings(&self) -> &'static [&'static str];
    fn demo(&self) -> Settings;
    fn door(&self, path: &str) -> Option<Door>;
    /// The plate that the question is about.
    fn plate<'a>(&self, params: &'a Params) -> &'a str;
    /// The type of that plate.
    fn plate_type<'a>(&self, params: &'a Params) -> &'a str;
    /// The code for a closed gate; `None` where the document has none.
    fn gate(&self, gate: Gate, ask: &Ask<'_>) -> Option<Refusal>;
    /// Who is asking? Account-level checks.
    fn admit(&self, ask: &Ask<'_>) -> Result<(), Refusal>;
    /// What is asked? Checks of the question, then the result.
    fn find(&self, ask: &Ask<'_>) -> Result<Value, Refusal>;
    /// Writes result or refusal down in the wanted format.
    fn reply(&self, ask: &Ask<'_>, found: &Result<Value, Refusal>) -> Reply;
    /// What this vendor knows of an offence, if it knows it.
    fn sees(&self, violation: &Violation<'_>) -> Option<Seen>;
    /// What a right question about this vehicle comes to without faults.
    fn fate(&self, world: &World, settings: &Settings, vehicle: &SampleVehicle) -> Fate;

    fn code(&self, code: &str) -> Option<&'static Code> {
        self.codes().iter().find(|row| row.code == code)
    }
}

impl Refusal {
    pub(crate) fn new(code: &str) -> Self {
        Refusal { code: code.to_owned(), info: String::new() }
    }

    pub(crate) fn with(code: &str, info: impl Into<String>) -> Self {
        Refusal { code: code.to_owned(), info: info.into() }
    }
}
