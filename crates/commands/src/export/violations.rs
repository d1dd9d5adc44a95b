//! The violations, of which there may be hundreds of thousands: read on a thread of
//! their own while the file is written, a few at a time.

use super::cells::{column, text, yuan};
use crate::error::Result;
use crate::words::{self, Lang};
use cheku_files::Place;
use cheku_garage::{Garage, ViolationQuery, ViolationRow};
use cheku_sheets::{Kind, Sheet, Value};
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Rows that are handed over together: waking the other thread for each would take
/// longer than reading it.
const TOGETHER: usize = 500;
/// Such groups that may be read before they are written.
const AHEAD: usize = 4;

/// Writes all that match, in their order; how many.
pub(super) fn written(place: &Place, garage: &Garage, query: &ViolationQuery, lang: Lang) -> Result<u64> {
    let (read, groups) = sync_channel(AHEAD);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut group = Vec::with_capacity(TOGETHER);
            let give = |row| {
                group.push(Ok(cells(row, lang)));
                if group.len() < TOGETHER {
                    return ControlFlow::Continue(());
                }
                // Nobody takes rows any more: the file could not be written.
                let full = std::mem::replace(&mut group, Vec::with_capacity(TOGETHER));
                read.send(full).map_or(ControlFlow::Break(()), ControlFlow::Continue)
            };
            if let Err(error) = garage.each_violation(query, give) {
                group.push(Err(error.into()));
            }
            // The rest; when nobody takes it, the writer has said why.
            let _ = read.send(group);
        });
        cheku_sheets::try_write(place, &sheet(lang), groups.into_iter().flatten())
    })
}

fn sheet(lang: Lang) -> Sheet {
    let columns = vec![
        column(lang, "车牌号", "Plate", Kind::Text),
        column(lang, "违法时间", "Time", Kind::DateTime),
        column(lang, "违法地点", "Place", Kind::Text),
        column(lang, "违法行为", "Act", Kind::Text),
        column(lang, "违法代码", "Code", Kind::Text),
        column(lang, "罚款（元）", "Fine (¥)", Kind::Yuan),
        column(lang, "记分", "Points", Kind::Integer),
        column(lang, "状态", "State", Kind::Text),
        column(lang, "驾驶员", "Driver", Kind::Text),
        column(lang, "城市", "City", Kind::Text),
        column(lang, "来源", "Providers", Kind::Text),
        column(lang, "首次见到", "First seen", Kind::DateTime),
        column(lang, "最近见到", "Last seen", Kind::DateTime),
        column(lang, "重复", "Repeat", Kind::Integer),
        column(lang, "备注", "Note", Kind::Text),
        column(lang, "处理进度", "Progress", Kind::Text),
        column(lang, "办理期限", "Due", Kind::Text),
        column(lang, "谁承担", "Paid by", Kind::Text),
        column(lang, "分组", "Group", Kind::Text),
        column(lang, "缴款日期", "Paid on", Kind::Text),
        column(lang, "实缴金额（元）", "Amount paid (¥)", Kind::Yuan),
        column(lang, "驾驶员承担（元）", "Driver's part (¥)", Kind::Yuan),
        column(lang, "代办费（元）", "Agent's fee (¥)", Kind::Yuan),
        column(lang, "扣哪个月工资", "Deducted from wage of", Kind::Text),
    ];
    Sheet { name: lang.pick("违章", "Violations").into(), columns }
}

fn cells(row: ViolationRow, lang: Lang) -> Vec<Value> {
    let violation = row.violation;
    let paid = row.paid.unwrap_or_default();
    let unknown = || Value::from(lang.pick("未知", "unknown"));
    vec![
        Value::Text(row.plate),
        violation.time.map_or(Value::Text(violation.time_text), Value::DateTime),
        Value::Text(violation.place),
        Value::Text(violation.act),
        text(violation.code),
        violation.fine.map_or_else(unknown, Value::Fen),
        violation.points.map_or_else(unknown, |points| Value::Integer(points.0.into())),
        Value::from(words::state(row.state, lang)),
        text(row.driver),
        text(violation.city),
        Value::Text(words::provider_names(&row.providers, lang)),
        Value::from(row.first_seen),
        Value::from(row.last_seen),
        Value::Integer(violation.repeat.into()),
        text(row.note),
        Value::from(words::stage(row.stage, lang)),
        text(row.due.map(|day| day.to_string())),
        text(paid.payer.map(|payer| words::payer(payer, lang).to_owned())),
        text(row.group),
        text(paid.on.map(|day| day.to_string())),
        yuan(paid.amount),
        yuan(paid.driver_part),
        yuan(paid.agent_fee),
        text(paid.deducted_month),
    ]
}
