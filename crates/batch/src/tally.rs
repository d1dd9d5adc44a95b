//! A running batch's figures, kept by the one task that runs it.

use cheku_domain::ledger::{News, Settled, Skip, SkippedBy};
use cheku_domain::provider::{ErrorKind, ProviderError};
use cheku_domain::{Charge, Fen};

/// Counts of a batch. `answered + no_data + pending + failed + doubtful + skipped +
/// not_asked + asking = planned` at every moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// All vehicles of the batch.
    pub planned: u32,
    /// With an answer.
    pub answered: u32,
    /// Of these: something unpaid.
    pub owing: u32,
    /// 查无数据
    pub no_data: u32,
    /// 待结果
    pub pending: u32,
    /// Refused or not reached; nothing in doubt.
    pub failed: u32,
    /// Of these: locked by a charged refusal.
    pub locked: u32,
    /// Of these: can be asked again free.
    pub free_again: u32,
    /// Asked without a readable answer.
    pub doubtful: u32,
    /// Vehicles that went over to the other provider.
    pub elsewhere: u32,
    /// Not asked on purpose.
    pub skipped: SkippedBy,
    /// Not asked yet.
    pub not_asked: u32,
    /// Questions under way.
    pub asking: u32,
    /// Charged calls.
    pub charged: u32,
    /// Of these: with an answer that cannot be read yet.
    pub unreadable: u32,
    /// What they cost at known prices.
    pub cost: Fen,
    /// Charged calls without a price.
    pub cost_unknown: u32,
    /// What the doubtful ones may cost at known prices.
    pub doubtful_cost: Fen,
    /// What the answers told.
    pub news: News,
    /// Vehicles with new violations.
    pub new_vehicles: u32,
    /// Questions that may be under way at once now.
    pub limit: u32,
    /// True while the vendor's limit slows the batch down.
    pub slowed: bool,
    /// While the ledger cannot be written: how many answers wait for it.
    pub unwritten: Option<u32>,
}

impl Tally {
    /// A batch of `waiting` vehicles beside those that are `skipped` already.
    pub fn new(waiting: u32, skipped: SkippedBy) -> Tally {
        Tally { planned: waiting + skipped.sum(), not_asked: waiting, skipped, ..Tally::default() }
    }

    /// How many have their outcome.
    pub fn done(&self) -> u32 {
        self.planned - self.not_asked - self.asking
    }

    pub(crate) fn ask(&mut self) {
        self.not_asked -= 1;
        self.asking += 1;
    }

    pub(crate) fn back_to_waiting(&mut self) {
        self.asking -= 1;
        self.not_asked += 1;
    }

    pub(crate) fn skip(&mut self, skip: &Skip) {
        self.asking -= 1;
        self.skipped.add(skip.kind(), 1);
    }

    pub(crate) fn answered(&mut self, owes: bool) {
        self.asking -= 1;
        self.answered += 1;
        self.owing += u32::from(owes);
    }

    pub(crate) fn no_data(&mut self) {
        self.asking -= 1;
        self.no_data += 1;
    }

    pub(crate) fn pending(&mut self) {
        self.asking -= 1;
        self.pending += 1;
    }

    /// A failure after which the vehicle is not asked again in this batch.
    pub(crate) fn failed(&mut self, error: &ProviderError) {
        self.asking -= 1;
        match error.charge {
            Charge::Unknown => self.doubtful += 1,
            Charge::Yes => {
                self.failed += 1;
                self.locked += u32::from(error.kind == ErrorKind::VehicleLocked);
                self.unreadable += u32::from(error.kind == ErrorKind::PaidUnread);
            }
            Charge::No => {
                self.failed += 1;
                self.free_again += u32::from(error.kind.passes());
            }
        }
    }

    pub(crate) fn count_settled(&mut self, charge: Charge, settled: &Settled) {
        if charge == Charge::Yes {
            self.charged += 1;
            match settled.cost {
                Some(cost) => self.cost += cost,
                None => self.cost_unknown += 1,
            }
        }
        self.news += settled.news;
        self.new_vehicles += u32::from(settled.news.new > 0);
    }
}
