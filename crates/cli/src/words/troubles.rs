//! What a test of an account met on its way, where the vendor itself said nothing.

use crate::lang::Lang;
use cheku_commands::api::{Reason, TestReply, Trouble};

/// What a test says about address, credentials, network place and product: its own words,
/// since a test asks about no vehicle and costs nothing.
pub fn found(lang: Lang, report: &TestReply) -> &'static str {
    use Reason as R;
    let (zh, en) = match Reason::from_word(&report.code) {
        Some(R::Credentials) => {
            ("地址通了，账户或密钥不对。", "The address answers; account or key is wrong.")
        }
        Some(R::IpRefused) => (
            "地址和密钥都到了，本机的 IP 没有授权。请在接口后台加上它。",
            "Address and key arrived; this machine's IP is not allowed. Add it in the provider's console.",
        ),
        Some(R::AccountClosed) => (
            "密钥对，产品没有开通、已到期或已停用。请到接口后台处理。",
            "The key is right; the product is not ordered, expired or closed. See the provider's console.",
        ),
        Some(R::QuotaUsedUp) => (
            "密钥对，次数或余额用完。请到接口后台购买。",
            "The key is right; no calls or balance left. Buy some in the provider's console.",
        ),
        Some(R::DebugMode) => (
            "密钥对，后台开着调试模式，结果不是真的。请先关闭。",
            "The key is right; debug mode is on and answers are not real. Switch it off first.",
        ),
        Some(R::ClockSkew) => (
            "本机时钟不准，签名没有通过。请校准时间。",
            "This machine's clock is wrong, so the signature failed. Set the clock.",
        ),
        Some(R::BadRequest) => (
            "地址通了，接口不认这个问题。请核对路径和请求方式。",
            "The address answers but refuses the question. Check path and method.",
        ),
        Some(R::RateLimited) => (
            "地址和密钥没有查出问题，问得太快。请过一会儿再测。",
            "Nothing wrong was found; asked too fast. Test again in a while.",
        ),
        Some(R::ProviderClosed) => (
            "地址通了，接口暂停或路径不对。请核对路径，或换一家。",
            "The address answers; the product is paused or the path is wrong. Check the path or use the other provider.",
        ),
        Some(R::ProviderBusy) => (
            "地址通了，接口那边出错。请过一会儿再测。",
            "The address answers; a fault on the provider's side. Test again in a while.",
        ),
        Some(R::NotSent) => ("没有连上。请核对地址和网络。", "No connection. Check address and network."),
        Some(R::Lost) => (
            "连上了，没有收到回答。请核对地址，或加长最长等待。",
            "Connected, but no answer came. Check the address or wait longer.",
        ),
        Some(R::Unreadable | R::PaidUnread) => (
            "收到的不是接口的回答。请核对地址和路径。",
            "What came is not the provider's answer. Check address and path.",
        ),
        _ => ("测试没有通过。", "The test did not pass."),
    };
    lang.pick(zh, en)
}

/// Our words for what the network came to; the vendor's own words as they are.
pub fn said(lang: Lang, report: &TestReply) -> String {
    match (report.trouble, report.http_status, lang) {
        (Some(known), ..) => words(lang, known).to_owned(),
        (None, Some(404), Lang::Zh) => "HTTP 404：域名对，路径不对。".to_owned(),
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
            ("这个地址没有应答，请核对域名和端口。", "Nobody answers at this address; check host and port.")
        }
        T::ConnectTimeout => (
            "连接超时，请核对地址、网络和防火墙。",
            "No connection in time; check address, network and firewall.",
        ),
        T::Dns => {
            ("没有这个域名，请核对拼写和网络。", "There is no such host; check its spelling and the network.")
        }
        T::Tls => (
            "对方的证书不可信，什么也没有发出。请核对地址，或网络里有没有拦截。",
            "The certificate is not trusted; nothing was sent. Check the address, and who sits in between.",
        ),
        T::TlsUnavailable => {
            ("本机不能建立加密连接，请检查系统证书。", "This machine cannot encrypt; check its certificates.")
        }
        T::Timeout => (
            "连上了，没有等到回答。请加长 --timeout 再试。",
            "Connected, but no answer in time. Try again with a longer --timeout.",
        ),
        T::Reset => {
            ("连上了，又被断开。请核对地址和代理。", "The connection was cut; check address and proxy.")
        }
        T::Stalled | T::Truncated => ("回答只到了一半，请再试一次。", "Half an answer came; try again."),
        T::TooLarge | T::Html => (
            "收到的是网页，不是接口的回答。请核对地址和路径。",
            "A web page came instead of an answer; check address and path.",
        ),
        T::Empty => ("收到空的回答，请核对路径。", "An empty answer came; check the path."),
        T::NotJson | T::NotJsonp | T::NotXml | T::NoCode => {
            ("回答读不懂，请核对地址和路径。", "The answer is not readable; check address and path.")
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
        assert!(said("http_502").contains("HTTP 502") && said("dns").contains("host"));
    }
}
