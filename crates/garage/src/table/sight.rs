//! Whether a violation is news (新, 首次查到): the column `news`, which says with which of its vehicle's answers it was
//! told of first, and whether anybody saw it since.

/// New, and nobody has seen it.
pub(crate) const NEW: i64 = 1;
/// Found with its vehicle's first answer; no news, then or later.
pub(crate) const FIRST_FOUND: i64 = 2;

/// What a violation is when it is told of for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Its vehicle was answered for before.
    News,
    /// It came with the vehicle's first answer.
    FirstFound,
}

impl Sight {
    /// The number in the file; one that was seen has none.
    pub(crate) fn code(self) -> i64 {
        match self {
            Sight::News => NEW,
            Sight::FirstFound => FIRST_FOUND,
        }
    }
}
