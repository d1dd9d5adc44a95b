//! What a competent script keeps: one table of answers, one of violations with one index, in WAL, committed
//! every two hundred answers, the disk not waited for (`synchronous=NORMAL`).

use crate::Outcome;
use rusqlite::{Connection, params};
use serde_json::Value;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// Answers of one commit.
const TOGETHER: usize = 200;

const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS answers (plate TEXT, asked_at INTEGER, code TEXT, body TEXT);
    CREATE TABLE IF NOT EXISTS violations (plate TEXT, time TEXT, place TEXT, act TEXT, code TEXT, fine TEXT, points TEXT,
        state TEXT);
    CREATE INDEX IF NOT EXISTS violations_plate ON violations (plate, time);";

/// One answer on its way to the tables.
pub(crate) struct Kept {
    pub(crate) plate: String,
    pub(crate) asked_at: i64,
    pub(crate) code: String,
    pub(crate) text: String,
    pub(crate) body: Value,
}

/// The thread that writes, and the way to it.
pub(crate) struct Tables {
    pub(crate) sender: Sender<Kept>,
    writer: JoinHandle<rusqlite::Result<()>>,
}

impl Tables {
    /// In a new file of this folder.
    pub(crate) fn open(home: &Path) -> Outcome<Tables> {
        let connection = Connection::open(home.join("script.sqlite"))?;
        connection.execute_batch(TABLES)?;
        let (sender, answers) = channel();
        Ok(Tables { sender, writer: std::thread::spawn(move || write(&connection, &answers)) })
    }

    /// Once every sender is gone: waits for the last commit.
    pub(crate) fn finish(self) -> Outcome {
        drop(self.sender);
        self.writer.join().map_err(|_| "the writer panicked")??;
        Ok(())
    }
}

fn write(connection: &Connection, answers: &Receiver<Kept>) -> rusqlite::Result<()> {
    while let Ok(first) = answers.recv() {
        connection.execute_batch("BEGIN")?;
        for answer in std::iter::once(first).chain(answers.iter()).take(TOGETHER) {
            insert(connection, &answer)?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(())
}

fn insert(connection: &Connection, answer: &Kept) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO answers VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        answer.plate,
        answer.asked_at,
        answer.code,
        answer.text
    ])?;
    let mut into =
        connection.prepare_cached("INSERT INTO violations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    let found = &answer.body["retdata"];
    let rows = found.as_array().or_else(|| found["data"].as_array());
    for row in rows.into_iter().flatten() {
        let text = |name: &str| row.get(name).map(|value| value.to_string().trim_matches('"').to_owned());
        into.execute(params![
            answer.plate,
            text("vioTime"),
            text("vioAddress"),
            text("vioAction"),
            text("vioCode"),
            text("vioFine"),
            text("vioScore"),
            text("handleSign"),
        ])?;
    }
    Ok(())
}
