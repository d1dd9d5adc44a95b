//! What calls cost (单价): the first ones of an account nothing, the others by steps.

use crate::Fen;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One step of a price list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceStep {
    /// From this paid call of the account on; 1 = the first that is not free.
    pub from: u32,
    /// Price of one charged call.
    pub price: Fen,
}

/// What an account's charged calls cost, by their number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceList {
    /// Charged calls that cost nothing, at the beginning.
    pub free_calls: u32,
    /// Rising by `from`, the first from 1; empty = no price was given.
    pub steps: Vec<PriceStep>,
}

/// What some calls cost: a known part, and how many have no price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallCost {
    /// The known part.
    pub known: Fen,
    /// Calls without a price; never counted as nothing.
    pub unknown: u32,
}

impl PriceList {
    /// One price for every call that is not free; `None` = none was given.
    pub fn flat(price: Option<Fen>, free_calls: u32) -> PriceList {
        let steps = price.into_iter().map(|price| PriceStep { from: 1, price }).collect();
        PriceList { free_calls, steps }
    }

    /// Packages of so many calls at a price each, used up in this order, as steps.
    pub fn of_packages(packages: impl IntoIterator<Item = (u32, Fen)>, free_calls: u32) -> PriceList {
        let mut steps: Vec<PriceStep> = Vec::new();
        let mut from = 1;
        for (calls, price) in packages {
            if steps.last().is_none_or(|last| last.price != price) {
                steps.push(PriceStep { from, price });
            }
            from += calls;
        }
        PriceList { free_calls, steps }
    }

    /// True when the steps can be one list: the first from 1, then rising.
    pub fn is_ordered(&self) -> bool {
        self.steps.first().is_none_or(|first| first.from == 1)
            && self.steps.windows(2).all(|pair| pair[0].from < pair[1].from)
    }

    /// True when somebody gave a price.
    pub fn is_known(&self) -> bool {
        !self.steps.is_empty()
    }

    /// The price of the account's charged call `number` (1 = its very first);
    /// `None` = it has none.
    pub fn of_call(&self, number: u32) -> Option<Fen> {
        match number.checked_sub(self.free_calls) {
            None | Some(0) => Some(Fen(0)),
            Some(paid) => self.steps.iter().rev().find(|step| step.from <= paid).map(|step| step.price),
        }
    }

    /// `calls` more charged calls after `used` ones, by what each costs; `None` = no
    /// price.
    pub fn parts(&self, used: u32, calls: u32) -> Vec<(Option<Fen>, u32)> {
        let free = calls.min(self.free_calls.saturating_sub(used));
        let mut parts = if free > 0 { vec![(Some(Fen(0)), free)] } else { Vec::new() };
        let mut paid = used.saturating_sub(self.free_calls);
        let mut left = calls - free;
        while left > 0 {
            let Some(at) = self.steps.iter().rposition(|step| step.from <= paid.saturating_add(1)) else {
                parts.push((None, left));
                break;
            };
            let until = self.steps.get(at + 1).map_or(u32::MAX, |next| next.from - 1);
            // At the very end of the numbers there is nowhere to go on to.
            let here = left.min(until.saturating_sub(paid).max(1));
            parts.push((Some(self.steps[at].price), here));
            paid = paid.saturating_add(here);
            left -= here;
        }
        parts
    }

    /// What they cost together. More calls never cost less, so this is also the
    /// most that `calls` questions can cost.
    pub fn of_next(&self, used: u32, calls: u32) -> CallCost {
        let mut cost = CallCost::default();
        for (price, calls) in self.parts(used, calls) {
            match price {
                Some(price) => cost.known += price.times(calls.into()),
                None => cost.unknown += calls,
            }
        }
        cost
    }

