//! One message, sent once.

use crate::address::Address;
use crate::answer::{self, Refusal};
use crate::kind::Kind;
use crate::sign;
use cheku_domain::Secret;
use reqwest::{Client, Url};
use serde_json::{Value, json};
use std::time::Duration;

/// Longest wait for the connection, and for the whole.
const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(15);
/// Longest answer that is read.
const ANSWER: usize = 64 * 1024;

/// Where a message goes.
#[derive(Debug, Clone)]
pub struct Robot {
    /// Whose it is.
    pub kind: Kind,
    /// Where it listens.
    pub address: Address,
    /// What signs, where the group asks for it (加签, 签名校验).
    pub secret: Option<Secret>,
}

/// Why a message was not taken, or may not have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// No connection: nothing was sent.
    Unreachable,
    /// The server's certificate is not trusted: nothing was sent.
    Untrusted,
    /// Sent, and no readable answer came back.
    NoAnswer,
    /// The vendor's own refusal.
    Refused(Refusal),
}

/// Sends `text` once, at `now` in milliseconds since 1970 (the signature's time). Nothing is repeated
/// here: a robot that is tried again and again is a flood in a group.
///
/// # Errors
/// [`SendError`].
pub async fn send(robot: &Robot, text: &str, now: i64) -> Result<(), SendError> {
    let url = robot.address.url().ok_or(SendError::Unreachable)?;
    let (url, body) = request(robot, url, text, now);
    let client = client(&url).ok_or(SendError::Unreachable)?;
    let body = serde_json::to_vec(&body).map_err(|_| SendError::Unreachable)?;
    let sent = client.post(url).header("content-type", "application/json; charset=utf-8").body(body);
    let mut response = sent.send().await.map_err(|error| not_heard(&error))?;
    let mut said = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|_| SendError::NoAnswer)? {
        said.extend_from_slice(&piece);
        if said.len() > ANSWER {
            return Err(SendError::NoAnswer);
        }
    }
    match answer::read(robot.kind, &said) {
        Some(Ok(())) => Ok(()),
        Some(Err(refusal)) => Err(SendError::Refused(refusal)),
        None => Err(SendError::NoAnswer),
    }
}

/// The address and the document, signed where there is a secret.
fn request(robot: &Robot, mut url: Url, text: &str, now: i64) -> (Url, Value) {
    let secret = robot.secret.as_ref().map(Secret::expose).filter(|_| robot.kind.signs());
    let mut body = match robot.kind {
        Kind::Wecom | Kind::Dingtalk => json!({"msgtype": "text", "text": {"content": text}}),
        Kind::Feishu => json!({"msg_type": "text", "content": {"text": text}}),
    };
    match (robot.kind, secret) {
        (Kind::Dingtalk, Some(secret)) => {
            let sign = sign::dingtalk(now, secret);
            url.query_pairs_mut().append_pair("timestamp", &now.to_string()).append_pair("sign", &sign);
        }
        (Kind::Feishu, Some(secret)) => {
            let seconds = now / 1000;
            body["timestamp"] = json!(seconds.to_string());
            body["sign"] = json!(sign::feishu(seconds, secret));
        }
        _ => {}
    }
    (url, body)
}

fn client(url: &Url) -> Option<Client> {
    cheku_http::once(url).pool_max_idle_per_host(0).connect_timeout(CONNECT).timeout(WHOLE).build().ok()
}

/// The client's own texts carry the address, which is a secret: only their kind is used.
fn not_heard(error: &reqwest::Error) -> SendError {
    if !error.is_connect() {
        return SendError::NoAnswer;
    }
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let mut io = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    match io.any(|error| error.kind() == std::io::ErrorKind::InvalidData) {
        true => SendError::Untrusted,
        false => SendError::Unreachable,
    }
}
