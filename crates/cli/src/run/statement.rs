//! `calls --statement`: a month to hold against the vendors' bills.

use crate::exit::Exit;
use crate::face::Face;
use crate::lang::Lang;
use crate::paths::written_to;
use crate::table::{self, figures, words};
use cheku_commands::api::{
    CallSums, ExportRequest, ExportWhat, Statement, StatementPrice, StatementRequest, StatementShare,
};
use cheku_commands::export::export;
use cheku_commands::statement::statement;
use cheku_commands::{App, CommandError};
use cheku_domain::Fen;
use std::path::PathBuf;

/// Shows a month, and writes it to a file where one is named.
pub async fn run(
    app: &App,
    face: &Face,
    month: String,
    file: Option<PathBuf>,
    force: bool,
) -> Result<Exit, CommandError> {
    let told = statement(app, StatementRequest { month: month.clone() }).await?;
    if let Some(file) = file {
        let what = ExportWhat::Statement { month };
        let to = written_to(app, &file, force)?;
        let request = ExportRequest { what, to, lang: face.lang.word().to_owned() };
        let written = export(app, request).await?;
        face.note(&match face.lang {
            Lang::Zh => format!("已导出到 {}", written.file),
            Lang::En => format!("Written to {}", written.file),
        });
    }
    face.result(&told, || readable(face, &told));
    Ok(Exit::Done)
}

fn readable(face: &Face, told: &Statement) -> String {
    if told.providers.is_empty() {
        return match face.lang {
            Lang::Zh => format!("{} 无调用。", told.month),
            Lang::En => format!("No calls in {}.", told.month),
        };
    }
    let shares: Vec<String> = told.providers.iter().map(|share| share_readable(face, share)).collect();
    shares.join("\n\n")
}

fn share_readable(face: &Face, share: &StatementShare) -> String {
    let columns = [
        words(face.say("日期", "Day")),
        figures(face.say("调用", "Calls")),
        figures(face.say("计费", "Charged")),
        figures(face.say("其中暂无法识别", "Not readable")),
        figures(face.say("未计费", "Not charged")),
        figures(face.say("待核对", "Unconfirmed")),
        figures(face.say("费用", "Cost")),
    ];
    let days = share.days.iter().map(|day| line(face, day.date.clone(), &day.sums)).collect();
    let sums = line(face, face.say("合计", "Total").to_owned(), &share.sums);
    let prices: Vec<String> = share.prices.iter().map(|price| price_words(face, price)).collect();
    let by_price = match face.lang {
        Lang::Zh => format!("按单价：{}", prices.join("，")),
        Lang::En => format!("By price: {}", prices.join(", ")),
    };
    let days = table::table(&columns, days, Some(sums));
    format!("{}\n{days}\n{by_price}\n{}", share.provider, found_words(face, share))
}

fn found_words(face: &Face, share: &StatementShare) -> String {
    let (new, alone) = (share.new_violations, share.alone);
    let each = share.cost_each_fen.map(|each| table::cost(face.lang, each));
    let said = match (face.lang, each) {
        (Lang::Zh, Some(each)) => format!("新增违章 {new} 条，每条 {each}"),
        (Lang::Zh, None) => format!("新增违章 {new} 条"),
        (Lang::En, Some(each)) => format!("New violations: {new}, {each} each"),
        (Lang::En, None) => format!("New violations: {new}"),
    };
    match face.lang {
        Lang::Zh => format!("{said}；当月新增中仅此家返回 {alone} 条"),
        Lang::En => format!("{said}; of the month's, listed here alone: {alone}"),
    }
}

fn line(face: &Face, of: String, sums: &CallSums) -> Vec<String> {
    vec![
        of,
        sums.calls.to_string(),
        sums.charged.to_string(),
        sums.unreadable.to_string(),
        sums.free.to_string(),
        sums.doubtful.to_string(),
        table::cost_said(face.lang, sums.cost_fen, sums.cost_unknown),
    ]
}

fn price_words(face: &Face, price: &StatementPrice) -> String {
    let calls = price.calls;
    match (price.price_fen, price.cost_fen) {
        (Some(Fen(0)), _) => format!("{} {calls}", face.say("赠送", "included free")),
        (Some(each), Some(sum)) => {
            format!("{} × {calls} = {}", each.to_yuan(), table::cost(face.lang, sum))
        }
        _ => format!("{} {calls}", face.say("未填单价", "without a price")),
    }
}
