//! `todo`: what is to be done, as the overview has it.

use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, figures, words};
use crate::words::labels;
use cheku_commands::api::{Nothing, Todo, TodoLine};
use cheku_commands::{App, CommandError, todo};

/// The list, the most pressing first.
pub async fn run(app: &App, face: &Face) -> Result<Exit, CommandError> {
    let found = todo::todo(app, Nothing {}).await?;
    face.result(&json::Todo::from(&found), || readable(face, &found));
    Ok(Exit::Done)
}

fn readable(face: &Face, found: &Todo) -> String {
    let looked_at = looked_at(face, found);
    if found.lines.is_empty() {
        return format!("{}\n{looked_at}", face.say("没有待办。", "Nothing to be done."));
    }
    let columns = [
        words(face.say("待办", "To do")),
        figures(face.say("数量", "Count")),
        words(""),
        figures(face.say("车辆", "Vehicles")),
        figures(face.say("罚款（元）", "Fines (¥)")),
        figures(face.say("待处理记分", "Pending points")),
        figures(face.say("加处罚款（元）", "Late penalty (¥)")),
    ];
    let rows = found.lines.iter().map(|line| row(face, line)).collect();
    let below = found.lines.iter().map(|line| line.below_unknown).sum::<u32>();
    let below = match (below, face.lang) {
        (0, _) => String::new(),
        (n, Lang::Zh) => format!("\n另有 {n} 位驾驶员不足 9 分，但有记分未知的违章。"),
        (n, Lang::En) => {
            format!("\n{n} more drivers are below 9 points, with violations whose points are unknown.")
        }
    };
    format!("{}{below}\n{looked_at}", table::table(&columns, rows, None))
}

fn row(face: &Face, line: &TodoLine) -> Vec<String> {
    let partly = |known: Option<String>, unknown, is_zero| {
        known.map_or_else(String::new, |known| table::partly(face.lang, known, unknown, is_zero))
    };
    let no_fines = line.fines_fen.is_some_and(|fen| fen.0 == 0);
    vec![
        labels::todo(face.lang, line.kind).to_owned(),
        line.count.to_string(),
        labels::unit(face.lang, &line.rows).to_owned(),
        line.vehicles.map_or_else(String::new, |vehicles| vehicles.to_string()),
        partly(line.fines_fen.map(table::yuan), line.fines_unknown, no_fines),
        partly(line.points.map(|points| points.to_string()), line.points_unknown, line.points == Some(0)),
        line.late_fee_fen.map_or_else(String::new, table::yuan),
    ]
}

/// Without it nobody knows what "nothing" means.
fn looked_at(face: &Face, found: &Todo) -> String {
    let Todo { vehicles, unanswered, violations, unpaid, .. } = found;
    let last = found.last_check.map(table::minute);
    match face.lang {
        Lang::Zh => {
            let unanswered =
                if *unanswered > 0 { format!("（{unanswered} 辆尚无结果）") } else { String::new() };
            let last = last.map_or_else(|| "尚未查询".to_owned(), |last| format!("上次查询 {last}"));
            format!("已查看 {vehicles} 辆车{unanswered}、{violations} 条违章（未缴 {unpaid} 条）；{last}。")
        }
        Lang::En => {
            let unanswered =
                if *unanswered > 0 { format!(" ({unanswered} without a result)") } else { String::new() };
            let last = last.map_or_else(|| "never checked".to_owned(), |last| format!("last check {last}"));
            format!(
                "Looked at {vehicles} vehicles{unanswered} and {violations} violations ({unpaid} unpaid); {last}."
            )
        }
    }
}
