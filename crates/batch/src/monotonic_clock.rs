//! The times of a batch's entries in the ledger.

use cheku_domain::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that stands still where `clock` goes back. One that is set back in the
/// middle of a batch would put its calls into a month that is over, where no cap counts
/// them, and make new answers look old enough to be asked for again.
pub(crate) fn never_back(
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
) -> Arc<dyn Fn() -> Timestamp + Send + Sync> {
    let latest = AtomicI64::new(i64::MIN);
    Arc::new(move || {
        let now = clock().0;
        Timestamp(latest.fetch_max(now, Ordering::Relaxed).max(now))
    })
}
