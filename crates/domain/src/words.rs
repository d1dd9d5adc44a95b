//! One macro for every enum whose variants are words: in the database, in the API, in files.

/// Defines such an enum. Each variant is written with its word, and read from it:
///
/// ```
/// cheku_domain::words! {
///     /// The colour of a light.
///     pub enum Light {
///         /// Stop.
///         Red = "red",
///         /// Go.
///         Green = "green",
///     }
/// }
/// assert_eq!(Light::Red.word(), "red");
/// assert_eq!(Light::from_word("green"), Some(Light::Green));
/// assert_eq!(Light::from_word("blue"), None);
/// assert_eq!(Light::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! words {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[allow(missing_docs, reason = "the word says it where nothing else does")]
        $vis enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands for it in the database, in the API and in files.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads the word; `None` for one that this program does not know, which is an
            /// error and never a default.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
