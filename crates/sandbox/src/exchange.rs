//! One request through the sandbox: counted, judged, charged, and only then delayed, broken or answered.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response};
use serde_json::{Map, Value};

use crate::bill::{Bill, Tally, Turn};
use crate::dress::{self, Payload};
use crate::fault::{Deed, Fault, On, Target};
use crate::line::Tear;
use crate::request::{Ask, Door, Params, World};
use crate::robots::{Post, Robots};
use crate::scenario::{Scenario, Settings};
use crate::totals;
use crate::vendor::{Gate, Refusal, Reply, Vendor};
use crate::vendors::VENDORS;

/// Longer forms than any question needs.
const BODY_CAP: usize = 64 * 1024;

/// Half for rounding the moment up to a whole millisecond, half for the wait that begins inside one.
const TIMER_LATE: Duration = Duration::from_millis(1);

/// All vendors under one roof.
pub(crate) struct Hall {
    pub(crate) world: World,
    desks: Vec<Desk>,
    pub(crate) robots: Robots,
    latency: Duration,
    clock_offset_s: i64,
}

/// One vendor at work.
pub(crate) struct Desk {
    pub(crate) vendor: &'static dyn Vendor,
    pub(crate) settings: Settings,
    books: Mutex<Books>,
}

#[derive(Default)]
struct Books {
    tally: Tally,
    /// Arrivals of the last second, for the rate limit.
    recent: VecDeque<Instant>,
}

/// What becomes of a request, decided before its first wait, so that a client that goes away cannot undo it.
struct Verdict {
    reply: Reply,
    /// The fault that replaces or breaks the answer.
    fault: Option<Fault>,
    dressing: Vec<Deed>,
    delay: Duration,
}

impl std::fmt::Debug for Hall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hall").field("vehicles", &self.world.fleet.vehicles.len()).finish_non_exhaustive()
    }
}

impl Hall {
    pub(crate) fn open(world: World, scenario: &Scenario) -> Self {
        let desks = VENDORS
            .iter()
            .map(|vendor| Desk {
                vendor: *vendor,
                settings: scenario.of(vendor.id()),
                books: Mutex::default(),
            })
            .collect();
        let latency = Duration::from_millis(scenario.latency_ms);
        let robots = Robots::open(scenario.robots.clone());
        Hall { world, desks, robots, latency, clock_offset_s: scenario.clock_offset_s }
    }

    pub(crate) fn desk(&self, provider: &str) -> Option<&Desk> {
        self.desks.iter().find(|desk| desk.vendor.id() == provider)
    }

    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX).saturating_add(self.clock_offset_s)
    }
}

/// Answers one request, or tears the line off: an error here is a reset for the client.
pub(crate) async fn answer(
    hall: Arc<Hall>,
    peer: SocketAddr,
    tear: Tear,
    request: Request<Incoming>,
) -> io::Result<Response<Payload>> {
    let arrived = Instant::now();
    let (head, body) = request.into_parts();
    if let Some(reply) = own_page(&hall, head.uri.path()) {
        return Ok(dress::respond(reply, &[], false, false));
    }
    if Robots::is_robot(head.uri.path()) {
        return Ok(robot(&hall, &head, body).await);
    }
    let found = hall.desks.iter().find_map(|desk| desk.vendor.door(head.uri.path()).map(|door| (desk, door)));
    let Some((desk, door)) = found else { return Ok(dress::page(404, None)) };
    if head.method != Method::GET && head.method != Method::POST {
        return Ok(dress::page(405, None));
    }
    let Ok(body) = Limited::new(body, BODY_CAP).collect().await else { return Ok(dress::page(413, None)) };
    let params = params(&head, &body.to_bytes());
    let ask = Ask {
        world: &hall.world,
        settings: &desk.settings,
        door,
        path: head.uri.path(),
        method: &head.method,
        params: &params,
        peer: peer.ip(),
        now: hall.now(),
    };
    let verdict = desk.judge(&ask);
    wait_since(arrived, hall.latency + verdict.delay).await;
    carry_out(verdict, takes_gzip(&head), &tear).await
}

