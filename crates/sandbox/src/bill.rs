//! What the vendor would put on the invoice: the sandbox's own count, to be held against a client's ledger.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The bill of one provider. `arrivals` = `charged` + `free`; lookups (cities, prefixes) are apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// Questions about vehicles that arrived, whatever became of them.
    pub arrivals: u64,
    /// Those that were charged.
    pub charged: u64,
    /// Those that were not.
    pub free: u64,
    /// Questions about cities and prefixes: never charged.
    pub lookups: u64,
    /// Plate as it was sent → (arrivals, charged).
    pub by_plate: BTreeMap<String, (u64, u64)>,
    /// Price of one charged question in fen; `None` where the document gives no price.
    pub price_fen: Option<i64>,
    /// Charged questions beyond the free ones, at that price.
    pub cost_fen: Option<i64>,
}

/// The running count behind a [`Bill`].
#[derive(Debug, Default)]
pub(crate) struct Tally {
    bill: Bill,
}

/// How many came before, this one included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn {
    /// Among all questions (or all lookups).
    pub(crate) overall: u64,
    /// Among those about this plate (for lookups the same as `overall`).
    pub(crate) of_plate: u64,
}

impl Tally {
    /// Counts a question about a vehicle. Called before anything else is done with it.
    pub(crate) fn arrival(&mut self, plate: &str) -> Turn {
        self.bill.arrivals += 1;
        let count = self.bill.by_plate.entry(plate.to_owned()).or_default();
        count.0 += 1;
        Turn { overall: self.bill.arrivals, of_plate: count.0 }
    }

    pub(crate) fn lookup(&mut self) -> Turn {
        self.bill.lookups += 1;
        Turn { overall: self.bill.lookups, of_plate: self.bill.lookups }
    }

    pub(crate) fn charge(&mut self, plate: &str) {
        self.bill.charged += 1;
        self.bill.by_plate.entry(plate.to_owned()).or_default().1 += 1;
    }

    pub(crate) fn charged(&self) -> u64 {
        self.bill.charged
    }

    pub(crate) fn bill(&self, price_fen: Option<i64>, free_calls: u64) -> Bill {
        let paid = i64::try_from(self.bill.charged.saturating_sub(free_calls)).unwrap_or(i64::MAX);
        Bill {
            free: self.bill.arrivals - self.bill.charged,
            price_fen,
            cost_fen: price_fen.map(|price| price.saturating_mul(paid)),
            ..self.bill.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn a_bill_adds_up_and_leaves_an_unknown_price_unknown() {
        let mut tally = Tally::default();
        for plate in ["苏E12345", "苏E12345", "苏E54321"] {
            tally.arrival(plate);
        }
        tally.charge("苏E12345");
        tally.charge("苏E54321");
        tally.lookup();
        let bill = tally.bill(Some(14), 1);
        assert_eq!((bill.arrivals, bill.charged, bill.free, bill.lookups), (3, 2, 1, 1));
        assert_eq!(bill.by_plate["苏E12345"], (2, 1));
        assert_eq!(bill.cost_fen, Some(14));
        assert_eq!(tally.bill(None, 0).cost_fen, None);
    }
}
