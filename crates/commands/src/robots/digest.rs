//! What a group reads after a check: counts first, then the newest violations.

use crate::api::Progress;
use crate::error::Result;
use crate::words::Lang;
use cheku_domain::{DueStep, Fen, Totals};
use cheku_garage::{Direction, Garage, ViolationColumn, ViolationQuery, ViolationRow};
use cheku_robots::Message;
use chrono::NaiveDate;

/// Lines at most; a group is no archive.
const LINES: usize = 20;
/// Characters of an act.
const ACT: usize = 30;

/// A sentence that says where it comes from.
pub(super) fn test(lang: Lang) -> Message {
    let head = lang.pick(
        "【车库 Cheku】测试消息：查询结束后，这里会收到汇总。",
        "[Cheku 车库] Test: a summary comes here after each check.",
    );
    Message { head: head.to_owned(), lines: Vec::new() }
}

/// Lines that found no room.
pub(super) fn more(left_out: usize, lang: Lang) -> String {
    lang.pick("…另有 {n} 条，请在车库中查看", "… and {n} more; see Cheku")
        .replace("{n}", &left_out.to_string())
}

/// What a batch found and how the fleet stands.
pub(super) fn of(garage: &Garage, progress: &Progress, lang: Lang, full_plates: bool) -> Result<Message> {
    let fleet = garage.totals()?;
    let found = match progress.new_violations {
        0 => Vec::new(),
        _ => garage.list_violations(&newest(progress))?.rows,
    };
    let mut head = vec![checked(progress, lang), new(progress, lang)];
    head.extend(not_answered(progress, lang));
    head.push(standing(&fleet.totals, lang));
    head.extend(due(garage, progress.started_at.in_cst().date_naive(), lang)?);
    let mut lines: Vec<String> = found.iter().map(|row| line(row, lang, full_plates)).collect();
    let shown = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    if progress.new_violations > shown {
        let left_out = usize::try_from(progress.new_violations - shown).unwrap_or(0);
        lines.push(more(left_out, lang));
    }
    Ok(Message { head: head.join("\n"), lines })
}

/// The gravest of those that were new in this batch.
fn newest(progress: &Progress) -> ViolationQuery {
    ViolationQuery {
        new_only: true,
        first_seen_from: Some(progress.started_at),
        sort: ViolationColumn::Fine,
        direction: Direction::Descending,
        limit: Some(LINES),
        ..ViolationQuery::default()
    }
}

pub(super) fn filled(template: &str, values: &[(&str, String)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
}

fn checked(progress: &Progress, lang: Lang) -> String {
    let template = lang.pick(
        "【车库 Cheku】第 {number} 批：{answered} / {planned} 辆有结果",
        "[Cheku 车库] Check {number}: {answered} of {planned} vehicles answered",
    );
    let values = [
        ("{number}", progress.number.to_string()),
        ("{answered}", progress.answered.to_string()),
        ("{planned}", progress.planned.to_string()),
    ];
    filled(template, &values)
}

fn new(progress: &Progress, lang: Lang) -> String {
    let template = match progress.new_violations {
        0 => lang.pick("无新增违章", "No new violations"),
        _ => lang.pick("新增违章 {n} 条，涉及 {cars} 辆", "New violations: {n}, vehicles: {cars}"),
    };
    let besides = [
        (progress.first_found, lang.pick("；首次查到 {k} 条", "; found at first check: {k}")),
        (progress.gone, lang.pick("；已查不到 {k} 条", "; no longer listed: {k}")),
    ];
    let said = besides.iter().filter(|(count, _)| *count > 0);
    let besides: String = said.map(|(count, text)| text.replace("{k}", &count.to_string())).collect();
    let values =
        [("{n}", progress.new_violations.to_string()), ("{cars}", progress.new_vehicles.to_string())];
    filled(template, &values) + &besides
}

/// What nobody knows must not look like "nothing owed".
fn not_answered(progress: &Progress, lang: Lang) -> Option<String> {
    let parts = [
        (progress.failed + progress.locked, lang.pick("查询失败 {n} 辆", "failed: {n}")),
        (progress.doubtful, lang.pick("待核对 {n} 辆", "unconfirmed: {n}")),
        (progress.pending, lang.pick("等待结果 {n} 辆", "awaiting result: {n}")),
        (progress.skipped, lang.pick("跳过 {n} 辆", "skipped: {n}")),
        (progress.not_asked, lang.pick("未查 {n} 辆", "not checked: {n}")),
    ];
    let said = parts.iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, text)| text.replace("{n}", &count.to_string())).collect();
    (!said.is_empty()).then(|| {
        let text = said.join(lang.pick("，", ", "));
        lang.pick("没有结果：{text}", "Without an answer: {text}").replace("{text}", &text)
    })
}

