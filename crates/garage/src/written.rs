//! Which tables a write touched, told after its commit: what faces must read again follows from that,
//! and no command has to remember to say it.

use crate::Result;
use crate::row::collect;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Names of tables.
pub type Tables = BTreeSet<String>;

/// Whoever wants to know, once a garage; called on the writer's thread, which must not wait for it.
pub(crate) type Listener = Arc<OnceLock<Box<dyn Fn(&Tables) + Send + Sync>>>;

/// The tables that were written since they were last taken.
#[derive(Clone, Default)]
pub(crate) struct Written(Arc<Mutex<Tables>>);

/// Tables without row ids that change only together with one that has them, so that they need no trigger:
/// a batch writes to them with every answer.
const FOLLOW: [&str; 7] =
    ["items", "violation_sources", "tallies", "concerned", "vehicle_locks", "claims", "undo_rows"];

impl Written {
    /// Notes from now on what the connection writes.
    pub(crate) fn watch(conn: &mut Connection) -> Result<Written> {
        let written = Written::default();
        let noted = written.clone();
        conn.update_hook(Some(move |_, _: &str, table: &str, _| noted.note(table)))?;
        written.watch_the_rest(conn)?;
        Ok(written)
    }

    /// SQLite's hook is not told of tables without row ids: those have triggers of this connection alone.
    fn watch_the_rest(&self, conn: &Connection) -> Result<()> {
        let noted = self.clone();
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        conn.create_scalar_function("note_written", 1, flags, move |words| {
            noted.note(&words.get::<String>(0)?);
            Ok(true)
        })?;
        let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1";
        let tables = collect(conn.prepare(sql)?.query([])?, |row| Ok(row.get::<_, String>(0)?))?;
        for table in tables.iter().filter(|table| !FOLLOW.contains(&table.as_str())) {
            for (name, event) in [("added", "INSERT"), ("changed", "UPDATE"), ("gone", "DELETE")] {
                conn.execute_batch(&format!(
                    "CREATE TEMP TRIGGER {table}_{name} AFTER {event} ON main.{table} BEGIN
                         SELECT note_written('{table}');
                     END;"
                ))?;
            }
        }
        Ok(())
    }

    fn note(&self, table: &str) {
        let mut tables = self.tables();
        if !tables.contains(table) {
            tables.insert(table.to_owned());
        }
    }

    /// What was written since the last time.
    pub(crate) fn take(&self) -> Tables {
        std::mem::take(&mut self.tables())
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{Driver, Garage, NewVehicle};
    use cheku_domain::{Plate, Timestamp};

    #[test]
    fn each_write_is_told_with_its_tables_and_one_that_fails_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
        let (told, heard) = std::sync::mpsc::channel();
        garage.on_written(move |tables| told.send(tables.clone()).unwrap());
        let tables = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Tables>();

        garage.set_setting("person", Some("老王")).unwrap();
        assert_eq!(heard.try_recv().unwrap(), tables(&["settings"]), "a table without row ids");
        garage.save_driver(&Driver::of("王国平"), None, None, Timestamp(0)).unwrap();
        assert!(heard.try_recv().unwrap().is_superset(&tables(&["drivers", "undos"])));
        let vehicle = || NewVehicle::of(Plate::parse("苏E00001").unwrap());
        garage.add_vehicle(vehicle(), Timestamp(0)).unwrap();
        assert!(heard.try_recv().unwrap().contains("vehicles"));
        garage.add_vehicle(vehicle(), Timestamp(0)).unwrap_err();
        garage.set_setting("nothing", None).unwrap();
        assert_eq!(heard.try_iter().count(), 0, "what was not written is not told");
    }
}
