//! The case (处理进度): what people at this desk said about a violation, step by step, and the stage that
//! follows from it. It stands beside the provider's state and never changes it.

use crate::{Fen, Timestamp, ViolationState, words};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// So many days after somebody said "paid" a provider that still returns the violation unpaid speaks
/// against it: until then the payment may be on its way.
const PAYMENT_DAYS: u64 = 10;

words! {
    /// How far a violation got at this desk. In this order, the most pressing first.
    pub enum Stage {
        /// 说已缴，接口仍有: said to be paid, and long after that still returned unpaid.
        StillThere = "still_there",
        /// 待认领: nobody's.
        Unclaimed = "unclaimed",
        /// 待通知: somebody's, and nobody told them yet.
        Untold = "untold",
        /// 已通知
        Told = "told",
        /// 已处理: the driver or somebody else said so.
        Handled = "handled",
        /// 已缴: said so, and no later answer speaks against it.
        Paid = "paid",
        /// 申诉/不处理
        Dropped = "dropped",
        /// 接口已核实（不再返回）: no provider returns it any more. That is not the same as paid.
        VerifiedGone = "verified_gone",
        /// 接口已核实: a provider says that it is paid.
        Verified = "verified",
    }
}

words! {
    /// What was said last about a violation.
    pub enum Said {
        Told = "told",
        Handled = "handled",
        Paid = "paid",
        Dropped = "dropped",
    }
}

words! {
    /// Who bears the cost.
    pub enum Payer {
        /// 公司
        Company = "company",
        /// 驾驶员
        Driver = "driver",
        /// 分摊: the driver bears a part.
        Shared = "shared",
    }
}

/// What is known of a violation that decides about its stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What people said last.
    pub said: Option<Said>,
    /// When they said it was paid.
    pub paid_on: Option<NaiveDate>,
    /// What the provider says, or said last.
    pub state: ViolationState,
    /// No provider returns it any more.
    pub is_gone: bool,
    /// Somebody is known whose it is.
    pub has_driver: bool,
    /// When it was last returned.
    pub last_seen: Timestamp,
}

impl Stage {
    /// The stage. The provider's word that nothing is due comes first, then what people said.
    pub fn of(known: &Facts) -> Stage {
        match known.said {
            _ if known.state == ViolationState::Paid => Stage::Verified,
            _ if known.is_gone => Stage::VerifiedGone,
            Some(Said::Told) => Stage::Told,
            Some(Said::Handled) => Stage::Handled,
            Some(Said::Paid) if known.speaks_against_payment() => Stage::StillThere,
            Some(Said::Paid) => Stage::Paid,
            Some(Said::Dropped) => Stage::Dropped,
            None if known.has_driver => Stage::Untold,
            None => Stage::Unclaimed,
        }
    }

    /// The providers' answers ended it: nothing is left to do.
    pub fn is_verified(self) -> bool {
        matches!(self, Stage::Verified | Stage::VerifiedGone)
    }
}

impl Facts {
    fn speaks_against_payment(&self) -> bool {
        let proof = self.paid_on.and_then(|day| day.checked_add_days(Days::new(PAYMENT_DAYS)));
        proof.is_some_and(|day| self.last_seen.in_cst().date_naive() >= day)
    }
}

/// The driver was told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Told {
    /// The day.
    #[ts(as = "Option<String>")]
    pub on: Option<NaiveDate>,
    /// How: 微信、电话、当面…; "" = not said.
    pub how: String,
    /// The day by which they are to handle it.
    #[ts(as = "Option<String>")]
    pub due: Option<NaiveDate>,
}

/// Somebody said that it is handled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Handled {
    /// The day; `None` = not known, as of marks from before there were stages.
    #[ts(as = "Option<String>")]
    pub on: Option<NaiveDate>,
    /// Who said so; "" = not said.
    pub by: String,
}

/// Somebody said that it is paid.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Payment {
    /// The day.
    #[ts(as = "Option<String>")]
    pub on: Option<NaiveDate>,
    /// The amount; `None` = not known.
    pub amount: Option<Fen>,
    /// Who bears it; `None` = not decided.
    pub payer: Option<Payer>,
    /// The driver's part of what is shared.
    pub driver_part: Option<Fen>,
    /// An agent's fee (代办费); `None` = none, or not known.
    pub agent_fee: Option<Fen>,
    /// The month whose wage it is deducted from, YYYY-MM.
    pub deducted_month: Option<String>,
}

/// An answer said otherwise than before what a violation costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CostChange {
    /// The fine before; `None` = not known.
    pub fine_from: Option<Fen>,
    /// The fine now.
    pub fine_to: Option<Fen>,
    /// The points before; `None` = not known.
    pub points_from: Option<u8>,
    /// The points now.
    pub points_to: Option<u8>,
}

/// One step of a case: what a person said, or what an answer brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A person told the driver.
    Told(Told),
    /// A person heard that it is handled.
    Handled(Handled),
    /// A person heard that it is paid, or entered more about the payment.
    Paid(Payment),
    /// A person decided not to handle it, or to appeal.
    Dropped {
        /// Why.
        why: String,
    },
    /// A person took all of it back: as if nothing had been said.
    Back,
    /// An answer changed the fine or the points.
    Changed(CostChange),
    /// An answer says that it is paid.
    Verified,
    /// An answer does not return it any more.
    VerifiedGone,
    /// An answer returns it unpaid again.
    Returned,
    /// An answer still returns it unpaid, long after somebody said that it is paid.
    StillThere,
}

