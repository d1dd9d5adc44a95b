//! What faces read again after a write: the one place that says which pages show what a table holds. No
//! command says it; the garage tells which tables a write touched.

use crate::api::{Event, Tag};
use cheku_garage::{Garage, Tables};
use tokio::sync::broadcast::Sender;

/// Everything that shows vehicles, what they owe or whose it is.
const FLEET: &[Tag] = &[Tag::State, Tag::Vehicles, Tag::Violations, Tag::Calls];
/// What a batch changes, which is told when it ends and not at each answer.
pub(crate) const BATCH: &[Tag] = EVERYTHING;
pub(crate) const EVERYTHING: &[Tag] =
    &[Tag::State, Tag::Vehicles, Tag::Violations, Tag::Calls, Tag::Settings];

/// The pages that show what a table holds. A table that is not named here is taken to be on all of them.
fn shown_on(table: &str) -> &'static [Tag] {
    match table {
        "vehicles" | "vehicle_summaries" | "violations" | "cases" | "case_steps" | "drivers"
        | "driver_periods" | "due_dates" => FLEET,
        // Prices, rules and settings are part of what a plan says, and an account shows its calls.
        "calls" | "batches" | "answers" | "accounts" | "former_accounts" | "cities" | "rules"
        | "settings" => EVERYTHING,
        "saved_filters" | "undos" => &[Tag::Settings],
        // Words and numbers that only the rows which name them show; who runs a batch.
        "texts" | "driver_names" | "account_salt" | "batch_owner" => &[],
        _ => EVERYTHING,
    }
}

/// The tags of what was written, each once, in their order.
fn of(tables: &Tables) -> Vec<Tag> {
    let shown: Vec<Tag> = tables.iter().flat_map(|table| shown_on(table)).copied().collect();
    EVERYTHING.iter().copied().filter(|tag| shown.contains(tag)).collect()
}

/// Lets the faces hear of each write to a garage.
pub(crate) fn follow(garage: &Garage, events: Sender<Event>) {
    garage.on_written(move |tables| {
        let tags = of(tables);
        if !tags.is_empty() {
            // Nobody listening is no fault: the terminal never does.
            let _ = events.send(Event::Changed { tags });
        }
    });
}
