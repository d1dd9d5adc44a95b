//! The settlement (结算表): what a month's violations came to, by team and driver, as it was when it was issued.
//! What changes later stands as a correction (更正) in the next one; an issued one is never rewritten.

use crate::case::{Payment, Said};
use crate::{Case, Fen, Payer, Stage, Timestamp, ViolationState};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What is known of one violation's handling and money.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct SettledFigures {
    /// The fine; `None` = not known.
    pub fine_fen: Option<Fen>,
    /// Somebody said so, or a provider does.
    pub handled: bool,
    /// A provider says that it is paid. What is no longer listed is not proven.
    pub proven: bool,
    /// What the company bears of the payment.
    pub paid_company_fen: Fen,
    /// What the driver bears of it.
    pub paid_driver_fen: Fen,
    /// An agent's fee (代办费).
    pub agent_fen: Fen,
    /// The driver's part that is taken from a wage; it is among what the driver bears.
    pub to_deduct_fen: Fen,
    /// From the wage of this month, YYYY-MM.
    pub wage_month: Option<String>,
    /// An amount or who bears it is not known: the sums are too low by it.
    pub unknown: bool,
}

impl SettledFigures {
    /// What the provider and the people at this desk say.
    pub fn of(state: ViolationState, stage: Stage, fine: Option<Fen>, case: Option<&Case>) -> SettledFigures {
        let proven = stage == Stage::Verified;
        let said = case.is_some_and(|case| matches!(case.said, Said::Handled | Said::Paid));
        let known = SettledFigures {
            fine_fen: fine,
            handled: said || state != ViolationState::Unhandled,
            proven,
            ..SettledFigures::default()
        };
        match case.and_then(|case| case.paid.as_ref()) {
            Some(payment) => known.with(payment),
            // Paid, and nobody said by whom; or of an amount that nobody knows.
            None => SettledFigures { unknown: proven || fine.is_none(), ..known },
        }
    }

    fn with(self, payment: &Payment) -> SettledFigures {
        let shares = payment.amount.zip(payment.payer).and_then(|(amount, payer)| match payer {
            Payer::Company => Some((amount, Fen(0))),
            Payer::Driver => Some((Fen(0), amount)),
            Payer::Shared => payment.driver_part.map(|part| (Fen(amount.0 - part.0), part)),
        });
        let (company, driver) = shares.unwrap_or_default();
        let is_deducted = payment.deducted_month.is_some();
        SettledFigures {
            paid_company_fen: company,
            paid_driver_fen: driver,
            agent_fen: payment.agent_fee.unwrap_or_default(),
            to_deduct_fen: if is_deducted { driver } else { Fen(0) },
            wage_month: payment.deducted_month.clone(),
            unknown: shares.is_none(),
            ..self
        }
    }
}

/// What names an issued settlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SettlementHead {
    /// UUIDv7.
    pub id: String,
    /// Its number (`issued::numbered`); no two have one.
    pub number: String,
    /// YYYY-MM, by first sight.
    pub month: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Who issued it, at this desk; "" = not told.
    pub by: String,
}

/// One violation in a settlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SettledLine {
    /// The violation's id.
    pub violation: String,
    /// Its vehicle's plate.
    pub plate: String,
    /// When it happened, or the provider's text.
    pub time: String,
    /// 违法行为
    pub act: String,
    /// The vehicle's group; "" = none.
    pub group: String,
    /// Whose it is; "" = nobody's.
    pub driver: String,
    /// What is known.
    #[serde(flatten)]
    pub figures: SettledFigures,
}

/// What changed of a violation that an earlier settlement has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correction {
    /// As it stood last in a settlement.
    pub before: SettledLine,
    /// As it is now.
    pub after: SettledLine,
}

/// The sums of one team and driver; of corrections what they add or take away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct SettledRow {
    /// The group; "" = none.
    pub group: String,
    /// The driver; "" = nobody.
    pub driver: String,
    /// Violations.
    pub found: i32,
    /// Of these handled.
    pub handled: i32,
    /// Borne by the company.
    pub paid_company_fen: Fen,
    /// Borne by the driver.
    pub paid_driver_fen: Fen,
    /// Agents' fees.
    pub agent_fen: Fen,
    /// Of the driver's part: taken from wages.
    pub to_deduct_fen: Fen,
    /// Proven paid by a provider.
    pub proven: i32,
    /// Of which an amount or who bears it is not known.
    pub unknown: i32,
}

