//! A screen, a bus and a keychain of their own for programs that drive the window.

use crate::{paths, shell};
use std::process::Command;

/// Opens an empty keychain on the private bus, runs the command, and ends the
/// keychain, which would outlive its bus. The newline is the empty password. All
/// of it lives in a folder that goes away, so that nobody's own keychain is met.
const SESSION: &str = r#"
own=$(mktemp -d)
export XDG_DATA_HOME="$own/data" XDG_CONFIG_HOME="$own/config" XDG_CACHE_HOME="$own/cache" XDG_RUNTIME_DIR="$own"
echo "" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
# The daemon goes to the background before it has its name on the bus.
tries=0
until keys=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null | grep -o "[0-9]*$") ||
    [ $((tries += 1)) -gt 200 ]; do sleep 0.05; done
"$@"
code=$?
[ -z "$keys" ] || kill "$keys"
rm -rf "$own"
exit $code
"#;

/// The command, to be run where a window can open and a secret can be kept.
/// The app under test is named in `CHEKU_APP`.
pub fn driven(command: &[&str]) -> Result<Command, String> {
    if !cfg!(target_os = "linux") {
        return Err("the real window is driven on Linux only".to_owned());
    }
    let mut session = shell::program("xvfb-run");
    session
        .args([
            "-a",
            "-s",
            "-screen 0 1920x1200x24",
            "dbus-run-session",
            "--",
            "bash",
            "-c",
            SESSION,
            "session",
        ])
        .args(command)
        .env("CHEKU_APP", paths::app());
    Ok(session)
}
