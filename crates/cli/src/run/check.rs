//! `check` and `resume`.

mod progress;
pub mod readable;
mod unwritten;

use crate::args::{CheckArgs, ResumeArgs};
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::stop::Stop;
use cheku_commands::api::{
    CheckRequest, ItemQuery, ItemRow, ItemState, Nothing, Progress, ProviderView, ResumeRequest, Selection,
    StopCode, VehicleFilter,
};
use cheku_commands::check::{self as batch, batch_items};
use cheku_commands::{App, CommandError, accounts, vehicles};
use progress::Bar;

/// Vehicles without an answer that are named after a batch.
const NAMED: u32 = 20;
/// Vehicles that are not asked for want of something, as many as a plan names.
const LACKING: u32 = 500;

/// `check`: plans and asks, or only plans.
pub async fn check(app: &App, face: &Face, wanted: CheckArgs) -> Result<Exit, CommandError> {
    let dry_run = wanted.dry_run;
    let request = request(app, wanted).await?;
    if dry_run {
        let plan = batch::check_plan(app, request).await?;
        let skipped = plan.skipped.iter();
        let lacking: Vec<json::Lacking> = skipped
            .filter_map(|it| json::Lacking::of(&it.plate, it.plate_type, it.reason, &it.detail))
            .collect();
        face.result(&json::Check::from(&plan).lacking(&lacking), || readable::plan(face, &plan, &lacking));
        return Ok(Exit::Done);
    }
    let mut stop = Stop::listen();
    batch::check_start(app, request).await?;
    let last = follow(app, face, &mut stop).await?;
    finish(app, face, &last).await
}

/// `resume`: the vehicles of a batch that were not asked since.
pub async fn resume(app: &App, face: &Face, wanted: ResumeArgs) -> Result<Exit, CommandError> {
    let mut stop = Stop::listen();
    let ResumeArgs { batch, provider, limits } = wanted;
    let request = ResumeRequest {
        batch,
        provider,
        max_cost_fen: limits.max_cost,
        keep_cap: false,
        take_other: limits.take_other.then_some(true),
        concurrency: limits.concurrency,
        rate: limits.rate,
    };
    let first = batch::check_resume(app, request).await?;
    if first.planned == 0 {
        return finish(app, face, &first).await;
    }
    let last = follow(app, face, &mut stop).await?;
    finish(app, face, &last).await
}

async fn request(app: &App, wanted: CheckArgs) -> Result<CheckRequest, CommandError> {
    let selection = match wanted.group {
        Some(group) => {
            let filter = VehicleFilter { group: vec![group], ..VehicleFilter::default() };
            Some(Selection::Matching { filter, except: Vec::new() })
        }
        None if wanted.all => None,
        None => Some(Selection::Ids { ids: vehicles::ids_to_ask(app, &wanted.plates).await? }),
    };
    Ok(CheckRequest {
        selection,
        except: Vec::new(),
        provider: wanted.provider,
        fresh_within_hours: wanted.fresh_within,
        include_doubtful: wanted.include_doubtful,
        max_cost_fen: wanted.limits.max_cost,
        take_other: wanted.limits.take_other.then_some(true),
        concurrency: wanted.limits.concurrency,
        rate: wanted.limits.rate,
    })
}

/// Shows the batch of this process until everything is written. A wish to stop
/// cancels new questions only: answers under way may be charged and are awaited.
pub async fn follow(app: &App, face: &Face, stop: &mut Stop) -> Result<Progress, CommandError> {
    let bar = Bar::new(face);
    let shown = batch::watch(app, |progress| bar.show(progress));
    let ended = batch::wait_for_end(app);
    tokio::pin!(shown, ended);
    let (mut watching, mut stopping) = (true, false);
    let last = loop {
        tokio::select! {
            // In this order, so that the last figures are those of the run itself.
            biased;
            last = &mut ended => break last,
            () = &mut shown, if watching => watching = false,
            () = stop.wanted(), if !stopping => {
                stopping = true;
                bar.note(face.say(
                    "正在停止：不再发出新请求，等待已发出的请求返回。",
                    "Stopping: nothing new is sent; waiting for requests already sent.",
                ));
                // An error here means that the batch has ended by itself meanwhile.
                let _ = batch::check_cancel(app, Nothing {}).await;
            }
        }
    };
    bar.end();
    last
}

async fn finish(app: &App, face: &Face, last: &Progress) -> Result<Exit, CommandError> {
    let unwritten = unwritten::save(app, face, last).await;
    let last = &unwritten.last;
    let open = if face.json { Vec::new() } else { without_answer(app, last).await? };
    let lacking = lacking(app, last).await?;
    let document = json::Check::from(last).set_aside(unwritten.file).lacking(&lacking);
    face.result(&document, || readable::batch(face, last, &open, &lacking));
    if let Some(stopped) = &last.stopped {
        face.note(&crate::words::reasons::stopped(face.lang, stopped, last));
        if stopped.kind == StopCode::Vendor
            && last.resumable > 0
            && let Some(other) = other_account(app, last).await?
        {
            face.note(&match face.lang {
                Lang::Zh => format!("也可改用另一家服务商查询其余车辆：resume --provider {other}"),
                Lang::En => {
                    format!("The rest can be checked with the other provider: resume --provider {other}")
                }
            });
        }
    }
    Ok(Exit::of_batch(last))
}

/// Vehicles of a batch that were not asked for want of something, the first few hundred.
pub async fn lacking(app: &App, last: &Progress) -> Result<Vec<json::Lacking>, CommandError> {
    if last.skipped_by.incomplete == 0 {
        return Ok(Vec::new());
    }
    let (batch, state) = (Some(last.batch.clone()), vec![ItemState::Skipped]);
    let query = ItemQuery { batch, state, new_only: false, offset: 0, limit: LACKING };
    let rows = batch_items(app, query).await?.rows;
    let of = |row: &ItemRow| json::Lacking::of(&row.plate, row.plate_type, row.reason?, "");
    Ok(rows.iter().filter_map(of).collect())
}

/// An account that this batch did not ask.
async fn other_account(app: &App, last: &Progress) -> Result<Option<&'static str>, CommandError> {
    let known = accounts::providers(app, Nothing {}).await?;
    let other = |view: &&ProviderView| {
        view.account.is_some() && !last.providers.iter().any(|asked| asked == view.descriptor.id)
    };
    Ok(known.iter().find(other).map(|view| view.descriptor.id))
}

/// Vehicles of a batch without an answer, the first few.
pub async fn without_answer(app: &App, last: &Progress) -> Result<Vec<ItemRow>, CommandError> {
    if last.planned == 0 {
        return Ok(Vec::new());
    }
    let state = vec![ItemState::Failed, ItemState::Doubtful, ItemState::Pending, ItemState::NoData];
    let query =
        ItemQuery { batch: Some(last.batch.clone()), state, new_only: false, offset: 0, limit: NAMED };
    Ok(batch_items(app, query).await?.rows)
}
