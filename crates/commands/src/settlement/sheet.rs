//! A settlement as a sheet: its sums, its corrections, then every violation behind them.

use crate::api::Settlement;
use crate::words::Lang;
use cheku_domain::settlement::{SettledLine, SettledRow};
use cheku_sheets::{Column, Kind, Sheet, Value};

fn columns(lang: Lang) -> Vec<Column> {
    let column = |zh, en, kind| Column::new(lang.pick(zh, en), kind);
    vec![
        column("部分", "Part", Kind::Text),
        column("分组", "Group", Kind::Text),
        column("驾驶员", "Driver", Kind::Text),
        column("车牌号", "Plate", Kind::Text),
        column("违法时间", "Time", Kind::Text),
        column("违法行为", "Violation", Kind::Text),
        column("查到（条）", "Found", Kind::Integer),
        column("已处理（条）", "Handled", Kind::Integer),
        column("公司承担（元）", "Company pays (¥)", Kind::Yuan),
        column("驾驶员承担（元）", "Driver pays (¥)", Kind::Yuan),
        column("代办费（元）", "Agent's fee (¥)", Kind::Yuan),
        column("其中从工资扣（元）", "Of this from wages (¥)", Kind::Yuan),
        column("扣款月份", "Wage month", Kind::Text),
        column("已核实缴款（条）", "Payment confirmed", Kind::Integer),
        column("金额或承担方未知（条）", "Amount or payer unknown", Kind::Integer),
    ]
}

/// The sheet and its rows.
pub(crate) fn sheet(settlement: &Settlement, lang: Lang) -> (Sheet, Vec<Vec<Value>>) {
    let part = |zh, en| lang.pick(zh, en);
    let sums = settlement.rows.iter().map(|row| sum(part("汇总", "Sums"), row, lang));
    let corrected = settlement.corrected.iter().map(|row| sum(part("更正汇总", "Corrections"), row, lang));
    let lines = settlement.lines.iter().map(|one| line(part("明细", "Violations"), one, 1));
    let changes = settlement.corrections.iter().flat_map(|one| {
        [
            line(part("更正前", "Before correction"), &one.before, -1),
            line(part("更正后", "After correction"), &one.after, 1),
        ]
    });
    let rows = sums.chain(corrected).chain(lines).chain(changes).collect();
    let name = format!("{} {}", lang.pick("结算表", "Settlement"), settlement.month);
    (Sheet { name, columns: columns(lang) }, rows)
}

fn known(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn sum(part: &str, row: &SettledRow, lang: Lang) -> Vec<Value> {
    let or = |text: &str, none: &'static str| {
        if text.is_empty() { Value::from(none) } else { Value::Text(text.to_owned()) }
    };
    vec![
        Value::Text(part.to_owned()),
        or(&row.group, lang.pick("未分组", "No group")),
        or(&row.driver, lang.pick("未分配驾驶员", "No driver")),
        Value::Empty,
        Value::Empty,
        Value::Empty,
        Value::Integer(row.found.into()),
        Value::Integer(row.handled.into()),
        Value::Fen(row.paid_company_fen),
        Value::Fen(row.paid_driver_fen),
        Value::Fen(row.agent_fen),
        Value::Fen(row.to_deduct_fen),
        Value::Empty,
        Value::Integer(row.proven.into()),
        Value::Integer(row.unknown.into()),
    ]
}

/// A violation's line; what a correction takes away has the sign of that, so that a column adds up.
fn line(part: &str, line: &SettledLine, sign: i64) -> Vec<Value> {
    let of = &line.figures;
    let count = |holds: bool| Value::Integer(sign * i64::from(holds));
    let money = |fen: cheku_domain::Fen| Value::Fen(cheku_domain::Fen(sign * fen.0));
    vec![
        Value::Text(part.to_owned()),
        known(&line.group),
        known(&line.driver),
        known(&line.plate),
        known(&line.time),
        known(&line.act),
        Value::Integer(sign),
        count(of.handled),
        money(of.paid_company_fen),
        money(of.paid_driver_fen),
        money(of.agent_fen),
        money(of.to_deduct_fen),
        known(of.wage_month.as_deref().unwrap_or_default()),
        count(of.proven),
        count(of.unknown),
    ]
}
