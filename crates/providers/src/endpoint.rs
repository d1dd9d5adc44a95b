//! Where questions go, and how they travel.

use reqwest::Url;

/// Where questions go.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    /// Origin and path, without a slash at the end.
    pub(crate) url: Url,
    /// True when the questions stay on this machine.
    pub(crate) loopback: bool,
}

impl Endpoint {
    /// True when no one on the way can read along.
    pub(crate) fn is_private(&self) -> bool {
        self.loopback || self.url.scheme() == "https"
    }
}

/// How a question travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Parameters in the address.
    Get,
    /// Parameters in a form body.
    Post,
}

/// An origin and nothing else: credentials or a query in an address would end up in
/// places where addresses are shown.
pub(crate) fn origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.path() == "/";
    (plain && matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
