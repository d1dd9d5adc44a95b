//! The doctor: is the file whole, do the kept figures agree with the rows, was
//! anything left behind.

use crate::error::GarageErrorKind as Kind;
use crate::row::{collect, int};
use crate::table::{call_sums, receipts, stages};
use crate::totals::verify::{self, Differing};
use crate::{Garage, PlaceRisk, Result, in_doubt, integrity, migrate};
use cheku_domain::{Attempt, Charge, DueKind, VehicleStatus};
use cheku_files::attachments::{self, State};
use rusqlite::Connection;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Something is wrong.
    Error,
    /// Worth knowing.
    Notice,
}

/// One finding. The message is technical detail without people's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub level: Level,
    /// The code that faces translate.
    pub code: &'static str,
    /// Detail.
    pub message: String,
    /// How many rows or calls it is about; of `schema`, the version.
    pub count: Option<u32>,
}

impl Finding {
    fn error(code: &'static str, message: impl Into<String>) -> Finding {
        Finding { level: Level::Error, code, message: message.into(), count: None }
    }

    fn notice(code: &'static str, message: impl Into<String>) -> Finding {
        Finding { level: Level::Notice, code, message: message.into(), count: None }
    }

    fn of(self, count: i64) -> Finding {
        Finding { count: u32::try_from(count).ok(), ..self }
    }
}

/// Counts that must be zero: code and statement.
pub(crate) const MUST_BE_NONE: &[(&str, &str)] = &[
    (
        "vehicles_without_summary",
        "SELECT count(*) FROM vehicles v WHERE NOT EXISTS (SELECT 1 FROM vehicle_summaries s WHERE s.vehicle = v.id)",
    ),
    (
        "violations_without_source",
        "SELECT count(*) FROM violations y
         WHERE NOT EXISTS (SELECT 1 FROM violation_sources s WHERE s.violation = y.number)",
    ),
    (
        "violations_out_of_step",
        "SELECT count(*) FROM violations y JOIN vehicles v ON v.number = y.vehicle WHERE y.removed <> v.removed",
    ),
    (
        "periods_overlap",
        "SELECT count(*) FROM driver_periods a JOIN driver_periods b ON b.vehicle = a.vehicle AND b.id > a.id
         WHERE (a.from_time IS NULL OR b.to_time IS NULL OR a.from_time < b.to_time)
             AND (b.from_time IS NULL OR a.to_time IS NULL OR b.from_time < a.to_time)",
    ),
    (
        "violations_of_others",
        "SELECT count(*) FROM violations y NOT INDEXED CROSS JOIN vehicles v ON v.number = y.vehicle
         CROSS JOIN driver_names d ON d.id = y.driver
         WHERE d.name <> coalesce(y.given ->> 'driver', (
             SELECT p.driver FROM driver_periods p WHERE p.vehicle = v.id AND y.time IS NOT NULL
                 AND (p.from_time IS NULL OR p.from_time <= y.time) AND (p.to_time IS NULL OR p.to_time > y.time)), '')",
    ),
    (
        "items_without_call",
        "SELECT count(*) FROM items WHERE state IN ('asked', 'answered', 'no_data', 'pending', 'failed', 'doubtful')
         AND NOT EXISTS (SELECT 1 FROM calls c WHERE c.id = items.call)",
    ),
    (
        "foreign_keys",
        "SELECT (SELECT count(*) FROM (SELECT DISTINCT act AS id FROM violations) WHERE id NOT IN (SELECT id FROM texts))
              + (SELECT count(*) FROM (SELECT DISTINCT place AS id FROM violations) WHERE id NOT IN (SELECT id FROM texts))
              + (SELECT count(*) FROM (SELECT DISTINCT city AS id FROM violations) WHERE id NOT IN (SELECT id FROM texts))
              + (SELECT count(*) FROM (SELECT DISTINCT driver AS id FROM violations)
                 WHERE id NOT IN (SELECT id FROM driver_names))",
    ),
    ("calls_unsettled", "SELECT count(*) FROM calls WHERE state <> 'asked' AND settled_at IS NULL"),
];

/// Table, column, and whether the program knows a word of it.
type Words = (&'static str, &'static str, fn(&str) -> bool);

const WORDS: &[Words] = &[
    ("calls", "state", |word| Attempt::from_word(word).is_some()),
    ("calls", "charge", |word| Charge::from_word(word).is_some()),
    ("due_dates", "kind", |word| DueKind::from_word(word).is_some()),
    ("vehicle_summaries", "status", |word| VehicleStatus::from_word(word).is_some()),
    ("vehicle_summaries", "known_status", |word| VehicleStatus::from_word(word).is_some()),
    ("items", "state", |word| cheku_domain::ledger::ItemState::from_word(word).is_some()),
    ("batches", "state", |word| crate::BatchState::from_word(word).is_some()),
];

