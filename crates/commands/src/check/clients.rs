//! The accounts that a batch asks with: opened, with what their calls cost, and
//! the caps over them.

use crate::App;
use crate::accounts;
use crate::api::{CommandError, ErrorCode};
use crate::error::{Result, bad_request, count};
use cheku_batch::{Caps, Price};
use cheku_domain::Fen;
use cheku_domain::provider::{Account, Provider};
use std::collections::HashMap;
use std::sync::Arc;

/// An open client with its account.
pub(crate) struct Client {
    pub account: Account,
    pub provider: Arc<dyn Provider>,
    pub price: Price,
}

/// Open clients by provider id.
pub(crate) type Clients = HashMap<String, Client>;

/// The provider that is asked where a vehicle has no choice of its own.
pub(crate) async fn default_provider(app: &App, asked_for: Option<&str>) -> Result<String> {
    if let Some(provider) = asked_for {
        return Ok(accounts::entry(provider)?.descriptor.id.to_owned());
    }
    let accounts = app.work(|garage| Ok(garage.accounts()?)).await?;
    let default = accounts.iter().find(|account| account.is_default).or_else(|| accounts.first());
    default
        .map(|account| account.provider.clone())
        .ok_or_else(|| CommandError::new(ErrorCode::NoAccount, "no account is set"))
}

/// Opens the clients of these providers. With `take_other` those of all other
/// accounts, too, as far as they can be opened.
pub(crate) async fn open<'a>(
    app: &App,
    providers: impl Iterator<Item = &'a String>,
    take_other: bool,
) -> Result<Clients> {
    let mut clients = Clients::new();
    for id in providers {
        if !clients.contains_key(id) {
            clients.insert(id.clone(), client(app, id).await?);
        }
    }
    if take_other {
        for account in app.work(|garage| Ok(garage.accounts()?)).await? {
            // An account that lacks its key is no reason not to ask the first one.
            if !clients.contains_key(&account.provider)
                && let Ok(other) = client(app, &account.provider).await
            {
                clients.insert(account.provider, other);
            }
        }
    }
    Ok(clients)
}

async fn client(app: &App, id: &str) -> Result<Client> {
    let (account, provider) = accounts::open(app, id).await?;
    let known = id.to_owned();
    let used = app.work(move |garage| Ok(garage.charged_calls(&known)?)).await?;
    let price = Price { list: account.prices.clone(), used: count(used) };
    Ok(Client { account, provider, price })
}

/// The month's cap less what is charged and what is doubtful this month.
pub(crate) async fn caps(app: &App, max_cost: Option<Fen>) -> Result<Caps> {
    if max_cost.is_some_and(|cap| cap.0 < 0) {
        return Err(bad_request("a cap below zero"));
    }
    let now = app.0.clock.now();
    let (settings, spend) =
        app.work(move |garage| Ok((accounts::read_settings(garage)?, garage.month_spend(now)?))).await?;
    let spent = spend.cost_fen + spend.exposure_fen.unwrap_or(Fen(0));
    let month_left = settings.month_cap_fen.map(|cap| Fen((cap.0 - spent.0).max(0)));
    Ok(Caps { batch: max_cost, month_left })
}

/// A cap cannot be kept where it is not known what a call costs. Accounts that are only
/// taken in another's stead are left out then.
pub(crate) fn check_prices<'a>(
    caps: &Caps,
    clients: &mut Clients,
    asked: impl Iterator<Item = &'a String>,
) -> Result<()> {
    if caps.batch.is_none() && caps.month_left.is_none() {
        return Ok(());
    }
    for id in asked {
        if clients.get(id).is_some_and(|client| !client.price.list.is_known()) {
            return Err(CommandError::new(ErrorCode::PriceNeededForCap, "no price").with("provider", id));
        }
    }
    clients.retain(|_, client| client.price.list.is_known());
    Ok(())
}
