//! `vehicles`, `violations`, `totals`.

use crate::args::{ViolationArgs, Window};
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, Column, figures, or_dash, words};
use crate::words::labels;
use cheku_commands::api::{
    FleetTotals, GroupTotals, TotalsBy, TotalsRequest, VehicleFilter, VehicleQuery, VehicleRow,
    VehicleWindow, ViolationFilter, ViolationQuery, ViolationRow, ViolationSelection, ViolationWindow,
};
use cheku_commands::{App, CommandError, overview, vehicles as garage, violations as offences};
use cheku_domain::{Left, Totals};

/// Which vehicles.
pub struct VehiclesWanted {
    pub plates: Vec<String>,
    pub search: String,
    /// No longer in use for this reason; `None` = in use.
    pub left: Option<Left>,
    pub window: Window,
}

/// `vehicles`
pub async fn vehicles(app: &App, face: &Face, wanted: VehiclesWanted) -> Result<Exit, CommandError> {
    let VehiclesWanted { plates, search, left, window: rows } = wanted;
    let vehicle = match left {
        None => garage::ids_of_plates(app, &plates).await?,
        Some(_) => garage::ids_to_ask(app, &plates).await?,
    };
    let left = left.into_iter().collect();
    let filter = VehicleFilter { vehicle, search, left, ..VehicleFilter::default() };
    // Zero rows wanted means all of them.
    let query = VehicleQuery { filter, sort: None, offset: rows.offset, limit: rows.limit.unwrap_or(0) };
    let window = garage::vehicles(app, query).await?;
    face.result(&json::Vehicles::from(&window), || vehicle_table(face, &window));
    Ok(Exit::Done)
}

/// Vehicles with what each owes, and the sums.
pub fn vehicle_table(face: &Face, window: &VehicleWindow) -> String {
    let columns = [
        words(face.say("车牌", "Plate")),
        words(face.say("状态", "Status")),
        words(face.say("分组", "Group")),
        words(face.say("驾驶员", "Driver")),
        figures(face.say("未缴", "Unpaid")),
        figures(face.say("罚款（元）", "Fines (¥)")),
        figures(face.say("待处理记分", "Pending points")),
        words(face.say("上次查询", "Last check")),
    ];
    let row = |row: &VehicleRow| {
        let known = |cell| known(row.checked_at.is_some(), cell);
        vec![
            table::plate(row.vehicle.plate.as_str(), row.vehicle.plate_type),
            row.left
                .map_or_else(|| labels::status(face.lang, row.status), |left| labels::left(face.lang, left))
                .to_owned(),
            or_dash(row.vehicle.group.as_deref()),
            or_dash(row.vehicle.driver.as_deref()),
            known(row.totals.unpaid.to_string()),
            known(table::fines(face.lang, &row.totals)),
            known(table::points(face.lang, &row.totals)),
            row.checked_at.map_or_else(|| "—".to_owned(), table::minute),
        ]
    };
    let any_answer = window.totals.violations > 0 || window.rows.iter().any(|row| row.checked_at.is_some());
    let sums = vec![
        total_of(face, window.total, window.rows.len()),
        String::new(),
        String::new(),
        String::new(),
        known(any_answer, window.totals.unpaid.to_string()),
        known(any_answer, table::fines(face.lang, &window.totals)),
        known(any_answer, table::points(face.lang, &window.totals)),
        String::new(),
    ];
    table::table(&columns, window.rows.iter().map(row).collect(), Some(sums))
}

/// Where nobody has answered, nothing is known: that is not 0.
fn known(is_known: bool, cell: String) -> String {
    if is_known { cell } else { "—".to_owned() }
}

/// The sums are over all that match, so the rows shown are named where they are fewer.
fn total_of(face: &Face, total: u32, shown: usize) -> String {
    match (total as usize == shown, face.lang) {
        (true, Lang::Zh) => format!("共 {total}"),
        (false, Lang::Zh) => format!("共 {total}，列出 {shown}"),
        (true, Lang::En) => format!("{total} in all"),
        (false, Lang::En) => format!("{total} in all, {shown} shown"),
    }
}

