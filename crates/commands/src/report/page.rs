//! The page around the tables: title, figures, facts. maud escapes every text,
//! and the policy in the head lets nothing run and nothing be fetched, whatever a
//! vendor's answer or a person's note holds.

use super::plate::plate;
use super::tables::{self, fines, points};
use super::{About, Report};
use crate::words::{self, Lang};
use cheku_domain::FrameNumber;
use cheku_garage::{VehicleRow, ViolationRow};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn html(report: &Report) -> String {
    let title = title(report);
    let content = html! {
        header {
            h1 { (title) }
            p.made { (made(report)) }
            @if let Some((span, undated)) = report.span { p.made { (words::span(span, undated, report.lang)) } }
        }
        (figures(report))
        (cut(report))
        (content(report))
        (note(report.lang))
    };
    whole(report.lang, &title, &content)
}

/// A page to print around its content.
pub(crate) fn whole(lang: Lang, title: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width";
                meta name="color-scheme" content="light";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (content) }
        }
    };
    page.into_string()
}

fn title(report: &Report) -> String {
    let lang = report.lang;
    match &report.about {
        About::Fleet(_) => lang.pick("车队违章报告", "Fleet report").to_owned(),
        About::Driver { name, .. } if name.is_empty() => {
            lang.pick("未分配驾驶员的违章", "Violations without a driver").to_owned()
        }
        About::Driver { name, .. } => format!("{} {name}", lang.pick("驾驶员违章报告：", "Driver report:")),
        About::Vehicle { vehicle, .. } => {
            format!("{} {}", lang.pick("车辆违章报告：", "Vehicle report:"), vehicle.vehicle.plate)
        }
        About::Violations(_) => lang.pick("违章清单", "Violations").to_owned(),
    }
}

/// Whose, and when it was made: also the line above every sheet's table.
fn made(report: &Report) -> String {
    let at = report.now.in_cst().format("%Y-%m-%d %H:%M");
    let fleet = if report.fleet.is_empty() { String::new() } else { format!("{} · ", report.fleet) };
    format!("{fleet}{} {at}", report.lang.pick("制表时间", "Generated"))
}

fn figures(report: &Report) -> Markup {
    let (lang, totals) = (report.lang, &report.totals);
    let known = |figure: Markup| {
        if report.is_known() {
            figure
        } else {
            html! { "—" }
        }
    };
    let first = match report.about {
        About::Fleet(_) => (lang.pick("车辆", "Vehicles"), html! { (report.total) }),
        _ => (lang.pick("违章", "Violations"), known(html! { (totals.violations) })),
    };
    let mut all = vec![
        first,
        (lang.pick("未处理", "Not handled"), known(html! { (totals.unhandled) })),
        (lang.pick("未缴", "Unpaid"), known(html! { (totals.unpaid) })),
        (lang.pick("待缴罚款（元）", "Unpaid fines (¥)"), known(fines(totals, lang))),
        (lang.pick("待处理记分", "Pending points"), known(points(totals, lang))),
    ];
    if report.unanswered > 0 {
        let unanswered = (lang.pick("无结果（辆）", "Without a result"), html! { (report.unanswered) });
        all.insert(1, unanswered);
    }
    html! { dl.figures { @for (name, value) in all { div { dt { (name) } dd { (value) } } } } }
}

fn content(report: &Report) -> Markup {
    let lang = report.lang;
    let line = format!("{} · {}", title(report), made(report));
    let table = |rows: &[ViolationRow], with_plates: bool| {
        if rows.is_empty() {
            return html! { p.empty { (lang.pick("没有违章。", "No violations.")) } };
        }
        tables::violations(rows, with_plates, &report.totals, lang, &line)
    };
    match &report.about {
        About::Fleet(rows) if rows.is_empty() => {
            html! { p.empty { (lang.pick("没有符合条件的车辆。", "No vehicle matches.")) } }
        }
        About::Fleet(rows) => {
            tables::vehicles(rows, report.is_known().then_some(&report.totals), lang, &line)
        }
        About::Driver { vehicles, rows, .. } => html! {
            (usual(vehicles, lang))
            (table(rows, true))
        },
        About::Vehicle { vehicle, rows } => html! { (facts(vehicle, lang)) (table(rows, false)) },
        About::Violations(rows) => table(rows, true),
    }
}

fn usual(vehicles: &[VehicleRow], lang: Lang) -> Markup {
    html! { @if !vehicles.is_empty() {
        p.plates {
            (lang.pick("常用车辆", "Usual vehicles")) " "
            @for row in vehicles {
                (plate(row.vehicle.plate.as_str(), row.vehicle.plate_type.code(), false)) " "
            }
        }
    } }
}

fn facts(row: &VehicleRow, lang: Lang) -> Markup {
    let vehicle = &row.vehicle;
    let facts = [
        (lang.pick("号牌种类", "Plate type"), Some(words::plate_type(vehicle.plate_type, lang))),
        (lang.pick("分组", "Group"), vehicle.group.as_deref()),
        (lang.pick("驾驶员", "Driver"), vehicle.driver.as_deref()),
        (lang.pick("所有人", "Owner"), vehicle.owner.as_deref()),
        (lang.pick("车架号", "VIN"), vehicle.vin.as_ref().map(FrameNumber::as_str)),
        (lang.pick("发动机号", "Engine number"), vehicle.engine.as_deref()),
        (lang.pick("备注", "Note"), vehicle.note.as_deref()),
    ];
    let checked = row.checked_at.map(|at| at.in_cst().format("%Y-%m-%d %H:%M").to_string());
    html! {
        div.vehicle {
            (plate(vehicle.plate.as_str(), vehicle.plate_type.code(), true))
            dl.facts {
                @for (name, value) in facts { @if let Some(value) = value { dt { (name) } dd { (value) } } }
                dt { (lang.pick("状态", "Status")) } dd { (words::status(row.status, lang)) }
                dt { (lang.pick("上次查询", "Last checked")) } dd { (checked.as_deref().unwrap_or("—")) }
            }
        }
    }
}

/// Said before the table, not after a hundred sheets: it is not the whole list.
fn cut(report: &Report) -> Markup {
    let (listed, all) = (report.about.rows(), report.total);
    let words = report.lang.pick(
        "共 {all} 条，这里只列出前 {listed} 条；上面的合计是全部的。如需全部，请导出 Excel。",
        "Only the first {listed} of {all} rows are listed; the sums above are of all. Export a spreadsheet \
         for every row.",
    );
    let said = words.replace("{all}", &all.to_string()).replace("{listed}", &listed.to_string());
    html! { @if listed < all { p.cut { (said) } } }
}

/// What the figures mean.
fn note(lang: Lang) -> Markup {
    html! { footer {
        p { (lang.pick(
            "待缴罚款含未处理和已处理未缴，待处理记分只含未处理；金额或分值未知的单独计数，不算作 0。以交管部门为准。",
            "Unpaid fines include what is not handled and what is handled but not paid; pending points only what is not \
             handled. Unknown amounts are counted apart, never as 0. What counts is the traffic police's record.",
        )) }
    } }
}
