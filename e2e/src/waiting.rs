//! Waiting for what will be so, never for a time.

use crate::Outcome;
use std::time::Duration;
use tokio::time::Instant;

/// How long a story waits for one thing before it fails (a loaded machine
/// included; a passing story never comes near it).
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks.
const GLANCE: Duration = Duration::from_millis(25);

/// Looks until there is something to see; fails with `what` when patience ends.
pub async fn wait_until<T>(what: &str, mut look: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    wait_at_most(PATIENCE, what, &mut look).await
}

/// The same with another patience.
pub async fn wait_at_most<T>(
    patience: Duration,
    what: &str,
    look: &mut impl AsyncFnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    let end = Instant::now() + patience;
    let mut last = String::new();
    while Instant::now() < end {
        match look().await {
            Ok(Some(seen)) => return Ok(seen),
            Ok(None) => last.clear(),
            // An element that a redraw took away is simply looked for again.
            Err(error) => last = error.to_string(),
        }
        tokio::time::sleep(GLANCE).await;
    }
    Err(format!("waited {patience:?} in vain for: {what} {last}").into())
}
