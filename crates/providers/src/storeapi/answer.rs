//! Reading an answer. The document does not show how `retdata` is nested, so the
//! object with the totals and the rows are looked for in every place that fits; what
//! fits nowhere is unreadable rather than clean.

use super::codes::{Meaning, meaning};
use crate::failure::unreadable;
use crate::tree::{self, Tree};
use cheku_domain::provider::{ClaimedTotals, ProviderError, Reply};
use cheku_domain::time::parse_vendor_time;
use cheku_domain::violation::join_repeats;
use cheku_domain::{Charge, Fen, Points, Violation, ViolationState};

/// The provider's own numbers of a row, kept under their documented names.
const NUMBERS: &[&str] = &["monitorNum", "decisionNum", "handleNum"];

/// Reads an answer in any of the three formats. The code alone decides; the texts of
/// success differ from answer to answer.
pub(super) fn read(text: &str) -> Result<Reply, ProviderError> {
    let mut answer = tree::read(text)?;
    let raw_code = answer.field("codeid").ok_or_else(|| unreadable("no_code"))?.to_owned();
    let raw_text = answer.field("message").unwrap_or_default().to_owned();
    match meaning(&raw_code) {
        Meaning::Answered => {
            let retdata = answer.take("retdata");
            answered(&answer, retdata, raw_code)
        }
        Meaning::NoData => Ok(Reply::NoData { charge: Charge::No, raw_code, raw_text }),
        Meaning::Pending => Ok(Reply::Pending { charge: Charge::Unknown, raw_code, raw_text }),
        Meaning::Refused(kind, charge) => Err(ProviderError { kind, charge, raw_code, raw_text }),
    }
}

fn answered(answer: &Tree, retdata: Option<Tree>, raw_code: String) -> Result<Reply, ProviderError> {
    let retdata = retdata.map(opened).transpose()?;
    let (home, rows) = content(answer, retdata.as_ref()).ok_or_else(|| unreadable("no_rows_found"))?;
    let violations = join_repeats(rows.into_iter().map(violation).collect());
    Ok(Reply::Answered { violations, claimed: claimed(home, answer), charge: Charge::Yes, raw_code })
}

/// Contents that come as a string of json, once more at most ("可能是数据、对象或者字符串").
fn opened(retdata: Tree) -> Result<Tree, ProviderError> {
    let mut retdata = unfolded(retdata)?;
    if let Tree::Map(members) = &mut retdata
        && let Some(data) = members.get_mut("data")
    {
        *data = unfolded(std::mem::replace(data, Tree::Blank))?;
    }
    Ok(retdata)
}

fn unfolded(tree: Tree) -> Result<Tree, ProviderError> {
    match tree.text() {
        Some(text) => tree::read(text),
        None => Ok(tree),
    }
}

/// The object with the totals, and the rows.
fn content<'a>(answer: &'a Tree, retdata: Option<&'a Tree>) -> Option<(&'a Tree, Vec<&'a Tree>)> {
    if let Some(home) = retdata.and_then(home) {
        return Some((home, rows_beside_totals(home)?));
    }
    match retdata {
        // Rows at once, totals beside the code.
        Some(retdata) if !retdata.is_blank() => Some((answer, retdata.rows(is_row)?)),
        _ if is_home(answer) => Some((answer, rows_beside_totals(answer)?)),
        // Present but blank: asked and clean. Absent: who knows.
        Some(_) => Some((answer, Vec::new())),
        None => None,
    }
}

/// The one object with `vioNum` or `data`, at most two wrappers deep.
fn home(tree: &Tree) -> Option<&Tree> {
    let inner = only_member(tree);
    [Some(tree), inner, inner.and_then(only_member)].into_iter().flatten().find(|tree| is_home(tree))
}

fn only_member(tree: &Tree) -> Option<&Tree> {
    match tree {
        Tree::List(items) if items.len() == 1 => items.first(),
        Tree::Map(members) if members.len() == 1 => members.values().next(),
        _ => None,
    }
}

fn is_home(tree: &Tree) -> bool {
    tree.has("vioNum") || tree.has("data")
}

fn is_row(tree: &Tree) -> bool {
    tree.has("vioTime") || tree.has("vioAction")
}

/// `data` where there is one, else whichever member holds rows. Without either, "no
/// violations" is believed only if the vendor counts none.
fn rows_beside_totals(home: &Tree) -> Option<Vec<&Tree>> {
    if let Some(data) = home.get("data") {
        return data.rows(is_row);
    }
    let Tree::Map(members) = home else { return None };
    let found = members.values().filter(|tree| matches!(tree, Tree::List(_) | Tree::Map(_)));
    let found = found.filter_map(|tree| tree.rows(is_row)).find(|rows| !rows.is_empty());
    let none_counted = || count(home, "vioNum") == Some(0);
    found.or_else(|| none_counted().then(Vec::new))
}

fn claimed(home: &Tree, answer: &Tree) -> ClaimedTotals {
    let either = |name| home.field(name).or_else(|| answer.field(name));
    ClaimedTotals {
        violations: either("vioNum").and_then(whole),
        fines: either("fineTotal").and_then(Fen::parse_yuan),
        points: either("integralTotal").and_then(whole),
    }
}

fn count(tree: &Tree, name: &str) -> Option<u32> {
    tree.field(name).and_then(whole)
}

/// "2", "2.0" and "2.00" alike.
fn whole(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    part.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok())?
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
