//! How many violations are at each stage, from the kept sums.

use super::stages::code;
use crate::{Garage, Result};
use cheku_domain::Stage;
use chrono::NaiveDate;

impl Garage {
    /// How many violations are at each stage, every stage named, in order.
    pub fn stages(&self) -> Result<Vec<(Stage, u32)>> {
        let sql = "SELECT coalesce(sum(rows), 0) FROM tallies WHERE dimension = 'stage' AND key = ?1";
        self.read(|conn| {
            let mut count = conn.prepare_cached(sql)?;
            let counted = |stage: &Stage| -> Result<(Stage, u32)> {
                Ok((*stage, count.query_row([stage.word()], |row| row.get(0))?))
            };
            Stage::ALL.iter().map(counted).collect()
        })
    }

    /// How many violations were told to their drivers and were due before a day.
    pub fn overdue(&self, day: NaiveDate) -> Result<u32> {
        let told = code(Stage::Told);
        let sql =
            format!("SELECT count(*) FROM violations WHERE stage = {told} AND removed = 0 AND due < ?1");
        self.read(|conn| Ok(conn.prepare_cached(&sql)?.query_row([day.to_string()], |row| row.get(0))?))
    }
}
