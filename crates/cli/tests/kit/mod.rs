//! The terminal face as a script meets it: real processes, a real sandbox in a
//! process of its own, real files.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

const CLI: &str = env!("CARGO_BIN_EXE_cheku-cli");

/// `cheku-cli sandbox` as a process of its own; ends with the test.
pub struct Sandbox {
    child: Child,
    pub facts: Value,
    _folder: TempDir,
}

impl Sandbox {
    pub fn start(vehicles: u32, scenario: Value) -> Sandbox {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("scenario.json");
        std::fs::write(&file, scenario.to_string()).unwrap();
        let mut child = Command::new(CLI)
            .args(["sandbox", "--json", "--port", "0", "--vehicles", &vehicles.to_string(), "--scenario"])
            .arg(&file)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        Sandbox { facts: serde_json::from_str(&line).expect("one line of JSON"), child, _folder: folder }
    }

    pub fn origin(&self) -> &str {
        self.facts["origin"].as_str().unwrap()
    }

    pub fn bill(&self, provider: &str) -> Value {
        let all: Value = serde_json::from_str(&self.get("/_sandbox/bill")).unwrap();
        all[provider].clone()
    }

    pub fn expected(&self, provider: &str) -> Value {
        let all: Value = serde_json::from_str(&self.get("/_sandbox/expected")).unwrap();
        all[provider].clone()
    }

    pub fn fleet_csv(&self) -> String {
        self.get("/_sandbox/fleet.csv")
    }

    fn get(&self, path: &str) -> String {
        let mut line = TcpStream::connect(self.origin().trim_start_matches("http://")).unwrap();
        write!(line, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        answer.split_once("\r\n\r\n").expect("head and body").1.to_owned()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process said and how it ended.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    pub fn of(output: Output) -> Done {
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The one JSON document.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {:?} {:?}", self.out, self.err))
    }

    /// The document of a run that must have ended so.
    pub fn ends(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{} {}", self.out, self.err);
        self.json()
    }

    /// A refusal with this code.
    pub fn refused(&self, exit: i32, code: &str) {
        let document = self.ends(exit);
        assert_eq!(document["error"]["code"], code, "{document}");
        let message = document["error"]["message"].as_str().unwrap();
        assert!(!message.is_empty() && self.err.contains(message), "{message} / {}", self.err);
    }
}

/// A home folder of its own.
pub struct Home(pub TempDir);

impl Home {
    pub fn new() -> Home {
        Home(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A home with the sandbox's accounts and its fleet; the first account is the default.
    pub fn at(sandbox: &Sandbox) -> Home {
        let home = Home::new();
        for share in sandbox.facts["providers"].as_array().unwrap() {
            home.account(share, &["--free-calls", "0"]).ends(0);
        }
        std::fs::write(home.path("fleet.csv"), sandbox.fleet_csv()).unwrap();
        home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).ends(0);
        home
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(CLI);
        command.args(args).args(["--json", "--lang", "en", "--home"]).arg(self.path("home"));
        command.env("CHEKU_SECRETS", "file").stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[&str]) -> Done {
        Done::of(self.command(args).output().unwrap())
    }

    /// What people read, in English.
    pub fn readable(&self, args: &[&str]) -> String {
        let mut command = Command::new(CLI);
        command
            .args(args)
            .args(["--lang", "en", "--home"])
            .arg(self.path("home"))
            .env("CHEKU_SECRETS", "file");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    /// `account set` with the sandbox's credentials and more.
    pub fn account(&self, share: &Value, more: &[&str]) -> Done {
        let mut args =
            vec!["account", "set", text(&share["provider"]), "--base-url", text(&share["base_url"])];
        let mut secret = "";
        for (field, value) in share["credentials"].as_object().unwrap() {
            match field.as_str() {
                "secret" => (secret, _) = (text(value), args.push("--secret-stdin")),
                "key" => (secret, _) = (text(value), args.push("--key-stdin")),
                "appid" => args.extend(["--appid", text(value)]),
                other => panic!("a credential that this kit does not know: {other}"),
            }
        }
        args.extend(more);
        self.run_with_input(&args, secret)
    }

    pub fn run_with_input(&self, args: &[&str], input: &str) -> Done {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{input}").unwrap();
        Done::of(child.wait_with_output().unwrap())
    }

    /// Starts a batch and comes back once some of its answers are written.
    pub fn start_until_answers(&self, args: &[&str], answers: u64) -> Child {
        let child = self.command(args).spawn().unwrap();
        while self.run(&["calls"]).ends(0)["charged"].as_u64().unwrap() < answers {}
        child
    }
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no count"))
}

pub fn share(sandbox: &Sandbox, provider: &str) -> Value {
    let all = sandbox.facts["providers"].as_array().unwrap();
    all.iter().find(|share| share["provider"] == provider).unwrap().clone()
}

/// The same credentials at another address.
pub fn moved(share: &Value, base_url: &str) -> Value {
    let mut share = share.clone();
    share["base_url"] = json!(base_url);
    share
}

/// Sends a signal as a person's terminal or a scheduler does.
#[cfg(unix)]
pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// planned = answered + no_data + pending + failed + doubtful + skipped + not_asked
pub fn adds_up(check: &Value) {
    let parts = ["answered", "no_data", "pending", "failed", "doubtful", "skipped", "not_asked"];
    let sum: u64 = parts.iter().map(|part| number(&check[part])).sum();
    assert_eq!(sum, number(&check["planned"]), "{check}");
    let skipped: u64 = check["skipped_by"].as_object().unwrap().values().map(number).sum();
    assert_eq!(skipped, number(&check["skipped"]), "{check}");
}

/// Exactly these fields, in this order, of these types: "n" count, "s" text,
/// "b" truth, "[" list, "{" object; "?" behind it allows null.
pub fn has_fields(value: &Value, raw: &str, fields: &[(&str, &str)]) {
    let mut from = 0;
    for (name, kind) in fields {
        let field = value.get(name).unwrap_or_else(|| panic!("{name} is missing in {value}"));
        let fits = match (field, kind.trim_end_matches('?')) {
            (Value::Null, _) => kind.ends_with('?'),
            (Value::Number(n), "n") => n.is_i64() || n.is_u64(),
            (Value::String(_), "s") | (Value::Bool(_), "b") => true,
            (Value::Array(_), "[") | (Value::Object(_), "{") => true,
            _ => false,
        };
        assert!(fits, "{name} should be {kind}, is {field}");
        let key = format!("\"{name}\":");
        from +=
            raw[from..].find(&key).unwrap_or_else(|| panic!("{name} is out of order in {raw}")) + key.len();
    }
}

pub fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.is_file() && found.len() > 0)
}
