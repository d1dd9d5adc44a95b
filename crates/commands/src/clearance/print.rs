//! A clearance sheet to print: one page that tells answers, what stands open and what is not known.

use super::sheet::about;
use super::words as own;
use crate::api::Clearance;
use crate::report::{fines, plate, points, whole_page};
use crate::words::{self, Lang};
use cheku_domain::Subject;
use cheku_domain::clearance::{ClearanceLine, ClearanceQuestion, ClearedVehicle};
use cheku_domain::{Fen, Points, ShownState, Timestamp};
use maud::{Markup, html};

/// The page.
pub(crate) fn html(found: &Clearance, fleet: &str, lang: Lang, now: Timestamp) -> String {
    let title = format!("{} {}", lang.pick("违章结清单", "Clearance sheet"), found.subject);
    let fleet = if fleet.is_empty() { String::new() } else { format!("{fleet} · ") };
    let unknown = own::unknown(&found.sheet, &found.sums, lang);
    let content = html! {
        header {
            h1 { (title) }
            p.made { (fleet) (about(found, lang)) " · " (lang.pick("制表时间", "Generated")) " " (own::minute(now)) }
        }
        p { b { (own::nature(lang)) } }
        (figures(found, lang))
        h2 { (lang.pick("查询和结果", "Checks and results")) }
        (asked(&found.sheet.vehicles, lang))
        (part(found, lang, lang.pick("未缴", "Unpaid"), |state| matches!(state, ShownState::Unhandled | ShownState::HandledUnpaid)))
        (part(found, lang, lang.pick("已查不到（不等于已缴款）", "No longer listed (not the same as paid)"), |state| state == ShownState::NoLongerReturned))
        (part(found, lang, lang.pick("已缴款（服务商返回）", "Paid, as a provider says"), |state| state == ShownState::Paid))
        @if !unknown.is_empty() {
            h2 { (lang.pick("未知", "Not known")) }
            ul { @for said in &unknown { li { (said) } } }
        }
        p.sign {
            span { (lang.pick("制表：", "Prepared by: ")) }
            @if matches!(found.about, Subject::Driver { .. }) { span { (lang.pick("驾驶员：", "Driver: ")) } }
            span { (lang.pick("日期：", "Date: ")) }
        }
    };
    whole_page(lang, &title, &content)
}

/// What is open is not known where nobody ever answered.
fn figures(found: &Clearance, lang: Lang) -> Markup {
    let sums = &found.sums;
    let vehicles = found.sheet.vehicles.len();
    let is_known = vehicles > usize::try_from(sums.never_answered).unwrap_or(usize::MAX)
        || !found.sheet.lines.is_empty();
    let known = |figure: Markup| {
        if is_known {
            figure
        } else {
            html! { "—" }
        }
    };
    let all = [
        (lang.pick("未缴", "Unpaid"), known(html! { (sums.totals.unpaid) })),
        (lang.pick("待缴罚款（元）", "Unpaid fines (¥)"), known(fines(&sums.totals, lang))),
        (lang.pick("待处理记分", "Pending points"), known(points(&sums.totals, lang))),
        (lang.pick("已查不到", "No longer listed"), known(html! { (sums.gone) })),
        (lang.pick("无结果（辆）", "Without a result"), html! { (sums.never_answered) }),
    ];
    html! { dl.figures { @for (name, value) in all { div { dt { (name) } dd { (value) } } } } }
}

fn asked(vehicles: &[ClearedVehicle], lang: Lang) -> Markup {
    html! {
        @if vehicles.is_empty() { p.empty { (lang.pick("没有有关的车辆。", "There is no vehicle.")) } }
        @else { table {
            thead { tr {
                th { (lang.pick("车牌", "Plate")) }
                th { (lang.pick("服务商", "Provider")) }
                th { (lang.pick("查询时间", "Checked")) }
                th { (lang.pick("结果", "Result")) }
            } }
            tbody { @for vehicle in vehicles {
                @if vehicle.questions.is_empty() {
                    tr { td { (drawn(vehicle)) } td { "—" } td { "—" } td { b { (lang.pick("未查询", "Not checked")) } } }
                }
                @for question in &vehicle.questions { tr { td { (drawn(vehicle)) } (answer(question, lang)) } }
            } }
        } }
    }
}

fn drawn(vehicle: &ClearedVehicle) -> Markup {
    plate(&vehicle.plate, vehicle.plate_type.code(), false)
}

fn answer(question: &ClearanceQuestion, lang: Lang) -> Markup {
    html! {
        td { (words::provider_names(std::slice::from_ref(&question.provider), lang)) }
        td.when { (own::minute(question.asked_at)) }
        td { (own::outcome(question.outcome, lang)) @if let Some(text) = &question.text { " " small { (text) } } }
    }
}

fn part(found: &Clearance, lang: Lang, name: &str, fits: impl Fn(ShownState) -> bool) -> Markup {
    let lines: Vec<_> = found.sheet.lines.iter().filter(|one| fits(one.facts.state)).collect();
    html! { @if !lines.is_empty() {
        h2 { (name) ": " (lines.len()) }
        table {
            thead { tr {
                th { (lang.pick("车牌", "Plate")) }
                th { (lang.pick("违法时间", "Time")) }
                th { (lang.pick("地点和行为", "Place and violation")) }
                th.figure { (lang.pick("罚款（元）", "Fine (¥)")) }
                th.figure { (lang.pick("记分", "Points")) }
                th { (lang.pick("状态", "State")) }
                th { (lang.pick("处理进度", "Progress")) }
                th { (lang.pick("驾驶员", "Driver")) }
                th { (lang.pick("最近查到", "Last listed")) }
            } }
            tbody { @for one in lines { (line(one, lang)) } }
        }
    } }
}

fn line(line: &ClearanceLine, lang: Lang) -> Markup {
    let facts = &line.facts;
    let unknown = lang.pick("未知", "unknown");
    html! { tr {
        td.name { (line.plate) }
        td.when { (facts.time.get(..16).unwrap_or(&facts.time)) }
        td { (facts.place) " " (facts.act) }
        td.figure { (facts.fine_fen.map_or_else(|| unknown.to_owned(), Fen::to_yuan)) }
        td.figure { (facts.points.map_or_else(|| unknown.to_owned(), |Points(points)| points.to_string())) }
        td.name { (words::state(facts.state, lang)) }
        td.name { (words::stage(facts.stage, lang)) }
        td.name { (if line.driver.is_empty() { "—" } else { &line.driver }) }
        td.when { (own::minute(facts.last_seen)) }
    } }
}
