//! What a process used.

use serde::{Deserialize, Serialize};

/// Ticks of a second in `/proc/self/stat` (proc(5); 100 on every Linux that Rust runs on).
const TICKS: f64 = 100.0;

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
