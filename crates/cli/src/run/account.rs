//! `account set`, `account list`, `account test`.

use crate::args::{AccountCommand, SetArgs};
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::table::{self, figures, words};
use crate::words::{labels, places, troubles};
use cheku_commands::accounts::{account_save, account_test, providers};
use cheku_commands::api::{AccountForm, AccountView, KeyState, Nothing, PriceRow, ProviderId, ProviderView};
use cheku_commands::{App, CommandError, ErrorCode};
use cheku_domain::provider::FieldKind;
use cheku_domain::{Charge, PriceStep, Secret};
use std::collections::BTreeMap;
use std::io::BufRead;
use zeroize::Zeroizing;

/// Runs one of them.
pub async fn run(app: &App, face: &Face, command: AccountCommand) -> Result<Exit, CommandError> {
    match command {
        AccountCommand::Set(given) => set(app, face, given).await,
        AccountCommand::List => list(app, face).await,
        AccountCommand::Test { provider } => test(app, face, provider).await,
    }
}

async fn set(app: &App, face: &Face, given: SetArgs) -> Result<Exit, CommandError> {
    let known = providers(app, Nothing {}).await?;
    let present = known.iter().find(|view| view.descriptor.id == given.descriptor.id);
    let present = present.and_then(|view| view.account.as_ref());
    // The first account is the default: there is nothing else to fall back on.
    let is_first = !known.iter().any(|view| view.account.as_ref().is_some_and(|account| account.is_default));
    let secret = given.secret_on_stdin.then(secret_from_stdin).transpose()?;
    let id = given.descriptor.id;
    let saved = account_save(app, form(given, present, secret, is_first)).await?;
    if let Some(account) = &saved.account
        && let Some(said) = places::written_otherwise(face.lang, account)
    {
        face.note(&said);
    }
    face.result(&json::Provider { provider: id }, || match face.lang {
        crate::lang::Lang::Zh => format!("已保存账户 {id}。用 account test {id} 测试。"),
        crate::lang::Lang::En => format!("Account {id} saved. Try it with account test {id}."),
    });
    Ok(Exit::Done)
}

/// What was not given stays as it is; of a new account, as the provider documents it.
fn form(
    given: SetArgs,
    present: Option<&AccountView>,
    secret: Option<Secret>,
    is_first: bool,
) -> AccountForm {
    let prices = prices(&given, present);
    let mut values = present.map(|account| account.values.clone()).unwrap_or_default();
    let origins = |values: &BTreeMap<String, String>| {
        let origins = given.descriptor.fields.iter().filter(|field| field.kind == FieldKind::Origin);
        origins.map(|field| values.get(field.key).cloned()).collect::<Vec<_>>()
    };
    let before = origins(&values);
    values.extend(given.values);
    let same_origin = origins(&values) == before;
    AccountForm {
        provider: given.descriptor.id.to_owned(),
        values,
        secret,
        prices,
        quota_left: given.quota.or_else(|| present.and_then(|account| account.quota_left)),
        concurrency: given.concurrency.or_else(|| present.and_then(|account| account.concurrency)),
        per_minute: given.per_minute.or_else(|| present.and_then(|account| account.per_minute)),
        free_calls: given.free_calls.or_else(|| present.map(|account| account.free_calls)),
        // What was allowed for one origin says nothing about another.
        allow_http: given
            .allow_http
            .unwrap_or(same_origin && present.is_some_and(|account| account.allow_http)),
        timeout_seconds: given.timeout.or_else(|| present.and_then(|account| account.timeout_seconds)),
        is_default: given.default || is_first || present.is_some_and(|account| account.is_default),
    }
}

/// The steps or the one price that was given, else what there is, else the one
/// documented price (contract: "Price").
fn prices(given: &SetArgs, present: Option<&AccountView>) -> Vec<PriceRow> {
    let flat = |price_yuan: String| vec![PriceRow { from: 1, price_yuan }];
    match (&given.price_steps, &given.price_yuan, present) {
        (Some(steps), ..) => steps.clone(),
        (None, Some(price), _) => flat(price.clone()),
        (None, None, None) => given.descriptor.price.map_or_else(Vec::new, |price| flat(price.to_yuan())),
        (None, None, Some(account)) => {
            let row = |step: &PriceStep| PriceRow { from: step.from, price_yuan: step.price.to_yuan() };
            account.prices.iter().map(row).collect()
        }
    }
}

