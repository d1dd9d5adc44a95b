//! What a robot's server says: 0 is success, whatever the HTTP status; everything else is a refusal
//! with the vendor's own words.

use crate::kind::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Longest text of a vendor that is kept.
const SAID: usize = 300;

/// What a person can do about a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mend {
    /// The address is wrong, or the robot was removed from its group.
    Address,
    /// The secret is wrong or missing, or this computer's clock is.
    Signature,
    /// The robot takes only messages with a keyword (自定义关键词) that ours has not.
    Keyword,
    /// The robot takes messages from other internet addresses alone.
    Ip,
    /// Too many messages; the next one may pass.
    Wait,
    /// Only the vendor's words tell.
    Unknown,
}

/// The vendor's refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refusal {
    /// The vendor's code.
    pub code: i64,
    /// The vendor's words, shortened, in one line.
    pub said: String,
    /// What can be done.
    pub mend: Mend,
}

/// `None` where the answer is no document of these vendors. Each writes its code under its own name,
/// 飞书 under two at once.
pub(crate) fn read(kind: Kind, body: &[u8]) -> Option<Result<(), Refusal>> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let code = ["code", "errcode", "StatusCode"].iter().find_map(|name| answer.get(name)?.as_i64())?;
    if code == 0 {
        return Some(Ok(()));
    }
    let said = ["msg", "errmsg", "StatusMessage"].iter().find_map(|name| answer.get(name)?.as_str());
    let said = one_line(said.unwrap_or_default());
    Some(Err(Refusal { code, mend: mend(kind, code, &said), said }))
}

fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|char| if char.is_control() { ' ' } else { char });
    cheku_domain::text::clean(&spaced.collect::<String>()).chars().take(SAID).collect()
}

/// 钉钉 says 310000 for its three safety settings and tells in words which of them.
fn mend(kind: Kind, code: i64, said: &str) -> Mend {
    let says = |word: &str| said.to_lowercase().contains(word);
    match (kind, code) {
        (Kind::Wecom, 93000 | 40014) | (Kind::Dingtalk, 300_001 | 400_101 | 400_102 | 400_106) => {
            Mend::Address
        }
        (Kind::Feishu, 19001) => Mend::Address,
        (Kind::Wecom, 45009) | (Kind::Dingtalk, 130_101 | 410_100) | (Kind::Feishu, 11232 | 9499) => {
            Mend::Wait
        }
        (Kind::Feishu, 19021) => Mend::Signature,
        (Kind::Feishu, 19022) => Mend::Ip,
        (Kind::Feishu, 19024) => Mend::Keyword,
        (Kind::Dingtalk, 310_000) if says("keyword") || says("关键词") => Mend::Keyword,
        (Kind::Dingtalk, 310_000) if says("whitelist") || says("ip") => Mend::Ip,
        (Kind::Dingtalk, 310_000) => Mend::Signature,
        _ => Mend::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(kind: Kind, body: &str) -> Refusal {
        read(kind, body.as_bytes()).unwrap().unwrap_err()
    }

    #[test]
    fn only_zero_is_success_and_what_is_no_answer_is_not_taken_for_one() {
        let feishu = r#"{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}"#;
        assert_eq!(read(Kind::Feishu, feishu.as_bytes()), Some(Ok(())));
        assert_eq!(read(Kind::Wecom, br#"{"errcode":0,"errmsg":"ok"}"#), Some(Ok(())));
        for other in ["", "<html>502</html>", "{}", "[0]", r#"{"code":"0"}"#] {
            assert_eq!(read(Kind::Feishu, other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_refusal_says_what_to_mend() {
        let keyword = r#"{"errcode":310000,"errmsg":"keywords not in content"}"#;
        assert_eq!(refusal(Kind::Dingtalk, keyword).mend, Mend::Keyword);
        assert_eq!(
            refusal(Kind::Dingtalk, r#"{"errcode":310000,"errmsg":"sign not match"}"#).mend,
            Mend::Signature
        );
        let sign = refusal(Kind::Feishu, r#"{"code":19021,"msg":"sign match fail or\ntimestamp"}"#);
        assert_eq!(
            (sign.code, sign.said.as_str(), sign.mend),
            (19021, "sign match fail or timestamp", Mend::Signature)
        );
        assert_eq!(
            refusal(Kind::Wecom, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#).mend,
            Mend::Address
        );
        assert_eq!(
            refusal(Kind::Wecom, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#).mend,
            Mend::Wait
        );
    }
}
