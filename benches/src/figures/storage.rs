//! What a garage of 1,000,000 violations weighs and takes: its filling, each day's copy, the doctor, one
//! vehicle's list beside the same list of a hundredth, and what each table and index weighs.

use super::line::Line;
use super::stats::Sample;
use crate::Outcome;
use crate::usage::Usage;
use cheku_domain::Timestamp;
use cheku_garage::{Garage, Level, VehicleQuery, ViolationQuery};
use rusqlite::Connection;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Seconds for filling in, bytes a violation, megabytes of a copy, seconds of the doctor.
const TARGETS: (f64, f64, f64, f64) = (60.0, 500.0, 500.0, 20.0);
const ROUNDS: usize = 15;
/// Objects of the file that weigh less than so many bytes a violation are not told.
const TOLD: f64 = 1.0;

/// The figures of a garage that was filled just now, in that time and with that much of the processor.
pub(super) fn of(
    garage: &Garage,
    (filling, filling_used): (Duration, Usage),
    now: Timestamp,
) -> Outcome<Vec<Line>> {
    let violations = f64::from(garage.totals()?.totals.violations);
    let copy = garage.daily_backup(now)?.ok_or("there is a copy of the day already")?;
    let bytes = copy.metadata()?.len() as f64;
    let (start, before) = (Instant::now(), Usage::of_this_process());
    let findings = garage.doctor()?;
    let doctor = start.elapsed().as_secs_f64();
    let doctor_used = Usage::of_this_process().since(before).cpu_seconds;
    if findings.iter().any(|finding| finding.level == Level::Error) {
        return Err(format!("{findings:?}").into());
    }
    let filled = filling.as_secs_f64();
    let mut lines = vec![
        Line::told("f", "1,000,000 violations filled in, s", format!("{filled:.1}"))
            .at_most(TARGETS.0, filled, ""),
        Line::told("", "the same, processor time, s", format!("{:.1}", filling_used.cpu_seconds)),
        Line::told("", "bytes a violation", format!("{:.0}", bytes / violations)).at_most(
            TARGETS.1,
            bytes / violations,
            "",
        ),
        Line::told("", "garage and each day's copy, MB", format!("{:.0}", bytes / 1e6)).at_most(
            TARGETS.2,
            bytes / 1e6,
            "",
        ),
        Line::told("", "doctor, s", format!("{doctor:.1}")).at_most(TARGETS.3, doctor, ""),
        Line::told("", "the same, processor time, s", format!("{doctor_used:.1}")),
    ];
    let conn = Connection::open(copy)?;
    let mut weights = conn.prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC")?;
    let rows = weights.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)))?;
    for row in rows {
        let (name, bytes) = row?;
        if bytes / violations >= TOLD {
            lines.push(Line::told(
                "",
                format!("`{name}`, bytes a violation"),
                format!("{:.1}", bytes / violations),
            ));
        }
    }
    Ok(lines)
}

/// One vehicle's list in a garage ÷ the same in a smaller one, read in turn.
pub(super) fn one_vehicle(garage: &Garage, smaller: &Garage) -> Outcome<Line> {
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        ratios.push(list_of_one(garage)? / list_of_one(smaller)?);
    }
    let ratios = Sample::of(ratios);
    Ok(Line::told("", "one vehicle's list at 1,000,000 ÷ at 10,000", format!("{ratios}")).at_most(
        1.5,
        ratios.median(),
        "",
    ))
}

fn list_of_one(garage: &Garage) -> Outcome<f64> {
    let any = VehicleQuery { offset: 50, limit: Some(1), ..VehicleQuery::default() };
    let vehicles = garage.list(&any)?.rows.into_iter().map(|row| row.vehicle.id).collect();
    let query = ViolationQuery { vehicles, ..ViolationQuery::default() };
    let start = Instant::now();
    let mut rows = 0;
    garage.each_violation(&query, |row| {
        rows += usize::from(!black_box(row).id.is_empty());
        ControlFlow::Continue(())
    })?;
    let took = start.elapsed().as_secs_f64();
    if rows > 0 { Ok(took) } else { Err("the vehicle has no violation".into()) }
}
