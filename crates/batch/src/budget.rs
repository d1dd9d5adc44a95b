//! Caps that stop before, never after: what is spent, doubtful or under way
//! counts as spent.

use cheku_domain::{CallCost, Charge, Fen, PriceList};
use std::collections::HashMap;

/// What charged calls cost with one account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Price {
    /// By the number of the account's charged calls.
    pub list: PriceList,
    /// How many were charged before the batch.
    pub used: u32,
}

impl Price {
    /// What so many more charged calls cost.
    pub fn of_next(&self, calls: u32) -> CallCost {
        self.list.of_next(self.used, calls)
    }
}

/// The two caps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caps {
    /// This batch may cost at most this.
    pub batch: Option<Fen>,
    /// What is left of the month, with what is doubtful there taken off.
    pub month_left: Option<Fen>,
}

/// Which cap is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capped {
    /// `Caps::batch`
    Batch,
    /// `Caps::month_left`
    Month,
}

/// One account in this batch.
#[derive(Debug, Default)]
struct Account {
    price: Price,
    charged: u32,
    /// Asked, and it is not known whether it was charged.
    doubtful: u32,
    under_way: u32,
}

impl Account {
    /// What the batch costs here if everything that may be charged is. Prices are
    /// by number, so it does not matter which of the questions are charged.
    fn at_most(&self) -> CallCost {
        self.price.of_next(self.charged + self.doubtful + self.under_way)
    }

    /// What one more question adds to that; `None` = not known.
    fn one_more(&self) -> Option<Fen> {
        let asked = self.charged + self.doubtful + self.under_way;
        let price = &self.price;
        price.list.of_call(price.used.saturating_add(asked).saturating_add(1))
    }

    fn doubtful_cost(&self) -> Fen {
        self.price.list.of_next(self.price.used + self.charged, self.doubtful).known
    }
}

/// Keeps a batch inside its caps.
#[derive(Debug)]
pub struct Budget {
    caps: Caps,
    accounts: HashMap<String, Account>,
}

impl Budget {
    /// Prices by provider id.
    pub fn new(caps: Caps, prices: HashMap<String, Price>) -> Budget {
        let account = |price| Account { price, ..Account::default() };
        Budget { caps, accounts: prices.into_iter().map(|(id, price)| (id, account(price))).collect() }
    }

    /// Sets aside what one more question to `provider` may cost, or says which cap
    /// forbids it. Held until `settle`, for good when the answer is lost.
    pub fn reserve(&mut self, provider: &str) -> Result<(), Capped> {
        let amount = self.accounts.get(provider).and_then(Account::one_more);
        self.fits(amount)?;
        if let Some(account) = self.accounts.get_mut(provider) {
            account.under_way += 1;
        }
        Ok(())
    }

    /// A free question passes every cap; one whose price is not known passes none.
    fn fits(&self, amount: Option<Fen>) -> Result<(), Capped> {
        let taken: Fen = self.accounts.values().map(|account| account.at_most().known).sum();
        let passes = |cap: Option<Fen>| match (cap, amount) {
            (None, _) | (_, Some(Fen(0))) => true,
            (Some(cap), Some(amount)) => taken + amount <= cap,
            (Some(_), None) => false,
        };
        if !passes(self.caps.batch) {
            return Err(Capped::Batch);
        }
        if passes(self.caps.month_left) { Ok(()) } else { Err(Capped::Month) }
    }

    /// The answer is known: what was not charged is given back. A charge that
    /// is not known stays taken.
    pub fn settle(&mut self, provider: &str, charge: Charge) {
        let Some(account) = self.accounts.get_mut(provider) else { return };
        account.under_way = account.under_way.saturating_sub(1);
        match charge {
            Charge::No => {}
            Charge::Yes => account.charged += 1,
            Charge::Unknown => account.doubtful += 1,
        }
    }

    /// What the doubtful questions of this batch cost if they were charged, as far
    /// as it is known.
    pub fn doubtful_cost(&self) -> Fen {
        self.accounts.values().map(Account::doubtful_cost).sum()
    }

