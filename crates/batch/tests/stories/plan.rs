//! Who is asked at all.

use crate::scene::vehicle;
use crate::vendor::{Vendor, clean, rule};
use cheku_batch::{Candidate, Decision, Freshness, decide};
use cheku_domain::Timestamp;
use cheku_domain::ledger::Skip;

const NOW: Timestamp = Timestamp(1_770_000_000_000);
const HOUR: i64 = 3_600_000;

fn candidate() -> Candidate {
    Candidate {
        vehicle: vehicle(1).into(),
        provider: "one".into(),
        answered_at: None,
        left: false,
        locked: false,
        doubtful: false,
        pending: false,
        unreadable: false,
        named: false,
    }
}

fn decided(candidate: &Candidate, freshness: Freshness) -> Decision {
    decide(candidate, freshness, &Vendor::new(|_| clean()), None, NOW)
}

#[test]
fn one_that_is_no_longer_in_use_is_not_asked_whatever_the_person_insists_on() {
    let left = Candidate { left: true, named: true, ..candidate() };
    assert_eq!(decided(&left, Freshness::default()), Decision::Skip(Skip::Left));
}

#[test]
fn doubt_holds_back_unless_the_person_insists() {
    let (doubtful, pending) =
        (Candidate { doubtful: true, ..candidate() }, Candidate { pending: true, ..candidate() });
    assert_eq!(decided(&doubtful, Freshness::default()), Decision::Skip(Skip::Doubtful));
    assert_eq!(decided(&pending, Freshness::default()), Decision::Skip(Skip::Pending));
    let insist = Freshness { include_doubtful: true, ..Freshness::default() };
    assert_eq!(decided(&doubtful, insist), Decision::Ask);
    assert_eq!(decided(&Candidate { named: true, ..pending }, Freshness::default()), Decision::Ask);
}

#[test]
fn a_lock_holds_whoever_insists() {
    let locked = Candidate { locked: true, named: true, ..candidate() };
    let insist = Freshness { include_doubtful: true, ..Freshness::default() };
    assert_eq!(decided(&locked, insist), Decision::Skip(Skip::Locked));
}

#[test]
fn a_fresh_answer_is_not_paid_for_again_even_if_the_clock_went_back() {
    let within = Freshness { within_hours: Some(24.0), include_doubtful: false };
    let answered = |hours: i64| {
        decided(&Candidate { answered_at: Some(Timestamp(NOW.0 - hours * HOUR)), ..candidate() }, within)
    };
    assert_eq!(answered(23), Decision::Skip(Skip::Fresh));
    assert_eq!(answered(-48), Decision::Skip(Skip::Fresh), "an answer of the future");
    assert_eq!(answered(24), Decision::Ask);
    assert_eq!(decided(&candidate(), within), Decision::Ask);
}

#[test]
fn a_rule_that_is_missing_is_looked_up_first() {
    let vendor = Vendor::new(|_| clean()).by_rule(|_| Some("京A".into()), |key, _| Ok(rule(key)));
    let without = decide(&candidate(), Freshness::default(), &vendor, None, NOW);
    assert_eq!(without, Decision::LookUp("京A".into()));
    let with = decide(&candidate(), Freshness::default(), &vendor, Some(&rule("京A")), NOW);
    assert_eq!(with, Decision::Ask);
}
