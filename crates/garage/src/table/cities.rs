//! Cities (城市) as a provider listed them, with the day of the list; vanished ones
//! are marked, never deleted. Rules are what a single lookup found.

use crate::row::{collect, first, word};
use crate::{Garage, Result};
use cheku_domain::{CityRule, Need, Timestamp};
use rusqlite::{Connection, Row, params};
use std::collections::HashSet;

/// A city of a provider's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City {
    /// 省
    pub province: String,
    /// Code, name and what it asks for.
    pub rule: CityRule,
    /// When the list that holds it was fetched.
    pub fetched_at: Timestamp,
    /// Since when the list no longer holds it.
    pub vanished_at: Option<Timestamp>,
}

fn need_word(need: Need) -> String {
    match need {
        Need::Nothing => "nothing".to_owned(),
        Need::Whole => "whole".to_owned(),
        Need::Last(n) => format!("last:{n}"),
    }
}

fn need_from_word(word: &str) -> Option<Need> {
    match word {
        "nothing" => Some(Need::Nothing),
        "whole" => Some(Need::Whole),
        last => last.strip_prefix("last:")?.parse().ok().map(Need::Last),
    }
}

fn read_rule(row: &Row<'_>) -> Result<CityRule> {
    Ok(CityRule {
        code: row.get("code")?,
        name: row.get("name")?,
        engine: word(row, "engine", need_from_word)?,
        frame: word(row, "frame", need_from_word)?,
    })
}

fn read_city(row: &Row<'_>) -> Result<City> {
    Ok(City {
        province: row.get("province")?,
        rule: read_rule(row)?,
        fetched_at: Timestamp(row.get("fetched_at")?),
        vanished_at: row.get::<_, Option<i64>>("vanished_at")?.map(Timestamp),
    })
}

/// A rule that was kept at or after `oldest`.
pub(crate) fn kept_rule(
    conn: &Connection,
    provider: &str,
    key: &str,
    oldest: Timestamp,
) -> Result<Option<CityRule>> {
    let sql = "SELECT * FROM rules WHERE provider = ?1 AND key = ?2 AND kept_at >= ?3";
    first(conn.prepare_cached(sql)?.query(params![provider, key, oldest.0])?, read_rule)
}

/// Keeps a rule with its date.
pub(crate) fn keep_rule(
    conn: &Connection,
    provider: &str,
    key: &str,
    rule: &CityRule,
    at: Timestamp,
) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO rules VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(
        params![provider, key, rule.code, rule.name, need_word(rule.engine), need_word(rule.frame), at.0],
    )?;
    Ok(())
}

/// What a newly fetched list changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CityChanges {
    /// Cities that the kept list did not hold, or held as vanished.
    pub added: usize,
    /// Cities that the new list no longer holds.
    pub vanished: usize,
}

fn keep_cities(
    conn: &Connection,
    provider: &str,
    list: &[(String, CityRule)],
    now: Timestamp,
) -> Result<CityChanges> {
    let sql = "SELECT code FROM cities WHERE provider = ?1 AND vanished_at IS NULL";
    let present: HashSet<String> =
        collect(conn.prepare_cached(sql)?.query([provider])?, |row| Ok(row.get(0)?))?.into_iter().collect();
    let fetched: HashSet<&str> = list.iter().map(|(_, rule)| rule.code.as_str()).collect();
    let changes = CityChanges {
        added: fetched.iter().filter(|code| !present.contains(**code)).count(),
        vanished: present.iter().filter(|code| !fetched.contains(code.as_str())).count(),
    };
    conn.execute(
        "UPDATE cities SET vanished_at = coalesce(vanished_at, ?2) WHERE provider = ?1",
        params![provider, now.0],
    )?;
    let mut put =
        conn.prepare_cached("INSERT OR REPLACE INTO cities VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)")?;
    for (province, rule) in list {
        let (engine, frame) = (need_word(rule.engine), need_word(rule.frame));
        put.execute(params![provider, rule.code, province, rule.name, engine, frame, now.0])?;
    }
    Ok(changes)
}

impl Garage {
    /// Keeps a fetched list (province and city); cities that it no longer holds are
    /// marked as vanished.
    pub fn keep_cities(
        &self,
        provider: &str,
        list: &[(String, CityRule)],
        now: Timestamp,
    ) -> Result<CityChanges> {
        let (provider, list) = (provider.to_owned(), list.to_vec());
        self.write(move |conn| keep_cities(conn, &provider, &list, now))
    }

    /// The kept list, by province and name, vanished ones included.
    pub fn cities(&self, provider: &str) -> Result<Vec<City>> {
        let sql = "SELECT * FROM cities WHERE provider = ?1 ORDER BY province, name";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([provider])?, read_city))
    }
}
