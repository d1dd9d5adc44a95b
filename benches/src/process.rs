//! Children: started and awaited.

use crate::Outcome;
use crate::task::{Reply, Task};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

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

    /// Another program in its place, with the same trust.
    #[must_use]
    pub fn replaced_by(self, exe: &Path) -> Program {
        Program { exe: exe.to_owned(), wrapper: Vec::new(), ..self }
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
