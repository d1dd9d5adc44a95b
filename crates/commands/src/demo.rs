//! 演示: the same path as the real thing, with the base URL pointed at the
//! built-in sandbox, in a garage file of its own.

use crate::App;
use crate::accounts;
use crate::api::{AccountForm, AppState, CommandError, ErrorCode, GarageKind, Nothing, PriceRow};
use crate::app::Place;
use crate::error::Result;
use crate::secrets::Secrets;
use crate::state;
use cheku_domain::provider::{Descriptor, FieldKind};
use cheku_domain::{Fen, FrameNumber, Plate, PlateType, Secret};
use cheku_garage::{Garage, NewVehicle};
use cheku_sandbox::{Options as SandboxOptions, SampleVehicle, Sandbox};
use std::path::PathBuf;
use std::sync::Arc;

/// What a charged call costs in the demo where the vendor's document names no price.
const DEMO_PRICE: Fen = Fen(13);

/// A real vendor takes its time; without any, a batch would be over before it is seen.
const DEMO_LATENCY_MS: u64 = 120;

/// Opens the demo garage: a fresh one each time, with the sample fleet and both accounts.
pub async fn demo_start(app: &App, _: Nothing) -> Result<AppState> {
    let scenario = cheku_sandbox::Scenario::demo().latency_ms(DEMO_LATENCY_MS);
    start_with(app, SandboxOptions { scenario, ..SandboxOptions::default() }).await
}

/// The same with a sandbox of one's own making.
pub async fn start_with(app: &App, options: SandboxOptions) -> Result<AppState> {
    crate::running::refuse_while_running(app)?;
    let sandbox = Sandbox::start(options).await.map_err(|error| sandbox_failed(&error))?;
    let folder = folder(app);
    let now = app.0.clock.now();
    let fleet: Vec<NewVehicle> = sandbox.fleet().iter().filter_map(new_vehicle).collect();
    let opened = tokio::task::spawn_blocking(move || {
        clear(&folder)?;
        let garage = Garage::open(&folder, now)?;
        garage.import(fleet, now, false)?;
        Ok::<_, CommandError>(garage)
    });
    let garage =
        opened.await.map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))??;
    let place = Place {
        kind: GarageKind::Demo,
        garage: Ok(garage),
        secrets: Secrets::in_memory(),
        risk: None,
        sandbox: Some(Arc::new(sandbox)),
    };
    let sandbox = place.sandbox.clone();
    app.move_to(place);
    if let Some(sandbox) = sandbox {
        for (at, entry) in cheku_providers::PROVIDERS.iter().enumerate() {
            accounts::account_save(app, account(entry.descriptor, &sandbox, at == 0)).await?;
        }
    }
    state::app_state(app, Nothing {}).await
}

/// Leaves the demo and removes it.
pub async fn demo_leave(app: &App, _: Nothing) -> Result<AppState> {
    crate::running::refuse_while_running(app)?;
    if app.place().kind == GarageKind::Demo {
        let options = app.options();
        let place = tokio::task::spawn_blocking(move || crate::app::real_place(&options))
            .await
            .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?;
        app.move_to(place);
        clear(&folder(app))?;
    }
    state::app_state(app, Nothing {}).await
}

fn folder(app: &App) -> PathBuf {
    app.0.home.join("demo")
}

fn clear(folder: &std::path::Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(sandbox_failed(&error)),
        _ => Ok(()),
    }
}

fn sandbox_failed(error: &std::io::Error) -> CommandError {
    CommandError::new(ErrorCode::SandboxFailed, error.kind().to_string())
}

fn new_vehicle(sample: &SampleVehicle) -> Option<NewVehicle> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some(NewVehicle {
        plate_type: PlateType::parse(&sample.plate_type),
        vin: FrameNumber::parse(&sample.vin, true).ok(),
        engine: text(&sample.engine),
        owner: text(&sample.owner),
        group: text(&sample.group),
        driver: text(&sample.driver),
        note: text(&sample.note),
        ..NewVehicle::of(Plate::parse(&sample.plate).ok()?)
    })
}

/// The sandbox's address and credentials, put where the provider's form wants them.
fn account(descriptor: &Descriptor, sandbox: &Sandbox, is_default: bool) -> AccountForm {
    let credentials = sandbox.credentials(descriptor.id).unwrap_or_default();
    let mut form = AccountForm {
        provider: descriptor.id.to_owned(),
        prices: vec![PriceRow { from: 1, price_yuan: descriptor.price.unwrap_or(DEMO_PRICE).to_yuan() }],
        is_default,
        ..AccountForm::default()
    };
    for field in descriptor.fields {
        match field.kind {
            FieldKind::Origin => form.values.insert(field.key.to_owned(), sandbox.origin()),
            FieldKind::Secret => {
                let secret = credentials.secret.as_deref().or(credentials.key.as_deref());
                form.secret = secret.map(Secret::new);
                None
            }
            // The one plain text field without a default is the account's own id.
            FieldKind::Text if field.default.is_none() => {
                credentials.app_id.clone().and_then(|id| form.values.insert(field.key.to_owned(), id))
            }
            _ => None,
        };
    }
    form
}
