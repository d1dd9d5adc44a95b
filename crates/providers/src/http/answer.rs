//! What came back: read to its end within bounds, and held against its status.

use crate::charset::decode;
use crate::failure::{Hidden, failed, unreadable};
use crate::tree::{Said, start};
use cheku_domain::Charge;
use cheku_domain::provider::{Body, ErrorKind, ProviderError};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use std::time::Duration;

/// Largest body that is read, after decompression (contract: 8 MiB).
const LARGEST_BODY: usize = 8 * 1024 * 1024;
/// No vendor is waited for longer than this, whatever it asks.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);
/// The wait after a 429 that names none: it counts as stated, so that it is
/// honoured three times at most (contract), unlike a vendor's own "too fast".
const UNSTATED_WAIT: Duration = Duration::from_secs(3);
/// Longest `Content-Type` that is kept, in characters.
const LONGEST_TYPE: usize = 100;

/// What came back, whatever the status.
#[derive(Default)]
pub(crate) struct HttpAnswer {
    status: StatusCode,
    content_type: Option<String>,
    retry_after: Option<Duration>,
    /// How many bytes of the body came.
    bytes: usize,
    /// Why the body did not come to its end.
    broken: Option<ProviderError>,
    /// As much of the body as came.
    said: Said,
}

impl HttpAnswer {
    /// Reads what came and holds it against the status: a readable answer wins whatever
    /// the status; where there is none, the status says what it was.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&Said) -> Result<T, ProviderError>,
    ) -> Result<T, ProviderError> {
        match &self.broken {
            None => self.judge(read(&self.said)),
            // The status alone says that it was not processed.
            Some(error) if self.status == StatusCode::TOO_MANY_REQUESTS => Err(self.by_status(error.clone())),
            Some(error) => Err(error.clone()),
        }
    }

    /// The answer as it came, to be kept.
    pub(crate) fn into_body(self) -> Body {
        let mut text = self.said.into_text();
        text.truncate(start(&text, Body::MOST_KEPT).len());
        Body {
            http_status: self.status.as_u16(),
            content_type: self.content_type,
            bytes: self.bytes as u64,
            text,
        }
    }

    fn judge<T>(&self, read: Result<T, ProviderError>) -> Result<T, ProviderError> {
        let Err(error) = read else { return read };
        match error.kind {
            ErrorKind::RateLimited { retry_after: None } => {
                Err(ProviderError { kind: ErrorKind::RateLimited { retry_after: self.retry_after }, ..error })
            }
            ErrorKind::UnknownCode if self.status == StatusCode::TOO_MANY_REQUESTS => {
                Err(self.by_status(error))
            }
            ErrorKind::Unreadable => Err(self.by_status(error)),
            // Where the body says that it is paid for, no status makes it free.
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
    fn of(status: u16, retry_after: Option<Duration>) -> HttpAnswer {
        HttpAnswer {
            status: StatusCode::from_u16(status).unwrap_or_default(),
            retry_after,
            ..HttpAnswer::default()
        }
    }
}

pub(super) async fn receive(response: Response, silence: Duration, hidden: Hidden) -> HttpAnswer {
    let status = response.status();
    let retry_after = retry_after(response.headers());
    let content_type = header(response.headers(), CONTENT_TYPE).map(str::to_owned);
    let (bytes, end) = body(response, silence).await;
    let said = Said::new(decode(&bytes, content_type.as_deref()), hidden);
    // A header may hold what a form may not: it is kept as text and no longer than it is of use.
    let content_type = content_type.map(|name| name.chars().take(LONGEST_TYPE).collect());
    HttpAnswer { status, content_type, retry_after, bytes: bytes.len(), broken: end.err(), said }
}

/// The body as far as it may go, and whether that was its end. Chunks come decompressed, so
/// a small answer that unpacks into a huge one is stopped on the way.
async fn body(mut response: Response, silence: Duration) -> (Vec<u8>, Result<(), ProviderError>) {
    let mut bytes = Vec::new();
    loop {
        let Ok(read) = tokio::time::timeout(silence, response.chunk()).await else {
            return (bytes, Err(failed(ErrorKind::Lost, Charge::Unknown, "stalled")));
        };
        match read {
            Err(error) => return (bytes, Err(inside_body(&error))),
            Ok(None) => return (bytes, Ok(())),
            Ok(Some(chunk)) if bytes.len() + chunk.len() > LARGEST_BODY => {
                return (bytes, Err(unreadable("too_large")));
            }
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
        }
    }
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
        let read = |status, error| HttpAnswer::of(status, wait).judge::<()>(Err(error)).unwrap_err();
        assert_eq!(read(429, unreadable("html")).kind, ErrorKind::RateLimited { retry_after: wait });
        assert_eq!(read(429, unreadable("html")).charge, Charge::No);
        assert_eq!(read(502, unreadable("html")), unreadable("http_502"));
        assert_eq!(read(302, unreadable("empty")), unreadable("http_302"));
        assert_eq!(read(200, unreadable("html")), unreadable("html"));
        let quota = failed(ErrorKind::QuotaUsedUp, Charge::No, "10012");
        assert_eq!(read(500, quota.clone()), quota);
        let slow = failed(ErrorKind::RateLimited { retry_after: None }, Charge::No, "10011");
        assert_eq!(read(200, slow).kind, ErrorKind::RateLimited { retry_after: wait });
        let paid = crate::failure::paid_unread("no_rows_found");
        assert_eq!(read(429, paid.clone()), paid, "asked again it would be paid again");
        let odd = failed(ErrorKind::UnknownCode, Charge::Unknown, "429");
        assert_eq!(read(429, odd).raw_code, "http_429");
    }
}
