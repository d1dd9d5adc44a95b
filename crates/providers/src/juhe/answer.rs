//! Reading the answer of `query`, and the verdict that all three addresses share.

use super::codes::{by_error_code, by_result_code};
use crate::failure::{paid_unread, unreadable};
use crate::tree::{Said, Tree};
use cheku_domain::provider::{ClaimedTotals, ProviderError, Reply};
use cheku_domain::time::parse_vendor_time;
use cheku_domain::violation::join_repeats;
use cheku_domain::{Charge, Fen, Points, Violation, ViolationState};

/// Reads an answer of `query`. Success is charged (inferred: the free refusals are
/// marked 不扣费 in the document), whatever it holds.
pub(super) fn read(said: &Said) -> Result<Reply, ProviderError> {
    let answer = said.tree()?;
    let (raw_code, result) = content(&answer, |tree| tree.has("lists") || tree.has("hphm"))?;
    // Without a code nobody said that it is charged.
    let unread = if raw_code.is_empty() { unreadable } else { paid_unread };
    // A clean answer still names city and plate: without an object nobody was asked. A
    // row names them too, but a row alone is not the whole answer.
    if is_row(result) || !matches!(result, Tree::Map(_)) {
        return Err(unread("no_result"));
    }
    let rows = rows(&answer, result).ok_or_else(|| unread("no_rows_found"))?;
    let violations = join_repeats(rows.into_iter().map(violation).collect());
    let claimed = ClaimedTotals::default();
    Ok(Reply::Answered { violations, claimed, charge: Charge::Yes, raw_code })
}

/// The rows of `lists`, which is absent in some clean answers. Where there are none,
/// nothing else may stand in the answer that could hold rows: they would be overlooked.
fn rows<'a>(answer: &Tree, result: &'a Tree) -> Option<Vec<&'a Tree>> {
    let rows = result.get("lists").map_or(Some(Vec::new()), |lists| lists.rows(is_row))?;
    let beside = |tree: &Tree, name: &str| match tree {
        Tree::Map(members) => members.iter().all(|(member, value)| member == name || value.is_plain()),
        _ => true,
    };
    let is_all = beside(result, "lists") && (std::ptr::eq(answer, result) || beside(answer, "result"));
    (!rows.is_empty() || is_all).then_some(rows)
}

/// Whether an answer is a success, whatever it holds; its code.
pub(super) fn accepted(said: &Said) -> Result<String, ProviderError> {
    verdict(&said.tree()?)?.ok_or_else(|| unreadable("no_code"))
}

/// The code of a success and the `result`. Some answers are the result and nothing
/// else: those are known by what every result of that address holds.
pub(super) fn content(
    answer: &Tree,
    is_result: impl Fn(&Tree) -> bool,
) -> Result<(String, &Tree), ProviderError> {
    match verdict(answer)? {
        Some(code) => Ok((code, answer.get("result").ok_or_else(|| paid_unread("no_result"))?)),
        None if is_result(answer) => Ok((String::new(), answer)),
        None => Err(unreadable("no_code")),
    }
}

/// `error_code` decides; `resultcode` only where there is none: the two can disagree.
/// `None` = neither is there.
fn verdict(answer: &Tree) -> Result<Option<String>, ProviderError> {
    let has = |name| answer.get(name).is_some_and(|code| !code.is_blank());
    let (code, refused) = match (answer.field("error_code"), answer.field("resultcode")) {
        (Some(code), _) => (code, by_error_code(code)),
        (None, _) if has("error_code") => return Err(unreadable("contradiction")),
        (None, Some(code)) => (code, by_result_code(code)),
        (None, None) if has("resultcode") => return Err(unreadable("contradiction")),
        (None, None) => return Ok(None),
    };
    let Some((kind, charge)) = refused else { return Ok(Some(code.to_owned())) };
    let raw_text = answer.field("reason").unwrap_or_default().to_owned();
    Err(ProviderError { kind, charge, raw_code: code.to_owned(), raw_text })
}

fn is_row(tree: &Tree) -> bool {
    tree.has("date") || tree.has("act")
}

fn violation(row: &Tree) -> Violation {
    let text = |name| row.field(name).map(str::to_owned);
    let time_text = text("date").unwrap_or_default();
    let (code, act) = code_and_act(row.field("code"), row.field("act").unwrap_or_default());
    let points = row.field("fen").and_then(Points::parse);
    Violation {
        time: parse_vendor_time(&time_text),
        time_text,
        place: text("area").unwrap_or_default(),
        act: act.to_owned(),
        code: code.map(str::to_owned),
        fine: fine(row.field("money"), points),
        points,
        state: state(row.field("handled")),
        city: text("wzcity"),
        city_number: None,
        // The document writes cjgg; answers were seen with cjjg.
        authority: text("cjgg").or_else(|| text("cjjg")),
        online: None,
        numbers: text("archiveno").map(|number| ("archiveno".to_owned(), number)).into_iter().collect(),
        repeat: 1,
    }
}

/// Where points are taken money is due, so "0" beside points means "not known".
fn fine(money: Option<&str>, points: Option<Points>) -> Option<Fen> {
    let fine = money.and_then(Fen::parse_yuan)?;
    let unknown = fine == Fen(0) && points.is_some_and(|points| points > Points(0));
    (!unknown).then_some(fine)
}

/// Doc: 1 is 已处理未交费; paid rows are not returned. Anything else counts as open:
/// what may be owed is counted as owed.
fn state(handled: Option<&str>) -> ViolationState {
    if handled == Some("1") { ViolationState::HandledUnpaid } else { ViolationState::Unhandled }
}

/// Takes a code out of the act ("16362 : …") where it stands there instead of in `code`,
/// or as well as there.
fn code_and_act<'a>(code: Option<&'a str>, act: &'a str) -> (Option<&'a str>, &'a str) {
    match folded(act) {
        Some((inside, rest)) if code.is_none_or(|code| code == inside) => (Some(inside), rest),
        _ => (code, act),
    }
}

/// Four to six digits, a colon of either width, the act.
fn folded(act: &str) -> Option<(&str, &str)> {
    let end = act.find(|c: char| !c.is_ascii_digit())?;
    let (code, rest) = act.split_at(end);
    let rest = rest.trim_start().strip_prefix([':', '：'])?.trim_start();
    ((4..=6).contains(&code.len()) && !rest.is_empty()).then_some((code, rest))
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
