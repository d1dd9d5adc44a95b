//! `cheku-cli` as a process: run to its end, whole or with a fault.

use crate::Outcome;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// A process that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(120);

/// The program under test.
#[derive(Debug, Clone)]
pub struct Cli(pub PathBuf);

/// How a process ended and what it said.
#[derive(Debug)]
pub struct Done {
    /// Its exit code, or the signal that ended it.
    pub status: ExitStatus,
    /// Stdout.
    pub out: String,
    /// Stderr.
    pub err: String,
}

impl Done {
    /// The one JSON document; null where there is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_default()
    }

    /// The exit code; `None` = ended by a signal.
    pub fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// In one line.
    pub fn told(&self) -> String {
        format!("{}: {} {}", self.status, self.out.trim(), self.err.trim()).replace('\n', " ")
    }
}

impl Cli {
    /// Runs it with these words in `home`, behind those of `wrapper`.
    pub async fn run(&self, home: &Path, words: &[String], wrapper: &[String]) -> Outcome<Done> {
        self.run_told(home, words, wrapper, "").await
    }

    /// The same, with something on stdin.
    pub async fn run_told(
        &self,
        home: &Path,
        words: &[String],
        wrapper: &[String],
        input: &str,
    ) -> Outcome<Done> {
        let exe = self.0.to_string_lossy();
        let line: Vec<&str> = wrapper.iter().map(String::as_str).chain([exe.as_ref()]).collect();
        let mut command = Command::new(line[0]);
        command.args(&line[1..]).args(words).args(["--json", "--lang", "en", "--home"]).arg(home);
        // One worker: fewer threads make the n-th call of a thread the same one in every run.
        command.env("CHEKU_SECRETS", "file").env("TOKIO_WORKER_THREADS", "1").kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A process that ends without reading is no fault of the harness.
            let _ = stdin.write_all(input.as_bytes()).await;
        }
        let output = tokio::time::timeout(LONGEST, child.wait_with_output())
            .await
            .map_err(|_| format!("does not end within {} s: {words:?}", LONGEST.as_secs()))??;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Done { status: output.status, out: text(output.stdout), err: text(output.stderr) })
    }

    /// Runs it as a part of the preparation: anything but exit code 0 is the harness' failure.
    pub async fn must(&self, home: &Path, words: &[String]) -> Outcome<Value> {
        let done = self.run(home, words, &[]).await?;
        match done.code() {
            Some(0) => Ok(done.json()),
            _ => Err(format!("{words:?} ended with {}", done.told()).into()),
        }
    }
}

/// Words of a command line.
pub fn words(line: &[&str]) -> Vec<String> {
    line.iter().map(|word| (*word).to_owned()).collect()
}
