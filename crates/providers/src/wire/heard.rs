//! What came back: read to its end within bounds, and held against its status.

use crate::charset::decode;
use crate::failure::{failed, unreadable};
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError};
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
/// What came back, whatever the status.
#[derive(Debug)]
pub(crate) struct Heard {
    status: StatusCode,
    retry_after: Option<Duration>,
    /// The decoded body.
    pub(crate) text: String,
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

pub(super) async fn hear(response: Response, silence: Duration) -> Result<Heard, ProviderError> {
    let status = response.status();
    let retry_after = retry_after(response.headers());
    let content_type = header(response.headers(), CONTENT_TYPE).map(str::to_owned);
    let text = match body(response, silence).await {
        Ok(bytes) => decode(&bytes, content_type.as_deref()),
        // The status alone says that it was not processed.
        Err(_) if status == StatusCode::TOO_MANY_REQUESTS => String::new(),
        Err(error) => return Err(error),
    };
    Ok(Heard { status, retry_after, text })
}

/// The body as far as it may go. Chunks come decompressed, so a small answer that
/// unpacks into a huge one is stopped on the way.
async fn body(mut response: Response, silence: Duration) -> Result<Vec<u8>, ProviderError> {
    let mut bytes = Vec::new();
    loop {
        let Ok(read) = tokio::time::timeout(silence, response.chunk()).await else {
            return Err(failed(ErrorKind::Lost, Charge::Unknown, "stalled"));
        };
        let Some(chunk) = read.map_err(|error| inside_body(&error))? else { return Ok(bytes) };
        if bytes.len() + chunk.len() > LARGEST_BODY {
            return Err(unreadable("too_large"));
        }
        bytes.extend_from_slice(&chunk);
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
