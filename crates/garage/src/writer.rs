//! The one writer: a thread that owns the writing connection. Group commit makes
//! safety cheap: everything that waits is done in one transaction and answered only
//! after the commit is on the disk. A piece that fails takes no other with it.

use crate::error::GarageErrorKind as Kind;
use crate::file_id::FileId;
use crate::written::{Listener, Tables, Written};
use crate::{GarageError, Result};
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// How many pieces one transaction takes at most: bounds how long the first
/// of them waits.
const GROUP: usize = 256;

type Answer<T> = Box<dyn FnOnce(Result<T>) + Send>;

/// A piece of work, first run, then answered with what became of the commit.
trait Piece: Send {
    /// Runs inside the transaction, a second time when the first was undone; an
    /// error when nothing of it may be kept.
    fn run(&mut self, conn: &Connection) -> Result<()>;
    /// Hands the result out; a failed commit takes every result back.
    fn answer(self: Box<Self>, commit: &Result<()>);
    /// Whether the tables that it writes are told.
    fn is_told(&self) -> bool;
}

struct Work<T, F> {
    work: F,
    result: Option<Result<T>>,
    answer: Answer<T>,
    is_told: bool,
}

impl<T, F> Piece for Work<T, F>
where
    T: Send,
    F: Fn(&Connection) -> Result<T> + Send,
{
    fn run(&mut self, conn: &Connection) -> Result<()> {
        // A fault of ours in one piece must not end the thread that all others write by.
        let work = AssertUnwindSafe(|| (self.work)(conn));
        let result = catch_unwind(work).unwrap_or_else(|_| Err(panicked()));
        let kept = result.as_ref().map(drop).map_err(Clone::clone);
        self.result = Some(result);
        kept
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

    fn is_told(&self) -> bool {
        self.is_told
    }
}

/// The way to the writer thread. Dropping it lets what waits be written and the
/// file be closed, so that the folder is free afterwards (restore, removal).
pub(crate) struct Writer {
    queue: Option<Sender<Box<dyn Piece>>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        // The last clone of a garage can go inside an answer, on the thread itself.
        let other = self.thread.take().filter(|thread| thread.thread().id() != std::thread::current().id());
        if let Some(thread) = other {
            // A thread that panicked has lost its work already; its callers were told.
            let _ = thread.join();
        }
    }
}

impl Writer {
    /// Starts the thread with the connection that it owns from now on.
    pub(crate) fn start(mut conn: Connection, file: FileId, listener: Listener) -> Result<Writer> {
        let (queue, waiting) = channel();
        let written = Written::watch(&mut conn)?;
        let desk = Desk { conn, file, written, listener };
        let builder = std::thread::Builder::new().name("garage-writer".into());
        let thread = builder.spawn(move || desk.serve(&waiting))?;
        Ok(Writer { queue: Some(queue), thread: Some(thread) })
    }

    /// Queues a piece; `answer` is called from the writer thread after the commit. What it writes is not told.
    pub(crate) fn submit<T, F>(&self, work: F, answer: Answer<T>)
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T> + Send + 'static,
    {
        self.queue(work, answer, false);
    }

    fn queue<T, F>(&self, work: F, answer: Answer<T>, is_told: bool)
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T> + Send + 'static,
    {
        let piece: Box<dyn Piece> = Box::new(Work { work, result: None, answer, is_told });
        match &self.queue {
            Some(queue) => {
                if let Err(unsent) = queue.send(piece) {
                    unsent.0.answer(&Err(closed()));
                }
            }
            None => piece.answer(&Err(closed())),
        }
    }

    /// Queues a piece and waits for its commit; the listener is told of the tables before.
    pub(crate) fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T> + Send + 'static,
    {
        let (answer, answered) = channel();
        // The receiver waits below, so the send fails only when this thread is gone.
        self.queue(work, Box::new(move |result| drop(answer.send(result))), true);
        answered.recv().unwrap_or_else(|_| Err(closed()))
    }
}

fn closed() -> GarageError {
    GarageError::new(Kind::Closed, "the writer has ended")
}

/// Logged by the hook that every panic goes through; nothing of the piece is kept.
fn panicked() -> GarageError {
    GarageError::new(Kind::Internal, "a write ended unexpectedly")
}

/// What the thread works with.
struct Desk {
    conn: Connection,
    file: FileId,
    written: Written,
    listener: Listener,
}

impl Desk {
    fn serve(self, waiting: &Receiver<Box<dyn Piece>>) {
        while let Ok(first) = waiting.recv() {
            let mut group = vec![first];
            group.extend(waiting.try_iter().take(GROUP - 1));
            let commit = self.file.is_still_there().and_then(|()| self.commit_together(&mut group));
            match (&commit, self.listener.get()) {
                (Ok(told), Some(tell)) if !told.is_empty() => tell(told),
                _ => (),
            }
            if let Err(error) = &commit {
                tracing::error!(code = error.code(), "a group of writes was not committed");
            }
            let commit = commit.map(drop);
            for piece in group {
                piece.answer(&commit);
            }
        }
    }

    /// The tables that are told.
    fn commit_together(&self, group: &mut [Box<dyn Piece>]) -> Result<Tables> {
        let conn = &self.conn;
        step(conn, "BEGIN IMMEDIATE")?;
        let done = self.run_all(group).and_then(|told| step(conn, "COMMIT").map(|()| told));
        if done.is_err() {
            undo(conn)?;
        }
        done
    }

