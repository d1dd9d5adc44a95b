//! Whose robot it is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The three that a fleet's people use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 企业微信
    Wecom,
    /// 钉钉
    Dingtalk,
    /// 飞书
    Feishu,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Wecom, Kind::Dingtalk, Kind::Feishu];

    /// The word in files and commands.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Wecom => "wecom",
            Kind::Dingtalk => "dingtalk",
            Kind::Feishu => "feishu",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the robot can be told to take signed messages only.
    pub fn signs(self) -> bool {
        self != Kind::Wecom
    }

    /// Longest text in bytes of UTF-8. 企业微信 names 2048 for a text; the others 20,000 for the whole
    /// request, of which some room is left for what stands around the text.
    pub fn longest(self) -> usize {
        match self {
            Kind::Wecom => 2048,
            Kind::Dingtalk | Kind::Feishu => 18_000,
        }
    }

    /// The vendor's own host and the path of its robots.
    pub(crate) fn usual(self) -> (&'static str, &'static str) {
        match self {
            Kind::Wecom => ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send"),
            Kind::Dingtalk => ("oapi.dingtalk.com", "/robot/send"),
            Kind::Feishu => ("open.feishu.cn", "/open-apis/bot/v2/hook/"),
        }
    }
}
