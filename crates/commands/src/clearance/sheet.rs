//! A clearance sheet as a spreadsheet: what was asked, then each violation, then what is not known.

use super::words as own;
use crate::api::Clearance;
use crate::words::{self, Lang};
use cheku_domain::clearance::{ClearanceFacts, ClearanceLine, ClearedVehicle};
use cheku_domain::{Points, ShownState};
use cheku_sheets::{Column, Kind, Sheet, Value};

fn columns(lang: Lang) -> Vec<Column> {
    let column = |zh, en, kind| Column::new(lang.pick(zh, en), kind);
    vec![
        column("部分", "Part", Kind::Text),
        column("车牌号", "Plate", Kind::Text),
        column("服务商", "Provider", Kind::Text),
        column("查询时间", "Checked", Kind::Text),
        column("结果", "Result", Kind::Text),
        column("违法时间", "Time", Kind::Text),
        column("违法地点", "Place", Kind::Text),
        column("违法行为", "Violation", Kind::Text),
        column("驾驶员", "Driver", Kind::Text),
        column("罚款（元）", "Fine (¥)", Kind::Yuan),
        column("记分", "Points", Kind::Integer),
        column("最近查到", "Last listed", Kind::Text),
        column("说明", "Note", Kind::Text),
    ]
}

/// The sheet and its rows.
pub(crate) fn sheet(found: &Clearance, lang: Lang) -> (Sheet, Vec<Vec<Value>>) {
    let about = note(lang.pick("结清单", "Clearance sheet"), &about(found, lang));
    let asked = found.sheet.vehicles.iter().flat_map(|vehicle| questions(vehicle, lang));
    let lines = found.sheet.lines.iter().map(|one| line(one, lang));
    let part = lang.pick("未知", "Not known");
    let unknown = own::unknown(&found.sheet, &found.sums, lang);
    let unknown = unknown.iter().map(|said| note(part, said));
    let nature = note(lang.pick("说明", "Note"), own::nature(lang));
    let rows = std::iter::once(about).chain(asked).chain(lines).chain(unknown).chain([nature]).collect();
    (Sheet { name: lang.pick("结清单", "Clearance").to_owned(), columns: columns(lang) }, rows)
}

/// "苏E12345 · 年检 · 编号 3 · 2026-03-01 09:00 张三"
pub(super) fn about(found: &Clearance, lang: Lang) -> String {
    let standing = match found.number.as_ref().zip(found.issued_at) {
        Some((number, at)) => {
            let number = format!("{} {number}", lang.pick("编号", "No."));
            format!("{number} · {} {} {}", lang.pick("出具时间", "Issued"), own::minute(at), found.by)
        }
        None => lang.pick("草稿，未出具", "Draft, not issued").to_owned(),
    };
    format!("{} · {} · {}", found.subject, own::purpose(found.purpose, lang), standing.trim())
}

fn known(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn note(part: &str, said: &str) -> Vec<Value> {
    let mut row = vec![Value::Empty; 13];
    row[0] = known(part);
    row[12] = known(said);
    row
}

/// A vehicle's questions; one that was never asked has a row that says so.
fn questions(vehicle: &ClearedVehicle, lang: Lang) -> Vec<Vec<Value>> {
    let blank = || {
        let mut row = note(lang.pick("查询", "Checks"), "");
        row[1] = known(&vehicle.plate);
        row
    };
    if vehicle.questions.is_empty() {
        let mut row = blank();
        row[4] = known(lang.pick("未查询", "Not checked"));
        return vec![row];
    }
    let row = |asked: &cheku_domain::clearance::ClearanceQuestion| {
        let mut row = blank();
        row[2] = Value::Text(words::provider_names(std::slice::from_ref(&asked.provider), lang));
        row[3] = Value::Text(own::minute(asked.asked_at));
        row[4] = known(own::outcome(asked.outcome, lang));
        row[12] = known(asked.text.as_deref().unwrap_or_default());
        row
    };
    vehicle.questions.iter().map(row).collect()
}

fn part(facts: &ClearanceFacts, lang: Lang) -> &'static str {
    match facts.state {
        ShownState::Unhandled | ShownState::HandledUnpaid => lang.pick("未缴", "Unpaid"),
        ShownState::Paid => lang.pick("已缴款", "Paid"),
        ShownState::NoLongerReturned => lang.pick("已查不到", "No longer listed"),
    }
}

fn line(line: &ClearanceLine, lang: Lang) -> Vec<Value> {
    let facts = &line.facts;
    vec![
        known(part(facts, lang)),
        known(&line.plate),
        Value::Text(words::provider_names(&facts.providers, lang)),
        Value::Empty,
        known(words::state(facts.state, lang)),
        known(&facts.time),
        known(&facts.place),
        known(&facts.act),
        known(&line.driver),
        facts.fine_fen.map_or(Value::Empty, Value::Fen),
        facts.points.map_or(Value::Empty, |Points(points)| Value::Integer(points.into())),
        Value::Text(own::minute(facts.last_seen)),
        known(words::stage(facts.stage, lang)),
    ]
}
