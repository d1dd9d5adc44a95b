//! Providers, their accounts and cities, and the garage's settings.

use crate::App;
use crate::api::{
    AccountForm, AccountView, CityList, CityRefresh, CityRow, CommandError, ErrorCode, GarageSettings,
    KeyState, Nothing, PriceRow, ProviderId, ProviderView, Tag, TestReply,
};
use crate::error::{Result, bad_request, count};
use crate::secrets::Secrets;
use crate::{identity, keys};
use cheku_domain::provider::{Account, Descriptor, FieldKind, Provider, ProviderEntry};
use cheku_domain::text::{clean, visible};
use cheku_domain::{Fen, PriceList, PriceStep, Secret};
use cheku_garage::Garage;
use cheku_providers::Address;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

const MONTH_CAP: &str = "month_cap_fen";
const FRESH: &str = "fresh_within_hours";
const ANSWERS_KEPT: &str = "answers_kept_days";
/// A quarter: as long as a bill can be disputed.
const ANSWERS_KEPT_DAYS: u32 = 90;
const NOTICE_DAYS: &str = "notice_days";
/// What companies give a driver who is told.
const DEFAULT_NOTICE_DAYS: u32 = 10;
const FLEET_NAME: &str = "fleet_name";
const PERSON: &str = "person";
const TAKE_OTHER: &str = "take_other";
/// Vehicles answered today are not asked again by a second click.
const DEFAULT_FRESH_HOURS: f64 = 12.0;
/// More than this at once helps nobody and looks like an attack.
pub(crate) const MOST_CONCURRENCY: u32 = 100;
const MOST_PER_MINUTE: u32 = 60_000;
const TIMEOUT_SECONDS: std::ops::RangeInclusive<u32> = 1..=600;

/// The registry's entry.
pub(crate) fn entry(provider: &str) -> Result<&'static ProviderEntry> {
    cheku_providers::find(provider).ok_or_else(|| {
        CommandError::new(ErrorCode::ProviderUnknown, "no such provider").with("provider", provider)
    })
}

/// Every provider with its account.
pub async fn providers(app: &App, _: Nothing) -> Result<Vec<ProviderView>> {
    let accounts = app.work(|garage| Ok(garage.accounts()?)).await?;
    let secrets = app.place().secrets;
    let mut views = Vec::new();
    for entry in cheku_providers::PROVIDERS {
        let account = accounts.iter().find(|account| account.provider == entry.descriptor.id);
        views.push(view(app, entry.descriptor, account, &secrets).await?);
    }
    Ok(views)
}

async fn view(
    app: &App,
    descriptor: &'static Descriptor,
    account: Option<&Account>,
    secrets: &Secrets,
) -> Result<ProviderView> {
    let suggested = suggested(descriptor);
    let Some(account) = account else {
        return Ok(ProviderView { descriptor: *descriptor, suggested, account: None });
    };
    let address = Address::of(descriptor, &account.values);
    let key = keys::state(secrets, descriptor, address.as_ref()).await;
    let id = descriptor.id;
    let used = app.work(move |garage| Ok(garage.charged_calls(id)?)).await?;
    let account = AccountView {
        values: account.values.clone(),
        prices: account.prices.steps.clone(),
        next_price_fen: account.prices.of_call(count(used).saturating_add(1)),
        free_calls: account.prices.free_calls,
        free_used: account.prices.free_calls.min(count(used)),
        charged: count(used),
        quota_left: account.quota_left,
        concurrency: account.concurrency,
        per_minute: account.per_minute,
        allow_http: account.allow_http,
        timeout_seconds: account.timeout.map(|timeout| count(timeout.as_secs())),
        is_default: account.is_default,
        has_secret: key == KeyState::Ready,
        key,
        wire_address: address.map(|address| address.sent).unwrap_or_default(),
    };
    Ok(ProviderView { descriptor: *descriptor, suggested, account: Some(account) })
}

/// The documented packages as price steps, else the one documented price.
fn suggested(descriptor: &Descriptor) -> Vec<PriceStep> {
    match descriptor.tiers {
        [] => PriceList::flat(descriptor.price, 0).steps,
        packages => PriceList::of_packages(packages.iter().map(|tier| (tier.calls, tier.price)), 0).steps,
    }
}

