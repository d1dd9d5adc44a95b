//! What is owed (合计). Unknown amounts are counted, never summed.

use crate::{Fen, Points, ViolationState, words};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// By what totals are broken down.
    pub enum TotalsBy {
        Vehicle = "vehicle",
        Driver = "driver",
        Group = "group",
        City = "city",
        Month = "month",
    }
}

/// Sums over violations that a provider still returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Totals {
    /// Rows still returned, paid ones included.
    pub violations: u32,
    /// 未处理未缴费
    pub unhandled: u32,
    /// All that are not paid.
    pub unpaid: u32,
    /// Known fines among the unpaid ones, in fen.
    pub fines_due_fen: Fen,
    /// How many of the unpaid ones have an unknown fine.
    pub fines_unknown: u32,
    /// Known points among the unhandled ones.
    pub points_waiting: u32,
    /// How many of the unhandled ones have unknown points.
    pub points_unknown: u32,
}

impl Totals {
    /// Counts one violation in.
    pub fn add(&mut self, state: ViolationState, fine: Option<Fen>, points: Option<Points>) {
        self.violations += 1;
        if state.points_wait() {
            self.unhandled += 1;
            match points {
                Some(Points(points)) => self.points_waiting += u32::from(points),
                None => self.points_unknown += 1,
            }
        }
        if state.owes_fine() {
            self.unpaid += 1;
            match fine {
                Some(fine) => self.fines_due_fen += fine,
                None => self.fines_unknown += 1,
            }
        }
    }

    /// True when nothing is open: no fine due and no points waiting.
    pub fn is_clean(&self) -> bool {
        self.unpaid == 0
    }
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.violations += other.violations;
        self.unhandled += other.unhandled;
        self.unpaid += other.unpaid;
        self.fines_due_fen += other.fines_due_fen;
        self.fines_unknown += other.fines_unknown;
        self.points_waiting += other.points_waiting;
        self.points_unknown += other.points_unknown;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn handled_owes_money_but_no_points_and_paid_owes_nothing() {
        let mut totals = Totals::default();
        totals.add(ViolationState::Unhandled, Some(Fen(20_000)), Some(Points(6)));
        totals.add(ViolationState::HandledUnpaid, Some(Fen(5_000)), Some(Points(3)));
        totals.add(ViolationState::Paid, Some(Fen(9_900)), Some(Points(12)));
        assert_eq!((totals.fines_due_fen, totals.points_waiting), (Fen(25_000), 6));
        assert_eq!((totals.violations, totals.unhandled, totals.unpaid), (3, 1, 2));
    }

    proptest! {
        #[test]
        fn unknown_never_mixes_with_zero(fines in proptest::collection::vec(proptest::option::of(0i64..100_000), 0..40)) {
            let mut totals = Totals::default();
            for fine in &fines {
                totals.add(ViolationState::Unhandled, fine.map(Fen), None);
            }
            prop_assert_eq!(totals.fines_due_fen.0, fines.iter().flatten().sum::<i64>());
            prop_assert_eq!(totals.fines_unknown as usize, fines.iter().filter(|f| f.is_none()).count());
            prop_assert_eq!(totals.points_unknown as usize, fines.len());
        }
    }
}
