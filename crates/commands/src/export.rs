//! Export of what is shown, as filtered and ordered; and of everything.

mod calendar;
mod cells;
mod drivers;
mod everything;
mod statement;
mod violations;

pub use everything::export_everything;
pub(crate) use everything::{OWN_FOLDER, clear_left};

use crate::App;
use crate::api::{
    CallQuery, ExportReply, ExportRequest, ExportWhat, FilePath, Selection, TotalsBy, VehicleQuery,
    ViolationQuery, ViolationSelection,
};
use crate::error::{Result, count};
use crate::overview::{Breakdown, broken_down};
use crate::words::{self, Lang};
use cells::{Rows, column, text};
use cheku_domain::{Charge, Span, Timestamp, Totals};
use cheku_files::Place;
use cheku_garage::Garage;
use cheku_sheets::{Column, Kind, Sheet, Value};

/// Writes a .xlsx or .csv file, of due dates a .ics.
pub async fn export(app: &App, request: ExportRequest) -> Result<ExportReply> {
    let now = app.0.clock.now();
    let place = app.to_write(&request.to)?;
    let told = app.clone();
    app.work(move |garage| {
        let undated = count(undated(garage, &request.what, now)?);
        let rows = written(&place, garage, request.what, Lang::of(&request.lang), now)?;
        let FilePath { path: file, opens } = told.written(place.path());
        Ok(ExportReply { rows: count(rows), undated, file, opens })
    })
    .await
}

/// How many violations the list's days can neither hold nor leave out.
fn undated(garage: &Garage, what: &ExportWhat, now: Timestamp) -> Result<usize> {
    Ok(match what {
        ExportWhat::Violations { query, only } => garage.undated(&all_rows(query, only.as_ref(), now)?)?.0,
        ExportWhat::Totals { span, .. } => broken_down(garage, None, *span)?.undated.violations as usize,
        _ => 0,
    })
}

/// Writes one list; how many rows.
fn written(place: &Place, garage: &Garage, what: ExportWhat, lang: Lang, now: Timestamp) -> Result<u64> {
    let held = |(sheet, rows): (Sheet, Rows)| Ok(cheku_sheets::write(place, &sheet, rows)?);
    match what {
        ExportWhat::Vehicles { query, only } => {
            held(vehicles(garage, whole_list(&query, only.as_ref(), now)?, lang)?)
        }
        ExportWhat::Violations { query, only } => {
            violations::written(place, garage, &all_rows(&query, only.as_ref(), now)?, lang)
        }
        ExportWhat::Totals { by, span } => held(totals(garage, by, span, lang)?),
        ExportWhat::Calls { query } => held(calls(garage, query, lang)?),
        ExportWhat::DueDates => calendar::written(place, garage, lang, now),
        ExportWhat::Settlement { settlement } => {
            held(crate::settlement::sheet(&crate::settlement::found(garage, &settlement, now)?, lang))
        }
        ExportWhat::Clearance { clearance } => {
            held(crate::clearance::sheet(&crate::clearance::found(garage, &clearance)?, lang))
        }
        ExportWhat::Statement { month } => held(statement::sheet(garage, &month, lang)?),
    }
}

fn total_columns(lang: Lang) -> Vec<Column> {
    vec![
        column(lang, "违章（条）", "Violations", Kind::Integer),
        column(lang, "未处理（条）", "Not handled", Kind::Integer),
        column(lang, "未缴（条）", "Unpaid", Kind::Integer),
        column(lang, "待缴罚款（元）", "Unpaid fines (¥)", Kind::Yuan),
        column(lang, "罚款未知（条）", "Fines unknown", Kind::Integer),
        column(lang, "待处理记分", "Pending points", Kind::Integer),
        column(lang, "记分未知（条）", "Points unknown", Kind::Integer),
    ]
}