    /// How many more charged calls after `used` ones `room` pays for; `None` = as
    /// many as anybody likes, since they cost nothing. Free ones need no room.
    pub fn calls_for(&self, used: u32, room: Fen) -> Option<u32> {
        let room = room.max(Fen(0));
        let fits = |calls: u32| {
            let cost = self.of_next(used, calls);
            cost.unknown == 0 && cost.known <= room
        };
        if fits(u32::MAX) {
            return None;
        }
        // The cost rises with the calls, so the border is found by halving.
        let (mut most, mut too_many) = (0, u32::MAX);
        while too_many - most > 1 {
            let middle = most + (too_many - most) / 2;
            if fits(middle) { most = middle } else { too_many = middle }
        }
        Some(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Five free, then packages of 100 at 14 fen, 500 at 13, and so on.
    fn documented() -> PriceList {
        let packages = [(100, Fen(14)), (500, Fen(13)), (1000, Fen(12)), (10_000, Fen(12))];
        PriceList::of_packages(packages, 5)
    }

    #[test]
    fn packages_are_used_up_one_after_the_other() {
        let list = documented();
        let froms: Vec<u32> = list.steps.iter().map(|step| step.from).collect();
        assert_eq!(froms, [1, 101, 601], "two packages of one price are one step");
        assert!(list.is_ordered());
        let price = |number| list.of_call(number);
        assert_eq!((price(5), price(6)), (Some(Fen(0)), Some(Fen(14))));
        assert_eq!((price(105), price(106)), (Some(Fen(14)), Some(Fen(13))), "the border lies after 5 + 100");
        assert_eq!((price(605), price(606), price(999_999)), (Some(Fen(13)), Some(Fen(12)), Some(Fen(12))));
    }

    #[test]
    fn a_run_across_a_border_costs_both_prices() {
        let list = documented();
        assert_eq!(list.of_next(0, 5), CallCost::default());
        assert_eq!(list.of_next(100, 10).known, Fen(5 * 14 + 5 * 13));
        assert_eq!(list.calls_for(100, Fen(5 * 14 + 5 * 13)), Some(10));
        assert_eq!(list.calls_for(100, Fen(5 * 14 + 5 * 13 - 1)), Some(9));
    }

    #[test]
    fn without_a_price_only_the_free_ones_are_known() {
        let list = PriceList::flat(None, 2);
        assert_eq!((list.of_call(2), list.of_call(3)), (Some(Fen(0)), None));
        assert_eq!(list.of_next(0, 5), CallCost { known: Fen(0), unknown: 3 });
        assert_eq!(list.calls_for(0, Fen(1_000)), Some(2));
        assert_eq!(PriceList::flat(Some(Fen(0)), 0).calls_for(7, Fen(0)), None);
    }

    #[test]
    fn steps_out_of_order_are_no_list() {
        let step = |from| PriceStep { from, price: Fen(1) };
        let list =
            |froms: &[u32]| PriceList { free_calls: 0, steps: froms.iter().copied().map(step).collect() };
        assert!(list(&[]).is_ordered() && list(&[1, 101]).is_ordered());
        assert!(!list(&[2]).is_ordered() && !list(&[1, 101, 101]).is_ordered());
    }

    proptest! {
        #[test]
        fn a_run_costs_what_its_calls_cost_one_by_one(
            free in 0u32..20, border in 2u32..40, first in 0i64..30, second in 0i64..30,
            used in 0u32..60, calls in 0u32..60,
        ) {
            let steps = vec![PriceStep { from: 1, price: Fen(first) }, PriceStep { from: border, price: Fen(second) }];
            let list = PriceList { free_calls: free, steps };
            let each: Fen = (used + 1..=used + calls).filter_map(|number| list.of_call(number)).sum();
            prop_assert_eq!(list.of_next(used, calls), CallCost { known: each, unknown: 0 });
            if let Some(most) = list.calls_for(used, each) {
                prop_assert!(list.of_next(used, most).known <= each && list.of_next(used, most + 1).known > each);
            }
        }
    }
}
