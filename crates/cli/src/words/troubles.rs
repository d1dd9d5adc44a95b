//! What a test of an account met on its way, where the vendor itself said nothing.

use crate::lang::Lang;
use cheku_commands::api::{Reason, TestReply, Trouble};

/// What a test says about address, credentials, network place and product: its own words,
/// since a test asks about no vehicle and costs nothing.
pub fn found(lang: Lang, report: &TestReply) -> &'static str {
    use Reason as R;
    let (zh, en) = match Reason::from_word(&report.code) {
        Some(R::Credentials) => {
            ("地址可访问，但账户或密钥不正确。", "The address works, but the account or key is wrong.")
        }
        Some(R::IpRefused) => (
            "已连接服务商，但本机 IP 未授权。请在服务商后台添加。",
            "Connected, but this computer's IP is not allowed. Add it in the provider's console.",
        ),
        Some(R::AccountClosed) => (
            "密钥正确，但服务未开通、已到期或已停用。请到服务商后台处理。",
            "The key is right, but the service is not activated, expired or closed. See the provider's console.",
        ),
        Some(R::QuotaUsedUp) => (
            "密钥正确，但次数或余额不足。请到服务商后台购买。",
            "The key is right, but no calls or balance are left. Buy some in the provider's console.",
        ),
        Some(R::DebugMode) => (
            "密钥正确，但后台处于调试模式，返回的是测试数据。请先关闭。",
            "The key is right, but debug mode is on and the provider returns test data. Turn it off first.",
        ),
        Some(R::ClockSkew) => (
            "本机时钟不准，签名未通过。请校准时间。",
            "This computer's clock is wrong, so the signature failed. Set the clock.",
        ),
        Some(R::BadRequest) => (
            "地址可访问，但请求被拒绝。请核对路径和请求方式。",
            "The address works, but it rejected the request. Check path and method.",
        ),
        Some(R::RateLimited) => (
            "地址和密钥未发现错误，但查询过于频繁。请稍后再测。",
            "No error found, but too many requests. Test again later.",
        ),
        Some(R::ProviderClosed) => (
            "地址可访问，但服务暂停或路径不正确。请核对路径，或改用另一家服务商。",
            "The address works, but the service is paused or the path is wrong. Check the path or use the other provider.",
        ),
        Some(R::ProviderBusy) => (
            "地址可访问，但服务商系统出错。请稍后再测。",
            "The address works, but the provider failed. Test again later.",
        ),
        Some(R::NotSent) => ("未能连接。请核对地址和网络。", "No connection. Check address and network."),
        Some(R::Lost) => (
            "已连接，但未收到返回。请核对地址，或延长超时时间。",
            "Connected, but no response came. Check the address or set a longer timeout.",
        ),
        Some(R::Unreadable | R::PaidUnread) => (
            "收到的不是服务商的返回。请核对地址和路径。",
            "The response is not the provider's. Check address and path.",
        ),
        _ => ("测试未通过。", "The test failed."),
    };
    lang.pick(zh, en)
}

/// Our words for what the network came to; the vendor's own words as they are.
pub fn said(lang: Lang, report: &TestReply) -> String {
    match (report.trouble, report.http_status, lang) {
        (Some(known), ..) => words(lang, known).to_owned(),
        (None, Some(404), Lang::Zh) => "HTTP 404：域名正确，路径不正确。".to_owned(),
        (None, Some(404), Lang::En) => "HTTP 404: the host is right, the path is not.".to_owned(),
        (None, Some(status), Lang::Zh) => format!("只收到 HTTP {status}，请核对地址或稍后再试。"),
        (None, Some(status), Lang::En) => {
            format!("Only HTTP {status} came back; check the address or try later.")
        }
        (None, None, _) => report.message.clone(),
    }
}

fn words(lang: Lang, trouble: Trouble) -> &'static str {
    use Trouble as T;
    let (zh, en) = match trouble {
        T::Connect => {
            ("此地址无响应，请核对域名和端口。", "No response from this address; check host and port.")
        }
        T::ConnectTimeout => (
            "连接超时，请核对地址、网络和防火墙。",
            "Connection timed out; check address, network and firewall.",
        ),
        T::Dns => ("找不到此域名，请核对拼写和网络。", "Host not found; check its spelling and the network."),
        T::Tls => (
            "对方的证书不可信，未发出任何内容。请核对地址，以及网络中是否有拦截。",
            "The certificate is not trusted; nothing was sent. Check the address, and whether something on the network intercepts traffic.",
        ),
        T::TlsUnavailable => (
            "本机无法建立加密连接，请检查系统证书。",
            "This computer can't make a secure connection; check its certificates.",
        ),
        T::Timeout => (
            "已连接，但未收到返回。请延长 --timeout 再试。",
            "Connected, but no response in time. Try again with a longer --timeout.",
        ),
        T::Reset => ("连接被断开。请核对地址和代理。", "The connection was cut; check address and proxy."),
        T::Stalled | T::Truncated => ("返回内容不完整，请重试。", "The response was incomplete; try again."),
        T::TooLarge | T::Html => (
            "收到的是网页，不是服务商的返回。请核对地址和路径。",
            "A web page came instead of a response; check address and path.",
        ),
        T::Empty => ("返回内容为空，请核对路径。", "The response is empty; check the path."),
        T::NotJson | T::NotJsonp | T::NotXml | T::NoCode => {
            ("返回内容无法识别，请核对地址和路径。", "The response is not readable; check address and path.")
        }
    };
    lang.pick(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_has_words_of_its_own_in_both_languages() {
        for known in Trouble::ALL {
            assert_ne!(words(Lang::Zh, *known), words(Lang::En, *known), "{known:?}");
        }
    }

    /// A lost answer of a test is no lost answer about a vehicle: nothing can be charged.
    #[test]
    fn a_test_is_told_in_words_of_its_own() {
        for reason in [Reason::Lost, Reason::Unreadable, Reason::NotSent, Reason::Credentials] {
            let report = cheku_domain::provider::TestReport {
                ok: false,
                code: reason.word().into(),
                message: String::new(),
                charged: cheku_domain::Charge::No,
            };
            let words = found(Lang::En, &report.into());
            assert!(words != found(Lang::En, &unknown()) && !words.contains("charged"), "{words}");
        }
    }

    fn unknown() -> TestReply {
        let charged = cheku_domain::Charge::No;
        cheku_domain::provider::TestReport { ok: false, code: "?".into(), message: String::new(), charged }
            .into()
    }

    #[test]
    fn a_vendors_words_stay_as_they_are() {
        let said = |message: &str| {
            let report = cheku_domain::provider::TestReport {
                ok: false,
                code: "account_closed".into(),
                message: message.into(),
                charged: cheku_domain::Charge::No,
            };
            said(Lang::En, &report.into())
        };
        assert_eq!(said("10010 您没有添加该api接口"), "10010 您没有添加该api接口");
        assert!(said("http_502").contains("HTTP 502") && said("dns").contains("Host"));
    }
}
