//! Whatever wants this process to end: Ctrl-C, a scheduler whose time is up, a terminal that
//! is closed, a system that is shut down.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlBreak, CtrlC, CtrlClose, CtrlShutdown};

/// Listens from the moment it is made, so that nothing is missed while a batch
/// is being planned. A system without such signals never stops us.
#[cfg(unix)]
pub struct Stop {
    interrupt: Option<Signal>,
    terminate: Option<Signal>,
    hangup: Option<Signal>,
}

#[cfg(unix)]
impl Stop {
    /// Begins to listen; the signals no longer end the process by themselves.
    pub fn listen() -> Stop {
        Stop {
            interrupt: signal(SignalKind::interrupt()).ok(),
            terminate: signal(SignalKind::terminate()).ok(),
            hangup: signal(SignalKind::hangup()).ok(),
        }
    }

    /// Resolves when the person, or the system, wants the process to end.
    pub async fn wanted(&mut self) {
        tokio::select! {
            () = arrived(self.interrupt.as_mut()) => {}
            () = arrived(self.terminate.as_mut()) => {}
            () = arrived(self.hangup.as_mut()) => {}
        }
    }
}

#[cfg(unix)]
async fn arrived(signal: Option<&mut Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// Listens from the moment it is made. After a console was closed Windows waits some seconds
/// before it ends the process: answers under way are mostly in by then.
#[cfg(windows)]
pub struct Stop {
    ctrl_c: Option<CtrlC>,
    ctrl_break: Option<CtrlBreak>,
    close: Option<CtrlClose>,
    shutdown: Option<CtrlShutdown>,
}

#[cfg(windows)]
impl Stop {
    /// Begins to listen; none of them ends the process at once any more.
    pub fn listen() -> Stop {
        use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown};
        Stop {
            ctrl_c: ctrl_c().ok(),
            ctrl_break: ctrl_break().ok(),
            close: ctrl_close().ok(),
            shutdown: ctrl_shutdown().ok(),
        }
    }

    /// Resolves when the person, or the system, wants the process to end.
    pub async fn wanted(&mut self) {
        macro_rules! arrived {
            ($signal:expr) => {
                async {
                    match $signal.as_mut() {
                        Some(signal) => drop(signal.recv().await),
                        None => std::future::pending().await,
                    }
                }
            };
        }
        tokio::select! {
            () = arrived!(self.ctrl_c) => {}
            () = arrived!(self.ctrl_break) => {}
            () = arrived!(self.close) => {}
            () = arrived!(self.shutdown) => {}
        }
    }
}
