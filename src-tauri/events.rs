//! From the core's events to the window's channel.

use crate::commands::{App, Event, Tag};
use std::sync::{Mutex, PoisonError};
use tauri::async_runtime::JoinHandle;
use tauri::ipc::Channel;
use tokio::sync::broadcast::error::RecvError;

/// The one running subscription. There is one window, so a new page (after a
/// reload) replaces the one that nobody reads any more.
#[derive(Default)]
pub struct Subscription(Mutex<Option<JoinHandle<()>>>);

impl Subscription {
    /// Sends every event to the channel from now on.
    pub fn replace(&self, app: &App, channel: Channel<Event>) {
        let task = tauri::async_runtime::spawn(forward(app.subscribe(), channel));
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = running.replace(task) {
            before.abort();
        }
    }
}

async fn forward(mut events: tokio::sync::broadcast::Receiver<Event>, channel: Channel<Event>) {
    loop {
        let event = match events.recv().await {
            Ok(event) => event,
            // What was missed is not known, so everything is read again.
            Err(RecvError::Lagged(_)) => everything_changed(),
            Err(RecvError::Closed) => return,
        };
        if channel.send(event).is_err() {
            return;
        }
    }
}

fn everything_changed() -> Event {
    Event::Changed { tags: vec![Tag::State, Tag::Vehicles, Tag::Violations, Tag::Calls, Tag::Settings] }
}
