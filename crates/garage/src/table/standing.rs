//! How a violation stands (状态): what its provider says, or that none returns it any more.
//! In the file it is a number; which of them owe what is the domain's rule, once, in SQL here.

use cheku_domain::ViolationState;

/// The states of the terminal's `--state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViolationFilter {
    /// 未处理未缴费
    Unhandled,
    /// 已处理未缴费
    HandledUnpaid,
    /// 已处理已缴费
    Paid,
    /// 不再返回
    NoLongerReturned,
}

/// Violations whose fine is due.
pub(crate) const UNPAID: &str = "standing IN (0, 4)";
/// Violations whose points wait.
pub(crate) const UNHANDLED: &str = "standing = 4";
/// Violations that a provider still returns, of those whose vehicle is there.
pub(crate) const RETURNED: &str = "standing <> 1";

/// The standing of `violations y` whether its vehicle is in the lists or left.
pub(crate) const SHOWN: &str = "iif(y.gone_since IS NULL, y.state, 1)";

impl ViolationFilter {
    const ALL: [ViolationFilter; 4] = [
        ViolationFilter::Unhandled,
        ViolationFilter::HandledUnpaid,
        ViolationFilter::Paid,
        ViolationFilter::NoLongerReturned,
    ];

    /// The word that stands for it in kept sums and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            ViolationFilter::Unhandled => "unhandled",
            ViolationFilter::HandledUnpaid => "handled_unpaid",
            ViolationFilter::Paid => "paid",
            ViolationFilter::NoLongerReturned => "no_longer_returned",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<ViolationFilter> {
        ViolationFilter::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The number in the file; lists by state are in the order of these numbers.
    pub(crate) const fn code(self) -> i64 {
        match self {
            ViolationFilter::HandledUnpaid => 0,
            ViolationFilter::NoLongerReturned => 1,
            ViolationFilter::Paid => 2,
            ViolationFilter::Unhandled => 4,
        }
    }

    /// Reads the number back; `None` for 3, a removed vehicle's, and for any that this program does not know.
    pub(crate) fn from_code(code: i64) -> Option<ViolationFilter> {
        ViolationFilter::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What the provider says, if one still returns it.
    pub(crate) fn state(self) -> Option<ViolationState> {
        match self {
            ViolationFilter::Unhandled => Some(ViolationState::Unhandled),
            ViolationFilter::HandledUnpaid => Some(ViolationState::HandledUnpaid),
            ViolationFilter::Paid => Some(ViolationState::Paid),
            ViolationFilter::NoLongerReturned => None,
        }
    }
}

impl From<ViolationState> for ViolationFilter {
    fn from(state: ViolationState) -> ViolationFilter {
        match state {
            ViolationState::Unhandled => ViolationFilter::Unhandled,
            ViolationState::HandledUnpaid => ViolationFilter::HandledUnpaid,
            ViolationState::Paid => ViolationFilter::Paid,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_conditions_are_the_domains_rules() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        for standing in ViolationFilter::ALL {
            assert_eq!(ViolationFilter::from_code(standing.code()), Some(standing));
            let holds = |condition: &str| -> bool {
                let sql = format!("SELECT {condition} FROM (SELECT {} AS standing)", standing.code());
                conn.query_row(&sql, [], |row| row.get(0)).unwrap()
            };
            let rule = |rule: fn(ViolationState) -> bool| standing.state().is_some_and(rule);
            assert_eq!(holds(UNPAID), rule(ViolationState::owes_fine), "{standing:?}");
            assert_eq!(holds(UNHANDLED), rule(ViolationState::points_wait), "{standing:?}");
            assert_eq!(holds(RETURNED), standing.state().is_some(), "{standing:?}");
        }
        assert_eq!(ViolationFilter::from_code(3), None);
    }
}
