//! What the vendor's codes mean (doc 状态码说明). Only 10000 is charged (doc); the kinds
//! are our reading of the texts, kept in this one table.

use cheku_domain::Charge;
use cheku_domain::provider::ErrorKind;

/// What a code says about the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Rows follow; charged.
    Answered,
    /// 查无数据: free, and no word about violations.
    NoData,
    /// Accepted; the result would come by a callback. What it costs is not known.
    Pending,
    /// A refusal.
    Refused(ErrorKind, Charge),
}

/// 未知的错误 and 服务器发生错误: twice more, and a stop after three vehicles in a row.
const BUSY: ErrorKind = ErrorKind::ProviderBusy { retries: 2, in_a_row: 3 };

const REFUSALS: &[(&str, ErrorKind)] = &[
    ("10001", ErrorKind::Credentials),
    ("10002", ErrorKind::Credentials),
    ("10003", ErrorKind::Credentials),
    ("10004", ErrorKind::ClockSkew),
    ("10005", ErrorKind::Credentials),
    ("10006", ErrorKind::IpRefused),
    ("10007", ErrorKind::AccountClosed),
    ("10008", ErrorKind::AccountClosed),
    ("10009", ErrorKind::AccountClosed),
    ("10010", ErrorKind::AccountClosed),
    ("10011", ErrorKind::AccountClosed),
    ("10012", ErrorKind::AccountClosed),
    ("10013", ErrorKind::ProviderClosed),
    ("10014", BUSY),
    ("10015", ErrorKind::VehicleRefused),
    ("10017", ErrorKind::BadRequest),
    ("10018", ErrorKind::QuotaUsedUp),
    ("10019", ErrorKind::VehicleNote),
    ("10020", ErrorKind::ProviderClosed),
    ("10021", BUSY),
    ("10022", ErrorKind::QuotaUsedUp),
    ("10024", ErrorKind::DebugMode),
];

/// The meaning of a code. 10016 and everything else that the document does not name is
/// unknown, and so is its charge.
pub(super) fn meaning(code: &str) -> Meaning {
    match code {
        "10000" => Meaning::Answered,
        "10023" => Meaning::Pending,
        "10025" => Meaning::NoData,
        _ => REFUSALS
            .iter()
            .find(|(known, _)| *known == code)
            .map_or(Meaning::Refused(ErrorKind::UnknownCode, Charge::Unknown), |(_, kind)| {
                Meaning::Refused(*kind, Charge::No)
            }),
    }
}