async fn robot(hall: &Hall, head: &Parts, body: Incoming) -> Response<Payload> {
    let Ok(body) = Limited::new(body, BODY_CAP).collect().await else { return dress::page(413, None) };
    let (query, body) = (Params::parse(head.uri.query().unwrap_or_default().as_bytes()), body.to_bytes());
    let (method, path) = (&head.method, head.uri.path());
    match hall.robots.answer(&Post { method, path, query: &query, body: &body, now: hall.now() }) {
        Ok(reply) => dress::respond(reply, &[], false, false),
        Err(status) => dress::page(status, None),
    }
}

/// The stated latency runs from the arrival, so that what this machine takes for judging is inside it, and the
/// timer's own millisecond is taken off: it never wakes early and on the average that much late.
async fn wait_since(arrived: Instant, latency: Duration) {
    if let Some(wait) = latency.checked_sub(TIMER_LATE) {
        tokio::time::sleep_until((arrived + wait).into()).await;
    }
}

/// A form in the body of a POST, the query of a GET: each where the documents put it.
fn params(head: &Parts, body: &Bytes) -> Params {
    if head.method == Method::GET {
        return Params::parse(head.uri.query().unwrap_or_default().as_bytes());
    }
    let kind = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        Params::parse(body)
    } else {
        Params::default()
    }
}

fn takes_gzip(head: &Parts) -> bool {
    head.headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"))
}

impl Books {
    /// Notes an arrival, unless the last second already holds as many as the limit.
    fn is_too_fast(&mut self, limit: u32, now: Instant) -> bool {
        while self.recent.front().is_some_and(|old| now.duration_since(*old) >= Duration::from_secs(1)) {
            self.recent.pop_front();
        }
        if self.recent.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
            return true;
        }
        self.recent.push_back(now);
        false
    }
}

