//! What violations come to, apart from the file: which of them count for what, and
//! their sums. `update` moves the kept figures by it, `doctor` counts them anew.

use crate::Result;
use crate::row::{Cells, time_of};
use crate::table::sight::NEW;
use crate::table::stages;
use crate::table::standing;
use cheku_domain::ShownState;
use cheku_domain::{Stage, ViolationState};
use chrono::NaiveDateTime;

/// As much of a violation as the figures know.
#[derive(Debug, PartialEq)]
pub(crate) struct Counted {
    /// `None` = its vehicle was removed, or a number that nobody knows, which the doctor names.
    standing: Option<ShownState>,
    /// The same whether its vehicle is in the lists or not.
    shown: Option<ShownState>,
    fine_fen: Option<i64>,
    points: Option<i64>,
    driver: String,
    city: String,
    month: String,
    stage: Stage,
    is_new: bool,
}

/// What `Counted::read` reads of `violations y`.
pub(crate) const COLUMNS: &str = "y.standing, iif(y.gone_since IS NULL, y.state, 1), y.fine_fen, y.points,
    coalesce((SELECT name FROM driver_names WHERE id = y.driver), ''),
    coalesce((SELECT text FROM texts WHERE id = y.city), ''), y.time, y.stage, y.news";

impl Counted {
    /// Reads the next columns of a row.
    pub(crate) fn read(cells: &mut Cells<'_, '_>) -> Result<Counted> {
        Ok(Counted {
            standing: standing::from_code(cells.next()?),
            shown: standing::from_code(cells.next()?),
            fine_fen: cells.next()?,
            points: cells.next()?,
            driver: cells.next()?,
            city: cells.next()?,
            month: cells.next::<Option<i64>>()?.and_then(time_of).map_or_else(String::new, month),
            stage: cells.code(stages::from_code)?,
            is_new: cells.next::<Option<i64>>()? == Some(NEW),
        })
    }

    /// Its vehicle is in the garage.
    pub(crate) fn is_kept(&self) -> bool {
        self.standing.is_some()
    }

    /// A provider still returns it.
    pub(crate) fn is_returned(&self) -> bool {
        self.state().is_some()
    }

    /// What its provider says, while one returns it.
    fn state(&self) -> Option<ViolationState> {
        self.standing?.state()
    }

    /// The same of a vehicle that is in no list.
    fn shown_state(&self) -> Option<ViolationState> {
        self.shown?.state()
    }

    /// The word of its standing; "" where its vehicle was removed.
    pub(crate) fn word(&self) -> &'static str {
        self.standing.map_or("", ShownState::word)
    }

    /// What a vehicle is concerned by while it is returned.
    fn keys(&self) -> [(&'static str, &str); 4] {
        [("driver", &self.driver), ("city", &self.city), ("month", &self.month), ("stage", self.stage.word())]
    }

    /// Nobody has seen it, and its vehicle is in the garage.
    pub(crate) fn is_new(&self) -> bool {
        self.is_new && self.is_kept()
    }

    /// Where it is counted: with all, under each of its keys, and with those that nobody has seen.
    pub(crate) fn tallied(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("fleet", "")].into_iter().chain(self.keys()).chain(self.is_new().then_some(UNSEEN))
    }

    /// Under which its vehicle is counted.
    pub(crate) fn concerns(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let keys = self.is_returned().then(|| self.keys()).into_iter().flatten();
        keys.chain(self.is_new().then_some(UNSEEN))
    }
}

/// The line of those that nobody has seen.
pub(crate) const UNSEEN: (&str, &str) = ("new", "");

fn month(time: NaiveDateTime) -> String {
    time.format("%Y-%m").to_string()
}

/// The figures of one line of `tallies`, or by how much they change.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Sums {
    pub(crate) rows: i64,
    pub(crate) fines_fen: i64,
    pub(crate) fines_unknown: i64,
    pub(crate) points: i64,
    pub(crate) points_unknown: i64,
}

/// The columns of a line of `tallies` that `Sums::read` reads.
pub(crate) const LINE: &str = "rows, fines_fen, fines_unknown, points, points_unknown";

impl Sums {
    /// Reads the next columns of a row.
    pub(crate) fn read(cells: &mut Cells<'_, '_>) -> Result<Sums> {
        Ok(Sums {
            rows: cells.next()?,
            fines_fen: cells.next()?,
            fines_unknown: cells.next()?,
            points: cells.next()?,
            points_unknown: cells.next()?,
        })
    }

    /// The same as something to take away.
    pub(crate) fn less(self) -> Sums {
        let Sums { rows, fines_fen, fines_unknown, points, points_unknown } = self;
        Sums {
            rows: -rows,
            fines_fen: -fines_fen,
            fines_unknown: -fines_unknown,
            points: -points,
            points_unknown: -points_unknown,
        }
    }

    /// One row more (`by` 1) or less (-1).
    pub(crate) fn count(&mut self, row: &Counted, by: i64) {
        self.rows += by;
        self.fines_fen += by * row.fine_fen.unwrap_or(0);
        self.fines_unknown += by * i64::from(row.fine_fen.is_none());
        self.points += by * row.points.unwrap_or(0);
        self.points_unknown += by * i64::from(row.points.is_none());
    }
}

/// A vehicle's summary, of the rows that are still returned, whether it is in the lists or not.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Summary {
    all: Sums,
    unpaid: Sums,
    unhandled: Sums,
    new: i64,
}

impl Summary {
    /// One row more.
    pub(crate) fn count(&mut self, row: &Counted) {
        self.new += i64::from(row.is_new());
        if let Some(state) = row.shown_state() {
            self.all.count(row, 1);
            self.unpaid.count(row, i64::from(state.owes_fine()));
            self.unhandled.count(row, i64::from(state.points_wait()));
        }
    }

    /// In the order of `SUMMARY`.
    pub(crate) fn figures(&self) -> [i64; 8] {
        let Summary { all, unpaid, unhandled, new } = self;
        [
            all.rows,
            unhandled.rows,
            unpaid.rows,
            unpaid.fines_fen,
            unpaid.fines_unknown,
            unhandled.points,
            unhandled.points_unknown,
            *new,
        ]
    }
}

/// The columns of a vehicle's summary that `update` keeps.
pub(crate) const SUMMARY: &str =
    "violations, unhandled, unpaid, fines_due_fen, fines_unknown, points_waiting, points_unknown, new_count";
