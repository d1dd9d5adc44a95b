//! 通知单 with 回执: one page for each driver, with a slip to sign and a short number for each case.

use super::gathered::{Gathered, Sums};
use super::text::{sum, time, where_to};
use crate::report::{plate, whole_page};
use cheku_domain::Points;
use cheku_garage::ViolationRow;
use maud::{Markup, html};

pub(super) fn html(gathered: &Gathered) -> String {
    let title = gathered.lang.pick("违章处理通知单", "Notice of violations");
    let pages = html! {
        @for (driver, rows) in &gathered.drivers { (page(gathered, title, driver, rows)) }
        @if gathered.drivers.is_empty() {
            p.empty { (gathered.lang.pick("没有要通知的违章。", "Nothing to tell anybody.")) }
        }
    };
    whole_page(gathered.lang, title, &pages)
}

/// The part of a violation's id that people say: its number.
fn short_number(row: &ViolationRow) -> &str {
    row.id.split('-').next().unwrap_or_default()
}

fn page(gathered: &Gathered, title: &str, driver: &str, rows: &[ViolationRow]) -> Markup {
    let lang = gathered.lang;
    let from = [gathered.fleet.as_str(), gathered.person.as_str()].join(" ");
    html! { section.notice {
        header {
            h1 { (title) }
            p.made { (from.trim()) " " (gathered.today.to_string()) }
        }
        p.to { (lang.pick("驾驶员：", "Driver: ")) b { (driver) } }
        table {
            thead { tr {
                @for name in [
                    lang.pick("编号", "No."), lang.pick("车牌", "Plate"), lang.pick("违法时间、地点、行为", "Time, place, violation"),
                ] { th { (name) } }
                th.figure { (lang.pick("罚款（元）", "Fine (¥)")) }
                th.figure { (lang.pick("记分", "Points")) }
                th { (lang.pick("处理", "Where")) }
            } }
            tbody { @for row in rows { (case(row, gathered)) } }
        }
        p { b { (sum(&Sums::of(rows), lang)) } }
        p { (lang.pick("请在以下日期前处理：", "To be handled by: ")) b { (gathered.due.to_string()) } }
        div.slip {
            h2 { (lang.pick("回执", "Receipt")) }
            p {
                (lang.pick("本人已知悉上述 ", "I have read of the ")) (rows.len())
                (lang.pick(" 条违章，编号 ", " violations above, no. "))
                (rows.iter().map(short_number).collect::<Vec<_>>().join(lang.pick("、", ", ")))
                (lang.pick("。", "."))
            }
            p.sign {
                span { (lang.pick("驾驶员签名：", "Signature: ")) }
                span { (lang.pick("日期：", "Date: ")) }
            }
        }
    } }
}

fn case(row: &ViolationRow, gathered: &Gathered) -> Markup {
    let (found, lang) = (&row.violation, gathered.lang);
    let unknown = lang.pick("未知", "unknown");
    let points = match found.points {
        _ if !found.state.points_wait() => "—".to_owned(),
        known => known.map_or_else(|| unknown.to_owned(), |Points(points)| points.to_string()),
    };
    html! { tr {
        td { (short_number(row)) }
        td { (plate(&row.plate, row.plate_type.code(), false)) }
        td {
            (time(row)) " "
            @if let Some(city) = &found.city { (city) " " }
            (found.place) br; (found.act)
        }
        td.figure { @match found.fine { Some(fen) => { (fen.to_yuan()) }, None => { (unknown) } } }
        td.figure { (points) }
        td { (where_to(row, lang)) }
    } }
}
