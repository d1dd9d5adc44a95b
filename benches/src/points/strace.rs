//! Faults at one system call, by strace(1): the process is ended before the call is
//! done, or the call is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Calls that write, sync, cut, rename, remove, send or receive. What a process does in between
/// changes nothing outside of it, so these are all the moments that can be told apart.
const CALLS: &[&str] = &[
    "write",
    "writev",
    "pwrite64",
    "pwritev",
    "fallocate",
    "copy_file_range",
    "sendfile",
    "fsync",
    "fdatasync",
    "sync_file_range",
    "ftruncate",
    "truncate",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "mkdir",
    "unlink",
    "unlinkat",
    "rmdir",
    "sendto",
    "sendmsg",
    "recvfrom",
    "recvmsg",
];
/// Those that a full disk refuses. `write` is left out: it is also how threads wake each other.
const GROWING: &[&str] = &["pwrite64", "fallocate", "copy_file_range"];
/// Those that a failing disk refuses.
const SYNCING: &[&str] = &["fsync", "fdatasync"];

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The process is ended (SIGKILL).
    Killed,
    /// ENOSPC, from this call on.
    FullDisk,
    /// EIO, this once.
    FailingSync,
}

impl Fault {
    fn reaches(self, call: &str) -> bool {
        match self {
            Fault::Killed => true,
            Fault::FullDisk => GROWING.contains(&call),
            Fault::FailingSync => SYNCING.contains(&call),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Fault::Killed => "killed",
            Fault::FullDisk => "full disk",
            Fault::FailingSync => "failing sync",
        })
    }
}

/// One moment of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The system call.
    pub call: String,
    /// Which one of its kind, from 1, in the first thread that comes to it: strace counts
    /// each thread's by themselves.
    pub nth: u32,
    /// What becomes of it.
    pub fault: Fault,
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {} no. {}", self.fault, self.call, self.nth)
    }
}

impl Point {
    /// The words to be set before the program's own.
    pub fn wrapper(&self, log: &Path) -> Vec<String> {
        let Point { call, nth, fault } = self;
        let inject = match fault {
            Fault::Killed => format!("inject={call}:signal=KILL:when={nth}"),
            Fault::FullDisk => format!("inject={call}:error=ENOSPC:when={nth}+"),
            Fault::FailingSync => format!("inject={call}:error=EIO:when={nth}"),
        };
        traced(&format!("trace={call}"), log, &["-e", &inject])
    }
}

/// The words that have every call of `CALLS` written to `log`.
pub fn counting(log: &Path) -> Vec<String> {
    // Not every machine has each of them: a question mark lets those pass.
    let calls: Vec<String> = CALLS.iter().map(|call| format!("?{call}")).collect();
    traced(&format!("trace={}", calls.join(",")), log, &[])
}

fn traced(trace: &str, log: &Path, more: &[&str]) -> Vec<String> {
    let log = log.to_string_lossy();
    let mut words = vec!["strace", "-f", "-qq", "-e", "signal=none", "-o", &log, "-e", trace];
    words.extend(more);
    words.push("--");
    words.into_iter().map(str::to_owned).collect()
}

/// True when strace refused a call in this run.
pub fn was_refused(log: &str) -> bool {
    log.contains("(INJECTED)")
}

/// The points of the run that wrote this log; of each call and fault `at_most` so many.
pub fn points(log: &str, at_most: Option<u32>) -> Vec<Point> {
    let mut most: BTreeMap<&str, u32> = BTreeMap::new();
    for ((call, _), count) in counts(log) {
        let known = most.entry(call).or_default();
        *known = count.max(*known);
    }
    let mut points = Vec::new();
    for (call, count) in most {
        let faults = [Fault::Killed, Fault::FullDisk, Fault::FailingSync];
        for fault in faults.into_iter().filter(|fault| fault.reaches(call)) {
            let spread = spread(count, at_most.unwrap_or(count));
            points.extend(spread.into_iter().map(|nth| Point { call: call.to_owned(), nth, fault }));
        }
    }
    points
}

/// So many of the numbers from 1 to `count`, the first and the last among them.
fn spread(count: u32, wanted: u32) -> BTreeSet<u32> {
    let steps = wanted.clamp(1, count).saturating_sub(1).max(1);
    (0..=steps).map(|step| 1 + (count - 1) * step / steps).collect()
}

/// How often each thread made each call. A line reads `THREAD CALL(…`; what goes on with
/// one that was interrupted begins with `<...`, and what is no call has no bracket behind
/// its first word.
fn counts(log: &str) -> BTreeMap<(&str, &str), u32> {
    let mut counts = BTreeMap::new();
    for line in log.lines() {
        let mut words = line.split_whitespace();
        let (Some(thread), Some(first)) = (words.next(), words.next()) else { continue };
        if let Some((call, _)) = first.split_once('(')
            && CALLS.contains(&call)
        {
            *counts.entry((call, thread)).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Fault, points, spread};

    #[test]
    fn a_log_tells_the_points_of_its_busiest_thread() {
        let log = "\
10 write(1, \"a\", 1) = 1
11 write(4, \"b\", 1 <unfinished ...>
10 fsync(3)        = 0
11 <... write resumed>) = 1
11 write(4, \"c\", 1) = 1
11 +++ exited with 0 +++";
        let found: Vec<String> = points(log, None).iter().map(ToString::to_string).collect();
        let wanted = [
            "killed at fsync no. 1",
            "failing sync at fsync no. 1",
            "killed at write no. 1",
            "killed at write no. 2",
        ];
        assert_eq!(found, wanted);
        assert_eq!(Vec::from_iter(spread(83, 3)), [1, 42, 83]);
        assert_eq!((spread(1, 5).len(), spread(4, 4).len(), spread(2, 9).len()), (1, 4, 2));
        assert!(Fault::FullDisk.reaches("pwrite64") && !Fault::FullDisk.reaches("fsync"));
    }
}
