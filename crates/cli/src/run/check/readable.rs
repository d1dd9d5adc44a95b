//! A plan and a batch as people read them.

use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, figures, or_dash, words};
use crate::words::{labels, reasons};
use cheku_commands::api::{ItemRow, Plan, PlanShare, PricePart, Progress, Reason, SkippedBy};
use cheku_domain::Fen;

/// Vehicles that lack something and are listed for people.
const LACKING_SHOWN: usize = 20;

/// What would be asked and what it costs at most.
pub fn plan(face: &Face, plan: &Plan, lacking: &[json::Lacking]) -> String {
    let (planned, asked, skipped) = (plan.planned, plan.asked, plan.planned - plan.asked);
    let cost = table::cost_said(face.lang, plan.at_most.fen, plan.at_most.unknown);
    let mut text = match face.lang {
        Lang::Zh => {
            format!("{planned} 辆：查询 {asked} 辆，跳过 {skipped} 辆。最高费用 {cost}。尚未发出请求。")
        }
        Lang::En => {
            format!(
                "{planned} vehicles: {asked} to check, {skipped} skipped. Maximum cost {cost}. Nothing was sent."
            )
        }
    };
    if let Some(allowed) = plan.cap_allows {
        let all = table::cost_said(face.lang, plan.uncapped.fen, plan.uncapped.unknown);
        text.push_str(&match face.lang {
            Lang::Zh => format!("\n按费用上限约可查 {allowed} 辆。全部查询最高 {all}。"),
            Lang::En => format!("\nThe limit covers about {allowed}. All of them cost at most {all}."),
        });
    }
    for share in &plan.shares {
        text.push_str(&format!("\n{}", share_words(face, share)));
    }
    text.push_str(&skips(face, &plan.skipped_by));
    text.push_str(&lacks(face, lacking));
    text
}

/// "the provider: 5 free + 100 × 0.14 + 46 × 0.13; 80 left by what was entered"
fn share_words(face: &Face, share: &PlanShare) -> String {
    let part = |part: &PricePart| match part.price_fen {
        Some(Fen(0)) => format!("{} {}", part.calls, face.say("次赠送", "free")),
        Some(each) => format!("{} × {}", part.calls, each.to_yuan()),
        None => format!("{} × {}", part.calls, face.say("未填单价", "no price set")),
    };
    let parts: Vec<String> = share.parts.iter().map(part).collect();
    let mut text = format!("{}: {}", share.provider, parts.join(" + "));
    if share.instead > 0 {
        text.push_str(&match face.lang {
            Lang::Zh => format!("，其中 {} 辆因另一家无法查询而改用", share.instead),
            Lang::En => format!(", {} of them because the other provider can't", share.instead),
        });
    }
    if let Some(left) = share.quota_left {
        text.push_str(&match face.lang {
            Lang::Zh => format!("；剩余 {left} 次"),
            Lang::En => format!("; {left} calls left by what you entered"),
        });
    }
    text
}

/// What a batch came to; the counts add up to the vehicles planned.
pub fn batch(face: &Face, last: &Progress, open: &[ItemRow], lacking: &[json::Lacking]) -> String {
    if last.planned == 0 {
        return face.say("没有待查询的车辆。", "There is no vehicle to check.").to_owned();
    }
    let mut text = format!("{}\n{}", counts(face, last), spent(face, last));
    text.push_str(&skips(face, &last.skipped_by));
    text.push_str(&lacks(face, lacking));
    if !open.is_empty() {
        text.push_str(&format!("\n\n{}", items(face, open)));
        let hidden = (last.failed + last.doubtful + last.pending + last.no_data) as usize - open.len();
        if hidden > 0 {
            text.push_str(&match face.lang {
                Lang::Zh => format!("\n另有 {hidden} 辆没有列出。"),
                Lang::En => format!("\n{hidden} more not listed."),
            });
        }
    }
    text
}

fn counts(face: &Face, last: &Progress) -> String {
    let parts = [
        (last.answered, face.say("有结果", "with result")),
        (last.no_data, face.say("查无数据", "no data")),
        (last.pending, face.say("等待结果", "awaiting result")),
        (last.failed, face.say("查询失败", "failed")),
        (last.doubtful, face.say("待核对", "unconfirmed")),
        (last.skipped, face.say("跳过", "skipped")),
        (last.not_asked, face.say("未查询", "not checked")),
    ];
    let shown: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{word} {count}")).collect();
    let planned = last.planned;
    match face.lang {
        Lang::Zh => format!("{planned} 辆 = {}", shown.join(" + ")),
        Lang::En => format!("{planned} vehicles = {}", shown.join(" + ")),
    }
}

fn spent(face: &Face, last: &Progress) -> String {
    let cost = table::cost_said(face.lang, last.cost.fen, last.cost.unknown);
    let (charged, new) = (last.charged, last.new_violations);
    let owed = new_owed(face, last) + &besides(face, last);
    let mut text = match face.lang {
        Lang::Zh => format!("计费 {charged} 次，{cost}；新增违章 {new} 条{owed}。"),
        Lang::En => format!("{charged} calls charged, {cost}; {new} new violations{owed}."),
    };
    if last.unreadable > 0 {
        let unreadable = last.unreadable;
        text.push_str(&match face.lang {
            Lang::Zh => format!("\n其中 {unreadable} 次已计费、暂无法识别：原文已保存，见 calls。"),
            Lang::En => {
                format!(
                    "\n{unreadable} of them are charged and not yet readable: the responses are kept, see calls."
                )
            }
        });
    }
    if last.elsewhere > 0 {
        text.push_str(&match face.lang {
            Lang::Zh => format!("\n{} 辆改用了另一家服务商。", last.elsewhere),
            Lang::En => format!("\n{} checked with the other provider.", last.elsewhere),
        });
    }
    text
}

