//! Which process this is, on which machine, and whether another one has ended. Lock
//! files can be deleted, and network drives and synchronised folders have none that
//! hold, so who runs a batch must be known without them.

use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A process, told from every other one, also from a later one with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// The program's file name, for people.
    pub program: String,
    /// Its number.
    pub pid: u32,
    /// The machine's name, for people.
    pub host: String,
    /// What tells machines of one name apart; "" = not known.
    pub(crate) machine: String,
    /// When it began, as the system writes it down: never the clock, which can be set.
    pub(crate) started: String,
}

impl Process {
    /// This one.
    pub(crate) fn this() -> &'static Process {
        static THIS: OnceLock<Process> = OnceLock::new();
        THIS.get_or_init(|| {
            let pid = std::process::id();
            let program = std::env::current_exe().ok();
            let program = program.as_deref().and_then(|path| path.file_stem()?.to_str()).unwrap_or("cheku");
            Process {
                program: program.to_owned(),
                pid,
                host: gethostname::gethostname().to_string_lossy().into_owned(),
                machine: machine(),
                started: started(pid).unwrap_or_default(),
            }
        })
    }

    pub(crate) fn is_this(&self) -> bool {
        self == Process::this()
    }

    /// True when it provably runs no more. Of another machine's processes nothing is known.
    pub(crate) fn is_gone(&self) -> bool {
        let this = Process::this();
        let is_here = !self.machine.is_empty() && self.machine == this.machine && self.host == this.host;
        is_here && !self.started.is_empty() && started(self.pid).as_ref() != Some(&self.started)
    }
}

impl std::fmt::Display for Process {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, process {} on {}", self.program, self.pid, self.host)
    }
}

/// The machine's own id. Where containers share it, each numbers its processes by itself.
fn machine() -> String {
    let id = machine_uid::get().unwrap_or_default();
    let numbers = if cfg!(target_os = "linux") { std::fs::read_link("/proc/self/ns/pid").ok() } else { None };
    match (id.trim(), numbers) {
        ("", _) => String::new(),
        (id, Some(numbers)) => format!("{id} {}", numbers.display()),
        (id, None) => id.to_owned(),
    }
}

/// When a process began, in ticks since the machine did; `None` when there is none of that
/// number, or it has ended and nobody has looked yet.
#[cfg(target_os = "linux")]
fn started(pid: u32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name may hold spaces and brackets; what follows the last bracket is fields 3 and on.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let ticks = fields.nth(18)?;
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    (!matches!(state, "Z" | "X")).then(|| format!("{} {ticks}", boot.trim()))
}

#[cfg(not(target_os = "linux"))]
fn started(pid: u32) -> Option<String> {
    use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};
    let (pid, mut system) = (Pid::from_u32(pid), System::new());
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), true, ProcessRefreshKind::nothing());
    system.process(pid).map(|process| process.start_time().to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_gone_once_it_ended_or_its_number_went_to_another() {
        let this = Process::this();
        assert!(this.is_this() && !this.is_gone(), "{this:?}");
        let mut other = std::process::Command::new(std::env::current_exe().unwrap());
        let mut child = other.arg("--list").stdout(std::process::Stdio::null()).spawn().unwrap();
        let ended = Process { pid: child.id(), ..this.clone() };
        child.wait().unwrap();
        assert!(ended.is_gone());
        assert!(Process { started: "an earlier one".into(), ..this.clone() }.is_gone());
    }

    #[test]
    fn of_a_process_elsewhere_nothing_is_known() {
        let this = Process::this();
        let never = Process { started: "never".into(), ..this.clone() };
        assert!(!Process { machine: "another".into(), ..never.clone() }.is_gone());
        assert!(!Process { host: "another".into(), ..never.clone() }.is_gone());
        assert!(!Process { machine: String::new(), ..never }.is_gone());
    }
}
