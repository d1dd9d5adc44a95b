//! Which rows of one provider tell of which violations that another one knows.

use crate::Violation;
use std::collections::BTreeSet;

/// Finds a partner for as many rows as can have one: for each row the place in `known`,
/// every place once at most. What is `known` of a violation is what other providers say
/// of it. Surer pairs come first, and a pair gives way only where both sides find
/// another partner, so that the number of pairs, and with it every count of violations,
/// does not depend on who answered first.
pub fn pair(rows: &[&Violation], known: &[Vec<&Violation>]) -> Vec<Option<usize>> {
    let likeness: Vec<Vec<u8>> = rows
        .iter()
        .map(|row| {
            let surest = |views: &Vec<&Violation>| views.iter().map(|view| row.likeness(view)).max();
            known.iter().map(|views| surest(views).unwrap_or(0)).collect()
        })
        .collect();
    let levels: BTreeSet<u8> = likeness.iter().flatten().copied().filter(|level| *level > 0).collect();
    let mut pairs = Pairs { likeness, of_known: vec![None; known.len()] };
    for level in levels.into_iter().rev() {
        for row in 0..rows.len() {
            if !pairs.of_known.contains(&Some(row)) {
                pairs.find(row, level, &mut vec![false; known.len()]);
            }
        }
    }
    (0..rows.len()).map(|row| pairs.of_known.iter().position(|paired| *paired == Some(row))).collect()
}

struct Pairs {
    /// By row and known violation.
    likeness: Vec<Vec<u8>>,
    /// The row that each known violation is paired with.
    of_known: Vec<Option<usize>>,
}

impl Pairs {
    /// Pairs a row with a free violation, or with one whose row finds another. (The
    /// augmenting paths of bipartite matching.)
    fn find(&mut self, row: usize, level: u8, tried: &mut [bool]) -> bool {
        for known in 0..tried.len() {
            if tried[known] || self.likeness[row][known] < level {
                continue;
            }
            tried[known] = true;
            let free = match self.of_known[known] {
                None => true,
                Some(other) => self.find(other, level, tried),
            };
            if free {
                self.of_known[known] = Some(row);
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::violation::tests::row;
    use proptest::prelude::*;

    fn alone(rows: &[Violation]) -> Vec<Vec<&Violation>> {
        rows.iter().map(|row| vec![row]).collect()
    }

    fn pairs(rows: &[Violation], known: &[Violation]) -> Vec<Option<usize>> {
        pair(&rows.iter().collect::<Vec<_>>(), &alone(known))
    }

    const MINUTE: &str = "2026-03-01 08:00:00";

    #[test]
    fn the_surer_pair_comes_first_whatever_the_order() {
        let known = [row(MINUTE, "违停", Some("1039")), row(MINUTE, "闯红灯", Some("1625"))];
        let rows = [row(MINUTE, "闯红灯。", Some("１６２５")), row(MINUTE, "违停", None)];
        assert_eq!(pairs(&rows, &known), [Some(1), Some(0)]);
    }

    /// The first row could take either; only one of them leaves a partner for the second.
    #[test]
    fn a_pair_gives_way_where_both_find_another() {
        let known = [row(MINUTE, "甲", Some("1")), row(MINUTE, "乙", Some("1"))];
        let rows = [row(MINUTE, "丙", Some("1")), row(MINUTE, "甲", None)];
        assert_eq!(pairs(&rows, &known), [Some(1), Some(0)]);
    }

    #[test]
    fn three_rows_of_one_minute_and_two_known_leave_one_over() {
        let known = [row(MINUTE, "违停", None), row(MINUTE, "违停", None)];
        let rows = [row(MINUTE, "违停", None), row(MINUTE, "违停", None), row(MINUTE, "违停", None)];
        assert_eq!(pairs(&rows, &known).iter().flatten().count(), 2);
        assert_eq!(pairs(&rows, &[]), [None, None, None]);
    }

    fn rows() -> impl Strategy<Value = Vec<Violation>> {
        let one = (0..2_u8, 0..3_u8, prop::option::of(0..3_u8)).prop_map(|(minute, act, code)| {
            row(
                &format!("2026-03-01 08:0{minute}:00"),
                &act.to_string(),
                code.map(|c| c.to_string()).as_deref(),
            )
        });
        prop::collection::vec(one, 0..6)
    }

    proptest! {
        #[test]
        fn the_number_of_pairs_does_not_depend_on_who_came_first(one in rows(), other in rows()) {
            let count = |rows, known| pairs(rows, known).into_iter().flatten().collect::<Vec<_>>();
            let (there, back) = (count(&one, &other), count(&other, &one));
            prop_assert_eq!(there.len(), back.len());
            let places: BTreeSet<_> = there.iter().collect();
            prop_assert_eq!(places.len(), there.len(), "nobody is paired twice");
            for (at, place) in pairs(&one, &other).into_iter().enumerate() {
                prop_assert!(place.is_none_or(|place| one[at].same_as(&other[place])));
            }
        }
    }
}