/// What was found with first answers, and what nobody lists any more.
fn besides(face: &Face, last: &Progress) -> String {
    let parts = [
        (last.first_found, face.say("；首次查到 {k} 条", "; {k} found at first check")),
        (last.gone, face.say("；已查不到 {k} 条", "; {k} no longer listed")),
    ];
    let said = parts.iter().filter(|(count, _)| *count > 0);
    said.map(|(count, text)| text.replace("{k}", &count.to_string())).collect()
}

/// What the new ones owe: unknown amounts are said, never counted as nothing.
fn new_owed(face: &Face, last: &Progress) -> String {
    let Some(owed) = last.new_owed.filter(|_| last.new_violations > 0) else { return String::new() };
    let fines = table::cost(face.lang, owed.fines_fen);
    let unknown = match (owed.fines_unknown, face.lang) {
        (0, _) => String::new(),
        (n, Lang::Zh) => format!("（另有 {n} 条金额未知）"),
        (n, Lang::En) => format!(" ({n} fines unknown)"),
    };
    let points = owed.points;
    match face.lang {
        Lang::Zh => format!("，待缴罚款 {fines}{unknown}，待处理记分 {points} 分"),
        Lang::En => format!(", {fines}{unknown} unpaid, {points} pending points"),
    }
}

fn skips(face: &Face, by: &SkippedBy) -> String {
    let parts = [
        (by.fresh, face.say("近期已查", "fresh")),
        (by.locked, face.say("已锁定", "locked")),
        (by.incomplete, face.say("信息不全", "incomplete")),
        (by.city, face.say("城市维护中", "city in maintenance")),
        (by.doubtful, face.say("待核对", "unconfirmed")),
        (by.pending, face.say("等待结果", "awaiting result")),
        (by.unreadable, face.say("已计费，暂无法识别", "charged, not yet readable")),
        (by.unsupported, face.say("号牌种类不支持", "plate type not taken")),
        (by.left, face.say("已停用", "out of use")),
    ];
    let shown: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{word} {count}")).collect();
    if shown.is_empty() {
        return String::new();
    }
    match face.lang {
        Lang::Zh => format!("\n跳过：{}。", shown.join("，")),
        Lang::En => format!("\nSkipped: {}.", shown.join(", ")),
    }
}

/// Which vehicle lacks what, the first few: so that it can be completed.
fn lacks(face: &Face, lacking: &[json::Lacking]) -> String {
    if lacking.is_empty() {
        return String::new();
    }
    let columns = [words(face.say("车牌", "Plate")), words(face.say("缺什么", "What is missing"))];
    let row = |one: &json::Lacking| vec![format!("{}:{}", one.plate, one.plate_type), lacks_words(face, one)];
    let shown = lacking.iter().take(LACKING_SHOWN).map(row).collect();
    let text = format!("\n\n{}", table::table(&columns, shown, None));
    match (lacking.len().saturating_sub(LACKING_SHOWN), face.lang) {
        (0, _) => text,
        (hidden, Lang::Zh) => format!("{text}\n另有 {hidden} 辆没有列出；--json 里有。"),
        (hidden, Lang::En) => format!("{text}\n{hidden} more not listed; --json has them."),
    }
}

fn lacks_words(face: &Face, one: &json::Lacking) -> String {
    let last = |n: u8, zh: &str, en: &str| match face.lang {
        Lang::Zh => format!("{zh}（要后 {n} 位）"),
        Lang::En => format!("{en} (the last {n} characters are wanted)"),
    };
    let (zh, en) = match one.lacks {
        "engine_missing" => ("发动机号", "engine number"),
        "frame_missing" => ("车架号", "VIN"),
        _ => {
            ("城市：未能获取此车牌的城市规则，请填城市代码", "city: no rule for this plate; give a city code")
        }
    };
    one.needed.map_or_else(|| face.say(zh, en).to_owned(), |n| last(n, zh, en))
}

fn items(face: &Face, rows: &[ItemRow]) -> String {
    let columns = [
        words(face.say("车牌", "Plate")),
        words(face.say("结果", "Result")),
        words(face.say("返回码", "Result code")),
        words(face.say("原因", "Reason")),
        figures(face.say("费用", "Cost")),
    ];
    let row = |row: &ItemRow| {
        vec![
            table::plate(row.plate.as_str(), row.plate_type),
            labels::item(face.lang, row.state).to_owned(),
            or_dash(row.code.as_deref()),
            why(face, row),
            row.cost_fen.map_or_else(|| "—".to_owned(), |fen| table::cost(face.lang, fen)),
        ]
    };
    table::table(&columns, rows.iter().map(row).collect(), None)
}

/// Our words for the reason; the vendor's own where they are the reason.
fn why(face: &Face, row: &ItemRow) -> String {
    let text = row.text.as_deref().filter(|text| !text.is_empty());
    match (row.reason, text) {
        (Some(reason), Some(text)) if is_told_by_the_vendor(reason) => {
            format!("{} “{text}”", reasons::reason(face.lang, reason))
        }
        (Some(reason), _) => reasons::reason(face.lang, reason).to_owned(),
        (None, text) => or_dash(text),
    }
}

/// Codes behind which the vendor's document points at the text: a note, an address that
/// is not on a list, "see what is returned".
fn is_told_by_the_vendor(reason: Reason) -> bool {
    matches!(reason, Reason::VehicleNote | Reason::UnknownCode | Reason::IpRefused | Reason::ProviderBusy)
}
