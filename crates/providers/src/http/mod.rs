//! HTTP: one question, sent once, with a bounded answer.
//!
//! Every question may cost money, so nothing here repeats anything. HTTP clients do so
//! in two places: a request whose kept-alive connection turns out dead is sent again on
//! a fresh one, and some protocol refusals are retried. Both are switched off: each
//! question has a connection of its own, and the retry policy is "never".

mod answer;

pub(crate) use answer::HttpAnswer;

use crate::endpoint::{Endpoint, Method};
use crate::failure::{Hidden, failed};
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Url};
use std::time::Duration;

/// Time-out of the connection alone (contract: 10 s).
const CONNECT: Duration = Duration::from_secs(10);
/// Time-out of one silence inside an answer that has begun. The wait for its beginning
/// is the vendor's own affair, up to the whole question's time-out: traffic offices are
/// slow, and giving up early would leave a charged answer behind.
const SILENCE: Duration = Duration::from_secs(10);
/// The header that the vendors' documents ask for.
const FORM: &str = "application/x-www-form-urlencoded;charset=utf-8";

/// A client for one account.
pub(crate) struct HttpClient {
    /// `None` when this machine cannot speak TLS at all: then nothing is ever sent.
    client: Option<Client>,
    /// Longest silence in the middle of an answer.
    silence: Duration,
}

impl HttpClient {
    /// A client for this endpoint. Sends nothing.
    pub(crate) fn open(endpoint: &Endpoint, timeout: Duration) -> HttpClient {
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
        HttpClient { client: builder.build().ok(), silence: SILENCE.min(timeout / 2) }
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
        let client = self.client.as_ref().ok_or_else(|| not_sent(ErrorKind::NotSent, "tls_unavailable"))?;
        let request = match method {
            Method::Get => client.get(url.clone()).query(params),
            // Before the form, which would else add a type of its own beside it.
            Method::Post => client.post(url.clone()).header(CONTENT_TYPE, FORM).form(params),
        };
        let response = request.send().await.map_err(|error| before_headers(&error))?;
        Ok(answer::receive(response, self.silence, hidden).await)
    }
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
