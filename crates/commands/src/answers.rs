//! Answers as they came: shown, masked for whoever maintains Cheku, read again, cleared away.

mod masked;

use crate::App;
use crate::accounts::{entry, read_settings};
use crate::api::{CallAnswer, CallDetail, CommandError, ErrorCode, Id, MaskedAnswer, Reread, RereadRequest};
use crate::calls::row;
use crate::error::{Result, count};
use cheku_domain::Timestamp;
use cheku_domain::provider::Reply;
use cheku_garage::{CallRow, Garage, KeptAnswer};

/// The version that last read the kept answers, by which a new one knows that it is new.
const READ_BY: &str = "answers_read_by";
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// So many answers are cleared away in one step.
const STEP: u32 = 500;
const DAY_MS: i64 = 86_400_000;

/// A call with its answer as it came.
pub async fn call(app: &App, id: Id) -> Result<CallDetail> {
    app.work(move |garage| {
        let (call, answer) = found(garage, &id.id)?;
        Ok(CallDetail { call: row(call), answer: answer.map(shown) })
    })
    .await
}

fn found(garage: &Garage, id: &str) -> Result<(CallRow, Option<KeptAnswer>)> {
    let missing = || CommandError::new(ErrorCode::NotFound, "call");
    Ok((garage.call(id)?.ok_or_else(missing)?, garage.answer(id)?))
}

fn shown(KeptAnswer { received_at, body }: KeptAnswer) -> CallAnswer {
    CallAnswer {
        received_at,
        http_status: body.http_status,
        content_type: body.content_type,
        bytes: body.bytes,
        text: body.text,
    }
}

/// What a person can send to whoever maintains Cheku: how the answer is built, and nothing
/// of what it says about people and vehicles. `not_found` where no answer was kept.
pub async fn call_report(app: &App, id: Id) -> Result<MaskedAnswer> {
    app.work(move |garage| {
        let (call, answer) = found(garage, &id.id)?;
        let answer = answer.ok_or_else(|| CommandError::new(ErrorCode::NotFound, "answer"))?;
        Ok(MaskedAnswer { text: report(&call, &answer) })
    })
    .await
}

fn report(call: &CallRow, KeptAnswer { body, .. }: &KeptAnswer) -> String {
    let blank = "-".to_owned();
    format!(
        "cheku: {VERSION}\nprovider: {}\nread as: {} {}\nhttp: {} {}\nbytes: {}\n\n{}\n",
        call.provider,
        call.state.word(),
        call.code.as_ref().unwrap_or(&blank),
        body.http_status,
        body.content_type.as_ref().unwrap_or(&blank),
        body.bytes,
        masked::masked(&body.text)
    )
}

/// Reads kept answers again that were paid for and could not be read. Sends nothing,
/// charges nothing.
pub async fn calls_reread(app: &App, request: RereadRequest) -> Result<Reread> {
    app.work(move |garage| read_again(garage, request.provider.as_deref())).await
}

fn read_again(garage: &Garage, provider: Option<&str>) -> Result<Reread> {
    if let Some(provider) = provider {
        entry(provider)?;
    }
    let unread = garage.unreadable_calls(provider)?;
    let mut read = 0;
    for (call, provider) in &unread {
        // A provider that this version does not know any more reads nothing.
        let (Ok(provider), Some(answer)) = (entry(provider), garage.answer(call)?) else { continue };
        if let Ok(reply @ Reply::Answered { .. }) = (provider.read)(&answer.body.text) {
            read += u32::from(garage.settle_reread(call, reply)?);
        }
    }
    let reread = count(unread.len());
    Ok(Reread { reread, read, still_unreadable: reread - read })
}

/// What is done once a day and at the start: answers that were kept long enough go, and a
/// version that is new to this garage reads what an older one could not.
pub(crate) fn look_after(garage: &Garage, now: Timestamp) -> Result<Reread> {
    let kept_ms = i64::from(read_settings(garage)?.answers_kept_days) * DAY_MS;
    garage.clear_answers(Timestamp(now.0 - kept_ms), STEP)?;
    if garage.setting(READ_BY)?.as_deref() == Some(VERSION) {
        return Ok(Reread::default());
    }
    let reread = read_again(garage, None)?;
    garage.set_setting(READ_BY, Some(VERSION))?;
    Ok(reread)
}
