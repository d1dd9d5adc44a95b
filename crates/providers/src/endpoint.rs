//! Where questions go, and how they travel.

use reqwest::Url;

/// Where questions go.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    /// Origin and path, without a slash at the end.
    pub(crate) url: Url,
}

impl Endpoint {
    /// True when no one on the way can read along.
    pub(crate) fn is_private(&self) -> bool {
        cheku_http::may_be_asked(&self.url)
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
