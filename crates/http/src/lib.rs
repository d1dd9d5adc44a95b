//! What every client of this program keeps to, whoever is asked: vendors, group robots, whoever publishes newer
//! versions. What a room adds (how long it waits, which connections it keeps) stands there.

use reqwest::{Client, ClientBuilder, Url, redirect, retry};

/// Whether an address is this machine's own: nothing that is sent there leaves it.
pub fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Keys, plates and programs travel encrypted, or not at all beyond this machine.
pub fn may_be_asked(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_this_machine(url))
}

/// A client for one address: certificates are always verified, no page is told where a request came from, and
/// nothing for this machine goes through a proxy.
pub fn client(url: &Url) -> ClientBuilder {
    let builder = Client::builder().user_agent(concat!("cheku/", env!("CARGO_PKG_VERSION"))).referer(false);
    match (is_this_machine(url), url.scheme()) {
        (false, _) => builder,
        // Works on machines that have no certificates installed.
        (true, "http") => builder.no_proxy().tls_certs_only([]),
        (true, _) => builder.no_proxy(),
    }
}

/// The same for what may be sent only once: it may cost money, or a group would read it twice. No redirect is
/// followed, and no refusal of a protocol leads to a repeat.
pub fn once(url: &Url) -> ClientBuilder {
    client(url).http1_only().retry(retry::never()).redirect(redirect::Policy::none())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{is_this_machine, may_be_asked};
    use reqwest::Url;

    #[test]
    fn only_this_machine_is_asked_without_encryption() {
        let url = |text: &str| Url::parse(text).unwrap();
        for here in ["http://127.0.0.1:80/", "http://127.8.0.1/", "http://[::1]:8080/", "http://localhost/"] {
            assert!(is_this_machine(&url(here)) && may_be_asked(&url(here)), "{here}");
        }
        for away in [
            "http://example.com/",
            "http://localhost.example.com/",
            "http://192.168.0.1/",
            "ftp://localhost/",
        ] {
            assert!(!may_be_asked(&url(away)), "{away}");
        }
        assert!(may_be_asked(&url("https://example.com/")));
    }
}