    /// How many more questions to `provider` the caps allow; `None` = no cap in the way.
    pub fn allows(&self, provider: &str) -> Option<u32> {
        let account = self.accounts.get(provider)?;
        let cap = [self.caps.batch, self.caps.month_left].into_iter().flatten().min()?;
        let taken: Fen = self.accounts.values().map(|account| account.at_most().known).sum();
        let asked = account.charged + account.doubtful + account.under_way;
        account.price.list.calls_for(account.price.used + asked, Fen(cap.0 - taken.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cheku_domain::PriceStep;

    fn flat(each: Option<i64>, free_calls: u32) -> Price {
        Price { list: PriceList::flat(each.map(Fen), free_calls), used: 0 }
    }

    fn budget(cap: i64, price: Price) -> Budget {
        let prices = HashMap::from([("p".to_owned(), price)]);
        Budget::new(Caps { batch: Some(Fen(cap)), month_left: None }, prices)
    }

    fn asked(budget: &mut Budget) -> usize {
        std::iter::from_fn(|| budget.reserve("p").ok()).count()
    }

    #[test]
    fn five_yuan_at_thirteen_fen_ask_thirty_eight() {
        let mut budget = budget(500, flat(Some(13), 0));
        assert_eq!(budget.allows("p"), Some(38));
        assert_eq!(asked(&mut budget), 38);
        assert_eq!(budget.reserve("p").err(), Some(Capped::Batch));
    }

    #[test]
    fn a_free_answer_gives_its_room_back_and_a_lost_one_does_not() {
        let mut budget = budget(26, flat(Some(13), 0));
        assert_eq!(asked(&mut budget), 2);
        budget.settle("p", Charge::No);
        budget.settle("p", Charge::Unknown);
        assert_eq!(budget.doubtful_cost(), Fen(13));
        assert_eq!(asked(&mut budget), 1);
    }

    #[test]
    fn free_calls_come_first() {
        let mut budget = budget(13, flat(Some(13), 2));
        assert_eq!(budget.allows("p"), Some(3));
        assert_eq!(asked(&mut budget), 3);
    }

    #[test]
    fn a_cap_is_reckoned_across_the_border_of_a_price() {
        // Charged so far: 98. Two more at 14 fen, the rest at 13.
        let steps = vec![PriceStep { from: 1, price: Fen(14) }, PriceStep { from: 101, price: Fen(13) }];
        let price = Price { list: PriceList { free_calls: 0, steps }, used: 98 };
        let mut budget = budget(14 + 14 + 13 + 13 + 12, price);
        assert_eq!(budget.allows("p"), Some(4));
        assert_eq!(asked(&mut budget), 4);
        // The first turns out free: the later ones move up, and one at 13 fen has room again.
        budget.settle("p", Charge::No);
        assert_eq!((budget.allows("p"), asked(&mut budget)), (Some(1), 1));
    }

    #[test]
    fn a_month_that_is_overdrawn_still_lets_free_questions_through() {
        let prices = HashMap::from([("p".to_owned(), flat(Some(13), 1))]);
        let mut budget = Budget::new(Caps { batch: None, month_left: Some(Fen(-5)) }, prices);
        assert_eq!(budget.allows("p"), Some(1));
        assert!(budget.reserve("p").is_ok());
        assert_eq!(budget.reserve("p").err(), Some(Capped::Month));
    }

    #[test]
    fn an_unknown_price_is_not_nothing() {
        let mut capped = budget(500, flat(None, 1));
        assert!(capped.reserve("p").is_ok(), "a free one costs nothing whatever the price");
        assert_eq!(capped.reserve("p").err(), Some(Capped::Batch));
        let mut uncapped = Budget::new(Caps::default(), HashMap::from([("p".to_owned(), flat(None, 1))]));
        assert!(uncapped.reserve("p").is_ok() && uncapped.reserve("p").is_ok());
    }
}
