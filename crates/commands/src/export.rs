//! Export of what is shown, as filtered and ordered.

use crate::App;
use crate::error::{Result, count};
use crate::wire::{
    CallQuery, ExportReply, ExportRequest, ExportWhat, TotalsBy, VehicleQuery, ViolationQuery,
};
use cheku_domain::plate_type::PLATE_TYPES;
use cheku_domain::{Charge, PlateType, Totals, VehicleStatus};
use cheku_garage::Garage;
use cheku_sheets::{Cell, Column, Kind, Sheet};
use std::path::{Path, PathBuf};

type Rows = Vec<Vec<Cell>>;

/// Headings and words in one language; `zh` unless English is asked for.
#[derive(Clone, Copy)]
struct Lang {
    english: bool,
}

impl Lang {
    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        if self.english { en } else { zh }
    }

    fn column(self, zh: &'static str, en: &'static str, kind: Kind) -> Column {
        Column::new(self.pick(zh, en), kind)
    }
}

/// Writes a .xlsx or .csv file.
pub async fn export(app: &App, request: ExportRequest) -> Result<ExportReply> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let lang = Lang { english: request.lang == "en" };
        let (sheet, rows) = match request.what {
            ExportWhat::Vehicles { query } => vehicles(garage, query, lang, now)?,
            ExportWhat::Violations { query } => violations(garage, query, lang)?,
            ExportWhat::Totals { by } => totals(garage, by, lang)?,
            ExportWhat::Calls { query } => calls(garage, query, lang)?,
        };
        let path = PathBuf::from(&request.path);
        let written = cheku_sheets::write(Path::new(&path), &sheet, rows)?;
        Ok(ExportReply { rows: count(written), file: request.path })
    })
    .await
}

fn text(value: Option<String>) -> Cell {
    value.map_or(Cell::Empty, Cell::Text)
}

fn plate_type(plate_type: PlateType, lang: Lang) -> Cell {
    let named = PLATE_TYPES.iter().find(|(code, ..)| *code == plate_type.code());
    Cell::Text(named.map_or(plate_type.code(), |(_, zh, en)| lang.pick(zh, en)).to_owned())
}

fn total_columns(lang: Lang) -> Vec<Column> {
    vec![
        lang.column("违章（条）", "Violations", Kind::Integer),
        lang.column("未处理（条）", "Not handled", Kind::Integer),
        lang.column("未缴（条）", "Unpaid", Kind::Integer),
        lang.column("待缴罚款（元）", "Fines due (CNY)", Kind::Yuan),
        lang.column("罚款未知（条）", "Fines unknown", Kind::Integer),
        lang.column("待处理记分", "Points waiting", Kind::Integer),
        lang.column("记分未知（条）", "Points unknown", Kind::Integer),
    ]
}

fn total_cells(totals: &Totals) -> [Cell; 7] {
    [
        Cell::Integer(totals.violations.into()),
        Cell::Integer(totals.unhandled.into()),
        Cell::Integer(totals.unpaid.into()),
        Cell::Fen(totals.fines_due_fen),
        Cell::Integer(totals.fines_unknown.into()),
        Cell::Integer(totals.points_waiting.into()),
        Cell::Integer(totals.points_unknown.into()),
    ]
}

