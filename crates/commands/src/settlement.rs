//! Settlements (结算表): a month's violations by team and driver, issued with a number and kept as they were.

mod print;
mod sheet;

pub(crate) use print::html;
pub(crate) use sheet::sheet;

use crate::App;
use crate::api::{
    CommandError, ErrorCode, Nothing, Settlement, SettlementHead, SettlementIssue, SettlementRef, Tag,
};
use crate::error::{Result, not_found};
use cheku_domain::settlement::{corrected, rows};
use cheku_domain::{Span, SpanBy, Timestamp};
use cheku_garage::{Garage, SettlementBody};
use chrono::{Days, Months, NaiveDate};

/// One settlement, issued or as it would be now.
pub async fn settlement(app: &App, which: SettlementRef) -> Result<Settlement> {
    let now = app.0.clock.now();
    app.work(move |garage| found(garage, &which, now)).await
}

/// Those that were issued, the newest first.
pub async fn settlements(app: &App, _: Nothing) -> Result<Vec<SettlementHead>> {
    app.work(|garage| Ok(garage.settlements()?)).await
}

/// Issues a month's settlement: from now on it stays as it is.
pub async fn settlement_issue(app: &App, request: SettlementIssue) -> Result<Settlement> {
    let now = app.0.clock.now();
    let issued = app
        .work(move |garage| {
            let body = garage.unsettled(days(&request.month, now)?)?;
            if body.is_empty() {
                let message = "nothing is left to settle of this month";
                return Err(CommandError::new(ErrorCode::SettlementNothing, message));
            }
            let by = crate::accounts::person(garage)?;
            let head = garage.issue_settlement(&request.month, &body, &by, now)?;
            found(garage, &SettlementRef::Issued { id: head.id }, now)
        })
        .await?;
    app.changed(&[Tag::Violations]);
    Ok(issued)
}

/// A month's days by first sight; a month to come has none.
fn days(month: &str, now: Timestamp) -> Result<Span> {
    let refused = || CommandError::new(ErrorCode::SettlementMonth, "no month that has begun");
    let first = format!("{month}-01").parse::<NaiveDate>().map_err(|_| refused())?;
    let is_named = first.format("%Y-%m").to_string() == month;
    if !is_named || first > now.in_cst().date_naive() {
        return Err(refused());
    }
    let last = first.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1)));
    Ok(Span { from: Some(first), to: last, by: SpanBy::Seen })
}

pub(crate) fn found(garage: &Garage, which: &SettlementRef, now: Timestamp) -> Result<Settlement> {
    let issued = garage.settlements()?;
    match which {
        SettlementRef::Issued { id } => {
            let (kept, body) = garage.settlement(id)?.ok_or_else(|| not_found("settlement"))?;
            let is_supplement =
                issued.iter().any(|other| other.month == kept.month && is_before(other, &kept));
            let of = whole(kept.month.clone(), body, is_supplement);
            let SettlementHead { id, number, issued_at, by, .. } = kept;
            Ok(Settlement { id, number: Some(number), issued_at: Some(issued_at), by, ..of })
        }
        SettlementRef::Draft { month } => {
            let body = garage.unsettled(days(month, now)?)?;
            Ok(whole(month.clone(), body, issued.iter().any(|other| other.month == *month)))
        }
    }
}

fn is_before(one: &SettlementHead, other: &SettlementHead) -> bool {
    (one.issued_at, &one.id) < (other.issued_at, &other.id)
}

fn whole(month: String, body: SettlementBody, is_supplement: bool) -> Settlement {
    Settlement {
        id: String::new(),
        month,
        number: None,
        issued_at: None,
        by: String::new(),
        is_supplement,
        rows: rows(&body.lines),
        corrected: corrected(&body.corrections),
        lines: body.lines,
        corrections: body.corrections,
    }
}
