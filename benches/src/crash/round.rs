//! One home's life: batch after batch, each killed and resumed until it is done.

use super::report::Report;
use crate::Outcome;
use crate::audit::{Books, Differences};
use crate::home::Home;
use crate::process::{Program, reply};
use crate::task::{Reply, Task};
use cheku_sandbox::{Options, Sandbox, Scenario};
use rand::rngs::StdRng;
use rand::{Rng, RngExt as _};
use std::time::Duration;
use tokio::process::Child;

/// How long the sandbox takes over an answer.
pub(super) const LATENCY_MS: u64 = 20;
/// Questions under way at once.
const CONCURRENCY: u32 = 12;
/// A batch that is not done after so many processes never will be.
const MOST_PROCESSES: u32 = 500;
/// How often the harness looks at the vendor's counter.
const LOOK: Duration = Duration::from_millis(1);
/// Time-out of a question, in seconds.
const TIMEOUT_SECONDS: u32 = 10;

/// A home, the vendor that outlives its processes, and what came of them.
pub(super) struct Round {
    program: Program,
    sandbox: Sandbox,
    home: Home,
    report: Report,
}

/// When a process is killed.
enum Moment {
    /// So many questions after its start, and this much later.
    Arrivals(u64, Duration),
    /// This long after its start, whatever it is doing.
    Start(Duration),
}

/// One batch as the person wants it.
struct Batch {
    provider: &'static str,
    include_doubtful: bool,
    /// Both books when it began.
    before: Books,
}

impl Round {
    /// Starts a sandbox with so many vehicles, and a garage that has imported them.
    pub async fn begin(program: &Program, vehicles: usize, scenario: Scenario) -> Outcome<Round> {
        let sandbox = Sandbox::start(Options { vehicles, scenario, ..Options::default() }).await?;
        let home = Home::prepare(program, &sandbox, TIMEOUT_SECONDS).await?;
        Ok(Round { program: program.clone(), sandbox, home, report: Report::default() })
    }

    /// Batches in turn of both providers, until `kills` processes were killed and the
    /// last batch is done.
    pub async fn play(mut self, kills: u32, dice: &mut StdRng) -> Outcome<Report> {
        let providers: Vec<&'static str> = Sandbox::providers().collect();
        let mut turn = 0;
        while self.report.kills < kills {
            let batch = Batch {
                provider: providers[turn % providers.len()],
                // Every other pair of batches leaves doubtful vehicles alone.
                include_doubtful: (turn / providers.len()).is_multiple_of(2),
                before: self.books().await?,
            };
            self.batch(&batch, kills, dice).await?;
            turn += 1;
        }
        let last = self.books().await?;
        self.report.calls = last.sums().calls;
        self.report.doubtful = last.sums().doubtful;
        self.report.charged = last.billed().charged;
        self.sandbox.stop().await;
        Ok(self.report)
    }

    async fn batch(&mut self, batch: &Batch, kills: u32, dice: &mut StdRng) -> Outcome {
        let mut found = Differences::default();
        for _ in 0..MOST_PROCESSES {
            let books = self.books().await?;
            let begun = books.batches > batch.before.batches;
            let child = self.program.start(self.home.path(), &task(batch, begun))?;
            let moment = (self.report.kills < kills).then(|| moment(dice));
            let ended = self.await_end(child, batch.provider, moment).await?;
            if ended.is_none() {
                self.report.kills += 1;
            }
            let books = self.books().await?;
            self.report.damaged += u32::from(!books.damage.is_empty());
            found = found.worse(books.differences(&batch.before));
            if ended.is_some_and(|reply| reply.not_asked == 0) {
                self.count(batch, found, &books);
                return self.examine().await;
            }
        }
        Err(format!("a batch does not come to its end: {found:?}").into())
    }

    /// Runs until the moment comes or the process ends by itself.
    async fn await_end(
        &self,
        mut child: Child,
        provider: &str,
        moment: Option<Moment>,
    ) -> Outcome<Option<Reply>> {
        let Some(moment) = moment else { return ended(child).await.map(Some) };
        let before = self.sandbox.bill(provider).arrivals;
        let comes = async {
            match moment {
                Moment::Start(after) => tokio::time::sleep(after).await,
                Moment::Arrivals(count, after) => {
                    while self.sandbox.bill(provider).arrivals < before + count {
                        tokio::time::sleep(LOOK).await;
                    }
                    tokio::time::sleep(after).await;
                }
            }
        };
        tokio::select! {
            () = comes => {
                // SIGKILL; reaped here, so that its locks are gone for certain.
                child.kill().await?;
                Ok(None)
            }
            _ = child.wait() => ended(child).await.map(Some),
        }
    }

    /// Both books once the vendor is quiet: what a killed process had sent may still be
    /// on its way into the bill.
    async fn books(&self) -> Outcome<Books> {
        let arrivals = || Sandbox::providers().map(|id| self.sandbox.bill(id).arrivals).sum::<u64>();
        let mut seen = arrivals();
        loop {
            tokio::time::sleep(LOOK * 4).await;
            let now = arrivals();
            if now == seen {
                return Books::read(&self.home.garage(), &self.sandbox);
            }
            seen = now;
        }
    }

    /// The batch's differences, and those vehicles that it should have left alone.
    fn count(&mut self, batch: &Batch, found: Differences, books: &Books) {
        self.report.unknown += found.unknown;
        self.report.twice += found.twice;
        self.report.claimed += found.claimed;
        if !batch.include_doubtful {
            let left_alone = &batch.before.doubtful;
            self.report.twice += books.arrivals_of(left_alone) - batch.before.arrivals_of(left_alone);
        }
    }

    async fn examine(&mut self) -> Outcome {
        let reply = self.program.run(self.home.path(), &Task::Doctor).await?;
        if reply.refused.is_some() || !reply.errors.is_empty() {
            eprintln!("the doctor: {reply:?}");
            self.report.damaged += 1;
        }
        Ok(())
    }
}

/// The order that begins a batch, or goes on with it once it is written down.
fn task(batch: &Batch, begun: bool) -> Task {
    match begun {
        true => Task::Resume { concurrency: CONCURRENCY },
        false => Task::Check {
            provider: batch.provider.to_owned(),
            include_doubtful: batch.include_doubtful,
            concurrency: CONCURRENCY,
        },
    }
}

async fn ended(child: Child) -> Outcome<Reply> {
    let reply: Reply = reply(child).await?;
    match &reply.refused {
        None => Ok(reply),
        Some(code) => Err(format!("a process was refused: {code}").into()),
    }
}

/// Mostly in the thick of it, within the time of an answer after some question; at times
/// while the process opens the garage, plans and writes the plan down.
fn moment(dice: &mut impl Rng) -> Moment {
    if dice.random_ratio(1, 6) {
        return Moment::Start(Duration::from_micros(dice.random_range(0..120_000)));
    }
    let later = Duration::from_micros(dice.random_range(0..LATENCY_MS * 1_500));
    Moment::Arrivals(dice.random_range(1..40), later)
}
