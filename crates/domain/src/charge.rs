//! What a question cost and how far it got.

use crate::words;

words! {
    /// Whether the vendor charges for an answer (计费).
    pub enum Charge {
        /// Free by the vendor's document.
        No = "no",
        /// Charged by the vendor's document.
        Yes = "yes",
        /// Not to be told from here: the answer was lost, or its code is not documented.
        Unknown = "unknown",
    }
}

words! {
    /// The life of one question. `Asked` is committed before the bytes leave; after
    /// a crash or a time-out past sending it becomes `Doubtful` (存疑).
    pub enum Attempt {
        /// Planned, nothing sent.
        Waiting = "waiting",
        /// Intent committed; bytes may have left.
        Asked = "asked",
        /// A readable answer was kept.
        Answered = "answered",
        /// A readable refusal, or nothing was sent: no answer to keep.
        Failed = "failed",
        /// Sent, no readable answer: may be charged. Never repeated without a person.
        Doubtful = "doubtful",
        /// Answered and charged (已付费，还读不懂): the answer is kept, and a version that can
        /// read it will. Never repeated without a person.
        Unreadable = "unreadable",
    }
}