/// Saves an account. The settings are held against the provider's rules first;
/// the secret goes to the keychain before anything is written, so that a place
/// without one stores nothing.
pub async fn account_save(app: &App, form: AccountForm) -> Result<ProviderView> {
    let entry = entry(&form.provider)?;
    let id = entry.descriptor.id;
    let (before, is_first) =
        app.work(move |garage| Ok((garage.account(id)?, garage.accounts()?.is_empty()))).await?;
    let secrets = app.place().secrets;
    let typed = form.secret.clone().filter(|secret| !secret.is_empty());
    let mut account = account_of(entry.descriptor, &form, before)?;
    account.is_default |= is_first;
    // What can never be asked with is said before a key is looked for.
    (entry.open)(&account, typed.clone().unwrap_or_else(|| Secret::new("none yet")))?;
    let address = keys::address(entry.descriptor, &account.values)?;
    let secret = match &typed {
        Some(secret) => secret.clone(),
        None => keys::key(&secrets, entry.descriptor, &address).await?,
    };
    if let Some(secret) = typed {
        secrets.set(id, secret, address.secret_for).await?;
    }
    let account = app
        .work(move |garage| {
            account.identity = identity::of(garage, entry.descriptor, &account, &secret)?;
            garage.save_account(&account)?;
            Ok(account)
        })
        .await?;
    view(app, entry.descriptor, Some(&account), &secrets).await
}

fn account_of(descriptor: &Descriptor, form: &AccountForm, before: Option<Account>) -> Result<Account> {
    let mut values = BTreeMap::new();
    for field in descriptor.fields.iter().filter(|field| field.kind != FieldKind::Secret) {
        let typed = form.values.get(field.key).map(|text| visible(text)).filter(|text| !text.is_empty());
        if let Some(value) = typed.or_else(|| field.default.map(str::to_owned)) {
            values.insert(field.key.to_owned(), value);
        }
    }
    let before_free = before.as_ref().map(|before| before.prices.free_calls);
    let free_calls = form.free_calls.or(before_free).unwrap_or(descriptor.free_calls);
    let prices = price_list(&form.prices, free_calls)?;
    let within = |value: Option<u32>, most: u32, field: &str| match value {
        Some(value) if !(1..=most).contains(&value) => Err(field_error(field)),
        value => Ok(value),
    };
    if form.timeout_seconds.is_some_and(|seconds| !TIMEOUT_SECONDS.contains(&seconds)) {
        return Err(field_error("timeout_seconds"));
    }
    let same_place = before.as_ref().is_some_and(|before| before.values == values);
    Ok(Account {
        provider: descriptor.id.to_owned(),
        values,
        prices,
        quota_left: form.quota_left,
        concurrency: within(form.concurrency, MOST_CONCURRENCY, "concurrency")?,
        per_minute: within(form.per_minute, MOST_PER_MINUTE, "per_minute")?,
        allow_http: form.allow_http,
        timeout: form.timeout_seconds.map(|seconds| Duration::from_secs(u64::from(seconds))),
        is_default: form.is_default,
        // What was learned of one address says nothing about another.
        learned: before.filter(|_| same_place).map(|before| before.learned).unwrap_or_default(),
        // Told by the secret, too, and so by the caller.
        identity: String::new(),
    })
}

/// The steps as typed: rising, the first from 1, whole fen. A lone row without a
/// price means that none was given.
fn price_list(rows: &[PriceRow], free_calls: u32) -> Result<PriceList> {
    let wrong = || field_error("prices");
    let mut list = PriceList { free_calls, steps: Vec::new() };
    if !matches!(rows, [only] if only.price_yuan.trim().is_empty()) {
        for row in rows {
            let price = Fen::parse_yuan(&row.price_yuan).ok_or_else(wrong)?;
            list.steps.push(PriceStep { from: row.from, price });
        }
    }
    if list.is_ordered() { Ok(list) } else { Err(wrong()) }
}

fn field_error(field: &str) -> CommandError {
    CommandError::new(ErrorCode::AccountFieldInvalid, field).with("field", field)
}

/// Forgets an account and its secret. Answers and calls stay, and how many of them were
/// charged is known again when the same account comes back.
pub async fn account_remove(app: &App, request: ProviderId) -> Result<Nothing> {
    let id = entry(&request.provider)?.descriptor.id;
    app.work(move |garage| Ok(garage.remove_account(id)?)).await?;
    app.place().secrets.remove(id).await?;
    // Keys are in no table.
    app.changed(&[Tag::Settings]);
    Ok(Nothing {})
}

/// Opens the client of a saved account.
pub(crate) async fn open(app: &App, provider: &str) -> Result<(Account, Arc<dyn Provider>)> {
    let entry = entry(provider)?;
    let id = entry.descriptor.id;
    let account = app
        .work(move |garage| Ok(garage.account(id)?))
        .await?
        .ok_or_else(|| CommandError::new(ErrorCode::NoAccount, "no account").with("provider", id))?;
    let address = keys::address(entry.descriptor, &account.values)?;
    let secret = keys::key(&app.place().secrets, entry.descriptor, &address).await?;
    let client = (entry.open)(&account, secret)?;
    Ok((account, Arc::from(client)))
}

