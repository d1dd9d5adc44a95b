//! The bill against the ledger. Read with plain SQL and not with the garage's own
//! functions: what is under test must not vouch for itself.

use crate::Outcome;
use cheku_sandbox::{Bill, Sandbox};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;

/// Provider and plate.
type Key = (String, String);

/// What the vendor has on its bill for one plate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Billed {
    /// Questions that arrived.
    pub arrivals: u64,
    /// Those that were charged.
    pub charged: u64,
}

/// What the ledger holds for one plate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Questions committed as asked.
    pub calls: u64,
    /// Those known as charged.
    pub charged: u64,
    /// Those of which nobody knows, the ones under way included.
    pub doubtful: u64,
}

/// Both books at one moment.
#[derive(Debug, Clone, Default)]
pub struct Books {
    bill: BTreeMap<Key, Billed>,
    ledger: BTreeMap<Key, Kept>,
    /// Plates of which nobody knows what came of the last question.
    pub doubtful: Vec<String>,
    /// Batches in the ledger.
    pub batches: u64,
    /// What SQLite says of the file's integrity; empty = all is well.
    pub damage: Vec<String>,
}

/// Where the books differ since an earlier moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    /// Charged questions that the ledger neither has as charged nor as doubtful, and
    /// arrivals that it does not have at all.
    pub unknown: u64,
    /// Vehicles charged more than once.
    pub twice: u64,
    /// Calls that the ledger has as charged and the vendor has not.
    pub claimed: u64,
}

impl Differences {
    /// The greater of each: what was wrong once stays wrong.
    #[must_use]
    pub fn worse(self, other: Differences) -> Differences {
        Differences {
            unknown: self.unknown.max(other.unknown),
            twice: self.twice.max(other.twice),
            claimed: self.claimed.max(other.claimed),
        }
    }
}

impl Books {
    /// Reads both.
    pub fn read(garage: &Path, sandbox: &Sandbox) -> Outcome<Books> {
        // The bill first: what arrives meanwhile is in the ledger already.
        let bill =
            Sandbox::providers().flat_map(|provider| billed(provider, sandbox.bill(provider))).collect();
        let conn = Connection::open(garage)?;
        conn.busy_timeout(std::time::Duration::from_secs(10))?;
        Ok(Books {
            bill,
            ledger: kept(&conn)?,
            doubtful: doubtful(&conn)?,
            batches: batches(&conn)?,
            damage: damage(&conn)?,
        })
    }

    /// Questions in the ledger, and those of them that are charged or doubtful.
    pub fn sums(&self) -> Kept {
        let add = |sum: Kept, kept: &Kept| Kept {
            calls: sum.calls + kept.calls,
            charged: sum.charged + kept.charged,
            doubtful: sum.doubtful + kept.doubtful,
        };
        self.ledger.values().fold(Kept::default(), add)
    }

    /// What the vendors have on their bills.
    pub fn billed(&self) -> Billed {
        let add = |sum: Billed, one: &Billed| Billed {
            arrivals: sum.arrivals + one.arrivals,
            charged: sum.charged + one.charged,
        };
        self.bill.values().fold(Billed::default(), add)
    }

    /// How often the vendors were asked about these plates.
    pub fn arrivals_of(&self, plates: &[String]) -> u64 {
        let about = self.bill.iter().filter(|((_, plate), _)| plates.contains(plate));
        about.map(|(_, billed)| billed.arrivals).sum()
    }

    /// Holds what the vendors billed since `before` against what the ledger kept since.
    pub fn differences(&self, before: &Books) -> Differences {
        let mut found = Differences::default();
        for (key, billed) in &self.bill {
            let old = before.bill.get(key).copied().unwrap_or_default();
            let (now, then) = (self.kept(key), before.kept(key));
            let arrivals = billed.arrivals - old.arrivals;
            let charged = billed.charged - old.charged;
            let calls = now.calls - then.calls;
            let admitted = (now.charged + now.doubtful).saturating_sub(then.charged + then.doubtful);
            found.unknown += arrivals.saturating_sub(calls).max(charged.saturating_sub(admitted));
            found.twice += u64::from(charged > 1);
            found.claimed += (now.charged - then.charged).saturating_sub(charged);
        }
        found
    }

    fn kept(&self, key: &Key) -> Kept {
        self.ledger.get(key).copied().unwrap_or_default()
    }
}

fn billed(provider: &str, bill: Bill) -> Vec<(Key, Billed)> {
    let of_plate =
        |(plate, (arrivals, charged))| ((provider.to_owned(), plate), Billed { arrivals, charged });
    bill.by_plate.into_iter().map(of_plate).collect()
}

fn kept(conn: &Connection) -> Outcome<BTreeMap<Key, Kept>> {
    let mut query = conn.prepare(
        "SELECT provider, plate, count(*), coalesce(sum(charge = 'yes'), 0), coalesce(sum(charge = 'unknown'), 0)
         FROM calls WHERE kind = 'question' GROUP BY provider, plate",
    )?;
    let rows = query.query_map([], |row| {
        let count = |column| row.get::<usize, u32>(column).map(u64::from);
        let kept = Kept { calls: count(2)?, charged: count(3)?, doubtful: count(4)? };
        Ok(((row.get(0)?, row.get(1)?), kept))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn doubtful(conn: &Connection) -> Outcome<Vec<String>> {
    let mut query = conn.prepare(
        "SELECT plate FROM (SELECT plate, charge, max(number) FROM calls WHERE kind = 'question' GROUP BY plate)
         WHERE charge = 'unknown'",
    )?;
    let plates = query.query_map([], |row| row.get(0))?;
    Ok(plates.collect::<Result<_, _>>()?)
}

fn batches(conn: &Connection) -> Outcome<u64> {
    let batches: u32 = conn.query_row("SELECT count(*) FROM batches", [], |row| row.get(0))?;
    Ok(batches.into())
}

fn damage(conn: &Connection) -> Outcome<Vec<String>> {
    let mut query = conn.prepare("PRAGMA integrity_check")?;
    let lines: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

#[cfg(test)]
mod tests {
    use super::{Billed, Books, Differences, Kept};

    fn books(billed: (u64, u64), kept: (u64, u64, u64)) -> Books {
        let key = ("p".to_owned(), "苏E12345".to_owned());
        let billed = Billed { arrivals: billed.0, charged: billed.1 };
        let kept = Kept { calls: kept.0, charged: kept.1, doubtful: kept.2 };
        Books { bill: [(key.clone(), billed)].into(), ledger: [(key, kept)].into(), ..Books::default() }
    }

    #[test]
    fn a_charge_that_is_doubtful_in_the_ledger_is_known() {
        let (before, now) = (books((1, 1), (1, 1, 0)), books((2, 2), (2, 1, 1)));
        assert_eq!(now.differences(&before), Differences::default());
    }

    #[test]
    fn an_old_doubt_does_not_cover_a_new_charge() {
        let (before, now) = (books((0, 0), (1, 0, 1)), books((1, 1), (1, 0, 1)));
        assert_eq!(now.differences(&before), Differences { unknown: 1, ..Differences::default() });
    }

    #[test]
    fn two_charges_and_a_charge_that_nobody_made_are_told_apart() {
        let twice = books((2, 2), (2, 2, 0)).differences(&Books::default());
        assert_eq!(twice, Differences { twice: 1, ..Differences::default() });
        let claimed = books((1, 0), (1, 1, 0)).differences(&Books::default());
        assert_eq!(claimed, Differences { claimed: 1, ..Differences::default() });
    }
}
