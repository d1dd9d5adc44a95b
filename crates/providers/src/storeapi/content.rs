//! Where in an answer its rows and sums stand. The document does not show how `retdata` is
//! nested, so the one list of rows is looked for wherever it may be. Nothing is taken for
//! "no violations" but the shapes that the contract names: a list that is overlooked would
//! be a silent loss.

use crate::failure::paid_unread;
use crate::tree::Tree;
use cheku_domain::Fen;
use cheku_domain::provider::{ClaimedTotals, ProviderError};

/// Names under which the contents stand, and that of a list's element in xml.
const NAMES: [&str; 3] = ["retdata", "data", "item"];
/// So many wrappers deep a string of json is unpacked, and "nothing" is believed.
const DEEPEST: usize = 5;
/// The vendor's own sums.
const SUMS: [&str; 3] = ["vioNum", "fineTotal", "integralTotal"];

/// Contents that come as a string of json ("可能是数据、对象或者字符串"), taken apart.
pub(super) fn unpack(answer: &mut Tree) -> Result<(), ProviderError> {
    unpack_to(answer, DEEPEST).map_err(|error| paid_unread(&error.raw_code))
}

fn unpack_to(tree: &mut Tree, deepest: usize) -> Result<(), ProviderError> {
    let Some(inside) = deepest.checked_sub(1) else { return Ok(()) };
    match tree {
        Tree::Map(members) => members.iter_mut().try_for_each(|(name, value)| {
            if NAMES.contains(&name.as_str()) {
                value.unpack()?;
            }
            unpack_to(value, inside)
        }),
        Tree::List(items) => items.iter_mut().try_for_each(|item| unpack_to(item, inside)),
        Tree::Text(_) | Tree::Blank => Ok(()),
    }
}

/// The rows of the one list that there is; none only where the answer says so.
pub(super) fn rows(answer: &Tree) -> Option<Vec<&Tree>> {
    let mut lists = Vec::new();
    collect(answer, &mut lists)?;
    match lists.len() {
        0 => is_clean(answer).then(Vec::new),
        // Which of several would be the answer nobody can tell.
        1 => lists.pop(),
        _ => None,
    }
}

fn is_row(tree: &Tree) -> bool {
    tree.has("vioTime") || tree.has("vioAction")
}

fn holds_rows(tree: &Tree) -> bool {
    is_row(tree) || tree.parts().into_iter().any(holds_rows)
}

/// Every list of rows; `None` where something is only half understood.
fn collect<'a>(tree: &'a Tree, lists: &mut Vec<Vec<&'a Tree>>) -> Option<()> {
    if let Some(rows) = list_of_rows(tree) {
        let is_whole = !rows.iter().flat_map(|row| row.parts()).any(holds_rows);
        lists.push(rows);
        return is_whole.then_some(());
    }
    let several = items(tree).is_some_and(|items| items.len() > 1);
    if several && holds_rows(tree) {
        return None;
    }
    tree.parts().into_iter().try_for_each(|part| collect(part, lists))
}

/// A single row, or items that are all rows.
fn list_of_rows(tree: &Tree) -> Option<Vec<&Tree>> {
    if is_row(tree) {
        return Some(vec![tree]);
    }
    let rows: Vec<&Tree> = items(tree)?.into_iter().filter(|item| !item.is_blank()).collect();
    (!rows.is_empty() && rows.iter().all(|row| is_row(row))).then_some(rows)
}

/// The items of a list; an object whose members are numbered is one, too.
fn items(tree: &Tree) -> Option<Vec<&Tree>> {
    let is_numbered = |name: &String| !name.is_empty() && name.bytes().all(|c| c.is_ascii_digit());
    match tree {
        Tree::List(items) => Some(items.iter().collect()),
        Tree::Map(members) if members.keys().all(is_numbered) => Some(members.values().collect()),
        _ => None,
    }
}

/// Whether an answer without rows says that there are none: blank contents or a count of 0,
/// and nothing beside them that might be something.
fn is_clean(answer: &Tree) -> bool {
    let sums_are_0 =
        SUMS.iter().all(|name| all_said(answer, name, &mut |sum| Fen::parse_yuan(sum) == Some(Fen(0))));
    // The only value of which a sample is known; what another one says nobody knows.
    let is_done = all_said(answer, "res", &mut |res| res == "1");
    sums_are_0 && is_done && says_none(answer, DEEPEST) == Some(true)
}

/// Whether these contents say that nothing is there; `None` = they hold what nobody knows.
fn says_none(tree: &Tree, deepest: usize) -> Option<bool> {
    let inside = deepest.checked_sub(1)?;
    if let Some(items) = items(tree) {
        return if let [only] = items.as_slice() { says_none(only, inside) } else { None };
    }
    let Tree::Map(members) = tree else { return None };
    let mut says = tree.field("vioNum").is_some();
    for (name, member) in members {
        if NAMES.contains(&name.as_str()) && !matches!(member, Tree::Text(_)) {
            says |= is_empty(member) || says_none(member, inside)?;
        } else if NAMES.contains(&name.as_str()) {
            says |= member.is_blank();
        } else if !member.is_plain() {
            return None;
        }
    }
    Some(says)
}

/// Blank, or a list of blanks in the contract's own names.
fn is_empty(tree: &Tree) -> bool {
    let is_named = match tree {
        Tree::Map(members) => members.keys().all(|name| NAMES.contains(&name.as_str())),
        Tree::List(_) => true,
        Tree::Blank | Tree::Text(_) => false,
    };
    tree.is_blank() || is_named && tree.parts().into_iter().all(is_empty)
}

/// Whether whatever the objects of an answer say under this name, rows apart, is as it should be.
fn all_said<'a>(tree: &'a Tree, name: &str, is: &mut impl FnMut(&'a str) -> bool) -> bool {
    match tree {
        Tree::Blank | Tree::Text(_) => true,
        row if is_row(row) => true,
        Tree::List(items) => items.iter().all(|item| all_said(item, name, is)),
        Tree::Map(members) => {
            tree.field(name).is_none_or(&mut *is) && members.values().all(|member| all_said(member, name, is))
        }
    }
}

/// The vendor's own sums; two that differ are none.
pub(super) fn claimed(answer: &Tree) -> ClaimedTotals {
    let only = |name| {
        let mut only = None;
        let is_one = all_said(answer, name, &mut |sum| *only.get_or_insert(sum) == sum);
        only.filter(|_| is_one)
    };
    ClaimedTotals {
        violations: only("vioNum").and_then(whole),
        fines: only("fineTotal").and_then(Fen::parse_yuan),
        points: only("integralTotal").and_then(whole),
    }
}

/// "2", "2.0" and "2.00" alike.
fn whole(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    part.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok())?
}

#[cfg(test)]
#[path = "content_tests.rs"]
mod tests;
