//! `leave` and `return`.

use crate::args::LeaveArgs;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::run::lists::vehicle_table;
use crate::table;
use crate::words::labels;
use cheku_commands::api::{LeaveRequest, Selection, VehicleFilter, VehicleQuery, VehicleWindow};
use cheku_commands::{App, CommandError, vehicles as garage};
use cheku_domain::Left;

/// Takes vehicles out of use, and says what is open on them.
pub async fn leave(app: &App, face: &Face, wanted: LeaveArgs) -> Result<Exit, CommandError> {
    let ids = garage::ids_of_plates(app, &wanted.plates).await?;
    if !wanted.dry_run {
        let on = wanted.on.map(|day| day.to_string()).unwrap_or_default();
        let selection = Selection::Ids { ids: ids.clone() };
        garage::vehicles_leave(app, LeaveRequest { selection, left: wanted.left, on }).await?;
    }
    let left = if wanted.dry_run { Vec::new() } else { vec![wanted.left] };
    let window = these(app, ids, left).await?;
    let said = || format!("{}\n{}", vehicle_table(face, &window), open_said(face, &window, &wanted));
    face.result(&json::Vehicles::from(&window), said);
    Ok(Exit::Done)
}

/// Takes vehicles that left into use again.
pub async fn come_back(app: &App, face: &Face, plates: &[String]) -> Result<Exit, CommandError> {
    let ids = garage::ids_that_left(app, plates).await?;
    garage::vehicles_return(app, Selection::Ids { ids: ids.clone() }).await?;
    let window = these(app, ids, Vec::new()).await?;
    let said = || {
        let back = match face.lang {
            Lang::Zh => format!("{} 辆车已恢复使用。", window.total),
            Lang::En => format!("Vehicles in use again: {}.", window.total),
        };
        format!("{}\n{back}", vehicle_table(face, &window))
    };
    face.result(&json::Vehicles::from(&window), said);
    Ok(Exit::Done)
}

async fn these(app: &App, vehicle: Vec<String>, left: Vec<Left>) -> Result<VehicleWindow, CommandError> {
    let filter = VehicleFilter { vehicle, left, ..VehicleFilter::default() };
    // Zero rows wanted means all of them.
    garage::vehicles(app, VehicleQuery { filter, sort: None, offset: 0, limit: 0 }).await
}

/// What is open stays owed: whoever sells a car is told before the new owner is.
fn open_said(face: &Face, window: &VehicleWindow, wanted: &LeaveArgs) -> String {
    let sums = &window.totals;
    let unanswered = window.rows.iter().filter(|row| row.checked_at.is_none()).count();
    let (vehicles, unpaid, why) = (window.total, sums.unpaid, labels::left(face.lang, wanted.left));
    let (fines, points) = (table::fines_said(face.lang, sums), table::points_said(face.lang, sums));
    let mut said = match (face.lang, wanted.dry_run) {
        (Lang::Zh, true) => format!("{vehicles} 辆车将改为{why}，不再查询，记录保留。"),
        (Lang::Zh, false) => {
            format!("{vehicles} 辆车已改为{why}，不再查询，记录保留；用 cheku-cli return 恢复。")
        }
        (Lang::En, true) => {
            format!("{vehicles} vehicles would be {why}: no longer checked, their records stay.")
        }
        (Lang::En, false) => format!(
            "{vehicles} vehicles are {why}: no longer checked, their records stay; cheku-cli return takes them back."
        ),
    };
    said.push_str(&match (face.lang, unpaid) {
        (Lang::Zh, 0) => "\n没有查到未缴的违章。".to_owned(),
        (Lang::En, 0) => "\nNo unpaid violation is known.".to_owned(),
        (Lang::Zh, _) => format!("\n尚有未缴 {unpaid} 条：罚款 {fines}，待处理记分 {points}。"),
        (Lang::En, _) => format!("\nStill unpaid: {unpaid} violations, fines {fines}, {points} waiting."),
    });
    if unanswered > 0 {
        said.push_str(&match face.lang {
            Lang::Zh => format!("\n其中 {unanswered} 辆尚无结果，未缴多少未知。"),
            Lang::En => format!("\n{unanswered} of them have no result yet: what they owe is unknown."),
        });
    }
    said
}
