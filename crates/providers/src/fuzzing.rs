//! What fuzz targets need, and nobody else. The readers of each provider stand in its own
//! folder; here is what they share.

use crate::charset::decode;
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError, Reply};

/// A `name( … )` wrapper: what is inside is a part of what came.
pub fn jsonp_unwrap(bytes: &[u8]) {
    let text = decode(bytes, None);
    if let Ok(inside) = crate::tree::unwrap_script(&text) {
        assert!(text.contains(inside));
    }
}

/// What must hold of every reading, beside that there is one.
pub(crate) fn check(reading: Result<Reply, ProviderError>) {
    match reading {
        Ok(Reply::Answered { violations, charge, .. }) => {
            assert_eq!(charge, Charge::Yes);
            for violation in violations {
                assert!(violation.repeat >= 1);
                assert!(violation.fine.is_none_or(|fine| fine.0 >= 0));
                assert!(violation.points.is_none_or(|points| points.0 <= 12));
            }
        }
        Err(error) if error.kind == ErrorKind::Unreadable => assert_eq!(error.charge, Charge::Unknown),
        _ => {}
    }
}
