//! Keys and secrets (密钥): a type that cannot be printed or serialised by accident.

use crate::text::visible;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A credential. No `Serialize`, a redacted `Debug`, zeroed on drop.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// Takes the text over, without what pasting and piping leave: white space around it,
    /// and invisible marks, such as the one that begins a file of Windows' text.
    pub fn new(text: &str) -> Secret {
        Secret(visible(text))
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

/// From text. What the reader made of it on the way is zeroed.
impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Secret, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Secret;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a secret")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Secret, E> {
                Ok(Secret::new(text))
            }
            fn visit_string<E: Error>(self, text: String) -> Result<Secret, E> {
                Ok(Secret::new(&Zeroizing::new(text)))
            }
        }
        from.deserialize_string(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secret::new(" hunter2 ")), "Secret(…)");
        assert_eq!(Secret::new(" \u{200b}hunter2\u{feff}\n").expose(), "hunter2");
    }

    #[test]
    fn what_piping_leaves_around_it_is_no_part_of_it() {
        assert_eq!(Secret::new("\u{feff}hunter2\r\n").expose(), "hunter2");
        let read: Secret = serde_json::from_str("\"\u{200b}hun ter2\"").unwrap();
        assert_eq!(read.expose(), "hun ter2");
    }
}
