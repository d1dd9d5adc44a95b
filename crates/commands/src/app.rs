//! The open application: which garage, whose secrets, who listens.

mod files;

use crate::api::{CommandError, ErrorCode, Event, GarageKind, PlaceRisk, Tag};
use crate::check::Unsettled;
use crate::chosen::Chosen;
use crate::clock::Clock;
use crate::reading::Reader;
use crate::running_batch::Running;
use crate::schedule::Today;
use crate::secrets::{SecretPlace, Secrets};
use crate::update::Updates;
use cheku_domain::CutOffRestore;
use cheku_garage::{Actor, Garage, GarageError, Upgrading};
use cheku_sandbox::Sandbox;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::broadcast;

/// Events that a slow listener may fall behind by; after that it refetches.
const EVENT_BUFFER: usize = 256;

/// How the application is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that holds garage, backups and logs.
    pub home: PathBuf,
    /// Where secrets are kept.
    pub secrets: SecretPlace,
    /// Where the time comes from.
    pub clock: Clock,
    /// Where spreadsheets are read.
    pub reader: Reader,
}

/// The application. Cheap to clone; every clone is the same.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub home: PathBuf,
    pub clock: Clock,
    pub reader: Reader,
    secret_place: SecretPlace,
    place: RwLock<Place>,
    events: broadcast::Sender<Event>,
    from_terminal: AtomicBool,
    running: Mutex<Option<Running>>,
    /// Answers that could not be written yet.
    pub unsettled: Unsettled,
    /// How today's own check stands.
    pub today: Today,
    /// The files that the person chose.
    pub chosen: Chosen,
    /// What is known of newer versions.
    pub updates: Updates,
}

/// The garage in use, with what belongs to it.
#[derive(Clone)]
pub(crate) struct Place {
    pub kind: GarageKind,
    pub garage: Result<Garage, CommandError>,
    pub secrets: Secrets,
    pub sandbox: Option<Arc<Sandbox>>,
    /// Looked for once: folders seldom change their nature.
    pub risk: Option<PlaceRisk>,
}

impl App {
    /// Opens the garage in `home`. A garage that cannot be used is not an error
    /// here: the faces start all the same and say what is wrong (`AppState::problem`).
    pub fn open(options: Options) -> App {
        App::open_telling(options, &mut |_| {})
    }

    /// The same, telling how many per cent of an older garage are upgraded.
    pub fn open_telling(options: Options, tell: &mut dyn FnMut(u8)) -> App {
        let place = real_place_telling(&options, tell);
        App::with(options, place)
    }

    /// The same without waiting for an upgrade, or the copy before a newer version's first start: meanwhile that is the problem that faces show.
    pub fn open_at_once(options: Options) -> App {
        if !Garage::is_older(&options.home) {
            return App::open(options);
        }
        let app = App::with(options.clone(), upgrading(&options, 0));
        let upgraded = app.clone();
        std::thread::spawn(move || {
            let place = real_place_telling(&options, &mut |percent| {
                upgraded.move_to(upgrading(&options, percent));
            });
            upgraded.move_to(place);
            upgraded.back_up_daily();
        });
        app
    }

    fn with(options: Options, place: Place) -> App {
        let inner = Inner {
            home: options.home,
            secret_place: options.secrets,
            clock: options.clock,
            reader: options.reader,
            place: RwLock::new(place),
            events: broadcast::Sender::new(EVENT_BUFFER),
            from_terminal: AtomicBool::new(false),
            running: Mutex::new(None),
            unsettled: Unsettled::default(),
            today: Today::default(),
            chosen: Chosen::default(),
            updates: Updates::default(),
        };
        let app = App(Arc::new(inner));
        app.follow();
        app
    }

    /// Hears from now on what is written to the garage in use, and tells it who writes.
    fn follow(&self) {
        if let Ok(garage) = self.garage() {
            crate::tags::follow(&garage, self.0.events.clone());
            garage.acts_for(actor(self.0.from_terminal.load(Ordering::Relaxed)));
        }
    }

    /// Says that changes are made in the terminal: the list of changes tells them apart.
    pub fn is_terminal(&self) {
        self.0.from_terminal.store(true, Ordering::Relaxed);
        self.follow();
    }

