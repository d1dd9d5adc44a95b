//! The tables of a report. A table's head, with the page's line above it, is
//! repeated on every sheet of paper.

use super::plate::plate;
use crate::words::{self, Lang};
use cheku_domain::{Fen, Points, Totals};
use cheku_garage::{VehicleRow, ViolationRow};
use maud::{Markup, html};

/// Known fines, and how many are not known: never a bare 0 for what is not known.
pub(crate) fn fines(totals: &Totals, lang: Lang) -> Markup {
    amount(totals.fines_due_fen.0 != 0, &totals.fines_due_fen.to_yuan(), totals.fines_unknown, lang)
}

/// The same for points.
pub(crate) fn points(totals: &Totals, lang: Lang) -> Markup {
    amount(totals.points_waiting != 0, &totals.points_waiting.to_string(), totals.points_unknown, lang)
}

fn amount(is_known: bool, known: &str, unknown: u32, lang: Lang) -> Markup {
    html! {
        @match (is_known, unknown) {
            (_, 0) => { (known) }
            (true, n) => { (known) small { " + " (n) " " (lang.pick("条未知", "unknown")) } }
            (false, n) => { (n) " " (lang.pick("条未知", "unknown")) }
        }
    }
}

fn head(columns: &[(&str, bool)], line: &str) -> Markup {
    html! {
        thead {
            tr.line { td colspan=(columns.len()) { (line) } }
            tr { @for (name, figure) in columns { th scope="col" class=[figure.then_some("figure")] { (name) } } }
        }
    }
}

/// `totals` are `None` where none of them was ever answered for.
pub(super) fn vehicles(rows: &[VehicleRow], totals: Option<&Totals>, lang: Lang, line: &str) -> Markup {
    let columns = [
        (lang.pick("车牌", "Plate"), false),
        (lang.pick("号牌种类", "Plate type"), false),
        (lang.pick("分组", "Group"), false),
        (lang.pick("驾驶员", "Driver"), false),
        (lang.pick("状态", "Status"), false),
        (lang.pick("未缴", "Unpaid"), true),
        (lang.pick("待缴罚款（元）", "Unpaid fines (¥)"), true),
        (lang.pick("待处理记分", "Pending points"), true),
        (lang.pick("上次查询", "Last checked"), false),
    ];
    html! {
        table {
            (head(&columns, line))
            tbody { @for row in rows { (vehicle(row, lang)) } }
            tfoot { tr {
                th colspan="5" { (lang.pick("合计", "Total")) }
                (owed(totals, lang))
                td {}
            } }
        }
    }
}

fn vehicle(row: &VehicleRow, lang: Lang) -> Markup {
    let vehicle = &row.vehicle;
    html! { tr {
        td { (plate(vehicle.plate.as_str(), vehicle.plate_type.code(), false)) }
        td { (words::plate_type(vehicle.plate_type, lang)) }
        td.name { (text(vehicle.group.as_deref())) }
        td.name { (text(vehicle.driver.as_deref())) }
        td.name { (words::status(row.status, lang)) }
        (owed(row.checked_at.map(|_| &row.totals), lang))
        @match row.checked_at {
            Some(at) => td.when { (at.in_cst().format("%Y-%m-%d %H:%M").to_string()) },
            None => td { "—" },
        }
    } }
}

/// Three cells. What a vehicle owes that was never answered for is not known.
fn owed(totals: Option<&Totals>, lang: Lang) -> Markup {
    html! {
        @match totals {
            Some(totals) => {
                td.figure { (totals.unpaid) }
                td.figure { (fines(totals, lang)) }
                td.figure { (points(totals, lang)) }
            }
            None => { td.figure { "—" } td.figure { "—" } td.figure { "—" } }
        }
    }
}

pub(super) fn violations(
    rows: &[ViolationRow],
    with_plates: bool,
    totals: &Totals,
    lang: Lang,
    line: &str,
) -> Markup {
    let mut columns = vec![
        (lang.pick("违法时间", "Time"), false),
        (lang.pick("违法地点", "Place"), false),
        (lang.pick("违法行为", "Violation"), false),
        (lang.pick("罚款（元）", "Fine (¥)"), true),
        (lang.pick("记分", "Points"), true),
        (lang.pick("状态", "State"), false),
        (lang.pick("驾驶员", "Driver"), false),
    ];
    if with_plates {
        columns.insert(0, (lang.pick("车牌", "Plate"), false));
    }
    html! {
        table {
            (head(&columns, line))
            tbody { @for row in rows { (violation(row, with_plates, lang)) } }
            tfoot { tr {
                th colspan=(columns.len() - 4) { (lang.pick("未缴合计", "Unpaid total")) ": " (totals.unpaid) }
                td.figure { (fines(totals, lang)) }
                td.figure { (points(totals, lang)) }
                td colspan="2" {}
            } }
        }
    }
}

fn violation(row: &ViolationRow, with_plate: bool, lang: Lang) -> Markup {
    let found = &row.violation;
    let unknown = lang.pick("未知", "unknown");
    let paid = row.paid.as_ref().map(|paid| words::payment(paid, lang));
    let time = found.time.map(|time| time.format("%Y-%m-%d %H:%M").to_string());
    html! { tr {
        @if with_plate { td { (plate(&row.plate, row.plate_type.code(), false)) } }
        td.when { (time.as_deref().unwrap_or(&found.time_text)) }
        td { @if let Some(city) = &found.city { (city) " " } (found.place) }
        td { (found.act) @if let Some(code) = &found.code { " " small { (code) } } }
        td.figure {
            (found.fine.map_or_else(|| unknown.to_owned(), Fen::to_yuan))
            @if found.repeat > 1 { " " small { (lang.pick("同样 ", "told ")) (found.repeat) (lang.pick(" 条", " times")) } }
        }
        td.figure { (found.points.map_or_else(|| unknown.to_owned(), |Points(points)| points.to_string())) }
        td.name {
            (words::state(row.state, lang))
            @if let Some(said) = paid.filter(|said| !said.is_empty()) { br; small { (said) } }
        }
        td.name { (text(row.driver.as_deref())) }
    } }
}

fn text(known: Option<&str>) -> &str {
    known.unwrap_or("—")
}
