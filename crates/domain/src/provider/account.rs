//! An account at a provider: everything but the secret.

use crate::PriceList;
use std::collections::BTreeMap;
use std::time::Duration;

/// An account as it is kept: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// The provider's id.
    pub provider: String,
    /// The form's values by field key, defaults filled in.
    pub values: BTreeMap<String, String>,
    /// What its charged calls cost.
    pub prices: PriceList,
    /// Calls left at the vendor as the person entered them, less those charged
    /// since; `None` = not entered.
    pub quota_left: Option<u32>,
    /// Questions under way at once, at most; `None` = as the program sees fit.
    pub concurrency: Option<u32>,
    /// Questions a minute, at most; `None` = as fast as the vendor bears.
    pub per_minute: Option<u32>,
    /// Plain http beyond loopback, visibly switched on.
    pub allow_http: bool,
    /// Time-out of a whole question; `None` = 30 s.
    pub timeout: Option<Duration>,
    /// Used where a vehicle has no choice of its own.
    pub is_default: bool,
    /// What the client learned and must remember (e.g. to leave `time` out).
    pub learned: BTreeMap<String, String>,
    /// Tells this account from others of its provider: a one-way digest of what the
    /// vendor knows it by (`Descriptor::identified_by`), never the value itself;
    /// "" = not known.
    pub identity: String,
}

/// Why an account cannot be opened: the settings are wrong, nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// A required field is blank.
    #[error("account_field_missing: {0}")]
    FieldMissing(&'static str),
    /// A field's value cannot be.
    #[error("account_field_invalid: {0}")]
    FieldInvalid(&'static str),
    /// Plain http beyond loopback without the visible setting.
    #[error("account_http_refused")]
    HttpRefused,
    /// This verification goes over https and POST only.
    #[error("account_hash_needs_https_post")]
    HashNeedsHttpsPost,
    /// The secret was never entered.
    #[error("account_secret_missing")]
    SecretMissing,
}

impl AccountError {
    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        match self {
            AccountError::FieldMissing(_) => "account_field_missing",
            AccountError::FieldInvalid(_) => "account_field_invalid",
            AccountError::HttpRefused => "account_http_refused",
            AccountError::HashNeedsHttpsPost => "account_hash_needs_https_post",
            AccountError::SecretMissing => "account_secret_missing",
        }
    }
}
