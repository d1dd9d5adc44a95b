//! The words of a notice, as one message for a chat.

use super::gathered::{Gathered, Sums};
use crate::words::Lang;
use cheku_domain::{Fen, ViolationState};
use cheku_garage::ViolationRow;

/// The whole message.
pub(super) fn of(gathered: &Gathered, driver: &str, rows: &[ViolationRow]) -> String {
    let lang = gathered.lang;
    let head = lang.pick("{driver}，您有 {n} 条违章待处理：", "{driver}, violations to be handled: {n}");
    let mut lines = vec![head.replace("{n}", &rows.len().to_string()).replace("{driver}", driver)];
    lines.extend(rows.iter().enumerate().map(|(at, row)| one(at + 1, row, lang)));
    if rows.len() > 1 {
        lines.push(sum(&Sums::of(rows), lang));
    }
    let until = lang
        .pick("请在 {day} 前处理，处理后请回复。", "Please handle them by {day} and reply when it is done.");
    lines.push(until.replace("{day}", &gathered.due.to_string()));
    let from = [&gathered.fleet, &gathered.person];
    let from: Vec<&str> = from.into_iter().filter(|name| !name.is_empty()).map(String::as_str).collect();
    if !from.is_empty() {
        lines.push(format!("—— {}", from.join(" ")));
    }
    lines.join("\n")
}

fn one(number: usize, row: &ViolationRow, lang: Lang) -> String {
    let found = &row.violation;
    let place = [found.city.as_deref().unwrap_or(""), &found.place].join(" ");
    format!(
        "{number}. {} {}\n   {}\n   {}\n   {}\n   {}",
        row.plate,
        time(row),
        place.trim(),
        found.act,
        cost(row, lang),
        where_to(row, lang)
    )
}

/// To the minute, or as the vendor wrote it.
pub(super) fn time(row: &ViolationRow) -> String {
    let found = &row.violation;
    found.time.map_or_else(|| found.time_text.clone(), |time| time.format("%Y-%m-%d %H:%M").to_string())
}

/// "200 元", "150.50 元"; unknown is said.
fn fine(fine: Option<Fen>, lang: Lang) -> String {
    match fine {
        None => lang.pick("罚款未知", "fine unknown").to_owned(),
        Some(fen) => lang.pick("罚款 {n} 元", "fine ¥{n}").replace("{n}", yuan(fen).as_str()),
    }
}

fn yuan(fen: Fen) -> String {
    let text = fen.to_yuan();
    text.strip_suffix(".00").map_or_else(|| text.clone(), str::to_owned)
}

fn cost(row: &ViolationRow, lang: Lang) -> String {
    let found = &row.violation;
    let points = match found.points {
        _ if !found.state.points_wait() => None,
        None => Some(lang.pick("记分未知", "points unknown").to_owned()),
        Some(points) => Some(lang.pick("记 {n} 分", "{n} points").replace("{n}", &points.0.to_string())),
    };
    let parts: Vec<String> = std::iter::once(fine(found.fine, lang)).chain(points).collect();
    parts.join(lang.pick("，", ", "))
}

/// Where it is handled, as far as the vendor says so.
pub(super) fn where_to(row: &ViolationRow, lang: Lang) -> String {
    let found = &row.violation;
    if found.state == ViolationState::HandledUnpaid {
        return lang.pick("已处理，待缴款", "handled, to be paid").to_owned();
    }
    match (found.online, found.authority.as_deref().filter(|name| !name.is_empty())) {
        (Some(true), _) => {
            lang.pick("可网上处理（交管12123）", "can be handled online (交管12123)").to_owned()
        }
        (_, Some(office)) => lang.pick("处理机关：{office}", "office: {office}").replace("{office}", office),
        (Some(false), None) => lang.pick("不能网上处理", "cannot be handled online").to_owned(),
        (None, None) => {
            lang.pick("处理地点：服务商未提供", "where to handle it: not told by the provider").to_owned()
        }
    }
}

/// "合计：罚款 3,350 元，另有 1 条未知；记 3 分".
pub(super) fn sum(sums: &Sums, lang: Lang) -> String {
    let unknown = |count: u32| match count {
        0 => String::new(),
        n => lang.pick("，另有 {n} 条未知", ", {n} more unknown").replace("{n}", &n.to_string()),
    };
    lang.pick(
        "合计：罚款 {fines} 元{f}；记 {points} 分{p}",
        "Together: fines ¥{fines}{f}; {points} points{p}",
    )
    .replace("{fines}", &yuan(sums.fines))
    .replace("{f}", &unknown(sums.fines_unknown))
    .replace("{points}", &sums.points.to_string())
    .replace("{p}", &unknown(sums.points_unknown))
}
