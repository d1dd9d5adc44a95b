//! What a crash test came to.

/// The figures of its last line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Processes killed.
    pub kills: u32,
    /// Questions in the ledgers.
    pub calls: u64,
    /// Questions that the vendors charged.
    pub charged: u64,
    /// Questions that the ledgers have as doubtful.
    pub doubtful: u64,
    /// Charged, or at least arrived, but not in the ledger.
    pub unknown: u64,
    /// Vehicles charged twice in one batch, or again although they were doubtful,
    /// without anybody's asking for it.
    pub twice: u64,
    /// In the ledger as charged, but not on the bill.
    pub claimed: u64,
    /// Garages that SQLite or the doctor found damaged.
    pub damaged: u32,
    /// How long it took.
    pub seconds: u64,
}

impl Report {
    /// Both together.
    #[must_use]
    pub fn plus(&self, other: &Report) -> Report {
        Report {
            kills: self.kills + other.kills,
            calls: self.calls + other.calls,
            charged: self.charged + other.charged,
            doubtful: self.doubtful + other.doubtful,
            unknown: self.unknown + other.unknown,
            twice: self.twice + other.twice,
            claimed: self.claimed + other.claimed,
            damaged: self.damaged + other.damaged,
            seconds: self.seconds + other.seconds,
        }
    }

    /// True when no money was lost sight of and no garage broke.
    pub fn is_clean(&self) -> bool {
        self.unknown == 0 && self.twice == 0 && self.claimed == 0 && self.damaged == 0
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Report { kills, calls, charged, doubtful, unknown, twice, claimed, damaged, seconds } = self;
        write!(
            f,
            "{kills} kills, {calls} calls, {charged} charged, {doubtful} doubtful, {claimed} claimed wrongly, \
             {unknown} charged unknown to the ledger, {twice} charged twice unasked, {damaged} damaged databases, \
             {seconds} s"
        )
    }
}