/// Where there was never an answer, what is owed is not known: that is not zero.
fn known_cells(is_known: bool, totals: &Totals) -> [Value; 7] {
    if !is_known {
        return std::array::from_fn(|_| Value::Empty);
    }
    [
        Value::Integer(totals.violations.into()),
        Value::Integer(totals.unhandled.into()),
        Value::Integer(totals.unpaid.into()),
        Value::Fen(totals.fines_due_fen),
        Value::Integer(totals.fines_unknown.into()),
        Value::Integer(totals.points_waiting.into()),
        Value::Integer(totals.points_unknown.into()),
    ]
}

/// Everything that a list shows, or what was ticked in it, in its order.
pub(crate) fn whole_list(
    query: &VehicleQuery,
    only: Option<&Selection>,
    now: Timestamp,
) -> Result<cheku_garage::VehicleQuery> {
    let listed = crate::vehicles::garage_query(query, now)?;
    let (sort, direction) = (listed.sort, listed.direction);
    let rows = only.map_or(listed, |only| crate::vehicles::chosen(only, now));
    Ok(cheku_garage::VehicleQuery { sort, direction, offset: 0, limit: None, ..rows })
}

/// The same for violations.
pub(crate) fn all_rows(
    query: &ViolationQuery,
    only: Option<&ViolationSelection>,
    now: Timestamp,
) -> Result<cheku_garage::ViolationQuery> {
    let listed = crate::violations::garage_query(query, now)?;
    let (sort, direction) = (listed.sort, listed.direction);
    let rows = only.map_or(listed, |only| crate::violations::chosen(only, now));
    Ok(cheku_garage::ViolationQuery { sort, direction, offset: 0, limit: None, ..rows })
}

fn vehicles(garage: &Garage, query: cheku_garage::VehicleQuery, lang: Lang) -> Result<(Sheet, Rows)> {
    let mut columns = vec![
        column(lang, "车牌号", "Plate", Kind::Text),
        column(lang, "号牌种类", "Plate type", Kind::Text),
        column(lang, "分组", "Group", Kind::Text),
        column(lang, "驾驶员", "Driver", Kind::Text),
        column(lang, "所有人", "Owner", Kind::Text),
        column(lang, "车架号", "VIN", Kind::Text),
        column(lang, "发动机号", "Engine number", Kind::Text),
        column(lang, "城市代码", "City code", Kind::Text),
        column(lang, "查询服务商", "Provider", Kind::Text),
        column(lang, "备注", "Note", Kind::Text),
        column(lang, "状态", "Status", Kind::Text),
        column(lang, "上次查询", "Last checked", Kind::DateTime),
        column(lang, "新增（条）", "New", Kind::Integer),
    ];
    // Whoever exports those that left wants to know why and since when.
    let with_left = !query.left.is_empty();
    if with_left {
        columns.push(column(lang, "使用状态", "In use", Kind::Text));
        columns.push(column(lang, "停用日期", "Out of use since", Kind::Text));
    }
    columns.extend(total_columns(lang));
    let cells = |row: cheku_garage::VehicleRow| {
        let vehicle = row.vehicle;
        let mut cells = vec![
            Value::Text(vehicle.plate.into()),
            Value::from(words::plate_type(vehicle.plate_type, lang)),
            text(vehicle.group),
            text(vehicle.driver),
            text(vehicle.owner),
            text(vehicle.vin.map(|vin| vin.as_str().to_owned())),
            text(vehicle.engine),
            text(vehicle.city_code),
            text(vehicle.provider.map(|id| words::provider_names(&[id], lang))),
            text(vehicle.note),
            Value::from(words::status(row.status, lang)),
            Value::from(row.checked_at),
            Value::Integer(row.new.into()),
        ];
        if with_left {
            cells.push(text(row.left.map(|(left, _)| words::left(left, lang).to_owned())));
            cells.push(text(row.left.and_then(|(_, on)| on).map(|on| on.to_string())));
        }
        cells.extend(known_cells(row.checked_at.is_some(), &row.totals));
        cells
    };
    let rows = garage.list(&query)?.rows.into_iter().map(cells).collect();
    Ok((Sheet { name: lang.pick("车辆", "Vehicles").into(), columns }, rows))
}

