//! A keychain that takes every question and never answers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
#![cfg(target_os = "linux")]

mod kit;

use kit::{Done, Home, Sandbox, share};
use serde_json::json;
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::{Child, Stdio};

/// A bus on which nobody ever speaks.
struct MuteBus(UnixListener);

impl MuteBus {
    fn at(home: &Home) -> MuteBus {
        MuteBus(UnixListener::bind(home.path("bus")).unwrap())
    }

    /// Comes back once somebody asks; the line must be kept, or that one hears it end.
    fn asked(&self) -> UnixStream {
        self.0.accept().unwrap().0
    }
}

/// A command that finds its keys in the keychain on that bus.
fn with_keychain(home: &Home, args: &[&str]) -> Child {
    let mut command = home.command(args);
    command.env_remove("CHEKU_SECRETS").stdin(Stdio::null());
    command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", home.path("bus").display()));
    command.spawn().unwrap()
}

#[test]
fn every_command_that_needs_it_ends_by_itself_with_exit_6() {
    let sandbox = Sandbox::start(5, json!({}));
    let home = Home::at(&sandbox);
    let _bus = MuteBus::at(&home);
    let commands: [&[&str]; 5] = [
        &["account", "list"],
        &["account", "test", "juhe"],
        &["account", "set", "juhe", "--free-calls", "3"],
        &["check", "--all"],
        &["check", "--all", "--dry-run"],
    ];
    let running: Vec<Child> = commands.iter().map(|args| with_keychain(&home, args)).collect();
    for (args, child) in commands.iter().zip(running) {
        let done = Done::of(child.wait_with_output().unwrap());
        assert_eq!(done.code, 6, "{args:?}: {} {}", done.out, done.err);
        assert!(done.err.contains("keychain didn't respond"), "{args:?}: {}", done.err);
        assert!(!done.out.is_empty(), "a script is told, too");
    }
    assert_eq!(sandbox.bill("storeapi")["arrivals"], 0);
}

#[test]
fn a_new_key_is_kept_nowhere_by_it() {
    let sandbox = Sandbox::start(5, json!({}));
    let home = Home::new();
    let bus = MuteBus::at(&home);
    std::fs::write(home.path("key"), "0123456789abcdef0123456789abcdef\n").unwrap();
    let url = share(&sandbox, "juhe")["base_url"].clone();
    let mut command = home.command(&["account", "set", "juhe", "--base-url", kit::text(&url), "--key-stdin"]);
    command.env_remove("CHEKU_SECRETS").stdin(std::fs::File::open(home.path("key")).unwrap());
    command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", home.path("bus").display()));
    let child = command.spawn().unwrap();
    let _line = bus.asked();
    Done::of(child.wait_with_output().unwrap()).refused(6, "keychain_silent");
    assert_eq!(home.run(&["account", "list"]).ends(0)["accounts"], json!([]));
}

#[test]
fn whoever_waits_for_it_keeps_nobody_else_from_the_garage() {
    let sandbox = Sandbox::start(5, json!({}));
    let home = Home::at(&sandbox);
    let bus = MuteBus::at(&home);
    let waiting = with_keychain(&home, &["check", "--all"]);
    let _line = bus.asked();
    let other = home.run(&["check", "--all"]);
    assert_eq!(other.code, 0, "{}", other.err);
    assert_eq!(other.json()["answered"], 5);
    Done::of(waiting.wait_with_output().unwrap()).refused(6, "keychain_silent");
}
