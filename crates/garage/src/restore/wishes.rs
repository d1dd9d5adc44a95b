//! What a person wishes of a restore.

/// Whose price, caps, schedule and accounts a restored garage has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Settings {
    /// As they are now.
    #[default]
    AsNow,
    /// The copy's.
    AsInCopy,
}

/// What is wished of a restore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// The violations of calls that only the present garage has come along.
    pub violations: bool,
    /// Whose settings stand.
    pub settings: Settings,
    /// Keys of settings that tell what happened: always as they are now.
    pub facts: &'static [&'static str],
}

impl Default for Wishes {
    fn default() -> Wishes {
        Wishes { violations: true, settings: Settings::AsNow, facts: &[] }
    }
}
