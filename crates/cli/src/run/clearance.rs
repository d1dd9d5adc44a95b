//! `clearance`: what providers answered about a vehicle or a driver, issued and kept. It is no certificate.

use super::issued::{numbered, written};
use crate::args::ClearanceArgs;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, figures, words, yuan};
use crate::words::labels;
use cheku_commands::api::{
    Clearance, ClearanceHead, ClearanceQuery, ClearanceRef, ClearanceWish, ErrorCode, ExportWhat, ReportScope,
};
use cheku_commands::clearance::{clearance, clearance_issue, clearances};
use cheku_commands::vehicles::ids_to_ask;
use cheku_commands::{App, CommandError};
use cheku_domain::Subject;
use cheku_domain::clearance::ClearanceFor;

/// Shows a sheet, issues it where that is wished, and writes it to a file where one is named.
pub async fn run(app: &App, face: &Face, wanted: ClearanceArgs) -> Result<Exit, CommandError> {
    let about = whom(app, &wanted).await?;
    let found = match (about, &wanted.of.number) {
        (Some((about, usual)), _) => {
            let wish = ClearanceWish { about, purpose: wanted.purpose.unwrap_or(usual) };
            match wanted.of.issue {
                true => clearance_issue(app, wish).await?,
                false => clearance(app, ClearanceRef::Draft { wish }).await?,
            }
        }
        (None, Some(number)) => {
            let issued = clearances(app, ClearanceQuery::default()).await?;
            let head = numbered(issued, number, |head| &head.number, "clearance")?;
            clearance(app, ClearanceRef::Issued { id: head.id }).await?
        }
        (None, None) if wanted.of.issue || wanted.of.export.is_some() => {
            return Err(CommandError::new(ErrorCode::ClearanceWhom, "a plate or --driver NAME is wanted"));
        }
        (None, None) => {
            let issued = clearances(app, ClearanceQuery::default()).await?;
            face.result(&json::Clearances::from(issued.as_slice()), || listed(face, &issued));
            return Ok(Exit::Done);
        }
    };
    let which = match found.id.as_str() {
        "" => {
            ClearanceRef::Draft { wish: ClearanceWish { about: found.about.clone(), purpose: found.purpose } }
        }
        id => ClearanceRef::Issued { id: id.to_owned() },
    };
    let what = ExportWhat::Clearance { clearance: which.clone() };
    let written = written(app, face, &wanted.of, what, ReportScope::Clearance { clearance: which }).await?;
    let file = written.as_deref();
    face.result(&json::Clearance::of(&found, file), || readable(face, &found, file));
    Ok(Exit::Done)
}

/// Whom it is about, and what such a sheet is mostly for. A plate that two vehicles bear needs its type.
async fn whom(app: &App, wanted: &ClearanceArgs) -> Result<Option<(Subject, ClearanceFor)>, CommandError> {
    if let Some(name) = &wanted.driver {
        return Ok(Some((Subject::Driver { name: name.clone() }, ClearanceFor::Leaving)));
    }
    let Some(plate) = &wanted.plate else { return Ok(None) };
    match ids_to_ask(app, std::slice::from_ref(plate)).await?.as_slice() {
        [id] => Ok(Some((Subject::Vehicle { id: id.clone() }, ClearanceFor::Inspection))),
        _ => Err(CommandError::new(
            ErrorCode::ClearanceWhom,
            "several vehicles bear this plate: write PLATE:TYPE",
        )),
    }
}

fn purpose(lang: Lang, purpose: ClearanceFor) -> &'static str {
    match purpose {
        ClearanceFor::Inspection => lang.pick("年检", "Inspection"),
        ClearanceFor::Sale => lang.pick("卖车", "Sale"),
        ClearanceFor::Leaving => lang.pick("驾驶员离职", "Driver leaving"),
        ClearanceFor::Deposit => lang.pick("退押金", "Deposit"),
    }
}

fn listed(face: &Face, issued: &[ClearanceHead]) -> String {
    if issued.is_empty() {
        let none = face.say(
            "尚未出具结清单。用 clearance 车牌 --issue 出具。",
            "No clearance sheet was issued yet. Issue one with clearance PLATE --issue.",
        );
        return none.to_owned();
    }
    let columns = [
        words(face.say("编号", "No.")),
        words(face.say("车牌或驾驶员", "Plate or driver")),
        words(face.say("用途", "For")),
        words(face.say("出具时间", "Issued")),
        words(face.say("出具人", "By")),
    ];
    let row = |head: &ClearanceHead| {
        vec![
            head.number.clone(),
            head.subject.clone(),
            purpose(face.lang, head.purpose).to_owned(),
            table::minute(head.issued_at),
            table::or_dash(Some(&head.by).filter(|by| !by.is_empty()).map(String::as_str)),
        ]
    };
    table::table(&columns, issued.iter().map(row).collect(), None)
}

