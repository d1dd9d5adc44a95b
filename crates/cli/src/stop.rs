//! Ctrl-C, and what a scheduler sends when its time is up.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Listens from the moment it is made, so that nothing is missed while a batch
/// is being planned. A system without such signals never stops us.
pub struct Stop {
    #[cfg(unix)]
    interrupt: Option<Signal>,
    #[cfg(unix)]
    terminate: Option<Signal>,
    #[cfg(windows)]
    ctrl_c: Option<tokio::signal::windows::CtrlC>,
}

#[cfg(unix)]
impl Stop {
    /// Begins to listen; the signals no longer end the process by themselves.
    pub fn listen() -> Stop {
        Stop {
            interrupt: signal(SignalKind::interrupt()).ok(),
            terminate: signal(SignalKind::terminate()).ok(),
        }
    }

    /// Resolves when the person, or the system, wants the process to end.
    pub async fn wanted(&mut self) {
        tokio::select! {
            () = arrived(self.interrupt.as_mut()) => {}
            () = arrived(self.terminate.as_mut()) => {}
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

#[cfg(windows)]
impl Stop {
    /// Begins to listen; Ctrl-C no longer ends the process by itself.
    pub fn listen() -> Stop {
        Stop { ctrl_c: tokio::signal::windows::ctrl_c().ok() }
    }

    /// Resolves when the person wants the process to end.
    pub async fn wanted(&mut self) {
        match self.ctrl_c.as_mut() {
            Some(ctrl_c) => drop(ctrl_c.recv().await),
            None => std::future::pending().await,
        }
    }
}
