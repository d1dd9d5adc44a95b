//! Newer versions: looked for, fetched, checked, started. Never in the middle of a check.

mod kept;
mod known;

pub(crate) use known::Updates;

use crate::App;
use crate::api::{
    CommandError, ErrorCode, Nothing, Tag, UpdateChoice, UpdateFileRequest, UpdateStage, UpdateStarted,
    UpdateView,
};
use crate::error::{Result, bad_request};
use crate::running::refuse_while_running;
use cheku_domain::Timestamp;
use cheku_files::UPDATES;
use cheku_garage::Garage;
use cheku_update::{Kind, Next, Offer, Progress, Ready, Source, UpdateError, Version};
use known::Stage;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const DAY_MS: i64 = 86_400_000;
/// The page hears of a download so often at most.
const TELL: Duration = Duration::from_millis(250);

impl App {
    /// From now on newer versions are looked for at `source`, for a program that came as `kind`.
    pub fn keep_updated(&self, source: Option<Source>, kind: Kind) {
        let mut known = self.0.updates.known();
        (known.source, known.kind) = (source, kind);
        cheku_update::clear(&self.updates_folder());
    }

    /// Looks when the last look is a day ago, the person left it switched on, and nothing that
    /// costs money is under way.
    pub async fn look_for_update_if_due(&self) {
        let has_source = self.0.updates.known().source.is_some();
        let kept = kept::read(self.home());
        let due = kept.looked_at.is_none_or(|at| is_a_day_ago(at, self.0.clock.now()));
        if has_source && kept.by_itself && due && !self.is_unfinished() {
            // What came of it is in the view.
            let _ = update_look(self, Nothing {}).await;
        }
    }

    fn updates_folder(&self) -> PathBuf {
        self.home().join(UPDATES)
    }

    fn update_source(&self) -> Result<(Source, Kind)> {
        let known = self.0.updates.known();
        let none = || CommandError::new(ErrorCode::UpdateNoAddress, "built without address and key");
        Ok((known.source.clone().ok_or_else(none)?, known.kind))
    }

    fn update_stands(&self, stage: Stage) {
        self.0.updates.known().stage = stage;
        self.changed(&[Tag::Update]);
    }
}

/// A clock that was set back does not keep the program from looking.
fn is_a_day_ago(at: Timestamp, now: Timestamp) -> bool {
    (now.0 - at.0).abs() >= DAY_MS
}

/// How it stands.
pub async fn update(app: &App, _: Nothing) -> Result<UpdateView> {
    Ok(view(app))
}

/// Whether the program looks by itself.
pub async fn update_choose(app: &App, choice: UpdateChoice) -> Result<UpdateView> {
    kept::change(app.home(), |kept| kept.by_itself = choice.by_itself)?;
    Ok(view(app))
}

/// Looks now: asks the address once.
pub async fn update_look(app: &App, _: Nothing) -> Result<UpdateView> {
    let (source, kind) = app.update_source()?;
    if matches!(app.0.updates.known().stage, Stage::Fetching(..) | Stage::Taking | Stage::Ready(_)) {
        return Ok(view(app));
    }
    let now = app.0.clock.now();
    // Before it asks: an address that never answers is not asked more often.
    kept::change(app.home(), |kept| kept.looked_at = Some(now))?;
    let here = app.0.updates.known().here();
    let looked = cheku_update::look(&source, kind, &here).await.map_err(CommandError::from);
    {
        let mut known = app.0.updates.known();
        known.trouble = looked.as_ref().err().cloned();
        // One that is being fetched since, or is ready, is not looked for.
        if !matches!(known.stage, Stage::Fetching(..) | Stage::Taking | Stage::Ready(_)) {
            known.stage = looked.ok().flatten().map_or(Stage::None, Stage::Found);
        }
    }
    app.changed(&[Tag::Update]);
    Ok(view(app))
}

/// Downloads the version that was found, and checks it.
pub async fn update_fetch(app: &App, _: Nothing) -> Result<UpdateView> {
    refuse_while_running(app)?;
    let (source, kind) = app.update_source()?;
    let offer = begin_fetching(app)?;
    let mut told = Instant::now();
    let tell = |progress| {
        app.0.updates.known().stage = Stage::Fetching(offer.clone(), progress);
        if told.elapsed() >= TELL {
            told = Instant::now();
            app.changed(&[Tag::Update]);
        }
    };
    let (folder, at_least) = (app.updates_folder(), oldest_allowed(app));
    let fetched = cheku_update::fetch(&source, kind, &offer, &at_least, &folder, tell).await;
    ended(app, fetched, Stage::Found(offer))
}

/// What came of fetching or taking one. Why not is told for as long as nothing else is known: the
/// page that asked may be gone.
fn ended(app: &App, came: std::result::Result<Ready, UpdateError>, else_at: Stage) -> Result<UpdateView> {
    let came = came.map_err(CommandError::from);
    app.0.updates.known().trouble = came.as_ref().err().cloned();
    app.update_stands(came.as_ref().map_or(else_at, |ready| Stage::Ready(ready.clone())));
    came.map(|_| view(app))
}