/// One line; never on the command line, where every process could read it.
fn secret_from_stdin() -> Result<Secret, CommandError> {
    let missing = |why: String| CommandError::new(ErrorCode::AccountSecretMissing, why);
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line).map_err(|error| missing(error.kind().to_string()))?;
    let secret = Secret::new(&line);
    match secret.is_empty() {
        true => Err(missing("standard input held no secret".to_owned())),
        false => Ok(secret),
    }
}

async fn list(app: &App, face: &Face) -> Result<Exit, CommandError> {
    let known = providers(app, Nothing {}).await?;
    let accounts = known.iter().filter_map(|view| Some((view, view.account.as_ref()?)));
    let document =
        json::Accounts { accounts: accounts.map(|(view, account)| entry(face, view, account)).collect() };
    face.result(&document, || readable(face, &known));
    let keys: Vec<KeyState> = known.iter().filter_map(|view| Some(view.account.as_ref()?.key)).collect();
    match keys.iter().find(|key| matches!(key, KeyState::Silent | KeyState::Unknown)) {
        None => Ok(Exit::Done),
        Some(KeyState::Silent) => Ok(face.noted(ErrorCode::KeychainSilent)),
        Some(_) => Ok(face.noted(ErrorCode::NoSecretStore)),
    }
}

/// After a garage came from elsewhere: the addresses that it names for which no key was typed
/// here. Nothing is sent there before.
pub async fn keys_to_type(app: &App, face: &Face) -> Result<(), CommandError> {
    for view in providers(app, Nothing {}).await? {
        if let Some(account) = view.account.filter(|account| account.key != KeyState::Ready) {
            face.note(&places::to_type(face.lang, view.descriptor.id, &account));
        }
    }
    Ok(())
}

fn entry<'a>(face: &Face, view: &'a ProviderView, account: &'a AccountView) -> json::Account<'a> {
    json::Account {
        provider: view.descriptor.id,
        name: face.say(view.descriptor.name.zh, view.descriptor.name.en),
        default: account.is_default,
        values: &account.values,
        price_fen: account.prices.first().map(|step| step.price),
        prices: account
            .prices
            .iter()
            .map(|step| json::Step { from: step.from, price_fen: step.price })
            .collect(),
        quota_left: account.quota_left,
        free_calls: account.free_calls,
        free_used: account.free_used,
        allow_http: account.allow_http,
        timeout_seconds: account.timeout_seconds,
        has_secret: account.has_secret,
        key: account.key,
        wire_address: &account.wire_address,
    }
}

fn readable(face: &Face, known: &[ProviderView]) -> String {
    let columns = [
        words(face.say("服务商", "Provider")),
        words(face.say("名称", "Name")),
        words(face.say("默认", "Default")),
        figures(face.say("单价（元）", "Price (¥)")),
        figures(face.say("赠送次数", "Free calls")),
        words(face.say("密钥", "Secret")),
        words(face.say("地址", "Address")),
    ];
    let row = |view: &ProviderView| {
        let name = face.say(view.descriptor.name.zh, view.descriptor.name.en).to_owned();
        let mut row = vec![view.descriptor.id.to_owned(), name];
        match &view.account {
            None => row.extend([face.say("未添加", "not set"), "—", "—", "—", "—"].map(str::to_owned)),
            Some(account) => row.extend([
                if account.is_default { "✓".to_owned() } else { String::new() },
                price_words(face, &account.prices),
                format!("{} / {}", account.free_used, account.free_calls),
                places::key(face.lang, account.key).to_owned(),
                account.wire_address.clone(),
            ]),
        }
        row
    };
    table::table(&columns, known.iter().map(row).collect(), None)
}

/// "0.14", or "0.14 → 0.13 → 0.12" where the price falls.
fn price_words(face: &Face, prices: &[PriceStep]) -> String {
    match prices {
        [] => face.say("未填", "not given").to_owned(),
        steps => steps.iter().map(|step| step.price.to_yuan()).collect::<Vec<_>>().join(" → "),
    }
}

async fn test(app: &App, face: &Face, provider: String) -> Result<Exit, CommandError> {
    let report = account_test(app, ProviderId { provider }).await?;
    let charged = match report.charged {
        Charge::Yes => Some(true),
        Charge::No => Some(false),
        Charge::Unknown => None,
    };
    let document = json::Tested { ok: report.ok, code: &report.code, message: &report.message, charged };
    face.result(&document, || {
        let cost = labels::charge(face.lang, report.charged);
        match report.ok {
            true => format!("{} · {cost}", face.say("账户可用", "The account works")),
            false => {
                let (found, cause) =
                    (troubles::found(face.lang, &report), troubles::said(face.lang, &report));
                format!("{found} {cause} · {cost}")
            }
        }
    });
    Ok(if report.ok { Exit::Done } else { Exit::Stopped })
}
