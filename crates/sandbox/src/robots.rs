//! Stand-ins for the group robots of 企业微信, 钉钉 and 飞书, by their documents: key, signature, keyword, length,
//! messages a minute. What they took can be read.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use hyper::Method;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::request::Params;
use crate::scenario::RobotSettings;
use crate::vendor::Reply;

/// What lets a message in. Made up, of use on the sandbox only.
const KEY: &str = "5f0c2b1e-7d52-4c1a-9a41-sandbox00001";
const SECRET: &str = "SEC5f0c2b1e7d524c1a9a41sandbox";
/// 钉钉 and 飞书 take a signature for an hour.
const SIGNED_FOR: i64 = 3_600;
const MINUTE: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Wecom,
    Dingtalk,
    Feishu,
}

const KINDS: [(&str, Kind, &str); 3] = [
    ("wecom", Kind::Wecom, "/cgi-bin/webhook/send"),
    ("dingtalk", Kind::Dingtalk, "/robot/send"),
    ("feishu", Kind::Feishu, "/open-apis/bot/v2/hook/"),
];

/// A refusal: the vendor's code and words.
type Refusal = (i64, &'static str);

#[derive(Debug, Default)]
struct Taken {
    texts: Vec<String>,
    arrivals: usize,
    recent: VecDeque<Instant>,
}

/// The three, with what they took.
#[derive(Debug, Default)]
pub(crate) struct Robots {
    settings: RobotSettings,
    taken: [Mutex<Taken>; 3],
}

/// A request to one of them.
pub(crate) struct Post<'a> {
    pub(crate) method: &'a Method,
    pub(crate) path: &'a str,
    pub(crate) query: &'a Params,
    pub(crate) body: &'a Bytes,
    /// Seconds since 1970.
    pub(crate) now: i64,
}

impl Robots {
    pub(crate) fn open(settings: RobotSettings) -> Self {
        Robots { settings, taken: Default::default() }
    }

    /// Path and query of a robot, with its key.
    pub(crate) fn address(kind: &str) -> Option<String> {
        let (_, kind, path) = KINDS.into_iter().find(|(word, ..)| *word == kind)?;
        Some(match kind {
            Kind::Wecom => format!("{path}?key={KEY}"),
            Kind::Dingtalk => format!("{path}?access_token={KEY}"),
            Kind::Feishu => format!("{path}{KEY}"),
        })
    }

    pub(crate) fn secret() -> &'static str {
        SECRET
    }

    /// What a robot took, and how many messages came at all.
    pub(crate) fn taken(&self, kind: &str) -> (Vec<String>, usize) {
        let of = KINDS.iter().zip(&self.taken).find(|((word, ..), _)| *word == kind);
        of.map(|(_, taken)| locked(taken))
            .map(|taken| (taken.texts.clone(), taken.arrivals))
            .unwrap_or_default()
    }

    pub(crate) fn is_robot(path: &str) -> bool {
        KINDS.iter().any(|(.., own)| path.starts_with(own))
    }

    /// The answer, or the HTTP status of a page instead.
    pub(crate) fn answer(&self, post: &Post<'_>) -> Result<Reply, u16> {
        let found = KINDS.into_iter().zip(&self.taken).find(|((.., path), _)| post.path.starts_with(path));
        let Some(((_, kind, path), taken)) = found else { return Err(404) };
        let mut taken = locked(taken);
        taken.arrivals += 1;
        if let Some(status) = self.settings.status {
            return Err(status);
        }
        let document: Value = serde_json::from_slice(post.body).unwrap_or_default();
        let judged = self.judged(kind, path, post, &document, &mut taken);
        Ok(said(kind, judged.map(|text| taken.texts.push(text)).err()))
    }

    fn judged(
        &self,
        kind: Kind,
        path: &str,
        post: &Post<'_>,
        document: &Value,
        taken: &mut Taken,
    ) -> Result<String, Refusal> {
        let key = match kind {
            Kind::Wecom => post.query.text("key"),
            Kind::Dingtalk => post.query.text("access_token"),
            Kind::Feishu => post.path.strip_prefix(path).unwrap_or_default(),
        };
        if post.method != Method::POST || key != KEY {
            return Err(match kind {
                Kind::Wecom => (93000, "invalid webhook url"),
                Kind::Dingtalk => (300_001, "token is not exist"),
                Kind::Feishu => (19001, "param invalid: incoming webhook access token invalid"),
            });
        }
        if self.settings.signed && !is_signed(kind, post, document) {
            return Err(match kind {
                Kind::Feishu => {
                    (19021, "sign match fail or timestamp is not within one hour from current time")
                }
                _ => (310_000, "sign not match"),
            });
        }
        let text = text(kind, document)?;
        if self.settings.keyword.as_ref().is_some_and(|keyword| !text.contains(keyword.as_str())) {
            return Err(match kind {
                Kind::Feishu => (19024, "Key Words Not Found"),
                _ => (310_000, "keywords not in content"),
            });
        }
        if text.len() > longest(kind) {
            return Err((40058, "text.content exceed max length"));
        }
        if !taken.has_room(self.settings.per_minute, Instant::now()) {
            return Err(match kind {
                Kind::Wecom => (45009, "api freq out of limit"),
                Kind::Dingtalk => (130_101, "send too fast, exceed 20 times per minute"),
                Kind::Feishu => (11232, "frequency limited"),
            });
        }
        Ok(text)
    }
}

