//! The one writer: a thread that owns the writing connection. Group commit makes
//! safety cheap: everything that waits is done in one transaction, each piece in
//! its own savepoint, and answered only after the commit is on the disk.

use crate::{GarageError, Result};
use rusqlite::Connection;
use std::sync::mpsc::{Receiver, Sender, channel};

/// How many pieces one transaction takes at most: bounds how long the first
/// of them waits.
const GROUP: usize = 256;

type Answer<T> = Box<dyn FnOnce(Result<T>) + Send>;

/// A piece of work, first run, then answered with what became of the commit.
trait Piece: Send {
    /// Runs inside its savepoint; true when it may be kept.
    fn run(&mut self, conn: &Connection) -> bool;
    /// Hands the result out; a failed commit takes every result back.
    fn answer(self: Box<Self>, commit: &Result<()>);
}

struct Work<T, F> {
    work: Option<F>,
    result: Option<Result<T>>,
    answer: Answer<T>,
}

impl<T, F> Piece for Work<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T> + Send,
{
    fn run(&mut self, conn: &Connection) -> bool {
        let Some(work) = self.work.take() else { return false };
        let result = work(conn);
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, commit: &Result<()>) {
        let result = match (commit, self.result) {
            (Ok(()), Some(result)) => result,
            // A piece that failed by itself has the more telling reason.
            (Err(_), Some(Err(own))) => Err(own),
            (Err(error), _) => Err(error.clone()),
            (Ok(()), None) => Err(closed()),
        };
        (self.answer)(result);
    }
}

/// The way to the writer thread. The thread ends when the last of these is gone.
pub(crate) struct Writer {
    queue: Sender<Box<dyn Piece>>,
}

impl Writer {
    /// Starts the thread with the connection that it owns from now on.
    pub(crate) fn start(conn: Connection) -> Result<Writer> {
        let (queue, waiting) = channel();
        std::thread::Builder::new().name("garage-writer".into()).spawn(move || serve(&conn, &waiting))?;
        Ok(Writer { queue })
    }

    /// Queues a piece; `answer` is called from the writer thread after the commit.
    pub(crate) fn submit<T, F>(&self, work: F, answer: Answer<T>)
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let piece = Box::new(Work { work: Some(work), result: None, answer });
        if let Err(unsent) = self.queue.send(piece) {
            unsent.0.answer(&Err(closed()));
        }
    }

    /// Queues a piece and waits for its commit.
    pub(crate) fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let (answer, answered) = channel();
        // The receiver waits below, so the send fails only when this thread is gone.
        self.submit(work, Box::new(move |result| drop(answer.send(result))));
        answered.recv().unwrap_or_else(|_| Err(closed()))
    }
}

fn closed() -> GarageError {
    GarageError::new("garage_closed", "the writer has ended")
}

fn serve(conn: &Connection, waiting: &Receiver<Box<dyn Piece>>) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        group.extend(waiting.try_iter().take(GROUP - 1));
        let commit = commit_together(conn, &mut group);
        if let Err(error) = &commit {
            tracing::error!(code = error.code, "a group of writes was not committed");
        }
        for piece in group {
            piece.answer(&commit);
        }
    }
}

fn commit_together(conn: &Connection, group: &mut [Box<dyn Piece>]) -> Result<()> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let done = run_all(conn, group).and_then(|()| Ok(conn.execute_batch("COMMIT")?));
    if done.is_err() && !conn.is_autocommit() {
        conn.execute_batch("ROLLBACK")?;
    }
    done
}

fn run_all(conn: &Connection, group: &mut [Box<dyn Piece>]) -> Result<()> {
    for piece in group {
        conn.execute_batch("SAVEPOINT piece")?;
        if !piece.run(conn) {
            conn.execute_batch("ROLLBACK TO piece")?;
        }
        conn.execute_batch("RELEASE piece")?;
    }
    Ok(())
}