/// Keeps what a client learned about its account.
pub(crate) async fn remember(app: &App, provider: &dyn Provider, account: &Account) -> Result<()> {
    let learned = provider.learned();
    if learned == account.learned {
        return Ok(());
    }
    let id = account.provider.clone();
    app.work(move |garage| Ok(garage.remember(&id, &learned)?)).await
}

/// Tests address and credentials; free where the contract allows it.
pub async fn account_test(app: &App, request: ProviderId) -> Result<TestReply> {
    let (account, client) = open(app, &request.provider).await?;
    let report = client.test(app.0.clock.now()).await;
    remember(app, client.as_ref(), &account).await?;
    Ok(report.into())
}

/// The kept list of cities.
pub async fn cities(app: &App, request: ProviderId) -> Result<CityList> {
    let id = entry(&request.provider)?.descriptor.id;
    app.work(move |garage| city_list(garage, id)).await
}

fn city_list(garage: &Garage, provider: &str) -> Result<CityList> {
    let kept = garage.cities(provider)?;
    let fetched_at = kept.iter().map(|city| city.fetched_at).max();
    let row = |city: cheku_garage::City| CityRow {
        province: city.province,
        code: city.rule.code,
        name: city.rule.name,
        engine: city.rule.engine,
        frame: city.rule.frame,
        vanished_at: city.vanished_at,
    };
    Ok(CityList { fetched_at, cities: kept.into_iter().map(row).collect() })
}

/// Fetches the list of cities again; free by the contract.
pub async fn cities_refresh(app: &App, request: ProviderId) -> Result<CityRefresh> {
    let (_, client) = open(app, &request.provider).await?;
    let id = client.descriptor().id;
    let fetched = client.cities().await.map_err(|error| {
        CommandError::new(ErrorCode::LookupFailed, error.kind.code())
            .with("reason", error.kind.code())
            .with("code", error.raw_code)
            .with("text", error.raw_text)
    })?;
    let now = app.0.clock.now();
    let kept = app
        .work(move |garage| {
            let changes = garage.keep_cities(id, &fetched, now)?;
            let list = city_list(garage, id)?;
            Ok(CityRefresh { list, added: count(changes.added), vanished: count(changes.vanished) })
        })
        .await?;
    Ok(kept)
}

/// The garage's own settings.
pub async fn settings(app: &App, _: Nothing) -> Result<GarageSettings> {
    app.work(read_settings).await
}

pub(crate) fn read_settings(garage: &Garage) -> Result<GarageSettings> {
    let number =
        |key: &str| -> Result<Option<f64>> { Ok(garage.setting(key)?.and_then(|text| text.parse().ok())) };
    let cap = garage.setting(MONTH_CAP)?.and_then(|text| text.parse().ok()).map(Fen);
    Ok(GarageSettings {
        month_cap_fen: cap,
        fresh_within_hours: number(FRESH)?.unwrap_or(DEFAULT_FRESH_HOURS),
        take_other: garage.setting(TAKE_OTHER)?.is_some(),
        answers_kept_days: number(ANSWERS_KEPT)?.map_or(ANSWERS_KEPT_DAYS, |days| days as u32),
        notice_days: number(NOTICE_DAYS)?.map_or(DEFAULT_NOTICE_DAYS, |days| days as u32),
        fleet_name: garage.setting(FLEET_NAME)?.unwrap_or_default(),
        person: person(garage)?,
    })
}

/// The person at this desk; "" = not told.
pub(crate) fn person(garage: &Garage) -> Result<String> {
    Ok(garage.setting(PERSON)?.unwrap_or_default())
}

/// Saves the garage's own settings.
pub async fn settings_save(app: &App, wanted: GarageSettings) -> Result<GarageSettings> {
    if wanted.month_cap_fen.is_some_and(|cap| cap.0 < 0)
        || !(0.0..=8784.0).contains(&wanted.fresh_within_hours)
        || !(1..=3660).contains(&wanted.answers_kept_days)
        || !(1..=90).contains(&wanted.notice_days)
    {
        return Err(bad_request("a setting is out of its range"));
    }
    let kept = app
        .work(move |garage| {
            let named = |text: &str| Some(clean(text)).filter(|text| !text.is_empty());
            garage.set_settings(vec![
                (MONTH_CAP, wanted.month_cap_fen.map(|cap| cap.0.to_string())),
                (FRESH, Some(wanted.fresh_within_hours.to_string())),
                (TAKE_OTHER, wanted.take_other.then(|| "1".to_owned())),
                (ANSWERS_KEPT, Some(wanted.answers_kept_days.to_string())),
                (NOTICE_DAYS, Some(wanted.notice_days.to_string())),
                (FLEET_NAME, named(&wanted.fleet_name)),
                (PERSON, named(&wanted.person)),
            ])?;
            read_settings(garage)
        })
        .await?;
    Ok(kept)
}
