//! A program that ends between the mark and the batch.

use super::*;
use crate::{Clock, Options, Reader, SecretPlace};
use cheku_domain::{Fen, Timestamp};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const AGREED: i64 = 1_773_266_400_000;
const DUE: i64 = AGREED + 2 * 3_600_000;

fn open(home: &Path, wall: &Arc<AtomicI64>) -> App {
    let wall = wall.clone();
    let clock = Clock::of(move || Timestamp(wall.load(Ordering::Relaxed)));
    App::open(Options { home: home.to_owned(), secrets: SecretPlace::File, clock, reader: Reader::Here })
}

/// A garage whose schedule is due; it has no account, so whoever asks is refused.
async fn due(home: &Path) -> (App, Arc<AtomicI64>) {
    let wall = Arc::new(AtomicI64::new(AGREED));
    let app = open(home, &wall);
    let wanted =
        Schedule { on: true, days: (1..=7).collect(), max_cost_fen: Some(Fen(100)), ..Schedule::default() };
    schedule_save(&app, wanted).await.unwrap();
    wall.store(DUE, Ordering::Relaxed);
    (app, wall)
}

#[tokio::test]
async fn a_day_that_was_marked_is_not_begun_by_the_next_start_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let (app, wall) = due(home.path()).await;
    let marked = app.work(|garage| kept::mark(garage, Timestamp(DUE))).await.unwrap();
    assert!(marked.is_some());
    drop(app);

    let app = open(home.path(), &wall);
    assert_eq!(app.check_if_due().await, None);
    let last = schedule(&app, Nothing {}).await.unwrap().last;
    assert_eq!(last, Some(ScheduledRun { at: Timestamp(DUE), outcome: ScheduledOutcome::CutShort }));
}

#[tokio::test]
async fn without_the_mark_the_same_look_would_have_begun() {
    let home = tempfile::tempdir().unwrap();
    let (app, _wall) = due(home.path()).await;
    assert!(matches!(app.check_if_due().await, Some(ScheduledOutcome::Refused { .. })));
}

#[tokio::test]
async fn a_mark_that_cannot_be_read_begins_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (app, _wall) = due(home.path()).await;
    app.work(|garage| Ok(garage.set_setting("scheduled_days", Some("of a later version"))?)).await.unwrap();
    assert_eq!(app.check_if_due().await, None);
    assert_eq!(schedule(&app, Nothing {}).await.unwrap_err().code, ErrorCode::UnknownWord);
}
