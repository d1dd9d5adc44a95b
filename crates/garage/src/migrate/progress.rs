//! How far an upgrade is.

/// How far an upgrade is, in violations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upgrading {
    /// Written anew.
    pub done: u64,
    /// All there are.
    pub total: u64,
}

impl Upgrading {
    /// The same in per cent.
    pub fn percent(self) -> u8 {
        u8::try_from((self.done * 100).checked_div(self.total).unwrap_or(100)).unwrap_or(100)
    }
}

/// Whoever shows how far an upgrade is.
pub(crate) type Tell<'a> = &'a mut dyn FnMut(Upgrading);
