//! From the beginning of a process to a moment in its page. Both are told on the
//! clock of the wall: the process' by the kernel (to 10 ms), the page's by the page.

use cheku_e2e::{Driver, Home, Outcome, wait_until};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Ticks of the kernel's clock in a second, as every Linux tells them to programs.
const TICKS: f64 = 100.0;

#[derive(Clone, Copy)]
pub enum Program {
    Cheku,
    Blank,
}

impl Program {
    fn path(self) -> Outcome<PathBuf> {
        let name = match self {
            Program::Cheku => "CHEKU_APP",
            Program::Blank => "CHEKU_BLANK",
        };
        Ok(fs::canonicalize(std::env::var(name).map_err(|_| format!("{name} must name a program"))?)?)
    }

    /// The names of what is waited for: today's rows on the screen, and a page that hears keys and presses.
    fn marks(self) -> [&'static str; 2] {
        match self {
            Program::Cheku => ["cheku.first-rows", "cheku.usable"],
            Program::Blank => ["first-contentful-paint"; 2],
        }
    }
}

/// Gives the moments of both marks, in milliseconds of the wall's clock, or null so far.
const MOMENTS: &str = "
    const marks = arguments[0].map((name) => performance.getEntriesByName(name)[0]);
    return marks.every(Boolean) ? marks.map((mark) => performance.timeOrigin + mark.startTime) : null";

/// Milliseconds from the start of a process.
pub struct Started {
    pub seen: f64,
    pub usable: f64,
}

/// Starts a program and waits for what counts.
pub async fn start(program: Program, home: &Home) -> Outcome<Started> {
    let path = program.path()?;
    let driver = Driver::start(home.path()).await?;
    let client = driver.open_program(&path, home.path()).await?;
    let begun = begun(&path)?;
    let [seen, usable] = wait_until("the first paint", async || {
        Ok(serde_json::from_value::<Option<[f64; 2]>>(
            client.execute(MOMENTS, vec![json!(program.marks())]).await?,
        )?)
    })
    .await?;
    client.close().await?;
    driver.stop().await?;
    Ok(Started { seen: seen - begun, usable: usable - begun })
}

/// When the process of this program began.
fn begun(program: &Path) -> Outcome<f64> {
    let ticks = fs::read_dir("/proc")?
        .filter_map(Result::ok)
        .filter(|entry| fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program))
        .filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok())
        .filter_map(|stat| started_at(&stat))
        .fold(f64::NAN, f64::max);
    let uptime = fs::read_to_string("/proc/uptime")?;
    let uptime: f64 = uptime.split(' ').next().unwrap_or_default().parse()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64();
    Ok((now - (uptime - ticks / TICKS)) * 1000.0)
}

/// The 22nd word of a `stat`; the second, in brackets, may hold blanks.
fn started_at(stat: &str) -> Option<f64> {
    stat.rsplit(')').next()?.split_whitespace().nth(19)?.parse().ok()
}
