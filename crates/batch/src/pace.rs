//! How many questions may be under way at once, and how many a second.

use std::time::Duration;
use tokio::time::Instant;

/// Starts with one question, so that wrong credentials cost one refusal and no
/// more; then lets three more go with every answer while nothing complains (four
/// at once, sixteen, all), one more a round after that, and half as many when the
/// vendor says "too fast" (additive increase, multiplicative decrease).
#[derive(Debug)]
pub struct Pace {
    limit: f64,
    most: f64,
    slow_start: bool,
    slowed_at: Option<Instant>,
    gap: Option<Duration>,
    next_send: Option<Instant>,
    not_before: Option<Instant>,
}

/// Questions under way once the first was answered.
const GENTLE: f64 = 4.0;
/// More questions under way with each answer before any complaint: full speed after
/// three rounds, while the first of them still tells of a mistake that all would repeat.
const MORE_EACH: f64 = 3.0;
/// One complaint counts once: those that were under way together are one.
const COOL_DOWN: Duration = Duration::from_secs(2);
/// The slowest rate; whatever is slower would never end, and its moments cannot be reckoned.
const LONGEST_GAP: Duration = Duration::from_secs(86_400);

fn gap(rate: f64) -> Duration {
    Duration::try_from_secs_f64(1.0 / rate).unwrap_or(LONGEST_GAP).min(LONGEST_GAP)
}

impl Pace {
    /// At most `most` questions at once and, where given, `rate` a second.
    pub fn new(most: usize, rate: Option<f64>) -> Pace {
        let most = most.max(1) as f64;
        let gap = rate.filter(|rate| *rate > 0.0 && rate.is_finite()).map(gap);
        Pace { limit: 1.0, most, slow_start: true, slowed_at: None, gap, next_send: None, not_before: None }
    }

    /// How many may be under way now; at least one.
    pub fn limit(&self) -> usize {
        // Between 1 and `most`, so the cast is exact.
        self.limit.max(1.0) as usize
    }

    /// True while a complaint of the vendor holds the batch back.
    pub fn is_slowed(&self) -> bool {
        !self.slow_start && self.limit < self.most
    }

    /// When the next question may leave; `None` = now.
    pub fn wait_until(&self, now: Instant) -> Option<Instant> {
        let gate = self.next_send.max(self.not_before)?;
        (gate > now).then_some(gate)
    }

    /// True while nothing may leave, whatever was made ready before.
    pub fn is_held(&self, now: Instant) -> bool {
        self.not_before.is_some_and(|until| until > now)
    }

    /// A question has its turn.
    pub fn sent(&mut self, now: Instant) {
        if let Some(gap) = self.gap {
            // From the planned moment, so that a late wake-up does not lower the
            // rate; but never so far behind that a pause is followed by a burst.
            let from =
                self.next_send.filter(|planned| now.saturating_duration_since(*planned) < gap).unwrap_or(now);
            self.next_send = Some(from + gap);
        }
    }

    /// An answer came and nobody complained.
    pub fn answered(&mut self) {
        let grown = if self.slow_start {
            (self.limit + MORE_EACH).max(GENTLE)
        } else {
            self.limit + 1.0 / self.limit
        };
        self.limit = grown.min(self.most);
    }

    /// Nothing leaves before `until`.
    pub fn hold(&mut self, until: Instant) {
        self.not_before = self.not_before.max(Some(until));
    }

    /// The vendor said "too fast": halve, and send nothing for `wait`.
    pub fn too_fast(&mut self, now: Instant, wait: Duration) {
        self.hold(now + wait);
        if self.slowed_at.is_some_and(|at| now.saturating_duration_since(at) < COOL_DOWN) {
            return;
        }
        self.slow_start = false;
        self.slowed_at = Some(now);
        self.limit = (self.limit / 2.0).max(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_quadruples_until_the_vendor_complains_and_then_grows_by_one_a_round() {
        let mut pace = Pace::new(50, None);
        assert_eq!(pace.limit(), 1, "the first question goes alone");
        pace.answered();
        assert_eq!(pace.limit(), 4);
        for _ in 0..4 {
            pace.answered();
        }
        assert_eq!(pace.limit(), 16);
        pace.too_fast(Instant::now(), Duration::ZERO);
        pace.too_fast(Instant::now(), Duration::ZERO);
        assert_eq!(pace.limit(), 8, "complaints of one round count once");
        for _ in 0..8 {
            pace.answered();
        }
        assert!(pace.is_slowed() && pace.limit() < 10);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stated_wait_holds_everything_back() {
        let mut pace = Pace::new(8, None);
        let now = Instant::now();
        pace.too_fast(now, Duration::from_secs(7));
        assert_eq!(pace.wait_until(now), Some(now + Duration::from_secs(7)));
        assert_eq!(pace.wait_until(now + Duration::from_secs(8)), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_rate_is_kept() {
        let mut pace = Pace::new(8, Some(10.0));
        let now = Instant::now();
        pace.sent(now);
        assert_eq!(pace.wait_until(now), Some(now + Duration::from_millis(100)));
    }

    #[tokio::test(start_paused = true)]
    async fn an_absurd_rate_is_slow_and_does_no_harm() {
        let mut pace = Pace::new(8, Some(1e-300));
        let now = Instant::now();
        pace.sent(now);
        assert_eq!(pace.wait_until(now), Some(now + LONGEST_GAP));
    }
}
