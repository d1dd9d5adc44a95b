//! Who waits: in order, or until a moment.

use crate::attempt::Attempt;
use crate::job::JobItem;
use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};
use tokio::time::Instant;

/// A repeat that must wait; ordered so that the earliest is the heap's greatest.
struct Delayed {
    at: Instant,
    attempt: Attempt,
}

impl PartialEq for Delayed {
    fn eq(&self, other: &Delayed) -> bool {
        self.at == other.at
    }
}
impl Eq for Delayed {}
impl PartialOrd for Delayed {
    fn partial_cmp(&self, other: &Delayed) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Delayed {
    fn cmp(&self, other: &Delayed) -> Ordering {
        other.at.cmp(&self.at)
    }
}

/// The vehicles of the batch that wait.
pub(crate) struct Queue {
    ready: VecDeque<Attempt>,
    delayed: BinaryHeap<Delayed>,
}

impl Queue {
    /// All vehicles of a batch, in its order, ready to be asked about.
    pub fn new(items: impl Iterator<Item = JobItem>) -> Queue {
        let ready = items.map(Attempt::new).collect();
        Queue { ready, delayed: BinaryHeap::new() }
    }

    /// Nothing is ready and nothing waits for its time.
    pub fn is_empty(&self) -> bool {
        self.ready.is_empty() && self.delayed.is_empty()
    }

    /// Something can be asked about now.
    pub fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Takes out the first in order who may be asked now.
    pub fn pop(&mut self, may_begin: impl Fn(&Attempt) -> bool) -> Option<Attempt> {
        let at = self.ready.iter().position(may_begin)?;
        self.ready.remove(at)
    }

    /// The most failures that one of `provider`'s vehicles has behind it, now or later due.
    pub fn most_failures(&self, provider: &str) -> u32 {
        let delayed = self.delayed.iter().map(|delayed| &delayed.attempt);
        let theirs = self.ready.iter().chain(delayed).filter(|attempt| attempt.provider() == provider);
        theirs.map(|attempt| attempt.failures.total()).max().unwrap_or(0)
    }

    /// Back to the head: it is the next one again.
    pub fn put_back(&mut self, attempt: Attempt) {
        self.ready.push_front(attempt);
    }

    /// Puts an attempt back, not to be taken before `at`.
    pub fn delay(&mut self, at: Instant, attempt: Attempt) {
        self.delayed.push(Delayed { at, attempt });
    }

    /// When the next repeat is due.
    pub fn next_due(&self) -> Option<Instant> {
        self.delayed.peek().map(|next| next.at)
    }

    /// Repeats that are due go first: their vehicles have waited longest.
    pub fn release(&mut self, now: Instant) {
        while self.next_due().is_some_and(|at| at <= now) {
            if let Some(next) = self.delayed.pop() {
                self.ready.push_front(next.attempt);
            }
        }
    }

    /// Takes out everybody who waits for `provider`.
    pub fn take_all_of(&mut self, provider: &str) -> Vec<Attempt> {
        let delayed = std::mem::take(&mut self.delayed).into_iter();
        let (mut theirs, others): (Vec<Delayed>, Vec<Delayed>) =
            delayed.partition(|delayed| delayed.attempt.provider() == provider);
        self.delayed = others.into();
        let ready = std::mem::take(&mut self.ready).into_iter();
        let (first, rest): (VecDeque<Attempt>, VecDeque<Attempt>) =
            ready.partition(|attempt| attempt.provider() == provider);
        self.ready = rest;
        first.into_iter().chain(theirs.drain(..).map(|delayed| delayed.attempt)).collect()
    }

    /// To the end of the queue.
    pub fn append(&mut self, attempt: Attempt) {
        self.ready.push_back(attempt);
    }
}
