//! Who writes: kept with every change that can be taken back (`undo`), so that a list of changes can say whose each
//! was. The name that a person gave for this desk stands in the settings and comes first.

use crate::Result;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use std::sync::{Arc, PoisonError, RwLock};

/// SQL's names of what the writing connection knows of who writes.
pub(crate) const ACCOUNT: &str = "who_writes";
pub(crate) const TERMINAL: &str = "from_terminal";

/// Who works with this garage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actor {
    /// The name of the system's account; "" = not known.
    pub account: String,
    /// Whether the terminal asks, and not the window.
    pub from_terminal: bool,
}

/// The one who writes now, shared with the writing connection.
#[derive(Clone, Default)]
pub(crate) struct Acting(Arc<RwLock<Actor>>);

impl Acting {
    /// Lets statements of the connection ask who writes.
    pub(crate) fn teach(&self, conn: &Connection) -> Result<()> {
        let (account, terminal) = (self.clone(), self.clone());
        let flags = FunctionFlags::SQLITE_UTF8;
        conn.create_scalar_function(ACCOUNT, 0, flags, move |_| Ok(account.now().account))?;
        conn.create_scalar_function(TERMINAL, 0, flags, move |_| Ok(terminal.now().from_terminal))?;
        Ok(())
    }

    fn now(&self) -> Actor {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, actor: Actor) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = actor;
    }
}
