//! Saved filters (常用筛选) of the lists. What a filter says is the face's business.

use crate::row::{collect, int};
use crate::{Garage, Result};
use rusqlite::params;

/// A saved filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// Chosen by the face, kept when it is renamed.
    pub id: String,
    /// Which list it belongs to.
    pub list: String,
    /// What the person calls it.
    pub name: String,
    /// The face's own text for it.
    pub query: String,
    /// Its place in the row of filters.
    pub position: usize,
}

impl Garage {
    /// An id for what a face makes anew.
    pub fn fresh_id(&self) -> String {
        crate::row::new_id()
    }

    /// A list's filters, in order.
    pub fn saved_filters(&self, list: &str) -> Result<Vec<SavedFilter>> {
        let sql = "SELECT * FROM saved_filters WHERE list = ?1 ORDER BY position, name";
        self.read(|conn| {
            collect(conn.prepare_cached(sql)?.query([list])?, |row| {
                Ok(SavedFilter {
                    id: row.get("id")?,
                    list: row.get("list")?,
                    name: row.get("name")?,
                    query: row.get("query")?,
                    position: usize::try_from(row.get::<_, i64>("position")?).unwrap_or(0),
                })
            })
        })
    }

    /// Saves a filter, new or known by its id.
    pub fn save_filter(&self, filter: &SavedFilter) -> Result<()> {
        let filter = filter.clone();
        self.write(move |conn| {
            conn.execute(
                "INSERT OR REPLACE INTO saved_filters VALUES (?1, ?2, ?3, ?4, ?5)",
                params![filter.id, filter.list, filter.name, filter.query, int(filter.position)],
            )?;
            Ok(())
        })
    }

    /// Takes a filter away; whoever wants it back saves it again.
    pub fn remove_filter(&self, id: &str) -> Result<()> {
        let id = id.to_owned();
        self.write(move |conn| {
            conn.execute("DELETE FROM saved_filters WHERE id = ?1", [&id])?;
            Ok(())
        })
    }
}
