//! A secret as it is kept: with what it was typed for, so that a garage that names another
//! address cannot send it there.

use cheku_domain::Secret;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize as Derive, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// The values of `Descriptor::secret_for` that stood in the form when the secret was typed.
pub(crate) type TypedFor = BTreeMap<String, String>;

/// A secret in its place.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub secret: Secret,
    /// `None` = kept by a version that did not ask.
    pub typed_for: Option<TypedFor>,
}

/// The one place where a secret is written out.
impl Serialize for Kept {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            secret: &'a str,
            typed_for: &'a TypedFor,
        }
        match &self.typed_for {
            None => to.serialize_str(self.secret.expose()),
            Some(typed_for) => Written { secret: self.secret.expose(), typed_for }.serialize(to),
        }
    }
}

/// An object, or the plain text that earlier versions kept.
impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Kept, D::Error> {
        #[derive(Derive)]
        struct Written {
            secret: Secret,
            typed_for: TypedFor,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Kept;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a kept secret")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Kept, E> {
                Ok(Kept { secret: Secret::new(text), typed_for: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Kept, A::Error> {
                let Written { secret, typed_for } = Written::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Kept { secret, typed_for: Some(typed_for) })
            }
        }
        from.deserialize_any(Either)
    }
}

impl Kept {
    /// As a keychain holds it.
    pub fn to_text(&self) -> Zeroizing<String> {
        match &self.typed_for {
            None => Zeroizing::new(self.secret.expose().to_owned()),
            // Texts and a map of texts cannot fail to be written.
            Some(_) => Zeroizing::new(serde_json::to_string(self).unwrap_or_default()),
        }
    }

    /// Reads that back; what is no object of ours is the bare secret.
    pub fn from_text(text: &str) -> Kept {
        let object = text.starts_with('{').then(|| serde_json::from_str(text).ok()).flatten();
        object.unwrap_or_else(|| Kept { secret: Secret::new(text), typed_for: None })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_back_with_what_it_was_typed_for_and_an_old_one_without() {
        let typed_for = TypedFor::from([("base_url".to_owned(), "https://example.com".to_owned())]);
        let new = Kept { secret: Secret::new("{\"a\":1}"), typed_for: Some(typed_for.clone()) };
        let back = Kept::from_text(&new.to_text());
        assert_eq!((back.secret.expose(), back.typed_for), ("{\"a\":1}", Some(typed_for)));
        for old in ["0123abcd", "{not ours"] {
            let back = Kept::from_text(&Kept::from_text(old).to_text());
            assert_eq!((back.secret.expose(), back.typed_for), (old, None));
        }
        assert!(!format!("{new:?}").contains("a\\\":1"));
    }
}