impl Taken {
    fn has_room(&mut self, per_minute: usize, now: Instant) -> bool {
        while self.recent.front().is_some_and(|old| now.duration_since(*old) >= MINUTE) {
            self.recent.pop_front();
        }
        let has_room = self.recent.len() < per_minute;
        if has_room {
            self.recent.push_back(now);
        }
        has_room
    }
}

fn locked(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

fn longest(kind: Kind) -> usize {
    if kind == Kind::Wecom { 2048 } else { 20_000 }
}

fn text(kind: Kind, document: &Value) -> Result<String, Refusal> {
    let (is_text, text) = match kind {
        Kind::Feishu => (document["msg_type"] == "text", &document["content"]["text"]),
        _ => (document["msgtype"] == "text", &document["text"]["content"]),
    };
    let text = text.as_str().filter(|text| is_text && !text.is_empty());
    text.map(str::to_owned).ok_or((40008, "invalid message type"))
}

/// 企业微信 knows no signature.
fn is_signed(kind: Kind, post: &Post<'_>, document: &Value) -> bool {
    let digest = |key: &str, text: &str| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
        mac.update(text.as_bytes());
        Some(STANDARD.encode(mac.finalize().into_bytes()))
    };
    let is_recent = |seconds: i64| (post.now - seconds).abs() <= SIGNED_FOR;
    match kind {
        Kind::Wecom => true,
        Kind::Dingtalk => {
            let timestamp = post.query.text("timestamp");
            let right = digest(SECRET, &format!("{timestamp}\n{SECRET}"));
            timestamp.parse::<i64>().is_ok_and(|at| is_recent(at / 1000))
                && right.as_deref() == Some(post.query.text("sign"))
        }
        Kind::Feishu => {
            let timestamp = document["timestamp"].as_str().unwrap_or_default();
            let right = digest(&format!("{timestamp}\n{SECRET}"), "");
            timestamp.parse().is_ok_and(is_recent) && right.as_deref() == document["sign"].as_str()
        }
    }
}

fn said(kind: Kind, refusal: Option<Refusal>) -> Reply {
    let (code, words) = refusal.unwrap_or((0, if kind == Kind::Feishu { "success" } else { "ok" }));
    let body = match kind {
        Kind::Feishu if code == 0 => {
            json!({"StatusCode": 0, "StatusMessage": words, "code": 0, "data": {}, "msg": words})
        }
        Kind::Feishu => json!({"code": code, "data": {}, "msg": words}),
        _ => json!({"errcode": code, "errmsg": words}),
    };
    Reply { body: body.to_string(), content_type: "application/json; charset=utf-8" }
}
