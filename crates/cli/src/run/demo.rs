//! `demo`: the main job on the built-in sandbox, in a garage of its own that is
//! gone afterwards.

use super::check::follow;
use super::lists::totals_readable;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::stop::Stop;
use crate::table::{self, figures, words};
use cheku_commands::api::{CallQuery, CallRow, CheckRequest, FleetTotals, Nothing, StopCode, TotalsRequest};
use cheku_commands::check::check_start;
use cheku_commands::sandbox::Bill;
use cheku_commands::{
    App, Clock, CommandError, ErrorCode, Options, Reader, SecretPlace, calls, demo, descriptors, overview,
};
use cheku_domain::Charge;

/// What one provider's turn came to, on both sides.
struct Turn {
    document: json::DemoShare,
    exit: Exit,
    ledger: Ledger,
}

/// The garage's own count of one provider's questions.
#[derive(Default)]
struct Ledger {
    calls: u64,
    charged: u64,
    lookups: u64,
}

impl Turn {
    /// The vendor's bill and the ledger say the same.
    fn agrees(&self) -> bool {
        let bill = &self.document.bill;
        (bill.arrivals, bill.charged, bill.lookups)
            == (self.ledger.calls, self.ledger.charged, self.ledger.lookups)
    }
}

/// Runs it and removes its garage, whatever came of it.
pub async fn run(face: &Face) -> Result<Exit, CommandError> {
    let home = tempfile::Builder::new()
        .prefix("cheku-demo-")
        .tempdir()
        .map_err(|error| CommandError::new(ErrorCode::SandboxFailed, error.kind().to_string()))?;
    let app = App::open(Options {
        home: home.path().to_path_buf(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::this_program(),
    });
    let done = all_providers(&app, face).await;
    let left = demo::demo_leave(&app, Nothing {}).await;
    // The files are let go of before their folder goes.
    drop(app);
    let _ = home.close();
    left?;
    done
}

async fn all_providers(app: &App, face: &Face) -> Result<Exit, CommandError> {
    let mut stop = Stop::listen();
    demo::demo_start(app, Nothing {}).await?;
    let mut turns = Vec::new();
    for descriptor in descriptors() {
        let turn = turn(app, face, descriptor.id, &mut stop).await?;
        let cancelled = turn.exit == Exit::Cancelled;
        turns.push(turn);
        if cancelled {
            return Ok(Exit::Cancelled);
        }
    }
    let agrees = turns.iter().all(Turn::agrees);
    let text = readable(face, &turns, agrees);
    let document = json::Demo { providers: turns.into_iter().map(|turn| turn.document).collect() };
    face.result(&document, || text);
    Ok(if agrees { Exit::Done } else { Exit::InPart })
}

async fn turn(app: &App, face: &Face, provider: &'static str, stop: &mut Stop) -> Result<Turn, CommandError> {
    let request = CheckRequest { provider: Some(provider.to_owned()), ..CheckRequest::default() };
    check_start(app, request).await?;
    let last = follow(app, face, stop).await?;
    let cancelled = last.stopped.as_ref().is_some_and(|stopped| stopped.kind == StopCode::Cancelled);
    let document = json::DemoShare {
        provider,
        check: json::Check::from(&last),
        totals: overview::totals(app, TotalsRequest::default()).await?,
        bill: bill(app.sandbox().map(|sandbox| sandbox.bill(provider)).unwrap_or_default()),
    };
    let rows = calls::calls(app, CallQuery::default()).await?.rows;
    let exit = if cancelled { Exit::Cancelled } else { Exit::Done };
    Ok(Turn { document, exit, ledger: ledger(rows.iter().filter(|row| row.provider == provider)) })
}

fn bill(bill: Bill) -> json::DemoBill {
    json::DemoBill {
        arrivals: bill.arrivals,
        charged: bill.charged,
        free: bill.free,
        lookups: bill.lookups,
        cost_fen: bill.cost_fen,
    }
}

/// Lookups are about prefixes and have no plate.
fn ledger<'a>(rows: impl Iterator<Item = &'a CallRow>) -> Ledger {
    rows.fold(Ledger::default(), |mut count, row| {
        match row.plate {
            None => count.lookups += 1,
            Some(_) => {
                count.calls += 1;
                count.charged += u64::from(row.charge == Charge::Yes);
            }
        }
        count
    })
}

fn readable(face: &Face, turns: &[Turn], agrees: bool) -> String {
    let columns = [
        words(face.say("服务商", "Provider")),
        figures(face.say("罚款（元）", "Fines (¥)")),
        figures(face.say("待处理记分", "Pending points")),
        figures(face.say("调用：账单", "Calls: bill")),
        figures(face.say("记录", "log")),
        figures(face.say("计费：账单", "Charged: bill")),
        figures(face.say("记录", "log")),
        words(face.say("相符", "Agree")),
    ];
    let rows = turns.iter().map(|turn| row(face, turn)).collect();
    let said = match agrees {
        true => face.say("账单与调用记录相符。", "The bill and the call log agree."),
        false => face.say("账单与调用记录不符。", "The bill and the call log DISAGREE."),
    };
    let sum: Option<&FleetTotals> = turns.last().map(|turn| &turn.document.totals);
    let owed = sum.map(|totals| totals_readable(face, totals, None)).unwrap_or_default();
    let head = match face.lang {
        Lang::Zh => "演示：演示车队，逐家服务商查询，合计为查完该家之后：",
        Lang::En => "Demo: a sample fleet, checked with each provider in turn; totals after each:",
    };
    format!("{head}\n{}\n{owed}\n{said}", table::table(&columns, rows, None))
}

fn row(face: &Face, turn: &Turn) -> Vec<String> {
    let json::DemoShare { provider, totals, bill, .. } = &turn.document;
    vec![
        (*provider).to_owned(),
        table::fines(face.lang, &totals.totals),
        table::points(face.lang, &totals.totals),
        bill.arrivals.to_string(),
        turn.ledger.calls.to_string(),
        bill.charged.to_string(),
        turn.ledger.charged.to_string(),
        if turn.agrees() { "✓".to_owned() } else { "✕".to_owned() },
    ]
}
