//! What a person should know before the time comes: a check would not begin like this.

use crate::App;
use crate::api::{GarageKind, Hindrance, KeyState, Schedule};
use crate::check::clients;
use crate::error::Result;
use crate::{accounts, keys};
use cheku_providers::Address;

/// What would keep a scheduled check from beginning, as things are; the first of them.
pub(super) async fn first(app: &App, schedule: &Schedule, is_due: bool) -> Result<Option<Hindrance>> {
    let place = app.place();
    if place.kind == GarageKind::Demo {
        return Ok(Some(Hindrance::Demo));
    }
    if app.work(|garage| Ok(garage.totals()?.vehicles)).await? == 0 {
        return Ok(Some(Hindrance::NoVehicle));
    }
    let Ok(provider) = clients::default_provider(app, schedule.provider.as_deref()).await else {
        return Ok(Some(Hindrance::NoAccount));
    };
    let id = provider.clone();
    let Some(account) = app.work(move |garage| Ok(garage.account(&id)?)).await? else {
        return Ok(Some(Hindrance::NoAccount));
    };
    if !account.prices.is_known() {
        return Ok(Some(Hindrance::NoPrice));
    }
    let descriptor = accounts::entry(&provider)?.descriptor;
    let address = Address::of(descriptor, &account.values);
    if keys::state(&place.secrets, descriptor, address.as_ref()).await != KeyState::Ready {
        return Ok(Some(Hindrance::NoSecret));
    }
    let is_busy = is_due && (app.is_unfinished() || app.work(|garage| Ok(garage.holder().is_some())).await?);
    Ok(is_busy.then_some(Hindrance::Busy))
}
