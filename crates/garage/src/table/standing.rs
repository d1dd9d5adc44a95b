//! What is owed, in SQL: `standing` says of a violation what its provider says, or that none returns it any
//! more. The numbers stand in the file; the conditions are held against the domain's rules.

use cheku_domain::ShownState;

/// Violations whose fine is due.
pub(crate) const UNPAID: &str = "standing IN (0, 4)";
/// Violations whose points wait.
pub(crate) const UNHANDLED: &str = "standing = 4";
/// Violations that a provider still returns, of those whose vehicle is there.
pub(crate) const RETURNED: &str = "standing <> 1";

/// The standing of `violations y` whether its vehicle is in the lists or left.
pub(crate) const SHOWN: &str = "iif(y.gone_since IS NULL, y.state, 1)";

/// It left, of `vehicles v`. One that came back keeps the word, so that taking that back finds it.
pub(crate) const LEFT: &str = "v.removed = 1 AND v.left_as IS NOT NULL";

/// The number in the file; lists by state are in the order of these numbers.
pub(crate) const fn code(state: ShownState) -> i64 {
    match state {
        ShownState::HandledUnpaid => 0,
        ShownState::NoLongerReturned => 1,
        ShownState::Paid => 2,
        ShownState::Unhandled => 4,
    }
}

/// Reads the number back; `None` for 3, a removed vehicle's, and for any that this program does not know.
pub(crate) fn from_code(number: i64) -> Option<ShownState> {
    ShownState::ALL.iter().copied().find(|state| code(*state) == number)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use cheku_domain::ViolationState;

    #[test]
    fn the_conditions_are_the_domains_rules() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        for standing in ShownState::ALL.iter().copied() {
            assert_eq!(from_code(code(standing)), Some(standing));
            let holds = |condition: &str| -> bool {
                let sql = format!("SELECT {condition} FROM (SELECT {} AS standing)", code(standing));
                conn.query_row(&sql, [], |row| row.get(0)).unwrap()
            };
            let rule = |rule: fn(ViolationState) -> bool| standing.state().is_some_and(rule);
            assert_eq!(holds(UNPAID), rule(ViolationState::owes_fine), "{standing:?}");
            assert_eq!(holds(UNHANDLED), rule(ViolationState::points_wait), "{standing:?}");
            assert_eq!(holds(RETURNED), standing.state().is_some(), "{standing:?}");
        }
        assert_eq!(from_code(3), None);
    }
}
