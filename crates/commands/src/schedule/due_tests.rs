//! When a check is due, as a table of stories.

use super::*;
use cheku_domain::{Fen, Timestamp};

/// A moment as clocks in China show it.
fn at(shown: &str) -> Timestamp {
    Timestamp::of_cst(chrono::NaiveDateTime::parse_from_str(shown, "%Y-%m-%d %H:%M").unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Monday to Saturday at 07:30, agreed long ago.
fn agreed() -> Schedule {
    Schedule { on: true, max_cost_fen: Some(Fen(2_000)), ..Schedule::default() }
}

fn terms() -> Terms {
    Terms::of(&agreed(), at("2026-01-01 00:00")).unwrap()
}

/// 2026-03-12 is a Thursday.
#[test]
fn a_check_is_due_once_on_each_chosen_day_as_soon_as_its_time_has_come() {
    let stories: [(&str, &str, &[&str], bool); 16] = [
        ("just before", "2026-03-12 07:29", &[], false),
        ("on time", "2026-03-12 07:30", &[], true),
        ("opened in the afternoon, caught up", "2026-03-12 16:40", &[], true),
        ("caught up to the last minute", "2026-03-12 23:59", &[], true),
        ("its day is over: gone", "2026-03-13 00:00", &[], false),
        ("had it this morning", "2026-03-12 16:40", &["2026-03-12"], false),
        ("had it yesterday", "2026-03-12 07:30", &["2026-03-11"], true),
        ("missed for a week, begun once", "2026-03-12 07:30", &["2026-03-05"], true),
        ("a Sunday", "2026-03-15 09:00", &[], false),
        ("Sunday in China, Saturday in London", "2026-03-15 07:30", &["2026-03-13"], false),
        ("Monday in China, Sunday in London", "2026-03-16 07:30", &["2026-03-14"], true),
        ("set back an hour", "2026-03-12 07:00", &["2026-03-12"], false),
        ("set back over midnight", "2026-03-11 23:30", &["2026-03-12"], false),
        (
            "set back to a day that had one",
            "2026-03-10 08:00",
            &["2026-03-12", "2026-03-11", "2026-03-10"],
            false,
        ),
        ("was five years ahead once", "2026-03-12 07:30", &["2031-03-12", "2026-03-11"], true),
        ("and is so again", "2031-03-12 09:00", &["2026-03-12", "2031-03-12"], false),
    ];
    for (story, now, begun, is_due) in stories {
        let (now, begun) = (at(now), begun.iter().map(|text| day(text)).collect::<Vec<_>>());
        let expected = is_due.then(|| now.in_cst().date_naive());
        assert_eq!(terms().due(&begun, now), expected, "{story}");
    }
}

#[test]
fn one_early_in_the_morning_belongs_to_chinas_day_though_utc_is_a_day_behind() {
    let early = Schedule { at: "00:10".into(), ..agreed() };
    let terms = Terms::of(&early, at("2026-01-01 00:00")).unwrap();
    let now = at("2026-03-12 00:10");
    assert_eq!(chrono::DateTime::from_timestamp_millis(now.0).unwrap().date_naive(), day("2026-03-11"));
    assert_eq!(terms.due(&[day("2026-03-11")], now), Some(day("2026-03-12")));
    assert_eq!(terms.due(&[day("2026-03-12")], at("2026-03-12 23:59")), None);
}

#[test]
fn what_is_agreed_after_its_time_begins_on_the_next_of_its_days() {
    let friday_noon = at("2026-03-13 12:00");
    let weekdays = Schedule { days: vec![1, 2, 3, 4, 5], ..agreed() };
    let terms = Terms::of(&weekdays, friday_noon).unwrap();
    assert_eq!(terms.due(&[], at("2026-03-13 12:01")), None);
    assert_eq!(terms.next(&[], friday_noon), Some(at("2026-03-16 07:30")));
    assert_eq!(terms.due(&[], at("2026-03-16 07:30")), Some(day("2026-03-16")));
    let written_by_a_wrong_clock = Terms::of(&weekdays, at("2031-01-01 00:00")).unwrap();
    assert_eq!(written_by_a_wrong_clock.due(&[], at("2026-03-16 07:30")), Some(day("2026-03-16")));
}

#[test]
fn the_next_one_is_told_from_the_same_rules() {
    let next = |begun: &[&str], now: &str| {
        terms().next(&begun.iter().map(|text| day(text)).collect::<Vec<_>>(), at(now))
    };
    assert_eq!(next(&[], "2026-03-12 06:00"), Some(at("2026-03-12 07:30")), "today");
    assert_eq!(next(&[], "2026-03-12 09:00"), Some(at("2026-03-12 07:30")), "today's, which waits");
    assert_eq!(next(&["2026-03-12"], "2026-03-12 09:00"), Some(at("2026-03-13 07:30")), "tomorrow");
    assert_eq!(next(&["2026-03-14"], "2026-03-14 09:00"), Some(at("2026-03-16 07:30")), "over Sunday");
    let mondays = Terms::of(&Schedule { days: vec![1], ..agreed() }, at("2026-01-01 00:00")).unwrap();
    let wrong_for_a_day = [day("2026-03-16")];
    assert_eq!(mondays.next(&wrong_for_a_day, at("2026-03-12 09:00")), Some(at("2026-03-23 07:30")));
}

#[test]
fn nothing_is_in_force_without_its_switch_its_cap_and_a_time() {
    let long_ago = at("2026-01-01 00:00");
    let lacking = [
        Schedule { on: false, ..agreed() },
        Schedule { max_cost_fen: None, ..agreed() },
        Schedule { max_cost_fen: Some(Fen(0)), ..agreed() },
        Schedule { at: "25:00".into(), ..agreed() },
        Schedule { at: "7:30".into(), ..agreed() },
        Schedule { at: String::new(), ..agreed() },
    ];
    for schedule in lacking {
        assert_eq!(Terms::of(&schedule, long_ago), None, "{schedule:?}");
    }
    let no_day = Terms::of(&Schedule { days: Vec::new(), ..agreed() }, long_ago).unwrap();
    assert_eq!(no_day.next(&[], at("2026-03-12 06:00")), None);
}
