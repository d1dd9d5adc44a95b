//! Reading an answer: its code, and then its rows (`content`).

use super::codes::{Meaning, meaning};
use super::content;
use crate::failure::{paid_unread, unreadable};
use crate::tree::{Said, Tree};
use cheku_domain::provider::{ProviderError, Reply};
use cheku_domain::time::parse_vendor_time;
use cheku_domain::violation::join_repeats;
use cheku_domain::{Charge, Fen, Points, Violation, ViolationState};

/// The provider's own numbers of a row, kept under their documented names.
const NUMBERS: &[&str] = &["monitorNum", "decisionNum", "handleNum"];

/// Reads an answer in any of the three formats. The code alone decides; the texts of
/// success differ from answer to answer. Only 10000 is charged (doc), whatever it holds.
pub(super) fn read(said: &Said) -> Result<Reply, ProviderError> {
    let answer = said.tree()?;
    let raw_code = answer.field("codeid").ok_or_else(|| unreadable("no_code"))?.to_owned();
    let raw_text = answer.field("message").unwrap_or_default().to_owned();
    match meaning(&raw_code) {
        Meaning::Answered => answered(answer, raw_code),
        Meaning::NoData => Ok(Reply::NoData { charge: Charge::No, raw_code, raw_text }),
        Meaning::Pending => Ok(Reply::Pending { charge: Charge::Unknown, raw_code, raw_text }),
        Meaning::Refused(kind, charge) => Err(ProviderError { kind, charge, raw_code, raw_text }),
    }
}

fn answered(mut answer: Tree, raw_code: String) -> Result<Reply, ProviderError> {
    content::unpack(&mut answer)?;
    let rows = content::rows(&answer).ok_or_else(|| paid_unread("no_rows_found"))?;
    let violations = join_repeats(rows.into_iter().map(violation).collect());
    Ok(Reply::Answered { violations, claimed: content::claimed(&answer), charge: Charge::Yes, raw_code })
}

fn violation(row: &Tree) -> Violation {
    let text = |name| row.field(name).map(str::to_owned);
    let time_text = text("vioTime").unwrap_or_default();
    Violation {
        time: parse_vendor_time(&time_text),
        time_text,
        place: text("vioAddress").unwrap_or_default(),
        act: text("vioAction").unwrap_or_default(),
        code: text("vioCode"),
        fine: row.field("vioFine").and_then(Fen::parse_yuan),
        points: row.field("vioScore").and_then(Points::parse),
        state: state(row.field("handleSign")),
        city: text("vioCityName"),
        city_number: text("vioCityNo"),
        authority: text("colOrgan"),
        // Doc: 2, blank and absent are "not".
        online: Some(row.field("onlineHandle") == Some("1")),
        numbers: NUMBERS.iter().filter_map(|name| Some(((*name).to_owned(), text(name)?))).collect(),
        repeat: 1,
    }
}

/// Doc: blank and absent are 未处理未缴费. So is a sign that the document does not know:
/// what may be owed is counted as owed.
fn state(sign: Option<&str>) -> ViolationState {
    match sign {
        Some("2") => ViolationState::HandledUnpaid,
        Some("3") => ViolationState::Paid,
        _ => ViolationState::Unhandled,
    }
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
