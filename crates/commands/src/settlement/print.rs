//! A settlement to print, with a place for signatures.

use crate::api::Settlement;
use crate::report::whole_page;
use crate::words::Lang;
use cheku_domain::Timestamp;
use cheku_domain::settlement::{Correction, SettledLine, SettledRow};
use maud::{Markup, html};

/// The page.
pub(crate) fn html(settlement: &Settlement, fleet: &str, lang: Lang, now: Timestamp) -> String {
    let title = format!("{} {}", lang.pick("违章结算表", "Settlement of violations"), settlement.month);
    let content = html! {
        header {
            h1 { (title) }
            p.made { (made(settlement, fleet, lang, now)) }
        }
        @if settlement.rows.is_empty() { p.empty { (lang.pick("本月没有新查到的违章。", "No violations were first seen in this month.")) } }
        @else { (sums(&settlement.rows, lang)) }
        @if !settlement.corrected.is_empty() {
            h2 { (lang.pick("更正：以前结算表中的变化", "Corrections: what changed of earlier settlements")) }
            (sums(&settlement.corrected, lang))
            (changes(&settlement.corrections, lang))
        }
        @if !settlement.lines.is_empty() {
            h2 { (lang.pick("明细", "Violations")) }
            (lines(&settlement.lines, lang))
        }
        (foot(lang))
    };
    whole_page(lang, &title, &content)
}

fn made(settlement: &Settlement, fleet: &str, lang: Lang, now: Timestamp) -> String {
    let at = |at: Timestamp| at.in_cst().format("%Y-%m-%d %H:%M").to_string();
    let said = match settlement.number.as_ref().zip(settlement.issued_at) {
        Some((number, issued)) => format!(
            "{} {number} · {} {} {}",
            lang.pick("编号", "No."),
            lang.pick("出具时间", "Issued"),
            at(issued),
            settlement.by
        ),
        None => format!("{} · {}", lang.pick("草稿，未出具", "Draft, not issued"), at(now)),
    };
    let supplement = if settlement.is_supplement {
        lang.pick(" · 补充和更正", " · supplement and corrections")
    } else {
        ""
    };
    let fleet = if fleet.is_empty() { String::new() } else { format!("{fleet} · ") };
    format!("{fleet}{}{supplement}", said.trim())
}

fn heads(lang: Lang) -> [&'static str; 8] {
    [
        lang.pick("查到", "Found"),
        lang.pick("已处理", "Handled"),
        lang.pick("公司承担（元）", "Company (¥)"),
        lang.pick("驾驶员承担（元）", "Driver (¥)"),
        lang.pick("代办费（元）", "Agent (¥)"),
        lang.pick("从工资扣（元）", "From wages (¥)"),
        lang.pick("已核实", "Confirmed"),
        lang.pick("未知", "Unknown"),
    ]
}

fn sums(rows: &[SettledRow], lang: Lang) -> Markup {
    let total = rows.iter().fold(SettledRow::default(), |sum, row| sum.and(row));
    html! { table {
        thead { tr {
            th { (lang.pick("分组", "Group")) }
            th { (lang.pick("驾驶员", "Driver")) }
            @for head in heads(lang) { th.figure { (head) } }
        } }
        tbody { @for row in rows { tr {
            td.name { (or(&row.group, lang.pick("未分组", "No group"))) }
            td.name { (or(&row.driver, lang.pick("未分配驾驶员", "No driver"))) }
            (figures(row))
        } } }
        tfoot { tr { th colspan="2" { (lang.pick("合计", "Total")) } (figures(&total)) } }
    } }
}

fn figures(row: &SettledRow) -> Markup {
    html! {
        td.figure { (row.found) }
        td.figure { (row.handled) }
        td.figure { (row.paid_company_fen.to_yuan()) }
        td.figure { (row.paid_driver_fen.to_yuan()) }
        td.figure { (row.agent_fen.to_yuan()) }
        td.figure { (row.to_deduct_fen.to_yuan()) }
        td.figure { (row.proven) }
        td.figure { (row.unknown) }
    }
}

