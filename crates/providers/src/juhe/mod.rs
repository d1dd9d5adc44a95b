//! Juhe (聚合数据), `v.juhe.cn/sweizhang`: the contract by city of vendor document 001.

mod answer;
mod city_rules;
mod codes;
mod descriptor;
pub mod fuzzing;
mod request;

use crate::endpoint::{Endpoint, Method};
use crate::failure::{Hidden, failed, free};
use crate::http::{HttpAnswer, HttpClient};
use crate::settings::Settings;
use crate::tree::Said;
use cheku_domain::city::find_city;
use cheku_domain::provider::{
    Account, AccountError, Answer, Descriptor, ErrorKind, Provider, ProviderEntry, ProviderError, Question,
    Refusal, TestReport,
};
use cheku_domain::{Charge, CityRule, Secret, Timestamp, Vehicle, Work};
use descriptor::DESCRIPTOR;
use request::RuleKey;
use std::collections::BTreeMap;

/// The line of the registry.
pub(crate) const ENTRY: ProviderEntry =
    ProviderEntry { descriptor: &DESCRIPTOR, open, read: |text| answer::read(&text.into()) };

struct Juhe {
    http: HttpClient,
    endpoint: Endpoint,
    method: Method,
    format: String,
    key: Secret,
}

fn open(account: &Account, key: Secret) -> Result<Box<dyn Provider>, AccountError> {
    let settings = Settings { account, fields: DESCRIPTOR.fields };
    let (endpoint, method, format) = (settings.endpoint()?, settings.method()?, settings.value("format")?);
    if key.is_empty() {
        return Err(AccountError::SecretMissing);
    }
    Ok(Box::new(Juhe {
        http: HttpClient::open(&endpoint, settings.timeout()),
        endpoint,
        method,
        format,
        key,
    }))
}

impl Juhe {
    /// One request to one of the three addresses, one answer.
    async fn exchange(
        &self,
        method: Method,
        address: &str,
        params: &[(&str, &str)],
    ) -> Result<HttpAnswer, ProviderError> {
        let mut url = self.endpoint.url.clone();
        url.set_path(&format!("{}/{address}", url.path().trim_end_matches('/')));
        let mut all = params.to_vec();
        all.push(("key", self.key.expose()));
        self.http.send(method, &url, &all, Hidden::new([self.key.expose()])).await
    }

    /// The same, read at once: what is free need not be kept.
    async fn look<T>(
        &self,
        method: Method,
        address: &str,
        params: &[(&str, &str)],
        read: fn(&Said) -> Result<T, ProviderError>,
    ) -> Result<T, ProviderError> {
        let received = self.exchange(method, address, params).await?;
        received.read(read).map_err(|error| self.hidden(params).clean(error))
    }

    /// What no refusal's words may bring back.
    fn hidden(&self, sent: &[(&str, &str)]) -> Hidden {
        let telling = |name: &str| !matches!(name, "city" | "dtype" | "hpzl" | "province" | "isNer");
        let sent = sent.iter().filter(|(name, _)| telling(name)).map(|(_, value)| *value);
        Hidden::new(sent.chain([self.key.expose()]))
    }

    /// The document offers this address by GET and as json only.
    async fn by_prefix(&self, prefix: &str, new_energy: bool) -> Result<CityRule, ProviderError> {
        let params = [("hphm", prefix), ("isNer", if new_energy { "1" } else { "0" })];
        self.look(Method::Get, "carPre", &params, city_rules::prefix_rule).await
    }

    async fn city_list(&self) -> Result<Vec<(String, CityRule)>, ProviderError> {
        self.look(self.method, "citys", &[("dtype", &self.format)], city_rules::cities).await
    }

    /// A city chosen by hand, by its code or as people name it. Codes come and go: a vanished
    /// one is never guessed anew.
    async fn by_code(&self, code: &str) -> Result<CityRule, ProviderError> {
        let list = self.city_list().await?;
        find_city(&list, code)
            .cloned()
            .ok_or_else(|| failed(ErrorKind::CityUnknown, Charge::No, "city_vanished"))
    }
}

impl Provider for Juhe {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    fn rule_key(&self, vehicle: &Vehicle) -> Option<String> {
        Some(request::rule_key(vehicle))
    }

    fn look_up<'a>(&'a self, key: &'a str) -> Work<'a, Result<CityRule, ProviderError>> {
        Box::pin(async move {
            let rule = match RuleKey::read(key) {
                Some(RuleKey::City(code)) => self.by_code(code).await,
                Some(RuleKey::Prefix { prefix, new_energy }) => self.by_prefix(prefix, new_energy).await,
                None => Err(failed(ErrorKind::CityUnknown, Charge::No, "no_rule")),
            };
            rule.map_err(free)
        })
    }

    fn cities(&self) -> Work<'_, Result<Vec<(String, CityRule)>, ProviderError>> {
        Box::pin(async { self.city_list().await.map_err(free) })
    }

    fn prepare(&self, vehicle: &Vehicle, rule: Option<&CityRule>) -> Result<Question, Refusal> {
        request::question(vehicle, rule)
    }

    fn ask<'a>(&'a self, question: &'a Question, _: Timestamp) -> Work<'a, Answer> {
        Box::pin(async move {
            let mut params: Vec<(&str, &str)> =
                question.params.iter().map(|(name, value)| (*name, value.as_str())).collect();
            params.push(("dtype", &self.format));
            match self.exchange(self.method, "query", &params).await {
                Err(error) => Answer { reading: Err(error), body: None },
                Ok(received) => {
                    let reading =
                        received.read(answer::read).map_err(|error| self.hidden(&params).clean(error));
                    Answer { reading, body: Some(received.into_body()) }
                }
            }
        })
    }

    /// One province of the city list: judged by the key, free.
    fn test(&self, _: Timestamp) -> Work<'_, TestReport> {
        Box::pin(async {
            let params = [("province", "BJ"), ("dtype", self.format.as_str())];
            let accepted = self.look(self.method, "citys", &params, answer::accepted).await;
            let (ok, code, message) = match accepted {
                Ok(raw_code) => (true, "ok", raw_code),
                Err(error) => (false, error.kind.code(), format!("{} {}", error.raw_code, error.raw_text)),
            };
            TestReport { ok, code: code.to_owned(), message: message.trim().to_owned(), charged: Charge::No }
        })
    }

    /// Nothing: this contract has no quirk to remember.
    fn learned(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}