fn totals(garage: &Garage, by: Option<TotalsBy>, span: Option<Span>, lang: Lang) -> Result<(Sheet, Rows)> {
    let by = by.unwrap_or(TotalsBy::Vehicle);
    let heading = match by {
        TotalsBy::Vehicle => lang.pick("车牌号", "Plate"),
        TotalsBy::Driver => lang.pick("驾驶员", "Driver"),
        TotalsBy::Group => lang.pick("分组", "Group"),
        TotalsBy::City => lang.pick("城市", "City"),
        TotalsBy::Month => lang.pick("月份", "Month"),
    };
    let mut columns = vec![Column::new(heading, Kind::Text)];
    if by == TotalsBy::Vehicle {
        columns.push(column(lang, "号牌种类", "Plate type", Kind::Text));
    }
    columns.push(column(lang, "车辆", "Vehicles", Kind::Integer));
    columns.push(column(lang, "其中无结果（辆）", "Without a result", Kind::Integer));
    columns.extend(total_columns(lang));
    let none = lang.pick("（未填）", "(none)");
    let cells = |group: cheku_garage::GroupTotals| {
        let key = if group.key.is_empty() { none.to_owned() } else { group.key };
        let mut cells = vec![Value::Text(key)];
        cells.extend(group.plate_type.map(|plate_type| Value::from(words::plate_type(plate_type, lang))));
        cells.extend([Value::Integer(group.vehicles.into()), Value::Integer(group.unanswered.into())]);
        cells.extend(known_cells(group.unanswered < group.vehicles, &group.totals));
        cells
    };
    let Breakdown { groups, undated, .. } = broken_down(garage, Some(by), span)?;
    let mut rows: Rows = groups.into_iter().map(cells).collect();
    if undated.violations > 0 {
        // Under the days that were asked for, and in none of their lines.
        let mut line =
            vec![Value::from(lang.pick("违法时间未知（未计入以上）", "Time unknown (not counted above)"))];
        line.resize(columns.len() - known_cells(true, &undated).len(), Value::Empty);
        line.extend(known_cells(true, &undated));
        rows.push(line);
    }
    Ok((Sheet { name: lang.pick("合计", "Totals").into(), columns }, rows))
}

fn calls(garage: &Garage, query: CallQuery, lang: Lang) -> Result<(Sheet, Rows)> {
    let all = CallQuery { offset: 0, limit: 0, ..query };
    let columns = vec![
        column(lang, "请求时间", "Requested at", Kind::DateTime),
        column(lang, "返回时间", "Returned at", Kind::DateTime),
        column(lang, "服务商", "Provider", Kind::Text),
        column(lang, "车牌号", "Plate", Kind::Text),
        column(lang, "计费", "Charged", Kind::Text),
        column(lang, "费用（元）", "Cost (¥)", Kind::Yuan),
        column(lang, "返回码", "Code", Kind::Text),
        column(lang, "说明", "Text", Kind::Text),
        column(lang, "编号", "Id", Kind::Text),
    ];
    let cells = |call: cheku_garage::CallRow| {
        let charge = match call.effective() {
            Charge::Yes => lang.pick("是", "yes"),
            Charge::No => lang.pick("否", "no"),
            Charge::Unknown => lang.pick("待核对", "unconfirmed"),
        };
        vec![
            Value::from(call.asked_at),
            Value::from(call.settled_at),
            Value::Text(words::provider_names(std::slice::from_ref(&call.provider), lang)),
            text(call.plate.clone()),
            Value::from(charge),
            Value::from(call.cost),
            text(call.code.clone()),
            text(call.text.clone()),
            Value::Text(call.id.0.clone()),
        ]
    };
    let rows = crate::calls::kept(garage, &all)?.into_iter().map(cells).collect();
    Ok((Sheet { name: lang.pick("调用记录", "Call log").into(), columns }, rows))
}
