//! What to do after a failure: a pure function of kind, charge and tries.

use cheku_domain::Charge;
use cheku_domain::provider::ErrorKind;
use std::time::Duration;

/// The next step for one vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Ask the same question again, not before this long.
    RetryAfter(Duration),
    /// Nothing else would succeed: stop asking this provider.
    Stop,
    /// Skip every vehicle of this city.
    SkipCity,
    /// Mark this vehicle and go on; the person decides.
    AskPerson,
}

impl Next {
    /// True when the vehicle counts as not asked: it waits for a repeat, or for
    /// a batch after this one. What may have been charged never does.
    pub fn leaves_unasked(self, charge: Charge) -> bool {
        matches!(self, Next::RetryAfter(_) | Next::Stop) && charge == Charge::No
    }
}

/// How often one question failed, by kind: a vehicle that was slowed down three
/// times has not yet met a broken connection.
#[derive(Debug, Clone, Default)]
pub struct Failures(Vec<(&'static str, u32)>);

impl Failures {
    /// Counts one more of `kind`; how many there are now.
    pub fn count(&mut self, kind: ErrorKind) -> u32 {
        let code = kind.code();
        if let Some((_, count)) = self.0.iter_mut().find(|(known, _)| *known == code) {
            *count = count.saturating_add(1);
            return *count;
        }
        self.0.push((code, 1));
        1
    }

    /// How often it failed in all.
    pub fn total(&self) -> u32 {
        self.0.iter().map(|(_, count)| count).sum()
    }
}

/// Connect errors are repeated this often, and so are lost answers of free lookups.
const FREE_RETRIES: u32 = 2;
/// 429 answers with a stated wait are repeated this often.
const RATE_RETRIES: u32 = 3;
/// The pause after a vendor's own "too fast", which names no wait.
const RATE_PAUSE: Duration = Duration::from_secs(3);
/// A wait longer than this is the person's to decide: the batch stops and can be resumed.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Decides after the `tries`-th failure of this kind (1 = the first). A charge that is
/// `Unknown` or `Yes` never leads to a repeat.
pub fn next(kind: ErrorKind, charge: Charge, tries: u32) -> Next {
    use ErrorKind as K;
    match kind {
        K::Credentials | K::IpRefused | K::AccountClosed | K::QuotaUsedUp | K::DebugMode => Next::Stop,
        K::BadRequest | K::ProviderClosed => Next::Stop,
        K::CityClosed => Next::SkipCity,
        _ if charge != Charge::No => Next::AskPerson,
        K::ClockSkew if tries <= 1 => Next::RetryAfter(Duration::ZERO),
        K::ClockSkew => Next::Stop,
        K::RateLimited { retry_after: Some(wait) } if wait > LONGEST_WAIT => Next::Stop,
        K::RateLimited { retry_after: Some(wait) } if tries <= RATE_RETRIES => Next::RetryAfter(wait),
        K::RateLimited { retry_after: None } => Next::RetryAfter(RATE_PAUSE),
        K::ProviderBusy { retries, .. } if tries <= u32::from(retries) => Next::RetryAfter(backoff(tries)),
        K::NotSent | K::Untrusted | K::Lost | K::Unreadable if tries <= FREE_RETRIES => {
            Next::RetryAfter(backoff(tries))
        }
        K::NotSent | K::Untrusted => Next::Stop,
        _ => Next::AskPerson,
    }
}

/// After how many failures in a row, the last of them with its tries used up, the batch
/// stops asking this provider; `None` = never for this kind.
pub fn row_limit(kind: ErrorKind) -> Option<u8> {
    match kind {
        ErrorKind::ProviderBusy { in_a_row, .. } => Some(in_a_row),
        ErrorKind::VehicleNote | ErrorKind::Unreadable | ErrorKind::UnknownCode => Some(3),
        // Each one more is paid for, too.
        ErrorKind::PaidUnread => Some(3),
        ErrorKind::RateLimited { .. } | ErrorKind::Lost => Some(3),
        _ => None,
    }
}

/// True where a vehicle may be asked of the other provider instead: this one does
/// not serve its city, or is closed or down altogether, and took nothing for saying so.
pub fn fallback_may_answer(kind: ErrorKind, charge: Charge) -> bool {
    use ErrorKind as K;
    charge == Charge::No && matches!(kind, K::CityClosed | K::CityUnknown | K::ProviderClosed)
}

/// 1 s, 2 s, 4 s …
fn backoff(tries: u32) -> Duration {
    Duration::from_secs(1 << tries.saturating_sub(1).min(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: ErrorKind = ErrorKind::ProviderBusy { retries: 2, in_a_row: 3 };

    #[test]
    fn a_doubtful_charge_never_repeats_by_itself() {
        for kind in [ErrorKind::Lost, ErrorKind::Unreadable, ErrorKind::UnknownCode, BUSY, ErrorKind::NotSent]
        {
            for tries in 1..5 {
                assert_eq!(next(kind, Charge::Unknown, tries), Next::AskPerson, "{kind:?}");
            }
        }
        assert_eq!(next(ErrorKind::VehicleLocked, Charge::Yes, 1), Next::AskPerson);
    }

    #[test]
    fn free_failures_are_repeated_as_documented_and_then_end() {
        assert_eq!(next(BUSY, Charge::No, 1), Next::RetryAfter(Duration::from_secs(1)));
        assert_eq!(next(BUSY, Charge::No, 2), Next::RetryAfter(Duration::from_secs(2)));
        assert_eq!(next(BUSY, Charge::No, 3), Next::AskPerson);
        assert_eq!(next(ErrorKind::NotSent, Charge::No, 2), Next::RetryAfter(Duration::from_secs(2)));
        assert_eq!(next(ErrorKind::NotSent, Charge::No, 3), Next::Stop);
        assert_eq!(next(ErrorKind::ClockSkew, Charge::No, 1), Next::RetryAfter(Duration::ZERO));
        assert_eq!(next(ErrorKind::ClockSkew, Charge::No, 2), Next::Stop);
    }

    #[test]
    fn a_stated_wait_is_honoured_three_times() {
        let limited = ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(7)) };
        assert_eq!(next(limited, Charge::No, 3), Next::RetryAfter(Duration::from_secs(7)));
        assert_eq!(next(limited, Charge::No, 4), Next::AskPerson);
        let vendor = ErrorKind::RateLimited { retry_after: None };
        assert_eq!(next(vendor, Charge::No, 9), Next::RetryAfter(RATE_PAUSE));
    }

    #[test]
    fn a_wait_beyond_patience_stops_and_leaves_the_vehicle_unasked() {
        let limited = ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(3600)) };
        let next = next(limited, Charge::No, 1);
        assert_eq!(next, Next::Stop);
        assert!(next.leaves_unasked(Charge::No));
        assert!(!next.leaves_unasked(Charge::Unknown), "what may be charged is not asked again");
    }

    #[test]
    fn each_kind_of_failure_is_counted_by_itself() {
        let mut failures = Failures::default();
        let limited = ErrorKind::RateLimited { retry_after: None };
        assert_eq!((failures.count(limited), failures.count(limited)), (1, 2));
        assert_eq!(failures.count(ErrorKind::NotSent), 1);
    }

    #[test]
    fn account_refusals_stop_at_once_and_vehicle_ones_do_not() {
        for kind in [
            ErrorKind::Credentials,
            ErrorKind::IpRefused,
            ErrorKind::AccountClosed,
            ErrorKind::QuotaUsedUp,
            ErrorKind::DebugMode,
            ErrorKind::ProviderClosed,
            ErrorKind::BadRequest,
        ] {
            assert_eq!(next(kind, Charge::No, 1), Next::Stop, "{kind:?}");
        }
        for kind in [ErrorKind::VehicleRefused, ErrorKind::VehicleNote, ErrorKind::CityUnknown] {
            assert_eq!(next(kind, Charge::No, 1), Next::AskPerson, "{kind:?}");
        }
        assert_eq!(next(ErrorKind::CityClosed, Charge::No, 1), Next::SkipCity);
    }
}
