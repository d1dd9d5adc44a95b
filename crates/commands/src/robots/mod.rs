//! Group robots: one digest after each check, and one a day of what newly runs out, to the groups that a person chose.
//! Off until then. A robot that does not take a message is told about once and tried again at the next occasion, never
//! in a loop.

mod digest;
mod due;
mod kept;

pub(crate) use kept::ROBOTS;

use crate::App;
use crate::api::{
    CommandError, ErrorCode, Event, GarageKind, Nothing, Progress, RobotForm, RobotKind, RobotOutcome,
    RobotTold, RobotView,
};
use crate::error::Result;
use crate::secrets::{Found, Secrets, TypedFor};
use crate::words::Lang;
use cheku_domain::Secret;
use cheku_robots::{Address, AddressError, Kind, Robot, SendError};
use chrono::NaiveDate;
use kept::Kept;

/// All three, also those that nobody entered.
pub async fn robots(app: &App, _: Nothing) -> Result<Vec<RobotView>> {
    let kept = app.work(kept::read).await?;
    let view = |kind| view(kind, kept.get(&kind).cloned().unwrap_or_default());
    Ok(Kind::ALL.into_iter().map(view).collect())
}

/// Saves a robot; `robot_address_invalid` says what is wrong with the address.
pub async fn robot_save(app: &App, form: RobotForm) -> Result<Vec<RobotView>> {
    let kind = form.kind;
    let mut robot = app.work(kept::read).await?.remove(&kind).unwrap_or_default();
    let secrets = app.place().secrets;
    if let Some(typed) = form.address.filter(|typed| !typed.is_empty()) {
        let address = Address::parse(kind, typed.expose()).map_err(|error| invalid(kind, error))?;
        if robot.host.as_deref() != Some(address.host()) && robot.has_secret && form.secret.is_none() {
            // The secret was typed for the group of another host.
            secrets.remove(&signing(kind)).await?;
            robot.has_secret = false;
        }
        secrets.set(&listening(kind), address.secret().clone(), TypedFor::new()).await?;
        robot.host = Some(address.host().to_owned());
    }
    let Some(host) = robot.host.clone() else { return Err(invalid(kind, AddressError::Unreadable)) };
    if let Some(secret) = form.secret {
        let trimmed = Secret::new(secret.expose().trim());
        robot.has_secret = !trimmed.is_empty();
        match robot.has_secret {
            true => secrets.set(&signing(kind), trimmed, of_host(&host)).await?,
            false => secrets.remove(&signing(kind)).await?,
        }
    }
    robot.on = form.on;
    robot.on_due = form.on_due;
    robot.full_plates = form.full_plates;
    robot.lang = form.lang;
    change(app, kind, Some(robot)).await
}

/// Forgets a robot, with its address and secret.
pub async fn robot_remove(app: &App, which: RobotKind) -> Result<Vec<RobotView>> {
    let secrets = app.place().secrets;
    secrets.remove(&listening(which.kind)).await?;
    secrets.remove(&signing(which.kind)).await?;
    change(app, which.kind, None).await
}

/// Sends a sentence that says where it comes from.
pub async fn robot_test(app: &App, which: RobotKind) -> Result<RobotTold> {
    let Some(robot) = app.work(kept::read).await?.remove(&which.kind) else {
        return Err(CommandError::new(ErrorCode::NotFound, "no robot").with("what", "robot"));
    };
    tell(app, which.kind, &robot, &digest::test(Lang::of(&robot.lang))).await
}

/// Tells every robot that is on what a batch of the company's own garage found. Checks of one
/// vehicle that find nothing are no news.
pub(crate) async fn after_check(app: &App, progress: &Progress) {
    let is_news = progress.planned > 1 || progress.new_violations + progress.first_found > 0;
    if !is_news || app.place().kind != GarageKind::Real {
        return;
    }
    for (kind, robot) in known(app).await.iter().filter(|(_, robot)| robot.on) {
        let (lang, full_plates, progress) = (Lang::of(&robot.lang), robot.full_plates, progress.clone());
        let digest = app.work(move |garage| digest::of(garage, &progress, lang, full_plates)).await;
        let told = match digest {
            Ok(message) => tell(app, *kind, robot, &message).await,
            Err(error) => Err(error),
        };
        ended(app, *kind, told);
    }
}

impl App {
    /// Tells the robots that are on for it which due dates newly came near or are over: once a day, from the morning
    /// on. Never in the demo.
    pub async fn tell_due_dates(&self) {
        let now = self.0.clock.now();
        if self.place().kind != GarageKind::Real {
            return;
        }
        for (kind, robot) in known(self).await {
            if robot.on_due
                && robot.due.may_be_told(now)
                && let Some(told) = tell_due(self, kind, &robot, now.in_cst().date_naive()).await
            {
                ended(self, kind, told);
            }
        }
    }
}

