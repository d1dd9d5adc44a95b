//! Caps that stop before, never after: what is spent, doubtful or under way
//! counts as spent.

use cheku_domain::{Charge, Fen};
use std::collections::HashMap;

/// What a charged call costs with one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// `None` = nobody gave it; a batch with a cap is not started then.
    pub each: Option<Fen>,
    /// Charged calls that still cost nothing.
    pub free_left: u32,
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

/// Keeps a batch inside its caps.
#[derive(Debug)]
pub struct Budget {
    caps: Caps,
    prices: HashMap<String, Price>,
    taken: Fen,
}

/// What one question may cost; held until its answer is known, for good when
/// the answer is lost.
#[derive(Debug)]
#[must_use]
pub struct Reserved {
    amount: Fen,
    free: bool,
}

impl Reserved {
    /// What the question may cost.
    pub fn amount(&self) -> Fen {
        self.amount
    }
}

impl Budget {
    /// Prices by provider id.
    pub fn new(caps: Caps, prices: HashMap<String, Price>) -> Budget {
        Budget { caps, prices, taken: Fen(0) }
    }

    /// Sets aside what one more question to `provider` may cost, or says which cap forbids it.
    pub fn reserve(&mut self, provider: &str) -> Result<Reserved, Capped> {
        let price = self.prices.get(provider).copied().unwrap_or(Price { each: None, free_left: 0 });
        let free = price.free_left > 0;
        let amount = if free { Some(Fen(0)) } else { price.each };
        self.fits(amount)?;
        let amount = amount.unwrap_or_default();
        self.taken += amount;
        if free && let Some(price) = self.prices.get_mut(provider) {
            price.free_left -= 1;
        }
        Ok(Reserved { amount, free })
    }

    /// A free question passes every cap; one whose price nobody knows passes none.
    fn fits(&self, amount: Option<Fen>) -> Result<(), Capped> {
        let passes = |cap: Option<Fen>| match (cap, amount) {
            (None, _) | (_, Some(Fen(0))) => true,
            (Some(cap), Some(amount)) => self.taken + amount <= cap,
            (Some(_), None) => false,
        };
        if !passes(self.caps.batch) {
            return Err(Capped::Batch);
        }
        if passes(self.caps.month_left) { Ok(()) } else { Err(Capped::Month) }
    }

    /// The answer is known: what was not charged is given back. A charge that
    /// nobody knows stays taken.
    pub fn settle(&mut self, provider: &str, reserved: Reserved, charge: Charge) {
        if charge != Charge::No {
            return;
        }
        self.taken = Fen(self.taken.0 - reserved.amount.0);
        if reserved.free
            && let Some(price) = self.prices.get_mut(provider)
        {
            price.free_left += 1;
        }
    }

    /// How many more questions to `provider` the caps allow; `None` = no cap in the way.
    pub fn allows(&self, provider: &str) -> Option<u32> {
        let price = self.prices.get(provider)?;
        let each = price.each.filter(|each| each.0 > 0)?;
        let room = [self.caps.batch, self.caps.month_left].into_iter().flatten().min()?;
        let paid = (room.0 - self.taken.0).max(0) / each.0;
        Some(price.free_left.saturating_add(u32::try_from(paid).unwrap_or(u32::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(cap: i64, each: i64, free_left: u32) -> Budget {
        let prices = HashMap::from([("p".to_owned(), Price { each: Some(Fen(each)), free_left })]);
        Budget::new(Caps { batch: Some(Fen(cap)), month_left: None }, prices)
    }

    #[test]
    fn five_yuan_at_thirteen_fen_ask_thirty_eight() {
        let mut budget = budget(500, 13, 0);
        assert_eq!(budget.allows("p"), Some(38));
        let asked = std::iter::from_fn(|| budget.reserve("p").ok()).filter(|r| r.amount() <= Fen(13)).count();
        assert_eq!(asked, 38);
        assert_eq!(budget.reserve("p").err(), Some(Capped::Batch));
    }

    #[test]
    fn a_free_answer_gives_its_room_back_and_a_lost_one_does_not() {
        let mut budget = budget(26, 13, 0);
        let (one, two) = (budget.reserve("p").expect("room"), budget.reserve("p").expect("room"));
        assert!(budget.reserve("p").is_err());
        budget.settle("p", one, Charge::No);
        budget.settle("p", two, Charge::Unknown);
        assert!(budget.reserve("p").is_ok());
        assert!(budget.reserve("p").is_err());
    }

    #[test]
    fn free_calls_come_first() {
        let mut budget = budget(13, 13, 2);
        assert_eq!(budget.allows("p"), Some(3));
        let asked = std::iter::from_fn(|| budget.reserve("p").ok()).filter(|r| r.amount() <= Fen(13)).count();
        assert_eq!(asked, 3);
    }

    #[test]
    fn a_month_that_is_overdrawn_still_lets_free_questions_through() {
        let prices = HashMap::from([("p".to_owned(), Price { each: Some(Fen(13)), free_left: 1 })]);
        let mut budget = Budget::new(Caps { batch: None, month_left: Some(Fen(-5)) }, prices);
        assert_eq!(budget.allows("p"), Some(1));
        assert!(budget.reserve("p").is_ok());
        assert_eq!(budget.reserve("p").err(), Some(Capped::Month));
    }

    #[test]
    fn an_unknown_price_is_not_nothing() {
        let prices = HashMap::from([("p".to_owned(), Price { each: None, free_left: 1 })]);
        let mut capped = Budget::new(Caps { batch: Some(Fen(500)), month_left: None }, prices.clone());
        assert!(capped.reserve("p").is_ok(), "a free one costs nothing whatever the price");
        assert_eq!(capped.reserve("p").err(), Some(Capped::Batch));
        let mut uncapped = Budget::new(Caps::default(), prices);
        assert!(uncapped.reserve("p").is_ok() && uncapped.reserve("p").is_ok());
    }
}
