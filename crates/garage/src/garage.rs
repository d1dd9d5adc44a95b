//! The handle of an open garage: one writer and a few readers over its file. What is done with it stands
//! in the files of the tables; `open` makes it.

use crate::actor::{Acting, Actor};
use crate::file_id::FileId;
use crate::kept_lists::Lists;
use crate::read::Readers;
use crate::writer::Writer;
use crate::written::{Listener, Tables};
use crate::{Result, in_use};
use cheku_domain::{CutOffRestore, Timestamp};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// One garage file. Cheap to clone; the writer ends with the last clone.
#[derive(Clone)]
pub struct Garage {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    // Before the writer: the last connection to close writes the log back, and a
    // reader cannot.
    readers: Readers,
    lists: Lists,
    writer: Writer,
    listener: Listener,
    acting: Acting,
    latest: AtomicI64,
    cut_off: Option<CutOffRestore>,
    // Last: until the file is closed it is in use.
    _open: in_use::Open,
}

impl std::fmt::Debug for Garage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Garage")
    }
}

impl Garage {
    /// The handle over a file that is as this program knows it; `conn` is the connection that writes.
    pub(crate) fn over(
        conn: Connection,
        path: PathBuf,
        open: in_use::Open,
        cut_off: Option<CutOffRestore>,
        now: Timestamp,
    ) -> Result<Garage> {
        let (listener, acting) = (Listener::default(), Acting::default());
        acting.teach(&conn)?;
        let inner = Inner {
            writer: Writer::start(conn, FileId::of(&path)?, listener.clone())?,
            listener,
            acting,
            readers: Readers::new(path.clone()),
            lists: Lists::new(path.clone()),
            path,
            latest: AtomicI64::new(now.0),
            cut_off,
            _open: open,
        };
        Ok(Garage { inner: Arc::new(inner) })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// A restore that was cut off before this start, and what came of it.
    pub fn cut_off_restore(&self) -> Option<CutOffRestore> {
        self.inner.cut_off
    }

    /// The folder that the file lies in.
    pub(crate) fn dir(&self) -> &Path {
        self.inner.path.parent().unwrap_or(Path::new("."))
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.inner.readers.read(work)
    }

    pub(crate) fn lists(&self) -> &Lists {
        &self.inner.lists
    }

    /// Says who makes the changes from now on.
    pub fn acts_for(&self, actor: Actor) {
        self.inner.acting.set(actor);
    }

    /// Tells which tables each write touched, once it is on the disk: those of the garage's own functions, not
    /// what a batch enters question by question, whose end is told by whoever runs it. The first listener stays.
    pub fn on_written(&self, listener: impl Fn(&Tables) + Send + Sync + 'static) {
        let _ = self.inner.listener.set(Box::new(listener));
    }

    pub(crate) fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T> + Send + 'static,
    {
        self.inner.writer.write(work)
    }

    pub(crate) fn submit<T, F>(&self, work: F, answer: Box<dyn FnOnce(Result<T>) + Send>)
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T> + Send + 'static,
    {
        self.inner.writer.submit(work, answer);
    }

    /// Remembers the latest time that was passed in: the clock of reads that have none.
    pub(crate) fn saw(&self, now: Timestamp) {
        self.inner.latest.store(now.0, Ordering::Relaxed);
    }

    pub(crate) fn latest(&self) -> Timestamp {
        Timestamp(self.inner.latest.load(Ordering::Relaxed))
    }
}
