//! The steps under way: prepare, ask, settle. Each is a task of its own.

use crate::attempt::{Attempt, StepResult};
use std::collections::HashMap;
use tokio::task::{Id, JoinSet};

/// The steps of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Preparing,
    Asking,
    Settling,
}

/// The steps under way. The attempts stay here, so that they outlive a panic of a step.
#[derive(Default)]
pub(crate) struct Steps {
    tasks: JoinSet<StepResult>,
    attempts: HashMap<Id, (Step, Attempt)>,
    under_way: [usize; 3],
}

impl Steps {
    /// Starts a step of an attempt as a task of its own; what it comes to is told by `next`.
    pub fn begin(
        &mut self,
        step: Step,
        attempt: Attempt,
        work: impl Future<Output = StepResult> + Send + 'static,
    ) {
        let task = self.tasks.spawn(work);
        self.attempts.insert(task.id(), (step, attempt));
        self.under_way[step as usize] += 1;
    }

    /// The next step that ends; without a result where it panicked.
    pub async fn next(&mut self) -> Option<(Attempt, Option<StepResult>)> {
        loop {
            let (id, result) = match self.tasks.join_next_with_id().await? {
                Ok((id, result)) => (id, Some(result)),
                Err(error) => (error.id(), None),
            };
            if let Some((step, attempt)) = self.attempts.remove(&id) {
                self.under_way[step as usize] -= 1;
                return Some((attempt, result));
            }
        }
    }

    /// No step is under way.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// How many steps of this kind are under way.
    pub fn count(&self, step: Step) -> usize {
        self.under_way[step as usize]
    }

    /// Whether a question to `provider` is in one of these steps.
    pub fn is_any(&self, provider: &str, steps: &[Step]) -> bool {
        self.attempts
            .values()
            .any(|(step, attempt)| attempt.item.provider == provider && steps.contains(step))
    }
}
