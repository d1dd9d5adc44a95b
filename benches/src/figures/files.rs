//! (g): a workbook of 10,000 rows into the garage, and 200,000 violations out of it.

use super::line::Line;
use super::stats::Sample;
use crate::filled::{self, START};
use crate::{Failure, Outcome};
use cheku_commands::api::{ExportRequest, ExportWhat, ViolationQuery};
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, export, import};
use cheku_domain::{Fen, Points, Timestamp, Violation, ViolationState};
use cheku_sheets::{Column, Kind, Sheet, Value};
use std::path::Path;
use std::time::Instant;

const IMPORTED: u32 = 10_000;
const VEHICLES: usize = 2_000;
const EACH: usize = 100;
const ROUNDS: usize = 3;

pub(super) async fn in_and_out() -> Outcome<Vec<Line>> {
    let mut lines = vec![imported().await?];
    let folder = tempfile::tempdir()?;
    drop(filled::garage(folder.path(), VEHICLES, answer).await?);
    for name in ["rows.xlsx", "rows.csv"] {
        lines.push(exported(folder.path(), name).await?);
    }
    Ok(lines)
}

fn open(home: &Path) -> App {
    App::open(Options {
        home: home.to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::this_program(),
    })
}

async fn imported() -> Outcome<Line> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let home = tempfile::tempdir()?;
        let file = home.path().join("fleet.xlsx");
        let place = cheku_commands::files::Place::named(&file, &home.path().join("garage"));
        cheku_sheets::write(&place, &headings(), (0..IMPORTED).map(row))?;
        let app = open(home.path());
        let start = Instant::now();
        let report = import::import_by_headings(&app, &file, Default::default()).await.map_err(told)?;
        times.push(start.elapsed().as_secs_f64());
        if report.added != IMPORTED {
            return Err(format!("{} added", report.added).into());
        }
    }
    let times = Sample::of(times);
    Ok(Line::told("g", "import of 10,000 xlsx rows, s", format!("{times}")).at_most(2.0, times.median(), ""))
}

async fn exported(home: &Path, name: &str) -> Outcome<Line> {
    let app = open(home);
    let folder = tempfile::tempdir()?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let request = ExportRequest {
            what: ExportWhat::Violations { query: ViolationQuery::default(), only: None },
            to: app.may_write(&folder.path().join(name), true).file,
            lang: "zh".to_owned(),
        };
        let start = Instant::now();
        let reply = export::export(&app, request).await.map_err(told)?;
        times.push(start.elapsed().as_secs_f64());
        if reply.rows as usize != VEHICLES * EACH {
            return Err(format!("{} rows", reply.rows).into());
        }
    }
    let times = Sample::of(times);
    let what = format!("export of 200,000 violations, {name}, s");
    Ok(Line::told("", what, format!("{times}")).at_most(5.0, times.median(), ""))
}

fn told(error: cheku_commands::CommandError) -> Failure {
    error.to_string().into()
}

fn headings() -> Sheet {
    let names = ["车牌号", "发动机号", "所有人", "分组", "驾驶员", "备注"];
    Sheet { name: "车辆".into(), columns: names.map(|name| Column::new(name, Kind::Text)).into() }
}

fn row(number: u32) -> Vec<Value> {
    let text = |text: String| Value::Text(text);
    vec![
        text(format!("苏E{number:05}")),
        text(format!("EA{number:06}")),
        text("苏州车库物流有限公司".into()),
        text(format!("{}队", number % 40)),
        text(format!("驾驶员{}", number % 900)),
        text(String::new()),
    ]
}

fn answer(vehicle: usize) -> Vec<Violation> {
    (0_i64..).take(EACH).map(|number| violation(vehicle, number)).collect()
}

fn violation(vehicle: usize, number: i64) -> Violation {
    let time = Timestamp(START - (number * 7_000 + vehicle as i64) * 60_000).in_cst().naive_local();
    Violation {
        time: Some(time),
        time_text: time.format("%Y-%m-%d %H:%M:%S").to_string(),
        place: format!("中环南路与纺工路口东向西 {number}"),
        act: "驾驶机动车违反道路交通信号灯通行的".to_owned(),
        code: Some("1625".to_owned()),
        fine: (number % 5 != 4).then_some(Fen(20_000)),
        points: Some(Points(6)),
        state: if number % 3 == 0 { ViolationState::Paid } else { ViolationState::Unhandled },
        city: Some("苏州".to_owned()),
        city_number: None,
        authority: None,
        online: None,
        numbers: Default::default(),
        repeat: 1,
    }
}
