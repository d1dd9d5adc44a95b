//! What all lists share: a window of rows in view out of all that match.

/// Which way a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

impl Direction {
    pub(crate) fn sql(self) -> &'static str {
        match self {
            Direction::Ascending => "ASC",
            Direction::Descending => "DESC",
        }
    }

    pub(crate) fn reversed(self) -> Direction {
        match self {
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        }
    }
}

/// Conditions of a WHERE with their values, in order.
#[derive(Default)]
pub(crate) struct Conditions {
    parts: Vec<String>,
    values: Vec<Box<dyn rusqlite::ToSql>>,
}

impl Conditions {
    /// Adds a condition without values.
    pub(crate) fn always(&mut self, part: &str) {
        self.parts.push(part.to_owned());
    }

    /// Adds a condition with one `?`.
    pub(crate) fn with(&mut self, part: &str, value: impl rusqlite::ToSql + 'static) {
        self.parts.push(part.to_owned());
        self.values.push(Box::new(value));
    }

    /// Adds a condition with as many `?`.
    pub(crate) fn with_each<const N: usize>(&mut self, part: &str, values: [String; N]) {
        self.parts.push(part.to_owned());
        self.values.extend(values.into_iter().map(|value| Box::new(value) as Box<dyn rusqlite::ToSql>));
    }

    /// Adds `column IN (…)`; an empty list means "no condition".
    pub(crate) fn any_of<T: rusqlite::ToSql + Clone + 'static>(&mut self, column: &str, values: &[T]) {
        if values.is_empty() {
            return;
        }
        let marks = vec!["?"; values.len()].join(",");
        self.parts.push(format!("{column} IN ({marks})"));
        self.values.extend(values.iter().cloned().map(|value| Box::new(value) as Box<dyn rusqlite::ToSql>));
    }

    /// Adds "one of these row numbers".
    pub(crate) fn numbered(&mut self, column: &str, numbers: &[i64]) {
        let list = serde_json::Value::from(numbers).to_string();
        self.with(&format!("{column} IN (SELECT value FROM json_each(?))"), list);
    }

    /// What a person ticked, or left out of all that match: as one JSON value, since
    /// SQLite takes only so many marks.
    pub(crate) fn chosen(&mut self, column: &str, only: Option<&[String]>, except: &[String]) {
        let list = |ids: &[String]| serde_json::Value::from(ids).to_string();
        if let Some(only) = only {
            self.with(&format!("{column} IN (SELECT value FROM json_each(?))"), list(only));
        }
        if !except.is_empty() {
            self.with(&format!("{column} NOT IN (SELECT value FROM json_each(?))"), list(except));
        }
    }

    /// "a AND b", or "1" without any.
    pub(crate) fn sql(&self) -> String {
        if self.parts.is_empty() { "1".to_owned() } else { self.parts.join(" AND ") }
    }

    /// The values, in the order of their marks.
    pub(crate) fn values(&self) -> impl rusqlite::Params + '_ {
        rusqlite::params_from_iter(self.values.iter().map(AsRef::as_ref))
    }
}

/// Which rows to read so that a window near the end is as cheap as one at the
/// beginning: from the nearer end, and whether to turn the rows round after.
pub(crate) struct Reach {
    pub(crate) offset: i64,
    pub(crate) limit: i64,
    pub(crate) reversed: bool,
}

impl Reach {
    pub(crate) fn new(total: usize, offset: usize, limit: Option<usize>) -> Reach {
        let end = limit.map_or(total, |limit| offset.saturating_add(limit).min(total));
        let rows = end.saturating_sub(offset);
        let behind = total.saturating_sub(end);
        let reversed = behind < offset;
        let offset = if reversed { behind } else { offset };
        Reach { offset: crate::row::int(offset), limit: crate::row::int(rows), reversed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_read_from_the_nearer_end() {
        let near = Reach::new(100, 10, Some(20));
        assert_eq!((near.offset, near.limit, near.reversed), (10, 20, false));
        let far = Reach::new(100, 90, Some(20));
        assert_eq!((far.offset, far.limit, far.reversed), (0, 10, true));
        let beyond = Reach::new(100, 120, Some(20));
        assert_eq!(beyond.limit, 0);
    }
}
