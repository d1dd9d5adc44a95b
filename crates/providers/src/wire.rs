//! HTTP: one question, sent once, with a bounded answer.
//!
//! Every question may cost money, so nothing here repeats anything. HTTP clients do so
//! in two places: a request whose kept-alive connection turns out dead is sent again on
//! a fresh one, and some protocol refusals are retried. Both are switched off: each
//! question has a connection of its own, and the retry policy is "never".

use crate::charset::decode;
use crate::failure::{failed, unreadable};
use crate::settings::Endpoint;
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, Url};
use std::time::Duration;

/// Time-out of the connection alone (contract: 10 s).
const CONNECT: Duration = Duration::from_secs(10);
/// Largest body that is read, after decompression (contract: 8 MiB).
const LARGEST_BODY: usize = 8 * 1024 * 1024;
/// No vendor is waited for longer than this, whatever it asks.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);
/// The wait after a 429 that names none: it counts as stated, so that it is
/// honoured three times at most (contract), unlike a vendor's own "too fast".
const UNSTATED_WAIT: Duration = Duration::from_secs(3);
/// The header that the vendors' documents ask for.
const FORM: &str = "application/x-www-form-urlencoded;charset=utf-8";

/// How a question travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Parameters in the address.
    Get,
    /// Parameters in a form body.
    Post,
}

/// A client for one account.
pub(crate) struct Wire {
    /// `None` when this machine cannot speak TLS at all: then nothing is ever sent.
    client: Option<Client>,
}

/// What came back, whatever the status.
#[derive(Debug)]
pub(crate) struct Heard {
    status: StatusCode,
    retry_after: Option<Duration>,
    /// The decoded body.
    pub(crate) text: String,
}

impl Wire {
    /// A client for this endpoint. Sends nothing.
    pub(crate) fn open(endpoint: &Endpoint, timeout: Duration) -> Wire {
        let mut builder = Client::builder()
            .user_agent(concat!("cheku/", env!("CARGO_PKG_VERSION")))
            .http1_only()
            .pool_max_idle_per_host(0)
            .retry(reqwest::retry::never())
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // Shorter than the whole, so that "could not connect" is told from "lost".
            .connect_timeout(CONNECT.min(timeout / 2))
            .timeout(timeout);
        if endpoint.loopback {
            // Nothing leaves this machine.
            builder = builder.no_proxy();
        }
        if endpoint.loopback && endpoint.url.scheme() == "http" {
            // Works on machines that have no certificates installed.
            builder = builder.tls_certs_only([]);
        }
        Wire { client: builder.build().ok() }
    }

    /// Sends one question once and reads the answer whatever its status.
    pub(crate) async fn send(
        &self,
        method: Method,
        url: &Url,
        params: &[(&str, &str)],
    ) -> Result<Heard, ProviderError> {
        let client = self.client.as_ref().ok_or_else(|| not_sent("tls_unavailable"))?;
        let request = match method {
            Method::Get => client.get(url.clone()).query(params),
            Method::Post => client.post(url.clone()).form(params).header(CONTENT_TYPE, FORM),
        };
        let response = request.send().await.map_err(|error| before_headers(&error))?;
        hear(response).await
    }
}

impl Heard {
    /// Holds what was read against the status: a readable answer wins whatever the
    /// status; where there is none, the status says what it was.
    pub(crate) fn judge<T>(&self, read: Result<T, ProviderError>) -> Result<T, ProviderError> {
        let Err(error) = read else { return read };
        match error.kind {
            ErrorKind::RateLimited { retry_after: None } => {
                Err(ProviderError { kind: ErrorKind::RateLimited { retry_after: self.retry_after }, ..error })
            }
            ErrorKind::UnknownCode if self.status == StatusCode::TOO_MANY_REQUESTS => {
                Err(self.by_status(error))
            }
            ErrorKind::Unreadable => Err(self.by_status(error)),
            _ => Err(error),
        }
    }

    fn by_status(&self, error: ProviderError) -> ProviderError {
        let code = format!("http_{}", self.status.as_u16());
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            // Contract: 429 was not processed, so it is free and may be asked again.
            let kind =
                ErrorKind::RateLimited { retry_after: Some(self.retry_after.unwrap_or(UNSTATED_WAIT)) };
            return failed(kind, Charge::No, &code);
        }
        if self.status.is_success() { error } else { unreadable(&code) }
    }

    #[cfg(test)]
    pub(crate) fn of(status: u16, retry_after: Option<Duration>) -> Heard {
        Heard { status: StatusCode::from_u16(status).unwrap_or_default(), retry_after, text: String::new() }
    }
}

