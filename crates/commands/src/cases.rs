//! Cases: a person says how far violations got, one step at a time. What is said is checked here and kept by
//! the garage; the stage follows from it by the domain's rule.

use crate::App;
use crate::api::{CommandError, ErrorCode, StepRequest, Undoable};
use crate::drivers::short;
use crate::error::{Result, bad_request, count};
use crate::violations::chosen;
use cheku_domain::Fen;
use cheku_domain::case::{Handled, Payer, Payment, Step, Told};
use cheku_garage::NewStep;
use chrono::{Days, NaiveDate};

/// More is a slip: no fine is a million yuan.
const MOST: Fen = Fen(100_000_000);

/// Says something of violations; taken back like any other change.
pub async fn violations_step(app: &App, request: StepRequest) -> Result<Undoable> {
    let now = app.0.clock.now();
    let today = now.in_cst().date_naive();
    if !request.receipts.is_empty() && !matches!(request.step, Step::Paid(_)) {
        return Err(bad_request("receipts go with a payment"));
    }
    let files = crate::receipts::named(app, &request.receipts)?;
    let done = app
        .work(move |garage| {
            let notice_days = crate::accounts::read_settings(garage)?.notice_days;
            let step = checked(request.step, request.as_fined, today, notice_days)?;
            let receipts = crate::receipts::kept(garage, &files)?;
            let by = crate::accounts::person(garage)?;
            let new = NewStep { step, as_fined: request.as_fined, receipts, by };
            Ok(garage.take_step(&chosen(&request.selection, now), &new, now)?)
        })
        .await?;
    let rows = count(done.rows);
    Ok(Undoable { undo: (rows > 0).then_some(done.undo.0), count: rows })
}

fn refused(code: ErrorCode) -> CommandError {
    CommandError::new(code, code.word())
}

/// The step with what was left out, or what is wrong with it.
fn checked(step: Step, as_fined: bool, today: NaiveDate, notice_days: u32) -> Result<Step> {
    if as_fined && !matches!(&step, Step::Paid(Payment { amount: None, .. })) {
        return Err(refused(ErrorCode::StepAmount));
    }
    Ok(match step {
        Step::Told(told) => Step::Told(told_checked(told, today, notice_days)?),
        Step::Handled(handled) => {
            Step::Handled(Handled { on: past(handled.on, today)?, by: short(&handled.by)? })
        }
        Step::Paid(payment) => Step::Paid(payment_checked(payment, as_fined, today)?),
        Step::Dropped { why } => match short(&why)? {
            why if why.is_empty() => return Err(refused(ErrorCode::StepReason)),
            why => Step::Dropped { why },
        },
        Step::Back => Step::Back,
        _ => return Err(bad_request("only an answer brings that")),
    })
}

/// A day that is left out is today; what was said is not of a day to come.
fn past(on: Option<NaiveDate>, today: NaiveDate) -> Result<Option<NaiveDate>> {
    let on = on.unwrap_or(today);
    if on > today { Err(refused(ErrorCode::StepDayAhead)) } else { Ok(Some(on)) }
}

fn told_checked(told: Told, today: NaiveDate, notice_days: u32) -> Result<Told> {
    let on = past(told.on, today)?;
    let told_on = on.unwrap_or(today);
    let due = told.due.or_else(|| told_on.checked_add_days(Days::new(notice_days.into())));
    if due.is_some_and(|due| due < told_on) {
        return Err(refused(ErrorCode::StepDueBefore));
    }
    Ok(Told { on, how: short(&told.how)?, due })
}

fn payment_checked(payment: Payment, as_fined: bool, today: NaiveDate) -> Result<Payment> {
    let on = past(payment.on, today)?;
    let amounts = [payment.amount, payment.driver_part, payment.agent_fee];
    if amounts.into_iter().flatten().any(|amount| amount < Fen(0) || amount > MOST) {
        return Err(refused(ErrorCode::StepAmount));
    }
    let is_shared = payment.payer == Some(Payer::Shared);
    let exceeds = |part: Fen| payment.amount.is_some_and(|amount| part > amount);
    // Of many fines at once no one part can be right.
    if payment.driver_part.is_some_and(|part| !is_shared || as_fined || exceeds(part)) {
        return Err(refused(ErrorCode::StepPart));
    }
    let deducted_month = payment.deducted_month.filter(|month| !month.is_empty());
    let is_month = |month: &String| month.len() == 7 && format!("{month}-01").parse::<NaiveDate>().is_ok();
    if !deducted_month.iter().all(is_month) {
        return Err(refused(ErrorCode::StepMonth));
    }
    Ok(Payment { on, deducted_month, ..payment })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn on_the_12th(step: Step) -> Result<Step> {
        checked(step, false, day("2026-03-12"), 10)
    }

    fn refusal(step: Step) -> ErrorCode {
        on_the_12th(step).unwrap_err().code
    }

    #[test]
    fn what_is_left_out_is_today_and_due_after_the_days_of_the_notice() {
        let Step::Told(told) = on_the_12th(Step::Told(Told::default())).unwrap() else { unreachable!() };
        assert_eq!((told.on, told.due), (Some(day("2026-03-12")), Some(day("2026-03-22"))));
        let Step::Paid(paid) = on_the_12th(Step::Paid(Payment::default())).unwrap() else { unreachable!() };
        assert_eq!((paid.on, paid.amount), (Some(day("2026-03-12")), None), "an amount is not made up");
    }

    #[test]
    fn a_slip_is_refused_with_what_is_wrong() {
        let told = |on: &str, due: &str| {
            Step::Told(Told { on: Some(day(on)), due: Some(day(due)), ..Told::default() })
        };
        assert_eq!(refusal(told("2026-03-13", "2026-03-20")), ErrorCode::StepDayAhead);
        assert_eq!(refusal(told("2026-03-10", "2026-03-09")), ErrorCode::StepDueBefore);
        let paid = |payment: Payment| refusal(Step::Paid(payment));
        let some = Payment { amount: Some(Fen(20_000)), payer: Some(Payer::Shared), ..Payment::default() };
        assert_eq!(paid(Payment { amount: Some(Fen(-1)), ..some.clone() }), ErrorCode::StepAmount);
        assert_eq!(paid(Payment { agent_fee: Some(Fen(-1)), ..some.clone() }), ErrorCode::StepAmount);
        assert_eq!(paid(Payment { driver_part: Some(Fen(20_001)), ..some.clone() }), ErrorCode::StepPart);
        let by_company = Payment { payer: Some(Payer::Company), ..some.clone() };
        assert_eq!(paid(Payment { driver_part: Some(Fen(1)), ..by_company }), ErrorCode::StepPart);
        for month in ["2026-13", "2026-3", "三月"] {
            let deducted_month = Some(month.to_owned());
            assert_eq!(paid(Payment { deducted_month, ..some.clone() }), ErrorCode::StepMonth);
        }
        assert_eq!(refusal(Step::Dropped { why: " ".into() }), ErrorCode::StepReason);
        assert_eq!(refusal(Step::Verified), ErrorCode::BadRequest);
        let twice = checked(Step::Paid(some), true, day("2026-03-12"), 10).unwrap_err();
        assert_eq!(twice.code, ErrorCode::StepAmount);
    }
}