/// What people said about one violation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Case {
    /// What they said last.
    pub said: Said,
    /// That the driver was told.
    pub told: Option<Told>,
    /// That it is handled.
    pub handled: Option<Handled>,
    /// That it is paid.
    pub paid: Option<Payment>,
    /// Why it is not handled, or appealed.
    pub dropped: Option<String>,
}

impl Case {
    /// What all steps together say, the first one first; `None` = nothing.
    pub fn after(steps: impl IntoIterator<Item = Step>) -> Option<Case> {
        steps.into_iter().fold(None, Case::and)
    }

    /// A step back on the way takes away what came after it: who is told again has not paid.
    fn and(before: Option<Case>, step: Step) -> Option<Case> {
        let told = before.as_ref().and_then(|case| case.told.clone());
        let handled = before.as_ref().and_then(|case| case.handled.clone());
        let case = |said| Some(Case { said, told: None, handled: None, paid: None, dropped: None });
        match step {
            Step::Told(now) => case(Said::Told).map(|case| Case { told: Some(now), ..case }),
            Step::Handled(now) => case(Said::Handled).map(|case| Case { told, handled: Some(now), ..case }),
            Step::Paid(now) => case(Said::Paid).map(|case| Case { told, handled, paid: Some(now), ..case }),
            Step::Dropped { why } => {
                case(Said::Dropped).map(|case| Case { told, handled, dropped: Some(why), ..case })
            }
            Step::Back => None,
            Step::Changed(_) | Step::Verified | Step::VerifiedGone | Step::Returned | Step::StillThere => {
                before
            }
        }
    }

    /// The day by which it is to be handled.
    pub fn due(&self) -> Option<NaiveDate> {
        self.told.as_ref().and_then(|told| told.due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveTime;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn seen(text: &str) -> Timestamp {
        Timestamp::of_cst(day(text).unwrap_or_default().and_time(NaiveTime::MIN))
    }

    fn open(said: Option<Said>, has_driver: bool) -> Facts {
        Facts {
            said,
            paid_on: None,
            state: ViolationState::Unhandled,
            is_gone: false,
            has_driver,
            last_seen: Timestamp(0),
        }
    }

    #[test]
    fn an_open_violation_is_where_people_said_it_is() {
        assert_eq!(Stage::of(&open(None, false)), Stage::Unclaimed);
        assert_eq!(Stage::of(&open(None, true)), Stage::Untold);
        let said = [Said::Told, Said::Handled, Said::Paid, Said::Dropped];
        let stages = [Stage::Told, Stage::Handled, Stage::Paid, Stage::Dropped];
        for (said, stage) in said.into_iter().zip(stages) {
            for (state, has_driver) in
                [(ViolationState::Unhandled, true), (ViolationState::HandledUnpaid, false)]
            {
                let known = Facts { state, ..open(Some(said), has_driver) };
                assert_eq!(Stage::of(&known), stage, "{known:?}");
            }
        }
    }

    #[test]
    fn what_the_provider_says_ends_it_and_gone_is_never_called_paid() {
        for said in [None, Some(Said::Told), Some(Said::Paid), Some(Said::Dropped)] {
            let paid = Facts { state: ViolationState::Paid, ..open(said, true) };
            assert_eq!(Stage::of(&paid), Stage::Verified);
            assert_eq!(Stage::of(&Facts { is_gone: true, ..paid }), Stage::Verified, "it was paid before");
            assert_eq!(Stage::of(&Facts { is_gone: true, ..open(said, false) }), Stage::VerifiedGone);
        }
    }

    #[test]
    fn an_answer_ten_days_after_the_payment_speaks_against_it() {
        let on = |last_seen: &str| {
            let known = Facts {
                paid_on: day("2026-03-01"),
                last_seen: seen(last_seen),
                ..open(Some(Said::Paid), true)
            };
            Stage::of(&known)
        };
        assert_eq!(on("2026-03-10"), Stage::Paid);
        assert_eq!(on("2026-03-11"), Stage::StillThere);
    }

    #[test]
    fn steps_add_up_and_a_step_back_takes_away_what_came_after_it() {
        let told = Told { on: day("2026-03-01"), how: "微信".into(), due: day("2026-03-11") };
        let handled = Handled { on: day("2026-03-05"), by: "张三".into() };
        let paid = Payment { amount: Some(Fen(20_000)), ..Payment::default() };
        let all = [
            Step::Told(told.clone()),
            Step::Handled(handled.clone()),
            Step::Verified,
            Step::Paid(paid.clone()),
        ];
        let case = Case::after(all.clone());
        let whole = Case {
            said: Said::Paid,
            told: Some(told.clone()),
            handled: Some(handled),
            paid: Some(paid),
            dropped: None,
        };
        assert_eq!(case, Some(whole));
        let again = all.iter().cloned().chain([Step::Told(told.clone())]);
        let case = Case::after(again);
        assert!(case.as_ref().is_some_and(|case| case.paid.is_none() && case.handled.is_none()));
        assert_eq!(case.and_then(|case| case.due()), told.due);
        assert_eq!(Case::after(all.into_iter().chain([Step::Back])), None);
    }
}
