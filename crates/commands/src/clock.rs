//! The programme's clock: time is passed in everywhere below this crate.

use cheku_domain::Timestamp;
use std::sync::Arc;

/// Where "now" comes from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Clock {
        Clock(Arc::new(|| Timestamp(chrono::Utc::now().timestamp_millis())))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }

    /// As the batch takes it.
    pub(crate) fn as_function(&self) -> Arc<dyn Fn() -> Timestamp + Send + Sync> {
        self.0.clone()
    }
}
