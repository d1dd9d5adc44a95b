//! `calls`, `calls settle`, `calls show` and `calls reread`.

use crate::args::{CallsArgs, CallsCommand, YesNo};
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, or_dash, words};
use crate::words::labels;
use cheku_commands::answers;
use cheku_commands::api::{
    CallAnswer, CallDetail, CallQuery, CallRow, CallSums, Id, Reread, RereadRequest, SettleRequest,
};
use cheku_commands::calls::{call_settle, calls};
use cheku_commands::{App, CommandError};

/// Runs one of them.
pub async fn run(app: &App, face: &Face, wanted: CallsArgs) -> Result<Exit, CommandError> {
    match wanted.command {
        Some(CallsCommand::Settle { id, charged }) => settle(app, face, id, charged).await,
        Some(CallsCommand::Show { id }) => show(app, face, id).await,
        Some(CallsCommand::Reread { provider }) => reread(app, face, provider).await,
        None => match wanted.statement {
            Some(month) => super::statement::run(app, face, month, wanted.export, wanted.force).await,
            None => list(app, face, wanted.list).await,
        },
    }
}

async fn list(app: &App, face: &Face, with_rows: bool) -> Result<Exit, CommandError> {
    // One row is the least that can be asked for; it is not shown.
    let limit = if with_rows { 0 } else { 1 };
    let mut window = calls(app, CallQuery { limit, ..CallQuery::default() }).await?;
    if !with_rows {
        window.rows.clear();
    }
    face.result(&json::Calls::of(&window.sums, &window.rows), || {
        let sums = sums_readable(face, &window.sums);
        if with_rows { format!("{}\n{sums}", rows_table(face, &window.rows)) } else { sums }
    });
    Ok(Exit::Done)
}

fn sums_readable(face: &Face, sums: &CallSums) -> String {
    let CallSums { calls, charged, unreadable, free, doubtful, asking, lookups, .. } = sums;
    let unread = match (unreadable, face.lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("（其中 {unreadable} 次暂无法识别）"),
        (_, Lang::En) => format!(" ({unreadable} of them not yet readable)"),
    };
    let under_way = match (asking, face.lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!(" + 查询中 {asking}"),
        (_, Lang::En) => format!(" + {asking} under way"),
    };
    let cost = table::cost_said(face.lang, sums.cost_fen, sums.cost_unknown);
    match face.lang {
        Lang::Zh => format!(
            "{calls} 次 = 已计费 {charged}{unread} + 未计费 {free} + 待核对 {doubtful}{under_way}；另有 {lookups} 次城市规则查询。\n费用：{cost}。"
        ),
        Lang::En => format!(
            "{calls} calls = {charged} charged{unread} + {free} not charged + {doubtful} unconfirmed{under_way}; and {lookups} city rule look-ups.\nCost: {cost}."
        ),
    }
}

fn rows_table(face: &Face, rows: &[CallRow]) -> String {
    let columns = [
        words(face.say("编号", "ID")),
        words(face.say("请求时间", "Requested")),
        words(face.say("车牌", "Plate")),
        words(face.say("服务商", "Provider")),
        words(face.say("结果", "State")),
        words(face.say("计费", "Charge")),
        words(face.say("返回码", "Result code")),
    ];
    table::table(&columns, rows.iter().map(|row| cells(face, row)).collect(), None)
}

/// As it was asked; without its type where the vehicle has another plate since. A lookup is about
/// none, and another's vehicle was erased.
fn plate(face: &Face, row: &CallRow) -> String {
    match (&row.plate, row.plate_type) {
        (Some(plate), Some(plate_type)) => table::plate(plate.as_str(), plate_type),
        (Some(plate), None) => plate.to_string(),
        (None, _) if row.vehicle.is_some() => face.say("已彻底删除", "erased").to_owned(),
        (None, _) => face.say("城市查询", "lookup").to_owned(),
    }
}

fn cells(face: &Face, row: &CallRow) -> Vec<String> {
    vec![
        row.id.clone(),
        table::minute(row.asked_at),
        plate(face, row),
        row.provider.clone(),
        labels::attempt(face.lang, row.state).to_owned(),
        labels::charge(face.lang, row.charge).to_owned(),
        or_dash(row.code.as_deref()),
    ]
}

async fn settle(app: &App, face: &Face, id: String, charged: YesNo) -> Result<Exit, CommandError> {
    let call = call_settle(app, SettleRequest { id, charged: charged == YesNo::Yes }).await?;
    face.result(&json::Call::from(&call), || rows_table(face, std::slice::from_ref(&call)));
    Ok(Exit::Done)
}

async fn show(app: &App, face: &Face, id: String) -> Result<Exit, CommandError> {
    let CallDetail { call, answer } = answers::call(app, Id { id }).await?;
    let shown = answer.as_ref().map(|answer| json::Answer {
        received_at: answer.received_at,
        http_status: answer.http_status,
        content_type: answer.content_type.as_deref(),
        bytes: answer.bytes,
        text: &answer.text,
    });
    face.result(&json::CallShown { call: (&call).into(), answer: shown }, || {
        let row = rows_table(face, std::slice::from_ref(&call));
        format!("{row}\n\n{}", answer_readable(face, answer.as_ref()))
    });
    Ok(Exit::Done)
}

fn answer_readable(face: &Face, answer: Option<&CallAnswer>) -> String {
    let Some(answer) = answer else {
        return face.say("没有保存原文。", "No response was kept.").to_owned();
    };
    let CallAnswer { http_status, bytes, .. } = answer;
    let kind = or_dash(answer.content_type.as_deref());
    format!("HTTP {http_status} · {kind} · {bytes} B\n{}", answer.text)
}

async fn reread(app: &App, face: &Face, provider: Option<String>) -> Result<Exit, CommandError> {
    let came = answers::calls_reread(app, RereadRequest { provider }).await?;
    let Reread { reread, read, still_unreadable } = came;
    face.result(&came, || match (reread, face.lang) {
        (0, Lang::Zh) => "没有无法识别的返回。".to_owned(),
        (0, Lang::En) => "Every response can be read.".to_owned(),
        (_, Lang::Zh) => format!("重新识别 {reread} 条：已识别 {read}，仍无法识别 {still_unreadable}。未发出请求，未计费。"),
        (_, Lang::En) => {
            format!("{reread} read again: {read} understood, {still_unreadable} still not readable. Nothing was sent or charged.")
        }
    });
    Ok(if still_unreadable > 0 { Exit::InPart } else { Exit::Done })
}
