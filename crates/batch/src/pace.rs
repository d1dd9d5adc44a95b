//! How many questions may be under way at once, and how many a second.

use std::time::Duration;
use tokio::time::Instant;

/// Starts with one question, so that wrong credentials cost one refusal and no
/// more. After its answer one more leaves at a time until all places are taken, spread
/// evenly over the time that an answer takes; one more a round after a complaint,
/// and half as many when the vendor says "too fast" (additive increase, multiplicative
/// decrease).
#[derive(Debug)]
pub struct Pace {
    limit: f64,
    most: f64,
    rise: Rise,
    slowed_at: Option<Instant>,
    gap: Option<Duration>,
    next_send: Option<Instant>,
    not_before: Option<Instant>,
}

/// The way to full speed. Questions that began together come back together, again and
/// again, and then wait for one another here and at the vendor; so they begin apart.
#[derive(Debug)]
enum Rise {
    /// There was no answer yet.
    Waits,
    /// So many more leave with so much time between them.
    Spreads {
        gap: Duration,
        left: usize,
    },
    Over,
}

/// Shorter gaps are not kept: a timer is not that exact.
const SHORTEST_GAP: Duration = Duration::from_millis(1);
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
        Pace { limit: 1.0, most, rise: Rise::Waits, slowed_at: None, gap, next_send: None, not_before: None }
    }

    /// How many may be under way now; at least one.
    pub fn limit(&self) -> usize {
        // Between 1 and `most`, so the cast is exact.
        self.limit.max(1.0) as usize
    }

    /// True while a complaint of the vendor holds the batch back.
    pub fn is_slowed(&self) -> bool {
        self.slowed_at.is_some() && self.limit < self.most
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
        let gap = self.gap.max(self.rise.gap());
        self.rise.sent();
        if let Some(gap) = gap {
            // From the planned moment, so that a late wake-up does not lower the
            // rate; but never so far behind that a pause is followed by a burst.
            let from =
                self.next_send.filter(|planned| now.saturating_duration_since(*planned) < gap).unwrap_or(now);
            self.next_send = Some(from + gap);
        }
    }

    /// An answer came after this time and there was no complaint.
    pub fn answered(&mut self, took: Duration) {
        let gap = took.div_f64(self.most);
        match &mut self.rise {
            Rise::Waits => {
                self.limit = self.most;
                self.rise = Rise::Spreads { gap, left: self.limit() };
            }
            // The first answer of a vendor that had to wake up tells little.
            Rise::Spreads { gap: known, .. } => *known = gap.min(*known),
            Rise::Over => self.limit = (self.limit + 1.0 / self.limit).min(self.most),
        }
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
        if let Rise::Spreads { left, .. } = self.rise {
            self.limit -= left as f64;
        }
        self.rise = Rise::Over;
        self.slowed_at = Some(now);
        self.limit = (self.limit / 2.0).max(1.0);
    }
}

impl Rise {
    fn gap(&self) -> Option<Duration> {
        match self {
            Rise::Spreads { gap, .. } if *gap >= SHORTEST_GAP => Some(*gap),
            _ => None,
        }
    }

    fn sent(&mut self) {
        if let Rise::Spreads { left, .. } = self {
            *left -= 1;
            if *left == 0 {
                *self = Rise::Over;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: Duration = Duration::from_millis(200);

    #[tokio::test(start_paused = true)]
    async fn after_the_first_answer_places_are_taken_one_by_one() {
        let mut pace = Pace::new(50, None);
        let start = Instant::now();
        assert_eq!(pace.limit(), 1, "the first question goes alone");
        pace.sent(start);
        pace.answered(ANSWER);
        assert_eq!((pace.limit(), pace.wait_until(start)), (50, None));
        for number in 1..=50 {
            let now = pace.wait_until(start).unwrap_or(start);
            assert_eq!(now, start + ANSWER * (number - 1) / 50);
            pace.sent(now);
        }
        pace.sent(start + ANSWER);
        pace.sent(start + ANSWER);
        assert_eq!(pace.wait_until(start + ANSWER), None, "then each goes when a place is free");
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_first_answer_does_not_hold_the_others_up() {
        let mut pace = Pace::new(50, None);
        let now = Instant::now();
        pace.answered(ANSWER * 100);
        pace.sent(now);
        pace.answered(ANSWER);
        let second = now + ANSWER * 100 / 50;
        pace.sent(second);
        assert_eq!(pace.wait_until(second), Some(second + ANSWER / 50));
        pace.answered(Duration::ZERO);
        pace.sent(second + ANSWER);
        assert_eq!(pace.wait_until(second + ANSWER), None, "too short to be kept");
    }

    #[tokio::test(start_paused = true)]
    async fn a_complaint_halves_what_is_under_way_and_then_it_grows_by_one_a_round() {
        let (mut pace, now) = (Pace::new(50, None), Instant::now());
        pace.answered(ANSWER);
        for _ in 0..30 {
            pace.sent(now);
        }
        assert!(!pace.is_slowed());
        pace.too_fast(now, Duration::ZERO);
        pace.too_fast(now, Duration::ZERO);
        assert_eq!(pace.limit(), 15, "complaints of one round count once");
        for _ in 0..15 {
            pace.answered(ANSWER);
        }
        assert!(pace.is_slowed() && pace.limit() < 17);
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