fn standing(totals: &Totals, lang: Lang) -> String {
    let template = lang.pick(
        "全车队未缴 {n} 条，{yuan} 元{unknown}；待处理 {points} 分",
        "Fleet unpaid: {n}, {yuan} yuan{unknown}; points waiting: {points}",
    );
    let unknown = match totals.fines_unknown {
        0 => String::new(),
        n => {
            lang.pick("，另有 {k} 条金额未知", ", plus {k} of unknown amount").replace("{k}", &n.to_string())
        }
    };
    let values = [
        ("{n}", totals.unpaid.to_string()),
        ("{yuan}", totals.fines_due_fen.to_yuan()),
        ("{unknown}", unknown),
        ("{points}", totals.points_waiting.to_string()),
    ];
    filled(template, &values)
}

/// What is over and what runs out within a week; `None` where nothing does.
fn due(garage: &Garage, today: NaiveDate, lang: Lang) -> Result<Option<String>> {
    let counts = garage.due_counts(today, DueStep::Within7.last_day(today))?;
    let of_step = |step: DueStep| counts.get(&step).copied().unwrap_or(0);
    let (over, week) = (of_step(DueStep::Overdue), of_step(DueStep::Within7));
    if over + week == 0 {
        return Ok(None);
    }
    let template = lang.pick(
        "到期：已过期 {over} 项，7 天内 {week} 项，请在车库中查看",
        "Due dates: {over} overdue, {week} within 7 days; see Cheku",
    );
    Ok(Some(filled(template, &[("{over}", over.to_string()), ("{week}", week.to_string())])))
}

fn line(row: &ViolationRow, lang: Lang, full_plates: bool) -> String {
    let plate = if full_plates { row.plate.clone() } else { masked(&row.plate) };
    let unknown = lang.pick("未知", "unknown");
    let fine = row.violation.fine.map_or(unknown.to_owned(), Fen::to_yuan);
    let points = row.violation.points.map_or(unknown.to_owned(), |points| points.0.to_string());
    let template =
        lang.pick("{plate} {day} {act} {fine} 元 {points} 分", "{plate} {day} {act} {fine} yuan {points} pt");
    let values = [
        ("{plate}", plate),
        (
            "{day}",
            row.violation.time.map_or_else(|| unknown.to_owned(), |time| time.format("%m-%d").to_string()),
        ),
        ("{fine}", fine),
        ("{points}", points),
        // Last: what a vendor wrote is not looked into for names of ours.
        ("{act}", tame(&row.violation.act)),
    ];
    filled(template, &values)
}

/// "粤B12345" → "粤B***45".
pub(super) fn masked(plate: &str) -> String {
    let all: Vec<char> = plate.chars().collect();
    let hidden = |at: usize| at >= 2 && at + 2 < all.len();
    all.iter().enumerate().map(|(at, char)| if hidden(at) { '*' } else { *char }).collect()
}

/// A vendor's text, short, and without marks by which a group calls its members (`<at …>`, `@`).
pub(super) fn tame(text: &str) -> String {
    let plain = text.chars().map(|char| match char {
        '<' => '‹',
        '>' => '›',
        '@' => '＠',
        char if char.is_control() => ' ',
        char => char,
    });
    let mut short: String = plain.clone().take(ACT).collect();
    if plain.count() > ACT {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_is_masked_but_for_its_ends() {
        assert_eq!(masked("粤B12345"), "粤B***45");
        assert_eq!(masked("粤BD12345"), "粤B****45");
        assert_eq!(masked("粤B1"), "粤B1");
    }

    #[test]
    fn a_vendors_text_calls_nobody() {
        assert_eq!(tame("<at user_id=\"all\">所有人</at>"), "‹at user_id=\"all\"›所有人‹/at›");
        assert_eq!(tame("@所有人\n一"), "＠所有人 一");
        assert_eq!(tame(&"超".repeat(40)).chars().count(), 31);
    }
}
