//! Where a robot listens. The address is a secret by itself: who has it can write to the group.

use crate::kind::Kind;
use cheku_domain::Secret;
use cheku_http::may_be_asked;
use reqwest::Url;

/// Longest address that is taken.
const LONGEST: usize = 2_000;

/// A robot's address, as the vendor's group settings show it.
#[derive(Debug, Clone)]
pub struct Address {
    url: Secret,
    host: String,
}

/// Why a text is no robot's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressError {
    /// No address at all.
    Unreadable,
    /// Not https. On this machine itself http is taken, for the sandbox.
    NotEncrypted,
    /// The address of another vendor's robot.
    OfAnother(Kind),
    /// The vendor's host, but not a robot's path, or without its key.
    NoRobot,
}

impl Address {
    /// Reads an address for a kind of robot. Other hosts than the vendor's own are taken (companies
    /// run some of these themselves), those of another vendor are not.
    pub fn parse(kind: Kind, text: &str) -> Result<Address, AddressError> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(AddressError::Unreadable);
        }
        let url = Url::parse(text).map_err(|_| AddressError::Unreadable)?;
        let host = url.host_str().ok_or(AddressError::Unreadable)?.to_owned();
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Unreadable);
        }
        if !may_be_asked(&url) {
            return Err(AddressError::NotEncrypted);
        }
        if let Some(other) = Kind::ALL.into_iter().find(|other| *other != kind && other.usual().0 == host) {
            return Err(AddressError::OfAnother(other));
        }
        if !has_key(kind, &url) {
            return Err(AddressError::NoRobot);
        }
        Ok(Address { url: Secret::new(url.as_str()), host })
    }

    /// The host: what may be shown of it.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The whole, to be kept where secrets are.
    pub fn secret(&self) -> &Secret {
        &self.url
    }

    pub(crate) fn url(&self) -> Option<Url> {
        Url::parse(self.url.expose()).ok()
    }
}

/// 企业微信 and 钉钉 have the key in the query, 飞书 at the end of the path.
fn has_key(kind: Kind, url: &Url) -> bool {
    let query = |name: &str| url.query_pairs().any(|(key, value)| key == name && !value.is_empty());
    let path = kind.usual().1;
    match kind {
        Kind::Wecom => url.path() == path && query("key"),
        Kind::Dingtalk => url.path() == path && query("access_token"),
        Kind::Feishu => url.path().strip_prefix(path).is_some_and(|key| !key.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_for_its_own_kind_alone() {
        let wecom = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx";
        let address = Address::parse(Kind::Wecom, &format!("  {wecom}\n")).unwrap();
        assert_eq!((address.host(), address.secret().expose()), ("qyapi.weixin.qq.com", wecom));
        assert!(!format!("{address:?}").contains("693a91f6"));
        let refused = |kind, text: &str| Address::parse(kind, text).unwrap_err();
        assert_eq!(refused(Kind::Feishu, wecom), AddressError::OfAnother(Kind::Wecom));
        assert_eq!(
            refused(Kind::Wecom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"),
            AddressError::NoRobot
        );
        assert_eq!(
            refused(Kind::Dingtalk, "http://oapi.dingtalk.com/robot/send?access_token=a"),
            AddressError::NotEncrypted
        );
        assert_eq!(refused(Kind::Feishu, "飞书"), AddressError::Unreadable);
        assert!(Address::parse(Kind::Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/abc").is_ok());
        assert!(Address::parse(Kind::Dingtalk, "http://127.0.0.1:80/robot/send?access_token=a").is_ok());
    }
}
