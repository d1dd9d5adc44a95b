//! `settlement`: a month by team and driver, issued and kept.

use super::issued::{numbered, written};
use crate::args::SettlementArgs;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, Column, figures, words, yuan};
use cheku_commands::api::{
    ErrorCode, ExportWhat, Nothing, ReportScope, Settlement, SettlementHead, SettlementIssue, SettlementRef,
};
use cheku_commands::settlement::{settlement, settlement_issue, settlements};
use cheku_commands::{App, CommandError};
use cheku_domain::settlement::SettledRow;

/// Shows a settlement, issues it where that is wished, and writes it to a file where one is named.
pub async fn run(app: &App, face: &Face, wanted: SettlementArgs) -> Result<Exit, CommandError> {
    let issued = settlements(app, Nothing {}).await?;
    let found = match (wanted.month, &wanted.of.number) {
        (Some(month), _) if wanted.of.issue => settlement_issue(app, SettlementIssue { month }).await?,
        (Some(month), _) => settlement(app, SettlementRef::Draft { month }).await?,
        (None, Some(number)) => {
            let head = numbered(issued, number, |head| &head.number, "settlement")?;
            settlement(app, SettlementRef::Issued { id: head.id }).await?
        }
        (None, None) if wanted.of.issue || wanted.of.export.is_some() => {
            return Err(CommandError::new(ErrorCode::SettlementMonth, "a month is wanted"));
        }
        (None, None) => {
            face.result(&json::Settlements::from(issued.as_slice()), || listed(face, &issued));
            return Ok(Exit::Done);
        }
    };
    let which = match found.id.as_str() {
        "" => SettlementRef::Draft { month: found.month.clone() },
        id => SettlementRef::Issued { id: id.to_owned() },
    };
    let what = ExportWhat::Settlement { settlement: which.clone() };
    let written = written(app, face, &wanted.of, what, ReportScope::Settlement { settlement: which }).await?;
    let file = written.as_deref();
    face.result(&json::Settlement::of(&found, file), || readable(face, &found, file));
    Ok(Exit::Done)
}

fn listed(face: &Face, issued: &[SettlementHead]) -> String {
    if issued.is_empty() {
        return face
            .say(
                "尚未出具结算表。用 settlement YYYY-MM --issue 出具。",
                "No settlement was issued yet. Issue one with settlement YYYY-MM --issue.",
            )
            .to_owned();
    }
    let columns = [
        words(face.say("编号", "No.")),
        words(face.say("月份", "Month")),
        words(face.say("出具时间", "Issued")),
        words(face.say("出具人", "By")),
    ];
    let row = |head: &SettlementHead| {
        vec![
            head.number.clone(),
            head.month.clone(),
            table::minute(head.issued_at),
            table::or_dash(Some(&head.by).filter(|by| !by.is_empty()).map(String::as_str)),
        ]
    };
    table::table(&columns, issued.iter().map(row).collect(), None)
}

fn readable(face: &Face, found: &Settlement, file: Option<&str>) -> String {
    let month = &found.month;
    let mut said = vec![match (&found.number, face.lang) {
        (Some(number), Lang::Zh) => format!("结算表 {month}，编号 {number}"),
        (Some(number), Lang::En) => format!("Settlement {month}, no. {number}"),
        (None, Lang::Zh) => format!("结算表 {month}（草稿，未出具）"),
        (None, Lang::En) => format!("Settlement {month} (draft, not issued)"),
    }];
    if found.is_supplement {
        let why = face.say(
            "此月已出具过，本表为补充和更正。",
            "This month was issued before; this one adds and corrects.",
        );
        said.push(why.to_owned());
    }
    said.push(match found.rows.is_empty() {
        true => face.say("没有新查到的违章。", "Nothing was first seen.").to_owned(),
        false => sums(face, &found.rows),
    });
    if !found.corrected.is_empty() {
        let head = face.say("更正（以前结算表中的变化）", "Corrections of earlier settlements");
        said.push(format!("{head}\n{}", sums(face, &found.corrected)));
    }
    if let Some(file) = file {
        said.push(format!("{}{file}", face.say("已导出：", "Written: ")));
    }
    said.join("\n\n")
}

fn sum_columns(face: &Face) -> Vec<Column> {
    vec![
        words(face.say("分组", "Group")),
        words(face.say("驾驶员", "Driver")),
        figures(face.say("查到", "Found")),
        figures(face.say("已处理", "Handled")),
        figures(face.say("公司承担（元）", "Company (¥)")),
        figures(face.say("驾驶员承担（元）", "Driver (¥)")),
        figures(face.say("代办费（元）", "Agent (¥)")),
        figures(face.say("从工资扣（元）", "From wages (¥)")),
        figures(face.say("已核实", "Confirmed")),
        figures(face.say("未知", "Unknown")),
    ]
}

fn sums(face: &Face, rows: &[SettledRow]) -> String {
    let total = rows.iter().fold(SettledRow::default(), |sum, row| sum.and(row));
    let dash = |text: &str| table::or_dash(Some(text).filter(|text| !text.is_empty()));
    let foot = cells(&total, face.say("合计", "Total").to_owned(), String::new());
    let lines = rows.iter().map(|row| cells(row, dash(&row.group), dash(&row.driver))).collect();
    table::table(&sum_columns(face), lines, Some(foot))
}

fn cells(row: &SettledRow, group: String, driver: String) -> Vec<String> {
    vec![
        group,
        driver,
        row.found.to_string(),
        row.handled.to_string(),
        yuan(row.paid_company_fen),
        yuan(row.paid_driver_fen),
        yuan(row.agent_fen),
        yuan(row.to_deduct_fen),
        row.proven.to_string(),
        row.unknown.to_string(),
    ]
}
