//! Where answers go that the garage refuses for good: a file beside it, one JSON
//! document a line. They were paid for, so a person must be able to read them.

use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use cheku_domain::ledger::{Outcome, Settlement};
use cheku_domain::provider::Reply;
use cheku_domain::{Charge, Violation};
use cheku_garage::{CallRow, Garage};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// The file's name in the garage's folder; later ones are added at its end.
const FILE: &str = "answers-set-aside.jsonl";

/// One answer with what is known of its call.
#[derive(Serialize)]
struct Line<'a> {
    call: &'a str,
    provider: Option<String>,
    plate: Option<String>,
    asked_at: Option<String>,
    answered_at: String,
    #[serde(flatten)]
    answer: Answer<'a>,
}

#[derive(Serialize)]
struct Answer<'a> {
    /// answered, no_data, pending, failed, looked_up, not_sent
    result: &'static str,
    charge: Charge,
    code: &'a str,
    text: &'a str,
    violations: &'a [Violation],
    /// The answer as it came.
    answer: Option<&'a str>,
}

/// Adds the answers to the file and waits until the disk has them; the file's path.
pub(super) fn append(garage: &Garage, answers: &[Settlement]) -> Result<PathBuf> {
    let mut lines = Vec::new();
    for settlement in answers {
        // A garage that cannot even be read leaves these blank.
        let call = garage.call(&settlement.call.0).ok().flatten();
        serde_json::to_writer(&mut lines, &line(settlement, call))
            .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?;
        lines.push(b'\n');
    }
    let path = garage.path().with_file_name(FILE);
    let written =
        cheku_files::private::options().create(true).append(true).open(&path).and_then(|mut file| {
            file.write_all(&lines)?;
            file.sync_all()
        });
    written.map_err(|error| CommandError::new(ErrorCode::Unwritable, error.kind().to_string()))?;
    Ok(path)
}

fn line(settlement: &Settlement, call: Option<CallRow>) -> Line<'_> {
    Line {
        call: &settlement.call.0,
        provider: call.as_ref().map(|call| call.provider.clone()),
        asked_at: call.as_ref().map(|call| call.asked_at.rfc3339()),
        plate: call.and_then(|call| call.plate),
        answered_at: settlement.at.rfc3339(),
        answer: Answer {
            answer: settlement.body.as_ref().map(|body| body.text.as_str()),
            ..answer(&settlement.outcome)
        },
    }
}

fn answer(outcome: &Outcome) -> Answer<'_> {
    let told =
        |result, charge, code, text| Answer { result, charge, code, text, violations: &[], answer: None };
    match outcome {
        Outcome::Replied(Reply::Answered { violations, charge, raw_code, .. }) => {
            Answer { violations, ..told("answered", *charge, raw_code, "") }
        }
        Outcome::Replied(Reply::NoData { charge, raw_code, raw_text }) => {
            told("no_data", *charge, raw_code, raw_text)
        }
        Outcome::Replied(Reply::Pending { charge, raw_code, raw_text }) => {
            told("pending", *charge, raw_code, raw_text)
        }
        Outcome::Failed(error) => told("failed", error.charge, &error.raw_code, &error.raw_text),
        Outcome::LookedUp => told("looked_up", Charge::No, "", ""),
        Outcome::TakenBack => told("not_sent", Charge::No, "", ""),
    }
}
