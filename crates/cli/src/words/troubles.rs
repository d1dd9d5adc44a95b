//! What a test of an account met on its way, where the vendor itself said nothing.

use crate::lang::Lang;
use cheku_commands::wire::{TestReply, Trouble};

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