impl SettledRow {
    /// Both together, as a total of no one team or driver.
    pub fn and(mut self, other: &SettledRow) -> SettledRow {
        self.found += other.found;
        self.handled += other.handled;
        self.proven += other.proven;
        self.unknown += other.unknown;
        self.paid_company_fen += other.paid_company_fen;
        self.paid_driver_fen += other.paid_driver_fen;
        self.agent_fen += other.agent_fen;
        self.to_deduct_fen += other.to_deduct_fen;
        self
    }

    fn add(&mut self, line: &SettledLine, sign: i32) {
        let known = &line.figures;
        let count = |holds: bool| sign * i32::from(holds);
        self.found += sign;
        self.handled += count(known.handled);
        self.proven += count(known.proven);
        self.unknown += count(known.unknown);
        let money = |sum: &mut Fen, fen: Fen| sum.0 += i64::from(sign) * fen.0;
        money(&mut self.paid_company_fen, known.paid_company_fen);
        money(&mut self.paid_driver_fen, known.paid_driver_fen);
        money(&mut self.agent_fen, known.agent_fen);
        money(&mut self.to_deduct_fen, known.to_deduct_fen);
    }
}

/// The sums by team and driver, in their order.
pub fn rows<'a>(lines: impl IntoIterator<Item = &'a SettledLine>) -> Vec<SettledRow> {
    summed(lines.into_iter().map(|line| (line, 1)))
}

/// What corrections add to the sums and take from them, by team and driver.
pub fn corrected(corrections: &[Correction]) -> Vec<SettledRow> {
    summed(corrections.iter().flat_map(|one| [(&one.before, -1), (&one.after, 1)]))
}

fn summed<'a>(lines: impl Iterator<Item = (&'a SettledLine, i32)>) -> Vec<SettledRow> {
    let mut rows: BTreeMap<(&str, &str), SettledRow> = BTreeMap::new();
    for (line, sign) in lines {
        let row = rows.entry((&line.group, &line.driver)).or_insert_with(|| SettledRow {
            group: line.group.clone(),
            driver: line.driver.clone(),
            ..SettledRow::default()
        });
        row.add(line, sign);
    }
    rows.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paid(payment: Payment) -> Case {
        Case { said: Said::Paid, told: None, handled: None, paid: Some(payment), dropped: None }
    }

    #[test]
    fn who_bears_it_is_known_or_counted_as_unknown() {
        let amount = Some(Fen(20_000));
        let of = |payment: Payment| {
            SettledFigures::of(ViolationState::Unhandled, Stage::Paid, amount, Some(&paid(payment)))
        };
        let shared = of(Payment {
            amount,
            payer: Some(Payer::Shared),
            driver_part: Some(Fen(5_000)),
            deducted_month: Some("2026-03".into()),
            ..Payment::default()
        });
        assert_eq!((shared.paid_company_fen, shared.paid_driver_fen), (Fen(15_000), Fen(5_000)));
        assert_eq!((shared.to_deduct_fen, shared.unknown), (Fen(5_000), false));
        assert!(shared.handled && !shared.proven);
        let undecided = of(Payment { amount, ..Payment::default() });
        assert!(undecided.unknown && undecided.paid_company_fen == Fen(0));
        assert!(of(Payment { payer: Some(Payer::Company), ..Payment::default() }).unknown);
    }

    #[test]
    fn what_is_no_longer_listed_is_not_proven_and_what_is_paid_by_nobody_known_is_unknown() {
        let of = |state, stage| SettledFigures::of(state, stage, Some(Fen(100)), None);
        let gone = of(ViolationState::Unhandled, Stage::VerifiedGone);
        assert!(!gone.proven && !gone.handled && !gone.unknown);
        let verified = of(ViolationState::Paid, Stage::Verified);
        assert!(verified.proven && verified.handled && verified.unknown);
    }

    #[test]
    fn a_correction_takes_from_the_one_and_gives_to_the_other() {
        let line = |driver: &str, company: i64| SettledLine {
            violation: "1".into(),
            plate: "苏E12345".into(),
            time: String::new(),
            act: String::new(),
            group: "一队".into(),
            driver: driver.into(),
            figures: SettledFigures { paid_company_fen: Fen(company), ..SettledFigures::default() },
        };
        let moved = Correction { before: line("张三", 200), after: line("李四", 150) };
        let sums: Vec<_> = corrected(&[moved])
            .into_iter()
            .map(|row| (row.driver, row.found, row.paid_company_fen.0))
            .collect();
        assert_eq!(sums, [("张三".to_owned(), -1, -200), ("李四".to_owned(), 1, 150)]);
    }
}
