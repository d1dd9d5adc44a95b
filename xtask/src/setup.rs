//! `cargo xtask setup`: what a fresh machine lacks.

use crate::paths;
use crate::shell::{self, Outcome};
use crate::stamp::Stamp;
use std::path::Path;

/// What Rust alone needs.
const COMPILER: &[&str] = &["build-essential", "pkg-config"];

/// What the window needs to be built, run and driven, and to show Chinese.
const WINDOW: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "libwebkit2gtk-4.1-0",
    "libgtk-3-0",
    "xvfb",
    "xauth",
    "webkit2gtk-driver",
    "fonts-noto-cjk",
    "dbus",
    "gnome-keyring",
    "locales",
    "file",
];

/// What ends a process at a given system call, for `crash-test --points` and its short form.
const TRACER: &[&str] = &["strace"];

/// The oldest Node that the UI's tools run on.
const NODE: (u32, u32) = (20, 19);
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The chore: everything.
pub fn run(_args: &[String]) -> Outcome {
    all()?;
    println!("Everything that is needed is there.");
    Ok(())
}

/// System packages, Node and the npm packages.
pub fn all() -> Outcome {
    if cfg!(target_os = "linux") {
        packages(&[COMPILER, WINDOW, TRACER].concat())?;
    }
    node()?;
    npm_packages(&paths::root(), "npm-root")?;
    npm_packages(&paths::ui(), "npm-ui")
}

/// What the crates without a window need.
pub fn compiler() -> Outcome {
    if cfg!(target_os = "linux") { packages(COMPILER) } else { Ok(()) }
}

/// What crash points are tried with.
pub fn tracer() -> Outcome {
    if cfg!(target_os = "linux") { packages(TRACER) } else { Ok(()) }
}

/// Installs those that dpkg does not know as installed.
fn packages(wanted: &[&str]) -> Outcome {
    if !shell::exists("dpkg-query") {
        println!("Not a Debian or Ubuntu: see README.md for the packages that are needed.");
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing: {}", missing.join(" "));
    let sorry = |reason| format!("{reason}\nInstall by hand: apt-get install {}", missing.join(" "));
    apt(&["update"]).map_err(sorry)?;
    apt(&[&["install", "-y", "--no-install-recommends"], missing.as_slice()].concat()).map_err(sorry)
}

fn installed(package: &str) -> bool {
    // A newer Ubuntu renames libraries (libgtk-3-0t64), which then provide the old name.
    let query = |name: &str| {
        let status =
            shell::answer(shell::program("dpkg-query").args(["-W", "-f", "${db:Status-Abbrev}\n", name]));
        status.is_some_and(|lines| lines.lines().any(|line| line.starts_with("ii")))
    };
    query(package) || query(&format!("{package}t64"))
}

fn apt(args: &[&str]) -> Outcome {
    let root = shell::answer(shell::program("id").arg("-u")).is_some_and(|id| id == "0");
    let mut command = if root {
        shell::program("env")
    } else if shell::exists("sudo") {
        let mut sudo = shell::program("sudo");
        sudo.arg("env");
        sudo
    } else {
        return Err("neither root nor sudo".to_owned());
    };
    shell::run(command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(args))
}

fn node() -> Outcome {
    if is_new_enough(installed_node()) && shell::exists(NPM) {
        return Ok(());
    }
    if is_new_enough(offered_node()) {
        packages(&["nodejs", "npm"])?;
    }
    match installed_node() {
        found if is_new_enough(found) && shell::exists(NPM) => Ok(()),
        found => Err(no_node(found)),
    }
}

fn installed_node() -> Option<(u32, u32)> {
    parse_version(&shell::answer(shell::program("node").arg("--version"))?)
}

/// What the distribution would install.
fn offered_node() -> Option<(u32, u32)> {
    let policy = shell::answer(shell::program("apt-cache").args(["policy", "nodejs"]))?;
    policy.lines().find_map(|line| parse_version(line.trim().strip_prefix("Candidate:")?))
}

fn is_new_enough(version: Option<(u32, u32)>) -> bool {
    version.is_some_and(|found| found >= NODE)
}

/// With the one command that brings it, where there is one.
fn no_node(found: Option<(u32, u32)>) -> String {
    let (major, minor) = NODE;
    let there = found.map_or("is missing".to_owned(), |(major, minor)| format!("{major}.{minor} is too old"));
    let how = if shell::exists("snap") {
        "sudo snap install node --classic"
    } else {
        "see https://nodejs.org/download"
    };
    format!("Node.js {there}: {major}.{minor} or newer with npm is needed ({how})")
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Installs exactly what is locked, anew only when the list changed. The lock names the
/// packages of every system; one made beside `node_modules` leaves out those of others,
/// and is refused here. CONTRIBUTING.md says how to make it.
fn npm_packages(folder: &Path, step: &str) -> Outcome {
    let stamp = Stamp::of(step, &[folder.join("package.json"), folder.join("package-lock.json")]);
    if stamp.is_fresh() && folder.join("node_modules").is_dir() {
        return Ok(());
    }
    shell::run(shell::npm(folder).arg("ci"))?;
    stamp.set()
}

#[cfg(test)]
mod tests {
    use super::{NODE, parse_version};

    #[test]
    fn node_versions_compare_as_numbers() {
        assert_eq!(parse_version("v20.20.2"), Some((20, 20)));
        assert!(parse_version("v20.9.0").unwrap() < NODE);
        assert!(parse_version("v100.0.0").unwrap() > NODE);
        assert_eq!(parse_version("nothing"), None);
    }
}
