//! The answer as the document has it, in every nesting and format that it leaves open.

use serde_json::{Map, Value, json};

use crate::figures;
use crate::fleet::SampleVehicle;
use crate::request::Ask;
use crate::scenario::{Nesting, Repeats, Settings, TimeField};
use crate::vendor::{Reply, Vendor};
use crate::violations::{Seen, State, Violation};
use crate::xml;

/// The object with totals and rows, storeapi doc §返回参数说明.
pub(super) fn payload(
    vendor: &dyn Vendor,
    settings: &Settings,
    vehicle: &SampleVehicle,
    drawn: &[Violation<'_>],
) -> Value {
    let style = settings.numbers;
    let known: Vec<_> = drawn.iter().filter_map(|one| vendor.sees(one).map(|seen| (one, seen))).collect();
    let mut data = Vec::new();
    for (violation, seen) in &known {
        let row = row(settings, violation, seen);
        if violation.repeated {
            let mut second = row.clone();
            if settings.repeats == Repeats::Numbered {
                second["monitorNum"] = json!(format!("{}2", violation.number));
            }
            data.push(second);
        }
        data.push(row);
    }
    let fines: i64 = known.iter().filter_map(|(_, seen)| seen.fine_fen).sum();
    let points: i64 = known.iter().filter_map(|(_, seen)| seen.points).map(i64::from).sum();
    // The document's own example has a total of 0 beside one violation: so do some of ours.
    let forgets = known.first().is_some_and(|(first, _)| first.spelling.is_multiple_of(16));
    let mut object = Map::new();
    object.insert("carNo".into(), json!(vehicle.plate));
    object.insert("res".into(), json!("1"));
    object.insert("description".into(), json!("违章查询成功"));
    object.insert("vioNum".into(), figures::integer(style, i64::try_from(data.len()).unwrap_or(0)));
    object.insert("fineTotal".into(), figures::integer(style, if forgets { 0 } else { fines / 100 }));
    object.insert("integralTotal".into(), figures::integer(style, points));
    if let Some(data) = figures::rows(settings.clean, data) {
        object.insert("data".into(), data);
    }
    Value::Object(object)
}

/// storeapi doc §返回参数说明, `handleSign`.
fn handle_sign(state: State) -> i64 {
    match state {
        State::Unhandled => 1,
        State::HandledUnpaid => 2,
        State::Paid => 3,
    }
}

fn row(settings: &Settings, violation: &Violation<'_>, seen: &Seen) -> Value {
    let style = settings.numbers;
    let lot = violation.spelling;
    let decided = seen.state != State::Unhandled;
    // A blank or missing sign means unhandled; both are met.
    let sign = if decided || lot < 70 { figures::integer(style, handle_sign(seen.state)) } else { json!("") };
    let online = match lot % 3 {
        0 => figures::integer(style, 1),
        1 => figures::integer(style, 2),
        _ => json!(""),
    };
    let mut row = json!({
        "vioTime": violation.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        "vioAddress": violation.place,
        "vioAction": violation.act.text,
        "vioCode": violation.act.code,
        "vioFine": seen.fine_fen.map_or(json!(""), |fen| figures::amount(style, fen, lot.is_multiple_of(4))),
        "vioScore": seen.points.map_or(json!(""), |points| figures::text(style, points.into())),
        "vioCityName": violation.city_name(),
        "vioCityNo": violation.city.division,
        "colOrgan": format!("{}市公安局交通警察支队", violation.city.name),
        "monitorNum": violation.number,
        "decisionNum": if decided { violation.number.clone() } else { String::new() },
        "handleNum": if lot.is_multiple_of(2) { format!("e0f8{}", violation.number) } else { String::new() },
        "handleSign": sign,
        "onlineHandle": online,
    });
    if let Value::Object(fields) = &mut row
        && !decided
        && lot >= 90
    {
        fields.remove("handleSign");
        fields.remove("onlineHandle");
    }
    row
}

/// Wraps the payload as the scenario nests it and writes it in the wanted format.
pub(super) fn write(ask: &Ask<'_>, code: &str, message: &str, payload: Option<Value>) -> Reply {
    let settings = ask.settings;
    let mut answer = Map::new();
    answer.insert("codeid".into(), figures::code(settings.numbers, code));
    answer.insert("message".into(), json!(message));
    match settings.time_field {
        TimeField::Time => answer.insert("time".into(), figures::text(settings.numbers, ask.now)),
        TimeField::Curtime => answer.insert("curtime".into(), figures::integer(settings.numbers, ask.now)),
        TimeField::Absent => None,
    };
    match payload {
        Some(Value::Object(payload)) => nest(&mut answer, settings, payload),
        _ => {
            if let Some(empty) = figures::empty(settings.empty) {
                answer.insert("retdata".into(), empty);
            }
        }
    }
    dress(ask, &Value::Object(answer))
}

fn nest(answer: &mut Map<String, Value>, settings: &Settings, mut payload: Map<String, Value>) {
    let retdata = match settings.nesting {
        Nesting::A => Value::Object(payload),
        Nesting::B => json!([payload]),
        Nesting::D => json!(Value::Object(payload).to_string()),
        Nesting::C => {
            let data = payload.remove("data").unwrap_or(json!([]));
            answer.extend(payload);
            data
        }
        Nesting::E => {
            answer.extend(payload);
            return;
        }
    };
    answer.insert("retdata".into(), retdata);
}

fn dress(ask: &Ask<'_>, answer: &Value) -> Reply {
    match ask.params.text("format") {
        "xml" => Reply { body: xml::document("root", answer), content_type: "text/xml" },
        "jsonp" => {
            let name = ask.params.get("callback").filter(|name| is_name(name)).unwrap_or("callback");
            Reply { body: format!("{name}({answer});"), content_type: "application/javascript" }
        }
        _ => Reply { body: answer.to_string(), content_type: "application/json" },
    }
}

/// Only a plain name is echoed: an answer must not be made to hold someone's script.
fn is_name(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