/// `violations`
pub async fn violations(app: &App, face: &Face, wanted: ViolationArgs) -> Result<Exit, CommandError> {
    let vehicle = garage::ids_of_plates(app, wanted.plate.as_slice()).await?;
    let filter = ViolationFilter {
        vehicle,
        state: wanted.state.into_iter().collect(),
        found_in_last_check: wanted.new,
        new_only: wanted.unseen,
        stage: wanted.stage,
        overdue: wanted.overdue,
        span: wanted.span.span(),
        ..ViolationFilter::default()
    };
    let (offset, limit) = (wanted.window.offset, wanted.window.limit.unwrap_or(0));
    let window = offences::violations(app, ViolationQuery { filter, sort: None, offset, limit }).await?;
    let document = json::Violations {
        total: window.total,
        undated: window.undated,
        violations: window.rows.iter().map(Into::into).collect(),
    };
    face.result(&document, || with_undated(face.lang, violation_table(face, &window), window.undated));
    if wanted.mark_seen {
        let ids = window.rows.into_iter().map(|row| row.id).collect();
        offences::violations_seen(app, ViolationSelection::Ids { ids }).await?;
    }
    Ok(Exit::Done)
}

/// What no days can hold is named apart, never left out silently.
pub fn with_undated(lang: Lang, said: String, undated: u32) -> String {
    match (undated, lang) {
        (0, _) => said,
        (n, Lang::Zh) => format!("{said}\n另有 {n} 条违法时间未知，未计入。"),
        (n, Lang::En) => format!("{said}\n{n} more with an unknown time are not counted."),
    }
}

fn violation_table(face: &Face, window: &ViolationWindow) -> String {
    let columns = [
        words(face.say("违法时间", "Time")),
        words(face.say("车牌", "Plate")),
        words(face.say("违法地点", "Place")),
        words(face.say("违法行为", "Violation")),
        figures(face.say("罚款（元）", "Fine (¥)")),
        figures(face.say("记分", "Points")),
        words(face.say("状态", "State")),
        words(face.say("处理进度", "Stage")),
        words(face.say("办理期限", "Due")),
        words(face.say("驾驶员", "Driver")),
    ];
    let unknown = || face.say("未知", "unknown").to_owned();
    let row = |row: &ViolationRow| {
        vec![
            row.time.clone(),
            table::plate(row.plate.as_str(), row.plate_type),
            row.place.clone(),
            row.act.clone(),
            table::repeated(row.fine_fen.map_or_else(unknown, table::yuan), row.repeat),
            row.points.map_or_else(unknown, |points| points.to_string()),
            labels::state(face.lang, row.state).to_owned(),
            labels::stage(face.lang, row.stage).to_owned(),
            row.due.clone().unwrap_or_default(),
            or_dash(row.driver.as_deref()),
        ]
    };
    let mut sums = vec![String::new(); columns.len()];
    sums[0] = total_of(face, window.total, window.rows.len());
    sums[4] = table::fines(face.lang, &window.totals);
    sums[5] = table::points(face.lang, &window.totals);
    sums[6] = face.say("其中未缴", "of these unpaid").to_owned();
    table::table(&columns, window.rows.iter().map(row).collect(), Some(sums))
}

/// `totals`
pub async fn totals(app: &App, face: &Face, wanted: TotalsRequest) -> Result<Exit, CommandError> {
    let by = wanted.by;
    let totals = overview::totals(app, wanted).await?;
    face.result(&json::Totals::from(&totals), || totals_readable(face, &totals, by));
    Ok(Exit::Done)
}

/// The sum in words, then the breakdown that was asked for. Vehicles that nobody has
/// answered for owe nobody knows what, which is not 0.
pub fn totals_readable(face: &Face, totals: &FleetTotals, by: Option<TotalsBy>) -> String {
    let (all, vehicles) = (totals.unanswered == totals.vehicles, totals.vehicles);
    let said = match (totals.unanswered, all, face.lang) {
        (0, ..) => sums_said(face, totals),
        (_, true, Lang::Zh) => return format!("{vehicles} 辆车，均尚无结果：待缴罚款未知。"),
        (_, true, Lang::En) => {
            return format!("{vehicles} vehicles, none with a result yet: their unpaid fines are unknown.");
        }
        (n, false, Lang::Zh) => {
            format!("{}\n其中 {n} 辆尚无结果，不计入以上合计。", sums_said(face, totals))
        }
        (n, false, Lang::En) => {
            format!(
                "{}\n{n} of them have no result yet and are not in these totals.",
                sums_said(face, totals)
            )
        }
    };
    let said = with_undated(face.lang, said, totals.undated);
    match by {
        Some(by) => format!("{said}\n\n{}", breakdown(face, totals, by)),
        None => said,
    }
}

fn sums_said(face: &Face, totals: &FleetTotals) -> String {
    let sums = &totals.totals;
    let (fines, points) = (table::fines_said(face.lang, sums), table::points_said(face.lang, sums));
    let (vehicles, unpaid, unhandled) = (totals.vehicles, sums.unpaid, sums.unhandled);
    match face.lang {
        Lang::Zh => format!(
            "{vehicles} 辆车，未缴 {unpaid} 条：罚款 {fines}。\n未处理 {unhandled} 条：待处理记分 {points}。"
        ),
        Lang::En => format!(
            "{vehicles} vehicles, {unpaid} violations unpaid: fines {fines}.\n{unhandled} not handled: {points} waiting."
        ),
    }
}

