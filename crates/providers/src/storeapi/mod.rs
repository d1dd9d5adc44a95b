//! storeapi (挖数据), product path `/pyi/65/173`: the signed contract of vendor document 000.

mod answer;
mod codes;
mod content;
mod descriptor;
pub mod fuzzing;
mod request;

use descriptor::DESCRIPTOR;

use crate::endpoint::{Endpoint, Method};
use crate::failure::Hidden;
use crate::http::HttpClient;
use crate::settings::Settings;
use cheku_domain::provider::{
    Account, AccountError, Answer, Descriptor, ErrorKind, Provider, ProviderEntry, ProviderError, Question,
    Refusal, Reply, TestReport,
};
use cheku_domain::{Charge, CityRule, Secret, Timestamp, Vehicle, Work};
use request::{Signing, Verification};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// The line of the registry.
pub(crate) const ENTRY: ProviderEntry =
    ProviderEntry { descriptor: &DESCRIPTOR, open, read: |text| answer::read(&text.into()) };

/// The key in `Account::learned` under which "leave `time` out" is remembered.
const SEND_TIME: &str = "send_time";
const NO: &str = "no";

struct Storeapi {
    http: HttpClient,
    endpoint: Endpoint,
    method: Method,
    signing: Signing,
    /// False once the vendor's clock and ours were found apart (10004): the document
    /// allows `time` to be left out.
    send_time: AtomicBool,
}

fn open(account: &Account, secret: Secret) -> Result<Box<dyn Provider>, AccountError> {
    let settings = Settings { account, fields: DESCRIPTOR.fields };
    let endpoint = settings.endpoint()?;
    let method = settings.method()?;
    let verification = Verification::of(&settings.value("verification")?, method, &endpoint)?;
    let (appid, format) = (settings.value("appid")?, settings.value("format")?);
    if secret.is_empty() {
        return Err(AccountError::SecretMissing);
    }
    Ok(Box::new(Storeapi {
        http: HttpClient::open(&endpoint, settings.timeout()),
        endpoint,
        method,
        signing: Signing { appid, format, verification, secret },
        send_time: AtomicBool::new(account.learned.get(SEND_TIME).is_none_or(|word| word != NO)),
    }))
}

impl Storeapi {
    /// One request, one answer.
    async fn exchange(&self, params: &[(&'static str, String)], now: Timestamp) -> Answer {
        let with_time = self.send_time.load(Ordering::Relaxed);
        let signed = self.signing.sign(params, with_time.then_some(now));
        let pairs: Vec<(&str, &str)> = signed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let received = self.http.send(self.method, &self.endpoint.url, &pairs, self.secrets(&pairs)).await;
        let received = match received {
            Ok(received) => received,
            Err(error) => return Answer { reading: Err(error), body: None },
        };
        let reading = received.read(answer::read);
        if reading.as_ref().is_err_and(|error| error.kind == ErrorKind::ClockSkew) {
            self.send_time.store(false, Ordering::Relaxed);
        }
        let reading = match reading {
            Ok(reply) => Ok(self.clean(reply, &pairs)),
            Err(error) => Err(self.hidden(&pairs).clean(error)),
        };
        Answer { reading, body: Some(received.into_body()) }
    }

    /// What no answer may bring back.
    fn secrets(&self, sent: &[(&str, &str)]) -> Hidden {
        let sign = sent.iter().filter(|(name, _)| *name == "sign").map(|(_, value)| *value);
        Hidden::new(sign.chain([self.signing.secret.expose()]))
    }

    /// What no refusal's words may bring back.
    fn hidden(&self, sent: &[(&str, &str)]) -> Hidden {
        let telling = |name: &str| !matches!(name, "format" | "car_type" | "time");
        Hidden::new(sent.iter().filter(|(name, _)| telling(name)).map(|(_, value)| *value))
    }

    /// A reply with the vendor's words cut and cleaned; an answer has none.
    fn clean(&self, reply: Reply, sent: &[(&str, &str)]) -> Reply {
        match reply {
            Reply::NoData { charge, raw_code, raw_text } => {
                Reply::NoData { charge, raw_code, raw_text: self.hidden(sent).text(&raw_text) }
            }
            Reply::Pending { charge, raw_code, raw_text } => {
                Reply::Pending { charge, raw_code, raw_text: self.hidden(sent).text(&raw_text) }
            }
            answered @ Reply::Answered { .. } => answered,
        }
    }
}

impl Provider for Storeapi {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    /// No rules by city: the vendor takes whatever numbers there are.
    fn rule_key(&self, _: &Vehicle) -> Option<String> {
        None
    }

    fn look_up<'a>(&'a self, _: &'a str) -> Work<'a, Result<CityRule, ProviderError>> {
        Box::pin(async { Err(crate::failure::failed(ErrorKind::CityUnknown, Charge::No, "no_cities")) })
    }

    fn cities(&self) -> Work<'_, Result<Vec<(String, CityRule)>, ProviderError>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn prepare(&self, vehicle: &Vehicle, _: Option<&CityRule>) -> Result<Question, Refusal> {
        request::question(vehicle)
    }

    fn ask<'a>(&'a self, question: &'a Question, now: Timestamp) -> Work<'a, Answer> {
        Box::pin(self.exchange(&question.params, now))
    }

    /// A signed request without a vehicle: credentials are judged first, and the
    /// refusal that follows (10015, too few parameters) is free.
    fn test(&self, now: Timestamp) -> Work<'_, TestReport> {
        Box::pin(async move {
            let mut reply = self.exchange(&[], now).await.reading;
            if reply.as_ref().is_err_and(|error| error.kind == ErrorKind::ClockSkew) {
                // Nothing is asked about a vehicle, so trying again without `time` is free.
                reply = self.exchange(&[], now).await.reading;
            }
            report(reply)
        })
    }

    fn learned(&self) -> BTreeMap<String, String> {
        if self.send_time.load(Ordering::Relaxed) {
            return BTreeMap::new();
        }
        BTreeMap::from([(SEND_TIME.to_owned(), NO.to_owned())])
    }
}

fn report(reply: Result<Reply, ProviderError>) -> TestReport {
    let (ok, code, message, charged) = match reply {
        Ok(Reply::Answered { charge, raw_code, .. }) => (true, "ok", raw_code, charge),
        Ok(Reply::NoData { charge, raw_code, raw_text } | Reply::Pending { charge, raw_code, raw_text }) => {
            (true, "ok", format!("{raw_code} {raw_text}"), charge)
        }
        Err(error) => {
            // The credentials were taken; it is the missing vehicle that was refused.
            let ok = matches!(error.kind, ErrorKind::VehicleRefused | ErrorKind::VehicleNote);
            let said = format!("{} {}", error.raw_code, error.raw_text);
            // Only 10000 is charged (doc), and without a vehicle there is none.
            (ok, if ok { "ok" } else { error.kind.code() }, said, Charge::No)
        }
    };
    TestReport { ok, code: code.to_owned(), message: message.trim().to_owned(), charged }
}