fn vehicles(
    garage: &Garage,
    query: VehicleQuery,
    lang: Lang,
    now: cheku_domain::Timestamp,
) -> Result<(Sheet, Rows)> {
    let all =
        cheku_garage::VehicleQuery { offset: 0, limit: None, ..crate::vehicles::garage_query(&query, now)? };
    let mut columns = vec![
        lang.column("车牌号", "Plate", Kind::Text),
        lang.column("号牌种类", "Plate type", Kind::Text),
        lang.column("分组", "Group", Kind::Text),
        lang.column("驾驶员", "Driver", Kind::Text),
        lang.column("所有人", "Owner", Kind::Text),
        lang.column("车架号", "VIN", Kind::Text),
        lang.column("发动机号", "Engine number", Kind::Text),
        lang.column("备注", "Note", Kind::Text),
        lang.column("状态", "Status", Kind::Text),
        lang.column("上次查询", "Last checked", Kind::DateTime),
        lang.column("新增（条）", "New", Kind::Integer),
    ];
    columns.extend(total_columns(lang));
    let cells = |row: cheku_garage::VehicleRow| {
        let vehicle = row.vehicle;
        let mut cells = vec![
            Cell::Text(vehicle.plate.into()),
            plate_type(vehicle.plate_type, lang),
            text(vehicle.group),
            text(vehicle.driver),
            text(vehicle.owner),
            text(vehicle.vin.map(|vin| vin.as_str().to_owned())),
            text(vehicle.engine),
            text(vehicle.note),
            Cell::from(status(row.status, lang)),
            Cell::from(row.checked_at),
            Cell::Integer(row.new.into()),
        ];
        // A vehicle that was never answered owes nobody knows what: not zero.
        match row.checked_at {
            Some(_) => cells.extend(total_cells(&row.totals)),
            None => cells.extend(std::iter::repeat_n(Cell::Empty, 7)),
        }
        cells
    };
    let rows = garage.list(&all)?.rows.into_iter().map(cells).collect();
    Ok((Sheet { name: lang.pick("车辆", "Vehicles").into(), columns }, rows))
}

fn status(status: VehicleStatus, lang: Lang) -> &'static str {
    match status {
        VehicleStatus::NeverAsked => lang.pick("未查过", "Never asked"),
        VehicleStatus::Clean => lang.pick("无违章", "Clean"),
        VehicleStatus::Owing => lang.pick("未结清", "Owing"),
        VehicleStatus::NoData => lang.pick("查无数据", "No data"),
        VehicleStatus::Pending => lang.pick("待结果", "Pending"),
        VehicleStatus::Doubtful => lang.pick("存疑", "Doubtful"),
        VehicleStatus::Failed => lang.pick("查询失败", "Failed"),
        VehicleStatus::Locked => lang.pick("已锁定", "Locked"),
    }
}

fn violations(garage: &Garage, query: ViolationQuery, lang: Lang) -> Result<(Sheet, Rows)> {
    let all =
        cheku_garage::ViolationQuery { offset: 0, limit: None, ..crate::violations::garage_query(&query)? };
    let columns = vec![
        lang.column("车牌号", "Plate", Kind::Text),
        lang.column("违法时间", "Time", Kind::DateTime),
        lang.column("违法地点", "Place", Kind::Text),
        lang.column("违法行为", "Act", Kind::Text),
        lang.column("违法代码", "Code", Kind::Text),
        lang.column("罚款（元）", "Fine (CNY)", Kind::Yuan),
        lang.column("记分", "Points", Kind::Integer),
        lang.column("状态", "State", Kind::Text),
        lang.column("驾驶员", "Driver", Kind::Text),
        lang.column("城市", "City", Kind::Text),
        lang.column("来源", "Providers", Kind::Text),
        lang.column("首次见到", "First seen", Kind::DateTime),
        lang.column("最近见到", "Last seen", Kind::DateTime),
        lang.column("重复", "Repeat", Kind::Integer),
        lang.column("备注", "Note", Kind::Text),
    ];
    let cells = |row: cheku_garage::ViolationRow| {
        let violation = row.violation;
        let unknown = || Cell::from(lang.pick("未知", "unknown"));
        vec![
            Cell::Text(row.plate),
            violation.time.map_or(Cell::Text(violation.time_text), Cell::DateTime),
            Cell::Text(violation.place),
            Cell::Text(violation.act),
            text(violation.code),
            violation.fine.map_or_else(unknown, Cell::Fen),
            violation.points.map_or_else(unknown, |points| Cell::Integer(points.0.into())),
            Cell::from(state(row.state, lang)),
            text(row.driver),
            text(violation.city),
            Cell::Text(provider_names(&row.providers, lang)),
            Cell::from(row.first_seen),
            Cell::from(row.last_seen),
            Cell::Integer(violation.repeat.into()),
            text(row.note),
        ]
    };
    let rows = garage.list_violations(&all)?.rows.into_iter().map(cells).collect();
    Ok((Sheet { name: lang.pick("违章", "Violations").into(), columns }, rows))
}