fn breakdown(face: &Face, totals: &FleetTotals, by: TotalsBy) -> String {
    let heads = vec![
        words(key_heading(face, by)),
        figures(face.say("车辆", "Vehicles")),
        figures(face.say("无结果", "No result")),
    ];
    let columns = [heads, sum_columns(face)].concat();
    let rows = totals.groups.iter().map(|group| {
        let heads = [key(face, group), group.vehicles.to_string(), table::count(group.unanswered)];
        [heads.to_vec(), sum_cells(face, &group.totals, group.unanswered < group.vehicles)].concat()
    });
    let sum = face.say("合计", "Total").to_owned();
    let all = vec![sum, totals.vehicles.to_string(), table::count(totals.unanswered)];
    let sums = sum_cells(face, &totals.totals, totals.unanswered < totals.vehicles);
    table::table(&columns, rows.collect(), Some([all, sums].concat()))
}

fn key(face: &Face, group: &GroupTotals) -> String {
    match group.plate_type {
        Some(plate_type) => table::plate(&group.key, plate_type),
        None if group.key.is_empty() => face.say("未知", "unknown").to_owned(),
        None => group.key.clone(),
    }
}

fn key_heading(face: &Face, by: TotalsBy) -> &'static str {
    match by {
        TotalsBy::Vehicle => face.lang.pick("车牌", "Plate"),
        TotalsBy::Driver => face.lang.pick("驾驶员", "Driver"),
        TotalsBy::Group => face.lang.pick("分组", "Group"),
        TotalsBy::City => face.lang.pick("城市", "City"),
        TotalsBy::Month => face.lang.pick("月份", "Month"),
    }
}

fn sum_columns(face: &Face) -> Vec<Column> {
    vec![
        figures(face.say("违章", "Violations")),
        figures(face.say("未处理", "Not handled")),
        figures(face.say("未缴", "Unpaid")),
        figures(face.say("罚款（元）", "Fines (¥)")),
        figures(face.say("待处理记分", "Pending points")),
    ]
}

fn sum_cells(face: &Face, totals: &Totals, is_known: bool) -> Vec<String> {
    let cells = [
        totals.violations.to_string(),
        totals.unhandled.to_string(),
        totals.unpaid.to_string(),
        table::fines(face.lang, totals),
        table::points(face.lang, totals),
    ];
    cells.into_iter().map(|cell| known(is_known, cell)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cheku_domain::Fen;

    #[test]
    fn totals_say_the_sum_and_what_is_not_known_of_it() {
        let totals = Totals {
            unpaid: 2,
            unhandled: 1,
            fines_due_fen: Fen(20_000),
            fines_unknown: 1,
            ..Totals::default()
        };
        let group = |key: &str, unanswered, totals| GroupTotals {
            key: key.to_owned(),
            plate_type: None,
            vehicles: 1,
            unanswered,
            totals,
        };
        let groups = vec![group("", 0, totals), group("王五", 1, Totals::default())];
        let fleet = FleetTotals { vehicles: 3, unanswered: 0, totals, groups, undated: 0 };
        let text = totals_readable(&Face { lang: Lang::Zh, json: false }, &fleet, Some(TotalsBy::Driver));
        let of_nobody_knows = text.lines().find(|line| line.contains("王五")).unwrap();
        assert!(!of_nobody_knows.contains('0'), "{text}");
        assert!(text.contains("罚款 200 元，另有 1 条金额未知"), "{text}");
        assert!(text.contains("1 条未知 + 200") && text.contains("合计"), "{text}");
        assert!(!text.contains("尚无结果"), "{text}");
    }

    #[test]
    fn vehicles_without_an_answer_are_no_zero() {
        let fleet = |unanswered| FleetTotals {
            vehicles: 3,
            unanswered,
            totals: Totals::default(),
            groups: Vec::new(),
            undated: 0,
        };
        for (lang, nothing, some) in [
            (Lang::Zh, "3 辆车，均尚无结果：待缴罚款未知。", "其中 2 辆尚无结果"),
            (
                Lang::En,
                "3 vehicles, none with a result yet: their unpaid fines are unknown.",
                "2 of them have no result yet",
            ),
        ] {
            let face = Face { lang, json: false };
            assert_eq!(totals_readable(&face, &fleet(3), None), nothing);
            assert!(totals_readable(&face, &fleet(2), None).contains(some));
        }
    }
}