fn begin_fetching(app: &App) -> Result<Offer> {
    let mut known = app.0.updates.known();
    let Stage::Found(offer) = known.stage.clone() else {
        return Err(bad_request("no version to fetch"));
    };
    known.stage = Stage::Fetching(offer.clone(), Progress { done: 0, whole: None });
    known.trouble = None;
    Ok(offer)
}

/// One installer at a time is written: what was ready goes for it. Gives what stands again where the file is
/// refused: a version that was found is still there to be fetched.
fn begin_taking(app: &App) -> Result<Stage> {
    let mut known = app.0.updates.known();
    if matches!(known.stage, Stage::Fetching(..) | Stage::Taking) {
        return Err(bad_request("another version is being fetched"));
    }
    known.trouble = None;
    match std::mem::replace(&mut known.stage, Stage::Taking) {
        found @ Stage::Found(_) => Ok(found),
        _ => Ok(Stage::None),
    }
}

/// Takes an installer that the person chose; its signature lies beside it.
pub async fn update_file(app: &App, request: UpdateFileRequest) -> Result<UpdateView> {
    refuse_while_running(app)?;
    let (source, kind) = app.update_source()?;
    let (from, folder, at_least) = (app.to_read(&request.file)?, app.updates_folder(), oldest_allowed(app));
    let else_at = begin_taking(app)?;
    let taking = move || cheku_update::take(&source, kind, &from, &folder, &at_least);
    // A reader that panicked has read nothing to the end.
    let taken = tokio::task::spawn_blocking(taking).await.unwrap_or(Err(UpdateError::BrokenOff));
    ended(app, taken, else_at)
}

/// Older than what has opened the company's garage, a program may not know it: also while the demo
/// is shown, and where this program itself is too old for the garage.
fn oldest_allowed(app: &App) -> Version {
    let noted = Garage::opened_by(app.home());
    let noted = noted.and_then(|version| Version::parse(&version).ok());
    noted.into_iter().fold(app.0.updates.known().here(), Version::max)
}

/// Starts the installer that is ready. Refused while a check runs or answers are not written.
pub async fn update_install(app: &App, _: Nothing) -> Result<UpdateStarted> {
    // Its installer ends other programs of ours, too.
    let is_checked_elsewhere = app.garage().is_ok_and(|garage| garage.holder().is_some());
    if app.is_unfinished() || is_checked_elsewhere {
        return Err(CommandError::new(ErrorCode::BatchRunning, "something that was paid for is unfinished"));
    }
    let (source, _) = app.update_source()?;
    let (ready, kind) = {
        let known = app.0.updates.known();
        let Stage::Ready(ready) = &known.stage else { return Err(bad_request("no installer is ready")) };
        (ready.clone(), known.kind)
    };
    let version = ready.version.clone();
    let started = tokio::task::spawn_blocking(move || cheku_update::start(&source, kind, &ready)).await;
    let started = started.map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?;
    if started == Err(UpdateError::Untrusted) {
        // Changed since it was fetched: what is said to be gone is gone. Why is told for as long as nothing else is
        // known, else it would look as if there were no newer version.
        cheku_update::clear(&app.updates_folder());
        app.0.updates.known().trouble = Some(UpdateError::Untrusted.into());
        app.update_stands(Stage::None);
    }
    let closes = started? == Next::Closes;
    if !closes {
        app.0.updates.known().installed = Some(version);
    }
    app.update_stands(Stage::None);
    Ok(UpdateStarted { closes })
}

fn view(app: &App) -> UpdateView {
    let kept = kept::read(app.home());
    let known = app.0.updates.known();
    let ending = known.kind.ending();
    UpdateView {
        has_address: known.source.is_some(),
        by_itself: kept.by_itself,
        looked_at: kept.looked_at,
        trouble: known.trouble.clone(),
        installer: (!ending.is_empty()).then(|| ending.to_owned()),
        stage: wire(&known.stage),
    }
}

fn wire(stage: &Stage) -> UpdateStage {
    match stage {
        // The page that asked shows that it is under way.
        Stage::None | Stage::Taking => UpdateStage::None,
        Stage::Found(offer) => UpdateStage::Found {
            version: offer.version.to_string(),
            notes_zh: offer.notes.zh.clone(),
            notes_en: offer.notes.en.clone(),
            has_package: offer.has_package(),
        },
        Stage::Fetching(offer, Progress { done, whole }) => {
            UpdateStage::Fetching { version: offer.version.to_string(), done: *done, whole: *whole }
        }
        Stage::Ready(ready) => UpdateStage::Ready { version: ready.version.to_string() },
    }
}

impl From<UpdateError> for CommandError {
    fn from(error: UpdateError) -> CommandError {
        let code = ErrorCode::from_word(error.code()).unwrap_or(ErrorCode::Internal);
        let wrong = CommandError::new(code, error.code());
        match error {
            UpdateError::Older(version) => wrong.with("version", version.to_string()),
            UpdateError::NotForThis(ending) => wrong.with("ending", ending),
            UpdateError::Place(error) => error.into(),
            _ => wrong,
        }
    }
}
