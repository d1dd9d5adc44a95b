//! The monthly statement as a sheet.

use super::cells::{Rows, column};
use crate::api::{CallSums, StatementPrice};
use crate::error::Result;
use crate::statement::statement_of;
use crate::words::{Lang, provider_names};
use cheku_domain::Fen;
use cheku_garage::Garage;
use cheku_sheets::{Kind, Sheet, Value};

/// One row a day and provider, then one for each price: what a bill lists.
pub(super) fn sheet(garage: &Garage, month: &str, lang: Lang) -> Result<(Sheet, Rows)> {
    let columns = vec![
        column(lang, "服务商", "Provider", Kind::Text),
        column(lang, "日期或单价", "Day or price", Kind::Text),
        column(lang, "调用（次）", "Calls", Kind::Integer),
        column(lang, "计费（次）", "Charged", Kind::Integer),
        column(lang, "其中暂无法识别（次）", "Of these not yet readable", Kind::Integer),
        column(lang, "未计费（次）", "Not charged", Kind::Integer),
        column(lang, "待核对（次）", "Unconfirmed", Kind::Integer),
        column(lang, "费用（元）", "Cost (¥)", Kind::Yuan),
        column(lang, "未填单价（次）", "Without a price", Kind::Integer),
    ];
    let statement = statement_of(garage, month)?;
    let mut rows = Vec::new();
    for share in statement.providers {
        let name = provider_names(std::slice::from_ref(&share.provider), lang);
        for day in share.days {
            rows.push(statement_row(&name, day.date, &day.sums));
        }
        for price in share.prices {
            rows.push(price_row(&name, &price, lang));
        }
        rows.push(statement_row(&name, lang.pick("合计", "Total").to_owned(), &share.sums));
    }
    Ok((Sheet { name: lang.pick("月度对账单", "Monthly statement").into(), columns }, rows))
}

fn statement_row(provider: &str, of: String, sums: &CallSums) -> Vec<Value> {
    vec![
        Value::Text(provider.to_owned()),
        Value::Text(of),
        Value::Integer(sums.calls.into()),
        Value::Integer(sums.charged.into()),
        Value::Integer(sums.unreadable.into()),
        Value::Integer(sums.free.into()),
        Value::Integer(sums.doubtful.into()),
        Value::Fen(sums.cost_fen),
        Value::Integer(sums.cost_unknown.into()),
    ]
}

fn price_row(provider: &str, price: &StatementPrice, lang: Lang) -> Vec<Value> {
    let words = match price.price_fen {
        None => lang.pick("未填单价", "no price set").to_owned(),
        Some(Fen(0)) => lang.pick("赠送", "included free").to_owned(),
        Some(each) => format!("{} × {}", each.to_yuan(), price.calls),
    };
    let unknown = if price.price_fen.is_none() { price.calls } else { 0 };
    vec![
        Value::Text(provider.to_owned()),
        Value::Text(words),
        Value::Empty,
        Value::Integer(price.calls.into()),
        Value::Empty,
        Value::Empty,
        Value::Empty,
        price.cost_fen.map_or(Value::Empty, Value::Fen),
        Value::Integer(unknown.into()),
    ]
}