    /// Pieces hardly ever fail, so they run without savepoints first: those copy every
    /// page that is touched. When one fails, all are undone and each runs by itself.
    fn run_all(&self, group: &mut [Box<dyn Piece>]) -> Result<Tables> {
        let mut told = Tables::new();
        if group.iter_mut().all(|piece| self.run_noting(piece.as_mut(), &mut told).is_ok()) {
            return Ok(told);
        }
        told.clear();
        undo(&self.conn)?;
        step(&self.conn, "BEGIN IMMEDIATE")?;
        if let [_] = group {
            return Ok(told);
        }
        group.iter_mut().try_for_each(|piece| self.run_apart(piece.as_mut(), &mut told))?;
        Ok(told)
    }

    /// What a piece that failed wrote is undone, and not told.
    fn run_noting(&self, piece: &mut dyn Piece, told: &mut Tables) -> Result<()> {
        let done = piece.run(&self.conn);
        let tables = self.written.take();
        if done.is_ok() && piece.is_told() {
            told.extend(tables);
        }
        done
    }

    fn run_apart(&self, piece: &mut dyn Piece, told: &mut Tables) -> Result<()> {
        let conn = &self.conn;
        step(conn, "SAVEPOINT piece")?;
        if let Err(error) = self.run_noting(piece, told) {
            if conn.is_autocommit() {
                // A full disk undoes the whole transaction, and with it the pieces before.
                return Err(error);
            }
            step(conn, "ROLLBACK TO piece")?;
        }
        step(conn, "RELEASE piece")
    }
}

/// Takes back whatever is open; SQLite does so by itself after some errors.
fn undo(conn: &Connection) -> Result<()> {
    if conn.is_autocommit() { Ok(()) } else { step(conn, "ROLLBACK") }
}

fn step(conn: &Connection, sql: &str) -> Result<()> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Garage, NewVehicle};
    use cheku_domain::{Plate, Timestamp};

    fn fleet(vehicles: std::ops::Range<u32>) -> Vec<NewVehicle> {
        vehicles.map(|number| NewVehicle::of(Plate::parse(&format!("苏E{number:05}")).unwrap())).collect()
    }

    fn limit(garage: &Garage, pages: i64) {
        let set = move |conn: &rusqlite::Connection| {
            Ok(conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?)
        };
        garage.write(set).unwrap();
    }

    #[test]
    fn a_piece_that_panics_is_undone_and_told_and_the_next_are_written() {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
        let (told, results) = std::sync::mpsc::channel();
        // Kept busy, so that all three are one group.
        let (let_go, go) = std::sync::mpsc::channel::<()>();
        let go = std::sync::Mutex::new(go);
        garage.submit(move |_| Ok(go.lock().unwrap().recv().is_ok()), Box::new(|_| ()));
        let insert = |key: &'static str| {
            move |conn: &rusqlite::Connection| {
                Ok(conn.execute("INSERT INTO settings (key, value) VALUES (?1, '')", [key])?)
            }
        };
        let (before, half, after) = (insert("before"), insert("half"), insert("after"));
        let tell = |name: &'static str| {
            let told = told.clone();
            Box::new(move |result: crate::Result<usize>| {
                told.send((name, result.map_err(|e| e.code()))).unwrap()
            })
        };
        garage.submit(before, tell("before"));
        let breaks = move |conn: &rusqlite::Connection| -> crate::Result<usize> {
            half(conn)?;
            panic!("a fault of ours");
        };
        garage.submit(breaks, tell("half"));
        garage.submit(after, tell("after"));
        drop(let_go);

        let came: Vec<_> = results.iter().take(3).collect();
        assert_eq!(came, [("before", Ok(1)), ("half", Err("internal")), ("after", Ok(1))]);
        assert_eq!(garage.setting("half").unwrap(), None);
        garage.set_setting("next", Some("1")).unwrap();
        assert_eq!(garage.setting("next").unwrap().as_deref(), Some("1"));
    }

    #[test]
    fn a_full_disk_is_told_as_such_keeps_what_was_there_and_passes() {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
        garage.import(fleet(0..100), Timestamp(0), false).unwrap();
        limit(&garage, 1);
        let refused = garage.import(fleet(100..5_000), Timestamp(0), false).unwrap_err();
        assert_eq!(refused.code(), "disk_full");
        assert_eq!(garage.totals().unwrap().vehicles, 100);

        limit(&garage, 1_000_000);
        garage.import(fleet(100..5_000), Timestamp(0), false).unwrap();
        assert_eq!(garage.totals().unwrap().vehicles, 5_000);
        let findings = garage.doctor().unwrap();
        assert!(findings.iter().all(|finding| finding.level == crate::Level::Notice), "{findings:?}");
    }

    #[test]
    fn a_full_disk_takes_the_small_pieces_of_its_group_along_and_all_are_told() {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
        limit(&garage, 1);
        let (answer, answers) = std::sync::mpsc::channel();
        for _ in 0..3 {
            let (rows, answer) = (fleet(0..3_000), answer.clone());
            let answer = Box::new(move |result: crate::Result<()>| drop(answer.send(result)));
            let put = move |conn: &rusqlite::Connection| {
                let vehicles = rows.iter().cloned().map(NewVehicle::into_vehicle);
                vehicles
                    .into_iter()
                    .try_for_each(|vehicle| crate::table::vehicles::put(conn, &vehicle, Timestamp(0)))
            };
            garage.submit(put, answer);
        }
        drop(answer);
        assert!(answers.iter().all(|result| result.is_err_and(|error| error.code() == "disk_full")));
        assert_eq!(garage.totals().unwrap().vehicles, 0, "nothing that was refused is there");
    }
}
