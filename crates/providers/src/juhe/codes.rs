//! What the vendor's codes mean (doc 错误码参照). "扣费" and "不扣费" stand in the document;
//! the kinds are our reading of the texts, kept in this one table.

use cheku_domain::Charge::{self, No, Unknown, Yes};
use cheku_domain::provider::ErrorKind as K;

/// One line: the code, the `resultcode` of older answers (blank = none), kind, charge.
type Line = (&'static str, &'static str, K, Charge);

const REFUSALS: &[Line] = &[
    ("225603", "", K::ProviderBusy { retries: 3, in_a_row: 5 }, No),
    ("225605", "", K::CityClosed, No),
    ("225606", "", K::VehicleLocked, Yes),
    ("225607", "", K::VehicleRefused, No),
    ("225608", "", K::ProviderBusy { retries: 1, in_a_row: 5 }, No),
    ("225611", "", K::CityUnknown, No),
    ("10001", "101", K::Credentials, No),
    ("10002", "102", K::AccountClosed, No),
    ("10003", "103", K::AccountClosed, No),
    ("10004", "104", K::Credentials, No),
    ("10005", "105", K::AccountClosed, No),
    ("10007", "107", K::IpRefused, No),
    ("10008", "108", K::IpRefused, No),
    ("10009", "109", K::AccountClosed, No),
    ("10011", "111", K::RateLimited { retry_after: None }, No),
    ("10012", "112", K::QuotaUsedUp, No),
    ("10013", "113", K::QuotaUsedUp, No),
    ("10014", "114", K::ProviderBusy { retries: 2, in_a_row: 3 }, No),
    ("10020", "120", K::ProviderClosed, No),
    ("10021", "121", K::ProviderClosed, No),
    // Codes of the product before data id 256; seen in answers to this day.
    ("203602", "202", K::VehicleRefused, Unknown),
    ("203603", "203", K::ProviderBusy { retries: 3, in_a_row: 5 }, No),
    ("203604", "204", K::VehicleRefused, Unknown),
    ("203605", "205", K::CityClosed, Unknown),
    ("203606", "206", K::VehicleLocked, Yes),
    ("203607", "207", K::VehicleRefused, No),
    ("203608", "208", K::CityClosed, No),
    ("203609", "209", K::ProviderBusy { retries: 1, in_a_row: 5 }, No),
    ("203611", "", K::CityUnknown, No),
];

/// Kind and charge of an `error_code`; `None` = success.
pub(super) fn by_error_code(code: &str) -> Option<(K, Charge)> {
    if code == "0" {
        return None;
    }
    let line = REFUSALS.iter().find(|(known, ..)| *known == code);
    Some(line.map_or((K::UnknownCode, Unknown), |(_, _, kind, charge)| (*kind, *charge)))
}

/// The same for a `resultcode`, which counts only where there is no `error_code`.
pub(super) fn by_result_code(code: &str) -> Option<(K, Charge)> {
    if code == "200" {
        return None;
    }
    let line = REFUSALS.iter().find(|(_, legacy, ..)| *legacy == code);
    Some(line.map_or((K::UnknownCode, Unknown), |(_, _, kind, charge)| (*kind, *charge)))
}
