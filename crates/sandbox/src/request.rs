//! A question as it arrived: parameters, and everything that is needed to judge it.

use std::net::IpAddr;

use hyper::Method;

use crate::cities::Cities;
use crate::fleet::Fleet;
use crate::scenario::Settings;

/// Form or query parameters in the order of their arrival.
#[derive(Debug, Default)]
pub(crate) struct Params(Vec<(String, String)>);

/// What the sandbox knows, the same for all vendors.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) fleet: Fleet,
    pub(crate) cities: Cities,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// A question about a vehicle.
    Question,
    /// A free question about cities or prefixes, by the vendor's own number.
    Lookup(u8),
}

/// One question before a vendor.
pub(crate) struct Ask<'a> {
    pub(crate) world: &'a World,
    pub(crate) settings: &'a Settings,
    pub(crate) door: Door,
    pub(crate) path: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) params: &'a Params,
    pub(crate) peer: IpAddr,
    /// The vendor's clock: seconds since 1970.
    pub(crate) now: i64,
}

impl Params {
    pub(crate) fn parse(text: &[u8]) -> Self {
        Params(form_urlencoded::parse(text).into_owned().collect())
    }

    /// The value, or nothing when it is absent or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// A name stands twice: no vendor's document allows that, and each reads it in its own way.
    pub(crate) fn ambiguous(&self) -> bool {
        let mut names: Vec<_> = self.0.iter().map(|(key, _)| key).collect();
        names.sort_unstable();
        names.windows(2).any(|two| two[0] == two[1])
    }
}

#[cfg(test)]
mod tests {
    use super::Params;

    #[test]
    fn parameters_are_read_as_a_form() {
        let params = Params::parse("car_no=%E8%8B%8FE12345&a=b+c&empty=".as_bytes());
        assert_eq!(params.get("car_no"), Some("苏E12345"));
        assert_eq!(params.get("a"), Some("b c"));
        assert_eq!(params.get("empty"), None);
        assert!(!params.ambiguous());
        assert!(Params::parse(b"a=1&b=2&a=1").ambiguous());
    }
}