    /// As it was opened.
    pub(crate) fn options(&self) -> Options {
        Options {
            home: self.0.home.clone(),
            secrets: self.0.secret_place,
            clock: self.0.clock.clone(),
            reader: self.0.reader.clone(),
        }
    }

    /// Listens to changes and progress.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    /// The folder that holds garage, backups and logs.
    pub fn home(&self) -> &Path {
        &self.0.home
    }

    /// The sandbox behind the demo garage, while it is open.
    pub fn sandbox(&self) -> Option<Arc<Sandbox>> {
        self.place().sandbox
    }

    /// Why the folder is no good place for a garage.
    pub fn risk(&self) -> Option<PlaceRisk> {
        self.place().risk
    }

    /// A restore that was cut off before this start, and what came of it.
    pub fn cut_off_restore(&self) -> Option<CutOffRestore> {
        self.place().garage.ok()?.cut_off_restore()
    }

    /// True while the end of this process would cost something: a batch runs, or
    /// answers that were paid for are not written yet.
    pub fn is_unfinished(&self) -> bool {
        self.running().is_some() || self.0.unsettled.len() > 0
    }

    /// Tells the page that the window was asked to close.
    pub fn close_asked(&self) {
        self.tell(Event::CloseAsked);
    }

    /// Tells the page that a check is wanted.
    pub fn check_asked(&self) {
        self.tell(Event::CheckAsked);
    }

    pub(crate) fn place(&self) -> Place {
        self.0.place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn move_to(&self, place: Place) {
        *self.0.place.write().unwrap_or_else(PoisonError::into_inner) = place;
        self.follow();
        self.changed(crate::tags::EVERYTHING);
    }

    /// The garage, or why there is none.
    pub(crate) fn garage(&self) -> Result<Garage, CommandError> {
        self.place().garage
    }

    pub(crate) fn changed(&self, tags: &[Tag]) {
        self.tell(Event::Changed { tags: tags.to_vec() });
    }

    pub(crate) fn tell(&self, event: Event) {
        // Nobody listening is no fault: the terminal never does.
        let _ = self.0.events.send(event);
    }

    pub(crate) fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a piece of garage work off the async threads: writes wait for the disk.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Garage) -> Result<T, CommandError> + Send + 'static,
    ) -> Result<T, CommandError> {
        let garage = self.garage()?;
        tokio::task::spawn_blocking(move || job(&garage))
            .await
            .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?
    }
}

/// The company's own garage.
pub(crate) fn real_place(options: &Options) -> Place {
    real_place_telling(options, &mut |_| {})
}

fn real_place_telling(options: &Options, tell: &mut dyn FnMut(u8)) -> Place {
    let mut last = None;
    let mut told = |upgrading: Upgrading| {
        let percent = upgrading.percent();
        if last.replace(percent) != Some(percent) {
            tell(percent);
        }
    };
    let garage = Garage::open_telling(&options.home, options.clock.now(), &mut told);
    place_of(options, garage.map_err(|error| not_opened(error, &options.home)))
}

/// The place while its garage is upgraded.
fn upgrading(options: &Options, percent: u8) -> Place {
    let problem = CommandError::new(ErrorCode::GarageUpgrading, "the garage is written anew");
    place_of(options, Err(problem.with("percent", percent.to_string())))
}

fn place_of(options: &Options, garage: Result<Garage, CommandError>) -> Place {
    let secrets = Secrets::open(&options.secrets, &options.home, garage.as_ref().ok());
    let risk = cheku_garage::risk(&options.home);
    Place { kind: GarageKind::Real, garage, secrets, sandbox: None, risk }
}

/// With what a person needs to go on: the folder, and the way back from a newer version.
fn not_opened(error: GarageError, home: &Path) -> CommandError {
    let told = CommandError::from(error).with("home", home.to_string_lossy());
    match told.code {
        ErrorCode::GarageNewer => {
            told.with("copy", cheku_garage::copy_before_upgrade(home).to_string_lossy())
        }
        _ => told,
    }
}

/// Who makes changes here; the name that was given for this desk comes before the account's.
fn actor(from_terminal: bool) -> Actor {
    let named = |name| std::env::var(name).ok().filter(|text| !text.trim().is_empty());
    let account = named("USER").or_else(|| named("USERNAME")).unwrap_or_default();
    Actor { account, from_terminal }
}
