//! Children: started, awaited, measured.

use crate::Outcome;
use crate::child::{Reply, Task};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

/// Ticks of a second in `/proc/self/stat` (proc(5); 100 on every Linux that Rust runs on).
const TICKS: f64 = 100.0;

/// The program that children are made of, what is set before it (a wrapper with limits,
/// say), and whom it trusts.
#[derive(Debug, Clone)]
pub struct Program {
    exe: PathBuf,
    wrapper: Vec<String>,
    certificate: Option<PathBuf>,
}

impl Program {
    /// The bench's own binary.
    pub fn at(exe: impl Into<PathBuf>) -> Program {
        Program { exe: exe.into(), wrapper: Vec::new(), certificate: None }
    }

    /// The running program itself.
    pub fn this() -> Outcome<Program> {
        Ok(Program::at(std::env::current_exe()?))
    }

    /// The same, started by another program.
    #[must_use]
    pub fn behind(self, wrapper: &[&str]) -> Program {
        Program { wrapper: wrapper.iter().map(|word| (*word).to_owned()).collect(), ..self }
    }

    /// The same, for which this file (PEM) is all that the system trusts over https. Works
    /// where the system's certificates lie in files: on neither Windows nor macOS.
    #[must_use]
    pub fn trusting(self, certificate: &Path) -> Program {
        Program { certificate: Some(certificate.to_owned()), ..self }
    }

    /// Starts a child in `home`. It dies with its handle.
    pub fn start(&self, home: &Path, task: &Task) -> Outcome<Child> {
        let mut words = vec!["child".to_owned(), "--home".to_owned(), home.to_string_lossy().into_owned()];
        words.extend(task.words());
        self.spawn(&words)
    }

    /// Starts the program with these words.
    pub fn spawn(&self, words: &[String]) -> Outcome<Child> {
        let mut command = match self.wrapper.split_first() {
            None => Command::new(&self.exe),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(&self.exe);
                command
            }
        };
        command.envs(self.certificate.iter().map(|file| ("SSL_CERT_FILE", file)));
        command.args(words).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        Ok(command.spawn()?)
    }

    /// Runs a child to its end.
    pub async fn run(&self, home: &Path, task: &Task) -> Outcome<Reply> {
        reply(self.start(home, task)?).await
    }
}

/// Waits for the last line of a child and reads it.
pub async fn reply<T: serde::de::DeserializeOwned>(mut child: Child) -> Outcome<T> {
    let mut text = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut text).await?;
    }
    let status = child.wait().await?;
    let last = text.lines().last().ok_or_else(|| format!("the child said nothing ({status})"))?;
    Ok(serde_json::from_str(last)?)
}

/// What a process used so far; nothing where the system has no `/proc`.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Usage {
    /// Seconds of processor time, in user and in kernel mode.
    pub cpu_seconds: f64,
    /// The most memory it ever held, in KiB.
    pub peak_kib: u64,
}

impl Usage {
    /// Reads proc(5).
    pub fn of_this_process() -> Usage {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        Usage { cpu_seconds: ticks(&stat) / TICKS, peak_kib: peak(&status) }
    }

    pub(crate) fn since(self, before: Usage) -> Usage {
        Usage { cpu_seconds: self.cpu_seconds - before.cpu_seconds, ..self }
    }
}

/// Fields 14 and 15, counted behind the name, which may hold blanks.
fn ticks(stat: &str) -> f64 {
    let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    behind_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum()
}

fn peak(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{peak, ticks};

    #[test]
    fn the_systems_figures_are_read_whatever_the_name() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 5 6 7";
        assert!((ticks(stat) - 300.0).abs() < f64::EPSILON);
        assert_eq!(peak("VmPeak:\t  9 kB\nVmHWM:\t  1234 kB\n"), 1234);
        assert_eq!((ticks(""), peak("")), (0.0, 0));
    }
}
