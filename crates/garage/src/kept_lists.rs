//! What is kept of lists that were worked out: the state behind `window_cache`, which fills and reads it.

use crate::Result;
use crate::table::violation_columns::Columns;
use crate::table::violation_search::Search;
use cheku_domain::Totals;
use rusqlite::Connection;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The way to the windows: a connection of its own, since only one connection's
/// counter of changes can be held against itself.
pub(crate) struct Lists {
    pub(crate) path: PathBuf,
    pub(crate) open: Mutex<Option<(Connection, Memory)>>,
    /// The list that has the connection.
    pub(crate) at_work: Mutex<String>,
}

/// What was worked out since the file last changed.
pub(crate) struct Memory {
    pub(crate) version: i64,
    pub(crate) limits: Limits,
    pub(crate) sums: Recent<(usize, Totals)>,
    pub(crate) orders: Recent<Arc<[i64]>>,
    /// What the last searches were looked up to be, by what was typed.
    pub(crate) searches: Recent<Arc<Search>>,
    pub(crate) hits: Recent<Arc<Hits>>,
    /// Read when a word first leads to too many rows.
    pub(crate) columns: Option<Columns>,
}

/// Where one way to what words find becomes slower than another.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// As many rows are put in order; of more, those in view are soon come by in the order's index.
    pub(crate) sparse: usize,
    /// So many rows are passed over in an order's index, among others that are not found.
    pub(crate) page: i64,
    /// To so many rows a word leads by its indexes; where there are more, all are looked at in memory.
    pub(crate) led_to: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { sparse: 7_000, page: 100, led_to: 20_000 }
    }
}

/// What words find.
#[derive(Default)]
pub(crate) struct Hits {
    /// By number.
    pub(crate) numbers: Vec<i64>,
    pub(crate) totals: Totals,
}

impl Memory {
    pub(crate) fn new(version: i64, limits: Limits) -> Memory {
        Memory {
            version,
            limits,
            sums: Recent::default(),
            orders: Recent::default(),
            searches: Recent::default(),
            hits: Recent::default(),
            columns: None,
        }
    }
}

impl Default for Memory {
    fn default() -> Memory {
        Memory::new(0, Limits::default())
    }
}

/// The last few of something, by the text of the query.
pub(crate) struct Recent<T>(VecDeque<(String, T)>);

impl<T> Default for Recent<T> {
    fn default() -> Recent<T> {
        Recent(VecDeque::new())
    }
}

impl<T: Clone> Recent<T> {
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(kept, _)| kept == key).map(|(_, known)| known)
    }

    pub(crate) fn keep(&mut self, key: String, most: usize, fresh: T) {
        self.0.truncate(most - 1);
        self.0.push_front((key, fresh));
    }

    pub(crate) fn get_or(&mut self, key: String, most: usize, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if let Some(known) = self.get(&key) {
            return Ok(known.clone());
        }
        let fresh = work()?;
        self.keep(key, most, fresh.clone());
        Ok(fresh)
    }
}

impl Lists {
    pub(crate) fn new(path: PathBuf) -> Lists {
        Lists { path, open: Mutex::default(), at_work: Mutex::default() }
    }
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