fn count(conn: &Connection, sql: &str) -> Result<i64> {
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

fn integrity(conn: &Connection) -> Result<Vec<Finding>> {
    let broken = match integrity::verdicts(conn) {
        // Not even to be read through: that is the finding.
        Err(error) if error.kind == Kind::Damaged => vec![error.message],
        read => read?,
    };
    Ok(broken.into_iter().map(|verdict| Finding::error("integrity", verdict)).collect())
}

fn references(conn: &Connection) -> Result<Vec<Finding>> {
    let tables =
        collect(conn.prepare("PRAGMA foreign_key_check")?.query([])?, |row| Ok(row.get::<_, String>(0)?))?;
    Ok(tables.into_iter().map(|table| Finding::error("foreign_keys", table)).collect())
}

fn figures(conn: &Connection) -> Result<Vec<Finding>> {
    let Differing { summaries, tallies, concerned } = verify::differing(conn)?;
    let mut counts = vec![
        ("summaries_differ", int(summaries)),
        ("tallies_differ", int(tallies)),
        ("concerned_differ", int(concerned)),
        ("stages_differ", int(stages::out_of_step(conn)?)),
        ("call_sums_differ", int(call_sums::differing(conn)?)),
    ];
    for (code, sql) in MUST_BE_NONE {
        counts.push((code, count(conn, sql)?));
    }
    let some = counts.into_iter().filter(|(_, rows)| *rows > 0);
    Ok(some.map(|(code, rows)| Finding::error(code, format!("{rows} rows")).of(rows)).collect())
}

fn words(conn: &Connection) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let unknown = "SELECT EXISTS (SELECT 1 FROM violations NOT INDEXED WHERE state NOT IN (0, 2, 4))";
    if count(conn, unknown)? > 0 {
        findings.push(Finding::error("unknown_word", "violations.state"));
    }
    for (table, column, known) in WORDS {
        let sql = format!("SELECT DISTINCT {column} FROM {table}");
        let found = collect(conn.prepare(&sql)?.query([])?, |row| Ok(row.get::<_, String>(0)?))?;
        if !found.iter().all(|word| known(word)) {
            findings.push(Finding::error("unknown_word", format!("{table}.{column}")));
        }
    }
    Ok(findings)
}

fn leftovers(conn: &Connection, held: bool) -> Result<Vec<Finding>> {
    let mut findings = vec![Finding::notice("schema", migrate::newest().to_string()).of(migrate::newest())];
    let asked = count(conn, "SELECT count(*) FROM calls WHERE effective = 'unknown' AND state = 'asked'")?;
    if asked > 0 && !held {
        findings.push(Finding::error("asked_without_process", format!("{asked} calls")).of(asked));
    }
    let doubtful = count(
        conn,
        "SELECT count(*) FROM calls WHERE kind = 'question' AND effective = 'unknown' AND state <> 'asked'",
    )?;
    if doubtful > 0 {
        findings.push(Finding::notice("doubtful_calls", format!("{doubtful} calls")).of(doubtful));
    }
    let unknown = count(conn, "SELECT count(*) FROM calls WHERE effective = 'yes' AND cost_fen IS NULL")?;
    if unknown > 0 {
        findings.push(Finding::notice("cost_unknown", format!("{unknown} calls")).of(unknown));
    }
    let sql = format!("SELECT count(*) FROM vehicles v WHERE v.removed = 0 AND {}", in_doubt::CONDITION);
    let in_doubt = count(conn, &sql)?;
    if in_doubt > 0 {
        findings.push(Finding::notice("in_doubt", format!("{in_doubt} vehicles")).of(in_doubt));
    }
    Ok(findings)
}

/// What only a file that can be read through tells.
fn agreement(conn: &Connection, held: bool) -> Result<Vec<Finding>> {
    let mut findings = references(conn)?;
    findings.extend(figures(conn)?);
    findings.extend(words(conn)?);
    findings.extend(leftovers(conn, held)?);
    Ok(findings)
}

/// Receipts whose files are gone, or hold something else than they did.
fn attached(conn: &Connection, garage: &Garage) -> Result<Vec<Finding>> {
    let named = receipts::named(conn)?;
    let (mut missing, mut changed) = (Vec::new(), Vec::new());
    for name in &named {
        match attachments::look(garage.dir(), name) {
            State::Whole => {}
            State::Missing => missing.push(name.as_str()),
            State::Changed => changed.push(name.as_str()),
        }
    }
    let found = [("receipts_missing", missing), ("receipts_changed", changed)];
    let some = found.into_iter().filter(|(_, names)| !names.is_empty());
    Ok(some.map(|(code, names)| Finding::error(code, names.join(" ")).of(int(names.len()))).collect())
}

/// Where the file lies, if that is no good place.
fn place(garage: &Garage) -> Option<Finding> {
    let (code, what) = match crate::risk(garage.dir())? {
        PlaceRisk::Synced(program) => ("synced_folder", program),
        PlaceRisk::Network(kind) => ("network_drive", kind),
    };
    Some(Finding::notice(code, what))
}

impl Garage {
    /// Looks the whole file over; only an error makes it unwell.
    pub fn doctor(&self) -> Result<Vec<Finding>> {
        // Asked before the view begins: a batch that ends meanwhile leaves nothing asked.
        let held = self.holder().is_some();
        self.read(|conn| {
            let mut findings = integrity(conn)?;
            match agreement(conn, held).and_then(|mut found| {
                found.extend(attached(conn, self)?);
                Ok(found)
            }) {
                Ok(more) => findings.extend(more),
                // What is damaged cannot be counted through, and that is told already.
                Err(_) if !findings.is_empty() => {}
                Err(error) => return Err(error),
            }
            findings.extend(place(self));
            Ok(findings)
        })
    }
}
