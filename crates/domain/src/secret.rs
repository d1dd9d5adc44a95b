//! Keys and secrets (密钥): a type that cannot be printed or serialised by accident.

use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A credential. No `Serialize`, a redacted `Debug`, zeroed on drop.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// Takes the text over, without the white space that pasting leaves around it.
    pub fn new(text: &str) -> Secret {
        Secret(text.trim().to_owned())
    }

    /// The one way to the text: named so that a reader stops here.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// True when nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secret::new(" hunter2 ")), "Secret(…)");
        assert_eq!(Secret::new(" hunter2 ").expose(), "hunter2");
    }
}