fn readable(face: &Face, found: &Clearance, file: Option<&str>) -> String {
    let (subject, use_of) = (&found.subject, purpose(face.lang, found.purpose));
    let mut said = vec![match (&found.number, face.lang) {
        (Some(number), Lang::Zh) => format!("结清单 {subject}（{use_of}），编号 {number}"),
        (Some(number), Lang::En) => format!("Clearance sheet {subject} ({use_of}), no. {number}"),
        (None, Lang::Zh) => format!("结清单 {subject}（{use_of}；草稿，未出具）"),
        (None, Lang::En) => format!("Clearance sheet {subject} ({use_of}; draft, not issued)"),
    }];
    let nature = face.say(
        "只列出服务商返回的结果，不作任何证明；未查询不等于没有违章，已查不到不等于已缴款。",
        "It lists what providers returned and is no certificate. Not checked does not mean no violations, and no longer listed does not mean paid.",
    );
    said.push(nature.to_owned());
    said.push(asked(face, found));
    if !found.sheet.lines.is_empty() {
        said.push(lines(face, found));
    }
    said.push(sums(face, found));
    if let Some(file) = file {
        said.push(format!("{}{file}", face.say("已导出：", "Written: ")));
    }
    said.join("\n\n")
}

fn asked(face: &Face, found: &Clearance) -> String {
    let columns = [
        words(face.say("车牌", "Plate")),
        words(face.say("服务商", "Provider")),
        words(face.say("查询时间", "Checked")),
        words(face.say("结果", "Result")),
    ];
    let mut rows = Vec::new();
    for vehicle in &found.sheet.vehicles {
        let plate = || table::plate(&vehicle.plate, vehicle.plate_type);
        if vehicle.questions.is_empty() {
            let never = face.say("未查询", "not checked").to_owned();
            rows.push(vec![plate(), table::or_dash(None), table::or_dash(None), never]);
        }
        rows.extend(vehicle.questions.iter().map(|one| {
            let outcome = labels::attempt(face.lang, one.outcome).to_owned();
            vec![plate(), one.provider.clone(), table::minute(one.asked_at), outcome]
        }));
    }
    table::table(&columns, rows, None)
}

fn lines(face: &Face, found: &Clearance) -> String {
    let columns = [
        words(face.say("车牌", "Plate")),
        words(face.say("违法时间", "Time")),
        words(face.say("违法行为", "Violation")),
        figures(face.say("罚款（元）", "Fine (¥)")),
        figures(face.say("记分", "Points")),
        words(face.say("状态", "State")),
        words(face.say("最近查到", "Last listed")),
    ];
    let unknown = || face.say("未知", "unknown").to_owned();
    let row = |line: &cheku_domain::clearance::ClearanceLine| {
        let facts = &line.facts;
        vec![
            line.plate.clone(),
            facts.time.clone(),
            facts.act.clone(),
            facts.fine_fen.map_or_else(unknown, yuan),
            facts.points.map_or_else(unknown, |points| points.0.to_string()),
            labels::state(face.lang, facts.state).to_owned(),
            table::minute(facts.last_seen),
        ]
    };
    table::table(&columns, found.sheet.lines.iter().map(row).collect(), None)
}

fn sums(face: &Face, found: &Clearance) -> String {
    let (sums, removed) = (&found.sums, found.sheet.removed);
    let (open, due) = (sums.totals.unpaid, yuan(sums.totals.fines_due_fen));
    let (never, unsure, gone, paid) = (sums.never_answered, sums.unsure, sums.gone, sums.paid);
    let (fines, points) = (sums.totals.fines_unknown, sums.totals.points_unknown);
    match face.lang {
        Lang::Zh => format!(
            "未缴 {open} 条，已知罚款 {due} 元，金额未知 {fines} 条，记分未知 {points} 条；已缴款 {paid} 条；已查不到 {gone} 条。\n没有查询结果 {never} 辆，最近一次没有结果 {unsure} 辆，已从车辆列表删除 {removed} 辆。"
        ),
        Lang::En => format!(
            "Unpaid {open}, known fines ¥{due}, unknown fine {fines}, unknown points {points}; paid {paid}; no longer listed {gone}.\nVehicles without any result {never}, whose last check brought none {unsure}, deleted from the vehicle list {removed}."
        ),
    }
}