async fn hear(response: Response) -> Result<Heard, ProviderError> {
    let status = response.status();
    let retry_after = retry_after(response.headers());
    let content_type = header(response.headers(), CONTENT_TYPE).map(str::to_owned);
    let text = match body(response).await {
        Ok(bytes) => decode(&bytes, content_type.as_deref()),
        // The status alone says that it was not processed.
        Err(_) if status == StatusCode::TOO_MANY_REQUESTS => String::new(),
        Err(error) => return Err(error),
    };
    Ok(Heard { status, retry_after, text })
}

/// The body as far as it may go. Chunks come decompressed, so a small answer that
/// unpacks into a huge one is stopped on the way.
async fn body(mut response: Response) -> Result<Vec<u8>, ProviderError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| inside_body(&error))? {
        if bytes.len() + chunk.len() > LARGEST_BODY {
            return Err(unreadable("too_large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn not_sent(code: &str) -> ProviderError {
    failed(ErrorKind::NotSent, Charge::No, code)
}

/// The client's own error texts carry the address, and with it keys and plates: only
/// their kind is used.
fn before_headers(error: &reqwest::Error) -> ProviderError {
    if error.is_connect() {
        return not_sent(why_not_connected(error));
    }
    if error.is_builder() {
        return not_sent("request_not_built");
    }
    failed(ErrorKind::Lost, Charge::Unknown, if error.is_timeout() { "timeout" } else { "reset" })
}

/// A name that cannot be resolved, a certificate that nobody vouches for, silence, or
/// nobody there: each asks something else of the person.
fn why_not_connected(error: &reqwest::Error) -> &'static str {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let mut io = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    if error.is_timeout() {
        "connect_timeout"
    } else if error.is_dns() {
        "dns"
    } else if io.any(is_tls_refusal) {
        "tls"
    } else {
        "connect"
    }
}

/// The TLS library says "invalid data", and the client wraps that once more.
fn is_tls_refusal(error: &std::io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<std::io::Error>());
    error.kind() == std::io::ErrorKind::InvalidData || inner.is_some_and(is_tls_refusal)
}

fn inside_body(error: &reqwest::Error) -> ProviderError {
    if error.is_timeout() {
        return failed(ErrorKind::Lost, Charge::Unknown, "timeout");
    }
    unreadable("truncated")
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// `Retry-After` in seconds, or as a date held against the answer's own `Date`: the
/// two clocks need not agree with ours.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = header(headers, RETRY_AFTER)?.trim();
    let seconds = text.parse().ok().or_else(|| {
        let until = chrono::DateTime::parse_from_rfc2822(text).ok()?;
        let sent = chrono::DateTime::parse_from_rfc2822(header(headers, DATE)?).ok()?;
        u64::try_from((until - sent).num_seconds()).ok()
    })?;
    Some(Duration::from_secs(seconds).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_read_in_seconds_or_as_a_date() {
        let wait = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, reqwest::header::HeaderValue::from_static(value));
            headers.insert(DATE, reqwest::header::HeaderValue::from_static("Fri, 31 Dec 2027 23:59:00 GMT"));
            retry_after(&headers).map(|wait| wait.as_secs())
        };
        assert_eq!(wait(" 7 "), Some(7));
        assert_eq!(wait("Fri, 31 Dec 2027 23:59:30 GMT"), Some(30));
        assert_eq!(wait("99999999999"), Some(24 * 60 * 60));
        assert_eq!((wait("soon"), wait("-1")), (None, None));
        assert_eq!(wait("Fri, 31 Dec 2027 23:58:00 GMT"), None, "a date that has passed asks for no wait");
    }

    #[test]
    fn the_status_speaks_only_where_the_body_does_not() {
        let wait = Some(Duration::from_secs(3));
        let read = |status, error| Heard::of(status, wait).judge::<()>(Err(error)).unwrap_err();
        assert_eq!(read(429, unreadable("html")).kind, ErrorKind::RateLimited { retry_after: wait });
        assert_eq!(read(429, unreadable("html")).charge, Charge::No);
        assert_eq!(read(502, unreadable("html")), unreadable("http_502"));
        assert_eq!(read(302, unreadable("empty")), unreadable("http_302"));
        assert_eq!(read(200, unreadable("html")), unreadable("html"));
        let quota = failed(ErrorKind::QuotaUsedUp, Charge::No, "10012");
        assert_eq!(read(500, quota.clone()), quota);
        let slow = failed(ErrorKind::RateLimited { retry_after: None }, Charge::No, "10011");
        assert_eq!(read(200, slow).kind, ErrorKind::RateLimited { retry_after: wait });
        let odd = failed(ErrorKind::UnknownCode, Charge::Unknown, "429");
        assert_eq!(read(429, odd).raw_code, "http_429");
    }
}