/// `None` = nothing to tell. The day is written down before anything is sent: no failure is repeated on it.
async fn tell_due(app: &App, kind: Kind, robot: &Kept, today: NaiveDate) -> Option<Result<RobotTold>> {
    let near = match app.work(move |garage| due::near(garage, today)).await {
        Ok(near) => near,
        Err(error) => return Some(Err(error)),
    };
    let message = due::of(&near, &robot.due, today, Lang::of(&robot.lang), robot.full_plates)?;
    let begun = app.work(move |garage| kept::change(garage, kind, |robot| robot.due.day = Some(today))).await;
    if let Err(error) = begun {
        return Some(Err(error));
    }
    let told = tell(app, kind, robot, &message).await;
    // Without an answer it may stand in the group: better untold than twice.
    let stands =
        told.as_ref().is_ok_and(|told| matches!(told.outcome, RobotOutcome::Taken | RobotOutcome::NoAnswer));
    if stands {
        let steps = due::steps(&near, today);
        let kept = app.work(move |garage| kept::change(garage, kind, |robot| robot.due.steps = steps)).await;
        if let Err(error) = kept {
            return Some(Err(error));
        }
    }
    Some(told)
}

/// Those that were entered; none where that cannot be read.
async fn known(app: &App) -> kept::Robots {
    app.work(kept::read).await.unwrap_or_else(|error| {
        // The settings' page says the same, with what to do, to whoever looks there.
        tracing::warn!(code = error.code.word(), "the robots' settings cannot be read: no group was told");
        kept::Robots::new()
    })
}

fn ended(app: &App, robot: Kind, told: Result<RobotTold>) {
    match told.map(|told| told.outcome) {
        Ok(RobotOutcome::Taken) => {}
        Ok(outcome) => app.tell(Event::RobotFailed { robot, outcome }),
        Err(error) => tracing::warn!(code = error.code.word(), "a robot could not be told"),
    }
}

async fn tell(app: &App, kind: Kind, kept: &Kept, message: &cheku_robots::Message) -> Result<RobotTold> {
    let at = app.0.clock.now();
    let lang = Lang::of(&kept.lang);
    let outcome = match robot(&app.place().secrets, kind, kept).await? {
        Some(robot) => {
            let text = cheku_robots::fitted(message, kind.longest(), |left_out| digest::more(left_out, lang));
            outcome(cheku_robots::send(&robot, &text, at.0).await)
        }
        None => RobotOutcome::Missing,
    };
    let told = RobotTold { at, outcome };
    let noted = told.clone();
    app.work(move |garage| kept::note(garage, kind, noted)).await?;
    Ok(told)
}

fn outcome(sent: std::result::Result<(), SendError>) -> RobotOutcome {
    match sent {
        Ok(()) => RobotOutcome::Taken,
        Err(SendError::Unreachable) => RobotOutcome::Unreachable,
        Err(SendError::Untrusted) => RobotOutcome::Untrusted,
        Err(SendError::NoAnswer) => RobotOutcome::NoAnswer,
        Err(SendError::Refused(refusal)) => RobotOutcome::Refused { refusal },
    }
}

/// With what was typed for it on this computer; `None` where a part of that is missing.
async fn robot(secrets: &Secrets, kind: Kind, kept: &Kept) -> Result<Option<Robot>> {
    let Found::Here(address) = secrets.find(&listening(kind), &TypedFor::new()).await? else {
        return Ok(None);
    };
    let Ok(address) = Address::parse(kind, address.expose()) else { return Ok(None) };
    let secret = match kept.has_secret {
        false => None,
        true => match secrets.find(&signing(kind), &of_host(address.host())).await? {
            Found::Here(secret) => Some(secret),
            _ => return Ok(None),
        },
    };
    Ok(Some(Robot { kind, address, secret }))
}

async fn change(app: &App, kind: Kind, robot: Option<Kept>) -> Result<Vec<RobotView>> {
    app.work(move |garage| {
        let mut robots = kept::read(garage)?;
        match robot {
            Some(robot) => robots.insert(kind, robot),
            None => robots.remove(&kind),
        };
        kept::write(garage, &robots)
    })
    .await?;
    robots(app, Nothing {}).await
}

fn view(kind: Kind, kept: Kept) -> RobotView {
    let Kept { on, on_due, host, has_secret, full_plates, last, .. } = kept;
    RobotView { kind, on, on_due, host, has_secret, full_plates, last }
}

/// The names under which the two are kept among the keys.
fn listening(kind: Kind) -> String {
    format!("robot-{}", kind.word())
}

fn signing(kind: Kind) -> String {
    format!("robot-{}-secret", kind.word())
}

fn of_host(host: &str) -> TypedFor {
    TypedFor::from([("host".to_owned(), host.to_owned())])
}

fn invalid(kind: Kind, error: AddressError) -> CommandError {
    let why = match error {
        AddressError::Unreadable => "unreadable",
        AddressError::NotEncrypted => "not_encrypted",
        AddressError::OfAnother(_) => "of_another",
        AddressError::NoRobot => "no_robot",
    };
    CommandError::new(ErrorCode::RobotAddressInvalid, why).with("why", why).with("robot", kind.word())
}
