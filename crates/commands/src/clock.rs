//! The programme's clock: time is passed in everywhere below this crate.

use cheku_domain::Timestamp;
use std::fmt;
use std::sync::Arc;

/// Where "now" comes from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Clock {
        Clock::of(|| Timestamp(chrono::Utc::now().timestamp_millis()))
    }

    /// One that says what it is told to: for tests that travel in time.
    pub fn of(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(now))
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

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