fn or<'a>(text: &'a str, none: &'a str) -> &'a str {
    if text.is_empty() { none } else { text }
}

fn line_heads(lang: Lang, first: Option<&str>) -> Markup {
    html! { thead { tr {
        @if let Some(first) = first { th { (first) } }
        th { (lang.pick("车牌", "Plate")) }
        th { (lang.pick("违法时间", "Time")) }
        th { (lang.pick("违法行为", "Violation")) }
        th { (lang.pick("驾驶员", "Driver")) }
        th.figure { (lang.pick("罚款（元）", "Fine (¥)")) }
        th { (lang.pick("承担和扣款", "Borne by")) }
        th { (lang.pick("进度", "Progress")) }
    } } }
}

fn lines(lines: &[SettledLine], lang: Lang) -> Markup {
    html! { table { (line_heads(lang, None)) tbody { @for one in lines { tr { (line(one, lang)) } } } } }
}

fn changes(corrections: &[Correction], lang: Lang) -> Markup {
    let side = lang.pick("更正", "Correction");
    html! { table {
        (line_heads(lang, Some(side)))
        tbody { @for one in corrections {
            tr { td { (lang.pick("原", "Before")) } (line(&one.before, lang)) }
            tr { td { b { (lang.pick("现", "After")) } } (line(&one.after, lang)) }
        } }
    } }
}

fn line(line: &SettledLine, lang: Lang) -> Markup {
    let of = &line.figures;
    let unknown = lang.pick("未知", "unknown");
    html! {
        td.name { (line.plate) }
        td.when { (line.time.get(..16).unwrap_or(&line.time)) }
        td { (line.act) }
        td.name { (or(&line.driver, "—")) }
        td.figure { (of.fine_fen.map_or_else(|| unknown.to_owned(), |fen| fen.to_yuan())) }
        td { (borne(line, lang)) }
        td { (progress(line, lang)) }
    }
}

fn borne(line: &SettledLine, lang: Lang) -> String {
    let of = &line.figures;
    let part = |fen: cheku_domain::Fen, zh, en| {
        (fen.0 != 0).then(|| format!("{} {}", lang.pick(zh, en), fen.to_yuan()))
    };
    let mut parts: Vec<String> = [
        part(of.paid_company_fen, "公司", "company"),
        part(of.paid_driver_fen, "驾驶员", "driver"),
        part(of.agent_fen, "代办费", "agent"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(month) = &of.wage_month {
        parts.push(format!("{} {month}", lang.pick("扣款月份", "wage of")));
    }
    if of.unknown {
        parts.push(lang.pick("金额或承担方未知", "amount or payer unknown").to_owned());
    }
    parts.join(lang.pick("，", ", "))
}

fn progress(line: &SettledLine, lang: Lang) -> &'static str {
    match (line.figures.proven, line.figures.handled) {
        (true, _) => lang.pick("已核实缴款", "Payment confirmed"),
        (_, true) => lang.pick("已处理", "Handled"),
        _ => lang.pick("未处理", "Not handled"),
    }
}

fn foot(lang: Lang) -> Markup {
    html! {
        p.sign {
            span { (lang.pick("制表：", "Prepared by: ")) }
            span { (lang.pick("审核：", "Checked by: ")) }
            span { (lang.pick("日期：", "Date: ")) }
        }
        footer { p { (lang.pick(
            "按首次查到的月份归入；已核实是指服务商返回已缴款，已查不到的不算。未知的单独计数，不算作 0。出具后的变化列入下一张结算表的更正。",
            "By the month of first sight. Confirmed means that a provider says it is paid; what is no longer listed is not. \
             Unknown is counted apart, never as 0. What changes after issue stands as a correction in the next settlement.",
        )) } }
    }
}
