//! `due`.

use crate::args::Window;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::paths::written_to;
use crate::table::{self, figures, words};
use cheku_commands::api::{DueHindrance, DueQuery, DueRow, DueStep, DueWindow};
use cheku_commands::api::{ExportReply, ExportRequest, ExportWhat};
use cheku_commands::due::due_dates;
use cheku_commands::export::export;
use cheku_commands::{App, CommandError};
use std::path::{Path, PathBuf};

/// Lists what runs out, the nearest first.
pub async fn run(
    app: &App,
    face: &Face,
    within: Option<u32>,
    rows: Window,
    calendar: Option<(PathBuf, bool)>,
) -> Result<Exit, CommandError> {
    // Zero rows wanted means all of them.
    let query = DueQuery { within, offset: rows.offset, limit: rows.limit.unwrap_or(0) };
    let window = due_dates(app, query).await?;
    let written = match calendar {
        Some((file, force)) => Some(write(app, face, &file, force).await?),
        None => None,
    };
    let document = json::Due::of(&window, written.as_ref().map(|one| one.file.as_str()));
    face.result(&document, || match &written {
        Some(ExportReply { rows, file, .. }) => {
            let said = face.say("已写入日历", "Written as a calendar");
            format!("{}\n{said} ({rows}): {file}", readable(face, &window))
        }
        None => readable(face, &window),
    });
    Ok(Exit::Done)
}

async fn write(app: &App, face: &Face, file: &Path, force: bool) -> Result<ExportReply, CommandError> {
    let to = written_to(app, file, force)?;
    export(app, ExportRequest { what: ExportWhat::DueDates, to, lang: face.lang.word().to_owned() }).await
}

fn readable(face: &Face, window: &DueWindow) -> String {
    if window.total == 0 {
        return face.say("没有到期日。", "Nothing runs out.").to_owned();
    }
    let columns = [
        words(face.say("到期日", "Due")),
        figures(face.say("剩余天数", "Days left")),
        words(face.say("项目", "What")),
        words(face.say("车辆或驾驶员", "Vehicle or driver")),
        words(face.say("年检前须处理", "In the way of the inspection")),
    ];
    let line = |row: &DueRow| {
        let (zh, en) = row.due.kind.called(&row.due.name);
        let of_vehicle = row.vehicle.as_ref().map(|one| table::plate(&one.plate, one.plate_type));
        vec![
            row.due.day.clone(),
            row.due.days.to_string(),
            face.say(zh, en).to_owned(),
            of_vehicle.or_else(|| row.driver.clone()).unwrap_or_default(),
            row.hindrance.map(|open| hindrance(face, open)).unwrap_or_default(),
        ]
    };
    let rows = window.rows.iter().map(line).collect();
    format!("{}\n\n{}", table::table(&columns, rows, None), counted(face, window))
}

fn counted(face: &Face, window: &DueWindow) -> String {
    let of_step =
        |step: DueStep| window.counts.iter().find(|one| one.step == step).map_or(0, |one| one.count);
    let [over, week, month, two] =
        [DueStep::Overdue, DueStep::Within7, DueStep::Within30, DueStep::Within60].map(of_step);
    let total = window.total;
    match face.lang {
        Lang::Zh => format!("共 {total} 个：已过期 {over}，7 天内 {week}，8–30 天 {month}，31–60 天 {two}。"),
        Lang::En => format!(
            "{total} in all: {over} overdue, {week} within 7 days, {month} in 8–30 days, {two} in 31–60 days."
        ),
    }
}

fn hindrance(face: &Face, open: DueHindrance) -> String {
    if open.checked_at.is_none() {
        return face.say("未查询", "not checked").to_owned();
    }
    let (unpaid, fines) = (open.unpaid, table::yuan(open.fines_fen));
    match (unpaid, open.fines_unknown, face.lang) {
        (0, _, Lang::Zh) => "无未缴".to_owned(),
        (0, _, Lang::En) => "clear".to_owned(),
        (_, 0, Lang::Zh) => format!("未缴 {unpaid} 条，罚款 {fines} 元"),
        (_, 0, Lang::En) => format!("{unpaid} unpaid, fines ¥{fines}"),
        (_, n, Lang::Zh) => format!("未缴 {unpaid} 条，罚款 {fines} 元，另 {n} 条罚款未知"),
        (_, n, Lang::En) => format!("{unpaid} unpaid, fines ¥{fines}, {n} more unknown"),
    }
}
