//! What a group reads of due dates: once a day at most, and only of those that newly came near or are over. What
//! could not be sent is in the next day's message; none is sent twice on a day.

use super::digest::{filled, masked, more, tame};
use crate::error::Result;
use crate::words::{self, Lang};
use cheku_domain::{DueKind, DueStep, Timestamp};
use cheku_garage::{DueOwner, DueQuery, DueRow, Garage};
use cheku_robots::Message;
use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Nobody is told in the night.
const MORNING: u32 = 8;
/// Lines at most; a group is no archive.
const LINES: usize = 20;

/// What one robot was told of due dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ToldDue {
    /// The last day on which it was told, or could not be.
    pub day: Option<NaiveDate>,
    /// Of each due date that is near or over the step that the group knows.
    pub steps: BTreeMap<String, DueStep>,
}

impl ToldDue {
    /// Whether another message may go out now.
    pub fn may_be_told(&self, now: Timestamp) -> bool {
        let here = now.in_cst();
        here.hour() >= MORNING && self.day != Some(here.date_naive())
    }

    /// Those whose step the group does not know.
    fn fresh<'a>(&self, near: &'a [DueRow], today: NaiveDate) -> Vec<&'a DueRow> {
        near.iter().filter(|row| self.steps.get(&row.due.id) != Some(&step(row, today))).collect()
    }
}

/// What is over or runs out within 60 days.
pub(super) fn near(garage: &Garage, today: NaiveDate) -> Result<Vec<DueRow>> {
    let until = DueStep::Within60.last_day(today);
    Ok(garage.due_dates(&DueQuery { today, until, offset: 0, limit: None })?)
}

/// The steps that a group knows once it was told.
pub(super) fn steps(near: &[DueRow], today: NaiveDate) -> BTreeMap<String, DueStep> {
    near.iter().map(|row| (row.due.id.clone(), step(row, today))).collect()
}

fn step(row: &DueRow, today: NaiveDate) -> DueStep {
    DueStep::of(row.due.what.day, today)
}

/// The message; `None` where there is nothing that the group does not know.
pub(super) fn of(
    near: &[DueRow],
    told: &ToldDue,
    today: NaiveDate,
    lang: Lang,
    in_full: bool,
) -> Option<Message> {
    let fresh = told.fresh(near, today);
    if fresh.is_empty() {
        return None;
    }
    let template = lang.pick(
        "【车库 Cheku】到期提醒：新进入提醒期 {n} 项",
        "[Cheku 车库] Due dates newly near or overdue: {n}",
    );
    let head =
        [filled(template, &[("{n}", fresh.len().to_string())]), standing(near, today, lang)].join("\n");
    let mut lines: Vec<String> =
        fresh.iter().take(LINES).map(|row| line(row, today, lang, in_full)).collect();
    if fresh.len() > LINES {
        lines.push(more(fresh.len() - LINES, lang));
    }
    Some(Message { head, lines })
}

/// All that are near, by step.
fn standing(near: &[DueRow], today: NaiveDate, lang: Lang) -> String {
    let count = |wanted: DueStep| near.iter().filter(|row| step(row, today) == wanted).count();
    let parts = [
        (DueStep::Overdue, lang.pick("已过期 {n} 项", "overdue: {n}")),
        (DueStep::Within7, lang.pick("7 天内 {n} 项", "within 7 days: {n}")),
        (DueStep::Within30, lang.pick("30 天内 {n} 项", "within 30 days: {n}")),
        (DueStep::Within60, lang.pick("60 天内 {n} 项", "within 60 days: {n}")),
    ];
    let said = parts.iter().map(|(step, text)| (count(*step), text)).filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, text)| text.replace("{n}", &count.to_string())).collect();
    format!("{}{}", lang.pick("目前：", "Now: "), said.join(lang.pick("，", ", ")))
}

/// "粤B***45 年检 2026-12-05，还有 4 天，未缴违章 2 条"
fn line(row: &DueRow, today: NaiveDate, lang: Lang, in_full: bool) -> String {
    let due = &row.due.what;
    let whose = match (&row.vehicle, &row.due.owner) {
        (Some((plate, _)), _) if in_full => plate.clone(),
        (Some((plate, _)), _) => masked(plate),
        (None, DueOwner::Driver(name)) if in_full => tame(name),
        (None, DueOwner::Driver(name)) => surname(name),
        (None, DueOwner::Vehicle(_)) => String::new(),
    };
    let comma = lang.pick("，", ", ");
    let mut text = format!(
        "{whose} {} {}{comma}{}",
        tame(words::due(due, lang)),
        due.day,
        left((due.day - today).num_days(), lang)
    );
    if due.kind == DueKind::Inspection && row.open.unpaid > 0 {
        let unpaid = lang.pick("未缴违章 {n} 条", "unpaid violations: {n}");
        text = format!("{text}{comma}{}", unpaid.replace("{n}", &row.open.unpaid.to_string()));
    }
    text
}

fn left(days: i64, lang: Lang) -> String {
    let template = match days {
        ..0 => lang.pick("已过期 {n} 天", "{n} days over"),
        0 => lang.pick("今天到期", "due today"),
        _ => lang.pick("还有 {n} 天", "{n} days left"),
    };
    template.replace("{n}", &days.abs().to_string())
}

/// "王国平" → "王**".
fn surname(name: &str) -> String {
    let mut all = name.chars();
    all.next().into_iter().chain(all.map(|_| '*')).collect()
}