impl Desk {
    pub(crate) fn bill(&self) -> Bill {
        let price = self.settings.price_fen.or_else(|| self.vendor.price_fen());
        self.books().tally.bill(price, self.settings.free_calls)
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        // A count stays true even if another thread died while it held the lock.
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts, checks and charges in one breath.
    fn judge(&self, ask: &Ask<'_>) -> Verdict {
        let plate = self.vendor.plate(ask.params);
        let mut books = self.books();
        let turn = if ask.door == Door::Question { books.tally.arrival(plate) } else { books.tally.lookup() };
        let gate = self.gate(ask, &mut books);
        let (fault, dressing, delay) = self.faults(ask, plate, turn);

        let mut found = self.vendor.admit(ask);
        let admitted = found.is_ok();
        let mut too_fast = None;
        if let (true, Some(gate)) = (admitted, gate) {
            match self.vendor.gate(gate, ask) {
                Some(refusal) => found = Err(refusal),
                None => too_fast = Some(Fault::status(429).retry_after(1)),
            }
        }
        // Wrong credentials stay wrong whatever the scenario says, so that faults cannot hide a client's bug.
        let open = found.is_ok() && too_fast.is_none();
        let fault = if open { fault } else { too_fast };
        let found = found.and_then(|()| match fault.as_ref().and_then(refusal_of) {
            Some(refusal) if refusal.code != self.vendor.success() => Err(refusal),
            _ => self.vendor.find(ask),
        });
        let code = found.as_ref().map_or_else(|refusal| refusal.code.as_str(), |_| self.vendor.success());
        if ask.door == Door::Question && admitted && self.is_charged(code, fault.as_ref()) {
            books.tally.charge(plate);
        }
        drop(books);
        Verdict { reply: self.vendor.reply(ask, &found), fault, dressing, delay }
    }

    fn is_charged(&self, code: &str, fault: Option<&Fault>) -> bool {
        let by_table = self.vendor.code(code).is_some_and(|row| row.charged);
        let Some(fault) = fault else { return by_table };
        match fault.deed {
            Deed::ResetBeforeCharge => false,
            Deed::Status => fault.charge.unwrap_or(false),
            Deed::Code => fault.charge.unwrap_or(by_table),
            _ => by_table && fault.charge.unwrap_or(true),
        }
    }

    fn gate(&self, ask: &Ask<'_>, books: &mut Books) -> Option<Gate> {
        if self.settings.ip_refused {
            return Some(Gate::IpRefused);
        }
        if self.settings.per_second.is_some_and(|limit| books.is_too_fast(limit, Instant::now())) {
            return Some(Gate::TooFast);
        }
        let quota = self.settings.quota.filter(|_| ask.door == Door::Question)?;
        (books.tally.charged() >= quota).then_some(Gate::QuotaUsed)
    }

    /// The first fault that replaces the answer, and all that only change how it is sent.
    fn faults(&self, ask: &Ask<'_>, plate: &str, turn: Turn) -> (Option<Fault>, Vec<Deed>, Duration) {
        let on = if ask.door == Door::Question { On::Question } else { On::Lookup };
        let plate_type = self.vendor.plate_type(ask.params);
        let place = ask.world.fleet.find(plate, plate_type).map(|(place, _)| place);
        let target = Target { on, plate, place, turn };
        let meeting: Vec<_> = self.settings.faults.iter().filter(|fault| fault.meets(&target)).collect();
        let replacing = meeting.iter().find(|fault| !fault.deed.is_dressing()).map(|fault| (*fault).clone());
        let dressing = meeting.iter().map(|fault| fault.deed).filter(|deed| deed.is_dressing()).collect();
        let delay = meeting.iter().filter_map(|fault| fault.ms).sum();
        (replacing, dressing, Duration::from_millis(delay))
    }
}

fn refusal_of(fault: &Fault) -> Option<Refusal> {
    let code = fault.code.as_deref()?;
    Some(Refusal::with(code, fault.info.as_deref().unwrap_or_default()))
}

async fn carry_out(verdict: Verdict, takes_gzip: bool, tear: &Tear) -> io::Result<Response<Payload>> {
    let Verdict { reply, fault, dressing, .. } = verdict;
    let Some(fault) = fault else { return Ok(dress::respond(reply, &dressing, takes_gzip, false)) };
    let said = |reply, truncated| dress::respond(reply, &dressing, takes_gzip, truncated);
    match fault.deed {
        Deed::ResetBeforeCharge | Deed::ResetAfterCharge => {
            tear.off();
            Err(io::ErrorKind::ConnectionReset.into())
        }
        // Ends when the client hangs up or the sandbox is stopped.
        Deed::Timeout => std::future::pending().await,
        Deed::Truncate => Ok(said(reply, true)),
        Deed::Html200 => Ok(dress::page(200, None)),
        Deed::Say => Ok(said(Reply { body: fault.body.unwrap_or_default(), ..reply }, false)),
        Deed::Status => Ok(dress::page(fault.status.unwrap_or(500), fault.retry_after)),
        Deed::Code | Deed::Delay | Deed::Gzip | Deed::Gbk | Deed::Bom => Ok(said(reply, false)),
    }
}

/// Pages for tests in other processes: what was billed, what is to be expected, and the fleet.
fn own_page(hall: &Hall, path: &str) -> Option<Reply> {
    let of_each = |figure: &dyn Fn(&Desk) -> Option<Value>| {
        let figures: Map<_, _> =
            hall.desks.iter().filter_map(|desk| Some((desk.vendor.id().to_owned(), figure(desk)?))).collect();
        Reply { body: Value::Object(figures).to_string(), content_type: "application/json" }
    };
    match path {
        "/_sandbox/bill" => Some(of_each(&|desk| serde_json::to_value(desk.bill()).ok())),
        "/_sandbox/expected" => Some(of_each(&|desk| {
            serde_json::to_value(totals::after(&hall.world, &[(desk.vendor, &desk.settings)], None)).ok()
        })),
        "/_sandbox/fleet.csv" => Some(Reply { body: hall.world.fleet.csv(), content_type: "text/csv" }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Books;

    #[test]
    fn the_rate_limit_looks_at_the_last_second_only() {
        let mut books = Books::default();
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let told: Vec<_> = [0, 400, 900, 1_000, 1_100, 1_400].map(|ms| books.is_too_fast(2, at(ms))).into();
        // The third comes too soon; from 1,000 ms on the first is forgotten, from 1,400 ms the second.
        assert_eq!(told, [false, false, true, false, true, false]);
    }
}
