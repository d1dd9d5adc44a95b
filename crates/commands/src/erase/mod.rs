//! Erasing a vehicle or a driver: out of the garage, and out of the files beside it.

mod copies;
mod offers;

pub use offers::{erase_offers, offers_delete};

use crate::App;
use crate::api::{EraseReply, EraseRequest, EraseWhom, Tag};
use crate::error::{Result, bad_request, count, not_found};
use cheku_domain::Timestamp;
use cheku_domain::identity::NamedVehicle;
use cheku_garage::{Garage, Whom};

/// Erases, or says what that would take away. `batch_running`, `garage_held` while a check
/// runs; `not_found` when neither the garage nor a copy knows of it.
pub async fn erase(app: &App, request: EraseRequest) -> Result<EraseReply> {
    if !request.dry_run {
        crate::running::refuse_while_running(app)?;
    }
    let now = app.0.clock.now();
    let reply = app.work(move |garage| erase_in(garage, &request, now)).await?;
    // Also what lies in files.
    app.changed(&[Tag::State]);
    Ok(reply)
}

fn erase_in(garage: &Garage, request: &EraseRequest, now: Timestamp) -> Result<EraseReply> {
    let whom = whom(garage, &request.whom, now)?;
    let erasure = match request.dry_run {
        true => garage.to_erase(&whom)?,
        false => garage.erase(&whom, now)?,
    };
    let second = crate::backups::second(garage)?;
    let (there, away) = match second {
        Some(folder) if folder.is_dir() => (Some(folder), None),
        other => (None, other),
    };
    let mut holding = copies::holding(garage, there.as_deref(), &erasure.traces)?;
    holding.extend(copies::receipts(garage, there.as_deref(), &erasure.receipts));
    if erasure.is_empty() && holding.is_empty() {
        return Err(not_found("nobody of that plate or name"));
    }
    if request.delete_copies && !request.dry_run {
        holding.iter().try_for_each(|copy| copies::delete(copy, &erasure.traces))?;
    }
    let copies = holding.iter().map(|copy| copy.to_string_lossy().into_owned()).collect();
    let cheku_garage::Erasure { vehicles, violations, calls, receipts, .. } = erasure;
    let not_looked_into = away.map(|folder| folder.to_string_lossy().into_owned());
    Ok(EraseReply { vehicles, violations, calls, receipts: count(receipts.len()), copies, not_looked_into })
}

fn whom(garage: &Garage, wanted: &EraseWhom, now: Timestamp) -> Result<Whom> {
    match wanted {
        EraseWhom::Plate { plate } => {
            let named = NamedVehicle::parse(plate).ok_or_else(|| bad_request("no plate or no type"))?;
            Ok(Whom::Plate(named.plate, named.plate_type))
        }
        EraseWhom::Driver { name } => Ok(Whom::Driver(crate::drivers::name(name)?)),
        EraseWhom::LongRemoved => {
            let removed = garage.removed_before(offers::a_year_before(now))?;
            Ok(Whom::Vehicles(removed.into_iter().map(|vehicle| vehicle.id).collect()))
        }
    }
}
