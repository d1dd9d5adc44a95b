//! The settings of an account, checked before anything can be sent.

use crate::endpoint::{Endpoint, Method, origin};
use cheku_domain::provider::{Account, AccountError, Field, FieldKind};
use std::time::Duration;

/// Time-out of a whole question where the account names none (contract: 30 s).
const WHOLE_QUESTION: Duration = Duration::from_secs(30);

/// An account held against the provider's form.
pub(crate) struct Settings<'a> {
    pub(crate) account: &'a Account,
    pub(crate) fields: &'static [Field],
}

impl Settings<'_> {
    /// The value of a field, or its default; an error when there is neither, or when a
    /// choice is none of the offered ones.
    pub(crate) fn value(&self, key: &'static str) -> Result<String, AccountError> {
        let field = self.fields.iter().find(|field| field.key == key);
        let field = field.ok_or(AccountError::FieldInvalid(key))?;
        let entered = self.account.values.get(key).map(|text| text.trim()).filter(|text| !text.is_empty());
        let value = entered.or(field.default).ok_or(AccountError::FieldMissing(key))?;
        match field.kind {
            FieldKind::Choice { values } if !values.contains(&value) => Err(AccountError::FieldInvalid(key)),
            _ => Ok(value.to_owned()),
        }
    }

    /// The method that carries the questions.
    pub(crate) fn method(&self) -> Result<Method, AccountError> {
        Ok(if self.value("method")? == "get" { Method::Get } else { Method::Post })
    }

    /// The time-out of a whole question.
    pub(crate) fn timeout(&self) -> Duration {
        self.account.timeout.filter(|timeout| !timeout.is_zero()).unwrap_or(WHOLE_QUESTION)
    }

    /// `base_url` and `path` as one address. Plain http is refused unless it stays on
    /// this machine or was visibly allowed.
    pub(crate) fn endpoint(&self) -> Result<Endpoint, AccountError> {
        let mut url = origin(&self.value("base_url")?).ok_or(AccountError::FieldInvalid("base_url"))?;
        let path = self.value("path")?;
        let path = path.trim_end_matches('/');
        if !path.starts_with('/') || path.contains(['?', '#', '\\']) || path.contains("..") {
            return Err(AccountError::FieldInvalid("path"));
        }
        url.set_path(path);
        let endpoint = Endpoint { url };
        if !endpoint.is_private() && !self.account.allow_http {
            return Err(AccountError::HttpRefused);
        }
        Ok(endpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cheku_domain::provider::Words;

    const NO_WORDS: Words = Words { zh: "", en: "" };

    const fn field(key: &'static str, kind: FieldKind, default: &'static str) -> Field {
        Field { key, kind, label: NO_WORDS, hint: NO_WORDS, default: Some(default) }
    }

    const FIELDS: &[Field] = &[
        field("base_url", FieldKind::Origin, "https://vendor.example"),
        field("path", FieldKind::Text, "/product"),
    ];

    fn endpoint(base_url: &str, path: &str, allow_http: bool) -> Result<Endpoint, AccountError> {
        let values = [("base_url", base_url), ("path", path)];
        let account = Account {
            provider: "x".into(),
            values: values.map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
            allow_http,
            is_default: false,
            ..Account::default()
        };
        Settings { account: &account, fields: FIELDS }.endpoint()
    }

    #[test]
    fn origin_and_path_make_one_address_and_blanks_take_the_default() {
        let url = |base_url, path| endpoint(base_url, path, false).map(|endpoint| endpoint.url.to_string());
        assert_eq!(url("https://example.com", "/a/b/"), Ok("https://example.com/a/b".into()));
        assert_eq!(url("https://example.com:8443/", " "), Ok("https://example.com:8443/product".into()));
        assert_eq!(url("", ""), Ok("https://vendor.example/product".into()));
    }

    #[test]
    fn plain_http_needs_the_switch_or_this_machine() {
        let refused = |base_url| endpoint(base_url, "", false).err() == Some(AccountError::HttpRefused);
        for outside in ["http://example.com", "http://127.0.0.1.example.com", "http://localhost.example.com"]
        {
            assert!(refused(outside), "{outside}");
        }
        for inside in ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://127.8.8.8"] {
            assert!(endpoint(inside, "", false).is_ok_and(|endpoint| endpoint.is_private()), "{inside}");
        }
        assert!(endpoint("http://example.com", "", true).is_ok_and(|endpoint| !endpoint.is_private()));
    }

    #[test]
    fn an_origin_carries_nothing_else() {
        for wrong in [
            "example.com",
            "ftp://example.com",
            "https://u:p@example.com",
            "https://example.com/?key=1",
            "https://example.com/a",
        ] {
            assert_eq!(
                endpoint(wrong, "", false).err(),
                Some(AccountError::FieldInvalid("base_url")),
                "{wrong}"
            );
        }
        for wrong in ["a", "/a?b", "/../a", "/a#b"] {
            let found = endpoint("https://example.com", wrong, false).err();
            assert_eq!(found, Some(AccountError::FieldInvalid("path")), "{wrong}");
        }
    }
}