fn state(state: cheku_garage::ViolationFilter, lang: Lang) -> &'static str {
    use cheku_garage::ViolationFilter as S;
    match state {
        S::Unhandled => lang.pick("未处理未缴费", "Not handled, not paid"),
        S::HandledUnpaid => lang.pick("已处理未缴费", "Handled, not paid"),
        S::Paid => lang.pick("已处理已缴费", "Handled and paid"),
        S::NoLongerReturned => lang.pick("不再返回", "No longer returned"),
    }
}

fn provider_names(ids: &[String], lang: Lang) -> String {
    let name = |id: &String| {
        cheku_providers::find(id)
            .map_or(id.as_str(), |entry| lang.pick(entry.descriptor.name.zh, entry.descriptor.name.en))
            .to_owned()
    };
    ids.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

fn totals(garage: &Garage, by: Option<TotalsBy>, lang: Lang) -> Result<(Sheet, Rows)> {
    let (by, heading) = match by {
        None | Some(TotalsBy::Vehicle) => (cheku_garage::By::Vehicle, lang.pick("车牌号", "Plate")),
        Some(TotalsBy::Driver) => (cheku_garage::By::Driver, lang.pick("驾驶员", "Driver")),
        Some(TotalsBy::Group) => (cheku_garage::By::Group, lang.pick("分组", "Group")),
        Some(TotalsBy::City) => (cheku_garage::By::City, lang.pick("城市", "City")),
        Some(TotalsBy::Month) => (cheku_garage::By::Month, lang.pick("月份", "Month")),
    };
    let mut columns = vec![Column::new(heading, Kind::Text), lang.column("车辆", "Vehicles", Kind::Integer)];
    columns.extend(total_columns(lang));
    let none = lang.pick("（未填）", "(none)");
    let cells = |group: cheku_garage::GroupTotals| {
        let key = if group.key.is_empty() { none.to_owned() } else { group.key };
        let mut cells = vec![Cell::Text(key), Cell::Integer(group.vehicles.into())];
        cells.extend(total_cells(&group.totals));
        cells
    };
    let rows = garage.totals_by(by)?.into_iter().map(cells).collect();
    Ok((Sheet { name: lang.pick("合计", "Totals").into(), columns }, rows))
}

fn calls(garage: &Garage, query: CallQuery, lang: Lang) -> Result<(Sheet, Rows)> {
    let all = CallQuery { offset: 0, limit: 0, ..query };
    let columns = vec![
        lang.column("询问时间", "Asked at", Kind::DateTime),
        lang.column("回答时间", "Settled at", Kind::DateTime),
        lang.column("服务商", "Provider", Kind::Text),
        lang.column("车牌号", "Plate", Kind::Text),
        lang.column("计费", "Charged", Kind::Text),
        lang.column("费用（元）", "Cost (CNY)", Kind::Yuan),
        lang.column("返回码", "Code", Kind::Text),
        lang.column("说明", "Text", Kind::Text),
        lang.column("编号", "Id", Kind::Text),
    ];
    let cells = |call: cheku_garage::CallRow| {
        let charge = match call.effective() {
            Charge::Yes => lang.pick("是", "yes"),
            Charge::No => lang.pick("否", "no"),
            Charge::Unknown => lang.pick("存疑", "doubtful"),
        };
        vec![
            Cell::from(call.asked_at),
            Cell::from(call.settled_at),
            Cell::Text(provider_names(std::slice::from_ref(&call.provider), lang)),
            text(call.plate.clone()),
            Cell::from(charge),
            Cell::from(call.cost),
            text(call.code.clone()),
            text(call.text.clone()),
            Cell::Text(call.id.0.clone()),
        ]
    };
    let rows = crate::calls::kept(garage, &all)?.into_iter().map(cells).collect();
    Ok((Sheet { name: lang.pick("调用", "Calls").into(), columns }, rows))
}
