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

    /// Gives the moment in the page, in milliseconds of the wall's clock, or null so far.
    fn moment(self) -> &'static str {
        match self {
            Program::Cheku => {
                "const mark = performance.getEntriesByName('cheku.first-rows')[0];
                 return mark ? performance.timeOrigin + mark.startTime : null"
            }
            Program::Blank => {
                "const mark = performance.getEntriesByName('first-contentful-paint')[0];
                 return mark ? performance.timeOrigin + mark.startTime : null"
            }
        }
    }
}

/// Milliseconds from the start of the process to the moment that counts.
pub async fn start_to(program: Program, home: &Home) -> Outcome<f64> {
    let path = program.path()?;
    let driver = Driver::start(home.path()).await?;
    let client = driver.open_program(&path, home.path()).await?;
    let begun = begun(&path)?;
    let moment = wait_until("the first paint", async || {
        Ok(client.execute(program.moment(), vec![json!(null)]).await?.as_f64())
    })
    .await?;
    client.close().await?;
    driver.stop().await?;
    Ok(moment - begun)
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
