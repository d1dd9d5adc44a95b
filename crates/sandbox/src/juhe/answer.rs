//! The envelope and the rows as the document and captured answers have them.

use serde_json::{Map, Value, json};

use super::codes;
use super::doors::PREFIX;
use crate::figures;
use crate::request::Ask;
use crate::scenario::{Envelope, Repeats, Settings};
use crate::vendor::{Refusal, Reply};
use crate::violations::{Seen, State, Violation};
use crate::xml;

/// An offence in `lists`: mostly one row, now and then two.
pub(super) fn rows(settings: &Settings, violation: &Violation<'_>, seen: &Seen) -> Vec<Value> {
    let first = row(settings, violation, seen);
    if !violation.repeated {
        return vec![first];
    }
    let mut second = first.clone();
    if settings.repeats == Repeats::Numbered {
        second["archiveno"] = json!(format!("{}2", violation.number));
    }
    vec![first, second]
}

/// One row of `lists`, juhe doc §2 返回参数说明.
fn row(settings: &Settings, violation: &Violation<'_>, seen: &Seen) -> Value {
    let style = settings.numbers;
    let lot = violation.spelling;
    let (act, code) = act_and_code(violation);
    let fine = match (seen.fine_fen, seen.points) {
        (Some(fen), _) => figures::amount(style, fen, lot.is_multiple_of(5)),
        // A fine of 0 beside points means that nobody knows the fine.
        (None, Some(points)) if points > 0 && lot.is_multiple_of(2) => figures::text(style, 0),
        (None, _) => json!(""),
    };
    json!({
        "date": date(violation),
        "area": narrow(&violation.place),
        "act": act,
        "code": code,
        "fen": seen.points.map_or(json!(""), |points| figures::text(style, points.into())),
        "money": fine,
        "handled": if seen.state == State::Unhandled { "0" } else { "1" },
        "archiveno": if lot.is_multiple_of(3) { violation.number.as_str() } else { "" },
        "wzcity": if lot.is_multiple_of(2) {
            violation.city_name()
        } else {
            String::new()
        },
        "cjgg": format!("{}交警支队", violation.city.name),
    })
}

/// Some offices drop the seconds, some leave a space in front.
fn date(violation: &Violation<'_>) -> String {
    let form = if violation.spelling.is_multiple_of(6) { "%Y-%m-%d %H:%M:00" } else { "%Y-%m-%d %H:%M:%S" };
    let space = if violation.spelling.is_multiple_of(7) { " " } else { "" };
    format!("{space}{}", violation.at.format(form))
}

/// Where the code stands: in its field, with a local fifth digit, in front of the act, or nowhere.
fn act_and_code(violation: &Violation<'_>) -> (String, Value) {
    let (act, code) = (narrow(violation.act.text), violation.act.code);
    match violation.spelling {
        0..62 => (act, json!(code)),
        62..72 => (act, json!(format!("{code}2"))),
        72..82 => (format!("{code}2 : {act}"), json!("")),
        82..88 => (format!("{code}：{act}"), Value::Null),
        88..94 => (act, Value::Null),
        _ => (act, json!("")),
    }
}

/// The same words with half-width marks, as this vendor often writes them.
fn narrow(words: &str) -> String {
    words.replace('，', ",").replace('（', "(").replace('）', ")")
}

/// Wraps a result or a refusal as the scenario's envelope wants it.
pub(super) fn write(ask: &Ask<'_>, found: &Result<Value, Refusal>) -> Reply {
    let settings = ask.settings;
    if let (Ok(result), Envelope::ResultOnly) = (found, settings.envelope) {
        return dress(ask, result);
    }
    let (code, reason, result) = match found {
        Ok(result) => ("0", "查询成功".to_owned(), Some(result.clone())),
        Err(refusal) => (refusal.code.as_str(), codes::reason(refusal), figures::empty(settings.empty)),
    };
    let mut answer = Map::new();
    // juhe doc §3: the prefix answer has no resultcode.
    if ask.door != PREFIX && settings.envelope != Envelope::NoResultcode {
        let disagrees = settings.envelope == Envelope::Disagree && found.is_err();
        answer.insert(
            "resultcode".into(),
            json!(if disagrees { "101".to_owned() } else { codes::older(code) }),
        );
    }
    answer.insert("reason".into(), json!(reason));
    if let Some(result) = result {
        answer.insert("result".into(), result);
    }
    if settings.envelope != Envelope::NoErrorCode || ask.door == PREFIX {
        answer.insert("error_code".into(), figures::code(settings.numbers, code));
    }
    dress(ask, &Value::Object(answer))
}

fn dress(ask: &Ask<'_>, answer: &Value) -> Reply {
    if ask.params.text("dtype") == "xml" {
        return Reply { body: xml::document("root", answer), content_type: "text/xml" };
    }
    Reply { body: answer.to_string(), content_type: "application/json" }
}
