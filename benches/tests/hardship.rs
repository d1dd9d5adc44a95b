//! What machines do to programs: full disks, read-only folders, long sleeps.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cheku_bench::audit::{Books, Differences};
use cheku_bench::home::Home;
use cheku_bench::process::{Program, reply};
use cheku_bench::task::{Reply, Task};
use cheku_sandbox::{Options, Sandbox, Scenario};
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::Command;
use std::time::Duration;

const FLEET: usize = 120;

/// A vendor, a prepared home, and both books before anything was asked.
struct Scene {
    sandbox: Sandbox,
    home: Home,
    before: Books,
}

impl Scene {
    async fn begin(latency_ms: u64, timeout_seconds: u32) -> Scene {
        let scenario = Scenario { latency_ms, ..Scenario::default() };
        let options = Options { vehicles: FLEET, scenario, ..Options::default() };
        let sandbox = Sandbox::start(options).await.expect("a port");
        let home = Home::prepare(&program(), &sandbox, timeout_seconds).await.expect("a home");
        let before = Books::read(&home.garage(), &sandbox).expect("books");
        Scene { sandbox, home, before }
    }

    async fn run(&self, program: &Program, task: &Task) -> Reply {
        program.run(self.home.path(), task).await.expect("an end")
    }

    fn arrivals(&self) -> u64 {
        self.sandbox.bill("storeapi").arrivals
    }

    /// The books agree, every vehicle was asked at most once, and the doctor is content.
    async fn holds(&self) {
        let books = Books::read(&self.home.garage(), &self.sandbox).expect("books");
        assert_eq!(books.differences(&self.before), Differences::default());
        assert!(books.damage.is_empty(), "{:?}", books.damage);
        let twice =
            self.sandbox.bill("storeapi").by_plate.values().filter(|(arrivals, _)| *arrivals > 1).count();
        assert_eq!(twice, 0, "asked twice");
        let seen = self.run(&program(), &Task::Doctor).await;
        assert!(seen.refused.is_none() && seen.errors.is_empty(), "{seen:?}");
    }
}

fn program() -> Program {
    Program::at(env!("CARGO_BIN_EXE_cheku-bench"))
}

fn check() -> Task {
    Task::Check { provider: "storeapi".into(), include_doubtful: false, concurrency: 8 }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_in_the_middle_stops_the_batch_and_a_resume_finishes_it() {
    let scene = Scene::begin(1, 10).await;
    // No file may grow beyond this: the system refuses the write as a full disk does.
    let limit = "trap '' XFSZ; ulimit -f 1200; exec \"$@\"";
    let cramped = program().behind(&["sh", "-c", limit, "sh"]);
    let stopped = scene.run(&cramped, &check()).await;
    assert!(stopped.not_asked > 0 && stopped.answered > 0, "it fails in the middle: {stopped:?}");
    assert_eq!(stopped.stopped.map(|(_, scope)| scope).as_deref(), Some("garage"));
    assert!(scene.arrivals() < FLEET as u64, "nothing is sent once nothing can be written");

    let resumed = scene.run(&program(), &Task::Resume { concurrency: 8 }).await;
    assert_eq!((resumed.refused, resumed.not_asked), (None, 0));
    assert!(scene.arrivals() <= FLEET as u64);
    scene.holds().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_that_is_cleared_in_time_loses_no_answer() {
    const BLOCKS: u64 = 1_200;
    let scene = Scene::begin(20, 10).await;
    // The soft limit alone, so that it can be lifted from outside.
    let limit = format!("trap '' XFSZ; ulimit -S -f {BLOCKS}; exec \"$@\"");
    let child = program().behind(&["sh", "-c", &limit, "sh"]).start(scene.home.path(), &check());
    let child = child.expect("a process");
    let process = child.id().expect("it runs").to_string();
    let log = scene.home.path().join("garage.sqlite-wal");
    while std::fs::metadata(&log).map_or(0, |log| log.len()) < BLOCKS * 512 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let lifted = Command::new("prlimit").args(["--fsize=unlimited", "--pid", &process]).status();
    assert!(lifted.is_ok_and(|status| status.success()), "prlimit");
    let done: Reply = reply(child).await.expect("an end");
    assert_eq!((done.not_asked, done.doubtful, done.stopped), (0, 0, None));
    assert_eq!(scene.arrivals(), FLEET as u64, "everybody was asked once");
    scene.holds().await;
}

/// Root may write anywhere, so it gives itself up first; `None` where it cannot.
fn unprivileged() -> Option<Program> {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Some(program());
    }
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let exe = env!("CARGO_BIN_EXE_cheku-bench");
    let tried = Command::new(nobody[0]).args(&nobody[1..]).args([exe, "--version"]).output();
    let works = tried.is_ok_and(|output| output.status.success());
    works.then(|| program().behind(&nobody))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_home_is_refused_before_anything_is_sent() {
    let Some(program) = unprivileged() else {
        println!("skipped: root cannot become somebody else here, and nothing is read-only to root");
        return;
    };
    let scene = Scene::begin(1, 10).await;
    let set = |folder, files| {
        for entry in std::fs::read_dir(scene.home.path()).expect("a folder").flatten() {
            let mode = if entry.path().is_dir() { folder } else { files };
            std::fs::set_permissions(entry.path(), Permissions::from_mode(mode)).expect("ours");
        }
        std::fs::set_permissions(scene.home.path(), Permissions::from_mode(folder)).expect("ours");
    };
    set(0o555, 0o444);
    let refused = scene.run(&program, &check()).await;
    assert_eq!(refused.refused.as_deref(), Some("garage_read_only"));
    assert_eq!(scene.arrivals(), 0);
    set(0o755, 0o644);
    scene.holds().await;
}

fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args([name, &process.to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "kill {name}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_slept_past_its_time_outs_asks_nobody_twice() {
    const TIMEOUT_SECONDS: u32 = 1;
    let scene = Scene::begin(300, TIMEOUT_SECONDS).await;
    let child = program().start(scene.home.path(), &check()).expect("a process");
    let process = child.id().expect("it runs");
    while scene.arrivals() < 10 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    signal("-STOP", process);
    // The length of the sleep is what is tested: longer than a question may take.
    tokio::time::sleep(Duration::from_secs(u64::from(TIMEOUT_SECONDS)) * 2).await;
    signal("-CONT", process);
    let done: Reply = reply(child).await.expect("an end");
    assert_eq!((done.not_asked, &done.stopped), (0, &None));
    // The sleep may catch a question between its intent and its first byte: that one
    // is given up like those under way, and must be shown as doubtful.
    let never_left = (FLEET as u64).checked_sub(scene.arrivals()).expect("nobody is asked twice");
    assert!(never_left <= u64::from(done.doubtful), "{never_left} never left: {done:?}");
    scene.holds().await;
}
