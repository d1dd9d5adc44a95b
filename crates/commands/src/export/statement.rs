//! The monthly statement as a sheet.

use super::cells::{Rows, column};
use crate::api::{CallSums, StatementCity, StatementPrice};
use crate::error::Result;
use crate::statement::statement_of;
use crate::words::{Lang, provider_names};
use cheku_domain::Fen;
use cheku_garage::Garage;
use cheku_sheets::{Kind, Sheet, Value};

/// One row a day and provider, then one for each price: what a bill lists; then what each city's calls
/// found.
pub(super) fn sheet(garage: &Garage, month: &str, lang: Lang) -> Result<(Sheet, Rows)> {
    let columns = vec![
        column(lang, "服务商", "Provider", Kind::Text),
        column(lang, "日期、单价或城市", "Day, price or city", Kind::Text),
        column(lang, "调用（次）", "Calls", Kind::Integer),
        column(lang, "计费（次）", "Charged", Kind::Integer),
        column(lang, "其中暂无法识别（次）", "Of these not yet readable", Kind::Integer),
        column(lang, "未计费（次）", "Not charged", Kind::Integer),
        column(lang, "待核对（次）", "Unconfirmed", Kind::Integer),
        column(lang, "费用（元）", "Cost (¥)", Kind::Yuan),
        column(lang, "未填单价（次）", "Without a price", Kind::Integer),
        column(lang, "新增违章（条）", "New violations", Kind::Integer),
        column(lang, "每条新增费用（元）", "Cost of each (¥)", Kind::Yuan),
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
        for city in share.cities.iter().filter(|city| !city.city.is_empty()) {
            rows.push(city_row(&name, city));
        }
        let mut total = statement_row(&name, lang.pick("合计", "Total").to_owned(), &share.sums);
        total.extend(found(share.new_violations, share.cost_each_fen));
        rows.push(total);
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

/// What a city's calls found; a bill does not list cities, so what is not charged is not told apart.
fn city_row(provider: &str, city: &StatementCity) -> Vec<Value> {
    let mut row = vec![
        Value::Text(provider.to_owned()),
        Value::Text(city.name.clone()),
        Value::Integer(city.calls.into()),
        Value::Integer(city.charged.into()),
        Value::Empty,
        Value::Empty,
        Value::Empty,
        Value::Fen(city.cost_fen),
        Value::Integer(city.cost_unknown.into()),
    ];
    row.extend(found(city.new_violations, city.cost_each_fen));
    row
}

fn found(new_violations: u32, each: Option<Fen>) -> [Value; 2] {
    [Value::Integer(new_violations.into()), each.map_or(Value::Empty, Value::Fen)]
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
