//! HTTP: one question, sent once, with a bounded answer.
//!
//! Every question may cost money, so nothing that may have left is ever repeated. Connections are kept
//! for a moment, which saves a handshake a question. One that the vendor has closed meanwhile is found out
//! in one of two ways. Either hyper gives the request back, which it does only while not one byte of it was
//! written, and it goes out on another connection; or it was written, and then the answer is lost and the
//! question doubtful, as on a new connection. From the first answer that was lost, each question has a
//! connection of its own: a vendor that closes without saying so is not asked over kept ones. No redirect
//! is followed and no refusal of a protocol leads to a repeat.

mod answer;

pub(crate) use answer::HttpAnswer;

use crate::endpoint::{Endpoint, Method};
use crate::failure::{Hidden, failed};
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, ClientBuilder, Url};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Time-out of the connection alone (contract: 10 s).
const CONNECT: Duration = Duration::from_secs(10);
/// Time-out of one silence inside an answer that has begun. The wait for its beginning
/// is the vendor's own affair, up to the whole question's time-out: traffic offices are
/// slow, and giving up early would leave a charged answer behind.
const SILENCE: Duration = Duration::from_secs(10);
/// The header that the vendors' documents ask for.
const FORM: &str = "application/x-www-form-urlencoded;charset=utf-8";

/// How long a connection without a question is kept.
const IDLE: Duration = Duration::from_secs(1);

/// A client for one account. A `None` stands where this machine cannot speak TLS at all: then nothing is
/// ever sent.
pub(crate) struct HttpClient {
    /// Keeps connections.
    keeping: Option<Client>,
    /// Opens one for each question.
    single: Option<Client>,
    /// Whether no answer was lost so far.
    keeps: AtomicBool,
    /// Longest silence in the middle of an answer.
    silence: Duration,
}

impl HttpClient {
    /// A client for this endpoint. Sends nothing.
    pub(crate) fn open(endpoint: &Endpoint, timeout: Duration) -> HttpClient {
        HttpClient {
            keeping: builder(endpoint, timeout).pool_idle_timeout(IDLE).build().ok(),
            single: builder(endpoint, timeout).pool_max_idle_per_host(0).build().ok(),
            keeps: AtomicBool::new(true),
            silence: SILENCE.min(timeout / 2),
        }
    }

    /// Sends one question once and hears the answer whatever its status. `hidden` are the
    /// account's secrets, which an answer must not bring back.
    pub(crate) async fn send(
        &self,
        method: Method,
        url: &Url,
        params: &[(&str, &str)],
        hidden: Hidden,
    ) -> Result<HttpAnswer, ProviderError> {
        let client = if self.keeps.load(Ordering::Relaxed) { &self.keeping } else { &self.single };
        let client = client.as_ref().ok_or_else(|| not_sent(ErrorKind::NotSent, "tls_unavailable"))?;
        let request = match method {
            Method::Get => client.get(url.clone()).query(params),
            // Before the form, which would else add a type of its own beside it.
            Method::Post => client.post(url.clone()).header(CONTENT_TYPE, FORM).form(params),
        };
        let response = request.send().await.map_err(|error| self.failure(&error))?;
        Ok(answer::receive(response, self.silence, hidden).await)
    }

    fn failure(&self, error: &reqwest::Error) -> ProviderError {
        let failure = before_headers(error);
        if failure.kind == ErrorKind::Lost {
            self.keeps.store(false, Ordering::Relaxed);
        }
        failure
    }
}

fn builder(endpoint: &Endpoint, timeout: Duration) -> ClientBuilder {
    // Connecting is given less than the whole, so that "could not connect" is told from "lost".
    cheku_http::once(&endpoint.url).connect_timeout(CONNECT.min(timeout / 2)).timeout(timeout)
}

fn not_sent(kind: ErrorKind, code: &str) -> ProviderError {
    failed(kind, Charge::No, code)
}

/// The client's own error texts carry the address, and with it keys and plates: only
/// their kind is used.
fn before_headers(error: &reqwest::Error) -> ProviderError {
    if error.is_connect() {
        let (kind, code) = why_not_connected(error);
        return not_sent(kind, code);
    }
    if error.is_builder() {
        return not_sent(ErrorKind::NotSent, "request_not_built");
    }
    failed(ErrorKind::Lost, Charge::Unknown, if error.is_timeout() { "timeout" } else { "reset" })
}

/// A name that cannot be resolved, a certificate that is not trusted, silence, or
/// no server: each asks something else of the person.
fn why_not_connected(error: &reqwest::Error) -> (ErrorKind, &'static str) {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let mut io = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    if error.is_timeout() {
        (ErrorKind::NotSent, "connect_timeout")
    } else if error.is_dns() {
        (ErrorKind::NotSent, "dns")
    } else if io.any(is_tls_refusal) {
        (ErrorKind::Untrusted, "tls")
    } else {
        (ErrorKind::NotSent, "connect")
    }
}

/// The TLS library says "invalid data", and the client wraps that once more.
fn is_tls_refusal(error: &std::io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<std::io::Error>());
    error.kind() == std::io::ErrorKind::InvalidData || inner.is_some_and(is_tls_refusal)
}
