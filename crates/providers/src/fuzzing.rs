//! What fuzz targets need, and nobody else. The readers of each provider stand in its own
//! folder; here is what must hold of all of them, whatever bytes come.

use crate::charset::decode;
use crate::tree::unwrap_script;
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError, Read, Reply};
use cheku_domain::violation::join_repeats;

/// A `name( … )` wrapper: what is inside is a part of what came, and wrapping it again
/// changes nothing.
pub fn jsonp_unwrap(bytes: &[u8]) {
    let text = decode(bytes, None);
    if let Ok(inside) = unwrap_script(&text) {
        assert!(text.contains(inside));
        assert_eq!(unwrap_script(&format!("cb({inside});")), Ok(inside));
    }
}

/// Reads an answer and holds the reading against what is true of every answer.
/// `row_members` are the names of which a row has at least one.
pub(crate) fn answer(read: Read, row_members: &[&str], bytes: &[u8]) {
    let text = decode(bytes, None);
    let reading = read(&text);
    assert_eq!(read(&text), reading, "reading twice is the same");
    same_inside_a_call(read, &text, &reading);
    match &reading {
        Ok(reply) => {
            half_is_no_answer(read, &text);
            nothing_is_invented(reply, row_members, &text);
        }
        Err(error) => assert!(is_priced_right(error), "{error:?}"),
    }
}

/// What cannot be read or is in no table is never called free. Apart from a success that
/// cannot be read, one refusal alone is known to be charged.
fn is_priced_right(error: &ProviderError) -> bool {
    match error.kind {
        ErrorKind::Unreadable | ErrorKind::UnknownCode => error.charge == Charge::Unknown,
        ErrorKind::VehicleLocked | ErrorKind::PaidUnread => error.charge == Charge::Yes,
        _ => error.charge != Charge::Yes,
    }
}

/// json says the same with a call around it.
fn same_inside_a_call(read: Read, text: &str, reading: &Result<Reply, ProviderError>) {
    let json = text.trim_start_matches('\u{feff}').trim();
    if json.starts_with(['{', '[']) {
        assert_eq!(&read(&format!("cb({json});")), reading);
    }
}

/// An answer of which the end was lost is not read as a shorter one.
fn half_is_no_answer(read: Read, text: &str) {
    let mut half = text.trim_end_matches(|c: char| c == ';' || c.is_whitespace()).chars();
    half.next_back();
    let error = read(half.as_str()).err();
    assert!(error.is_some_and(|error| error.kind == ErrorKind::Unreadable), "half an answer was believed");
}

/// Rows, amounts and points stand in the text that came.
fn nothing_is_invented(reply: &Reply, row_members: &[&str], text: &str) {
    let Reply::Answered { violations, claimed, charge, .. } = reply else { return };
    assert_eq!(*charge, Charge::Yes);
    assert!(claimed.fines.is_none_or(|fines| fines.0 >= 0));
    for violation in violations {
        assert!(violation.repeat >= 1);
        assert!(violation.points.is_none_or(|points| points.0 <= 12));
        assert!(violation.fine.is_none_or(|fine| fine.0 >= 0));
    }
    let joined = join_repeats(violations.clone());
    assert_eq!(joined.len(), violations.len(), "identical rows are one");
    if is_spelled_out(text) {
        let named: usize = row_members.iter().map(|name| text.matches(name).count()).sum();
        let rows: u32 = violations.iter().map(|violation| violation.repeat).sum();
        assert!(usize::try_from(rows).is_ok_and(|rows| rows <= named), "{rows} rows out of {named}");
        let fines = violations.iter().filter_map(|violation| violation.fine);
        for fine in fines.chain(claimed.fines) {
            assert!(text.contains(&(fine.0 / 100).to_string()), "{fine:?} stands nowhere");
        }
    }
}

/// True when letters and digits stand as themselves: no escapes, no exponents, nothing
/// that may stand in the middle of a number.
fn is_spelled_out(text: &str) -> bool {
    let exponent =
        |pair: &[u8]| matches!(pair, [digit, b'e' | b'E'] if digit.is_ascii_digit() || *digit == b'.');
    let tail = text.get(1..).unwrap_or_default();
    !["\\u", "&#", "<!", "<?"].iter().any(|mark| tail.contains(mark))
        && !text.as_bytes().windows(2).any(exponent)
}
