//! The vendors' signatures: base64 of HMAC-SHA256.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

fn digest(key: &str, text: &str) -> String {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// 钉钉: the secret signs "milliseconds, line end, secret".
pub(crate) fn dingtalk(milliseconds: i64, secret: &str) -> String {
    digest(secret, &format!("{milliseconds}\n{secret}"))
}

/// 飞书: "seconds, line end, secret" signs nothing.
pub(crate) fn feishu(seconds: i64, secret: &str) -> String {
    digest(&format!("{seconds}\n{secret}"), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reckoned with another program (Python's hmac), from the formulas of both documents.
    #[test]
    fn known_answers() {
        assert_eq!(dingtalk(1_600_000_000_000, "SECtest"), "J1ROuI0lRhdAs5lXpASksT0u9NwWl4DNkvcHISJRBoY=");
        assert_eq!(feishu(1_599_360_473, "demo"), "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
    }
}
