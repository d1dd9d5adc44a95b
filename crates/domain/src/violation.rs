//! Violations (违章) as a provider reports them, and when two reports are one.

use crate::normal::nfkc;
use crate::words;
use crate::{Fen, Points};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

words! {
    /// How far the handling got, in the provider's words.
    pub enum ViolationState {
        /// 未处理未缴费
        Unhandled = "unhandled",
        /// 已处理未缴费
        HandledUnpaid = "handled_unpaid",
        /// 已处理已缴费
        Paid = "paid",
    }
}

impl ViolationState {
    /// Fines are due until paid (domain rule "what is owed").
    pub fn owes_fine(self) -> bool {
        self != ViolationState::Paid
    }

    /// Points wait until handled (domain rule "what is owed").
    pub fn points_wait(self) -> bool {
        self == ViolationState::Unhandled
    }
}

words! {
    /// The state shown, with the providers' silence as a state of its own.
    pub enum ShownState {
        /// 未处理未缴费
        Unhandled = "unhandled",
        /// 已处理未缴费
        HandledUnpaid = "handled_unpaid",
        /// 已处理已缴费
        Paid = "paid",
        /// 不再返回
        NoLongerReturned = "no_longer_returned",
    }
}

impl ShownState {
    /// The provider's state, unless no provider returns the violation any more.
    pub fn of(state: ViolationState, gone: bool) -> ShownState {
        match (gone, state) {
            (true, _) => ShownState::NoLongerReturned,
            (_, ViolationState::Unhandled) => ShownState::Unhandled,
            (_, ViolationState::HandledUnpaid) => ShownState::HandledUnpaid,
            (_, ViolationState::Paid) => ShownState::Paid,
        }
    }

    /// What the provider says, if one still returns it.
    pub fn state(self) -> Option<ViolationState> {
        match self {
            ShownState::Unhandled => Some(ViolationState::Unhandled),
            ShownState::HandledUnpaid => Some(ViolationState::HandledUnpaid),
            ShownState::Paid => Some(ViolationState::Paid),
            ShownState::NoLongerReturned => None,
        }
    }
}

words! {
    /// What can be missing of a violation; each counts as the totals count it.
    pub enum UnknownPart {
        /// The fine of one that is not paid.
        Fine = "fine",
        /// The points of one that is not handled.
        Points = "points",
    }
}

impl UnknownPart {
    /// Whether a violation in this state still wants it, and it is not known.
    pub fn is_missing(self, state: ViolationState, fine: Option<Fen>, points: Option<Points>) -> bool {
        match self {
            UnknownPart::Fine => state.owes_fine() && fine.is_none(),
            UnknownPart::Points => state.points_wait() && points.is_none(),
        }
    }
}

words! {
    /// Why a violation is whose it is.
    pub enum DriverWhy {
        /// A person gave it to them, with a reason.
        ByHand = "by_hand",
        /// They had the vehicle at that time.
        Period = "period",
    }
}

/// One row of an answer. Provider text is untrusted: it is kept and shown as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// China Standard Time without zone; `None` when the provider's text is no time.
    pub time: Option<NaiveDateTime>,
    /// The provider's text for the time.
    pub time_text: String,
    /// 违法地点
    pub place: String,
    /// 违法行为
    pub act: String,
    /// 违法代码: 4 national digits, an optional local fifth, or a local set of five.
    pub code: Option<String>,
    /// 罚款; `None` = unknown.
    pub fine: Option<Fen>,
    /// 记分; `None` = unknown.
    pub points: Option<Points>,
    /// Handling state.
    pub state: ViolationState,
    /// The city where it happened, as named by the provider.
    pub city: Option<String>,
    /// GB/T 2260 code of that city.
    pub city_number: Option<String>,
    /// 采集机关
    pub authority: Option<String>,
    /// Whether it can be handled online, where the provider says so.
    pub online: Option<bool>,
    /// The provider's own numbers by their documented field names (archiveno, decisionNum …).
    pub numbers: BTreeMap<String, String>,
    /// How many identical rows the answer held; at least 1.
    pub repeat: u32,
}

impl Violation {
    /// What two rows of *one* provider must share to be the same violation: time, place,
    /// act and code after folding. Rows carry no stable id. Those of one answer can be
    /// several all the same, see `says_the_same`.
    pub fn own_key(&self) -> String {
        let time = self.time.map_or_else(|| fold(&self.time_text), |t| t.format("%Y%m%d%H%M%S").to_string());
        format!("{time}|{}|{}|{}", fold(&self.place), fold(&self.act), self.code.as_deref().unwrap_or(""))
    }

    /// Whether two rows of one answer and one key are one row that stands there twice.
    /// Those that differ in money, state or a number (of archive, of decision …) are two
    /// violations: each is to be paid.
    fn says_the_same(&self, other: &Violation) -> bool {
        let rest = |row: &Violation| {
            let (fine, points, state) = (row.fine, row.points, row.state);
            (
                fine,
                points,
                state,
                row.online,
                row.city.clone(),
                row.city_number.clone(),
                row.authority.clone(),
            )
        };
        self.numbers == other.numbers && rest(self) == rest(other)
    }

    /// Which of several rows of one key, told by an earlier answer, a row is: the higher,
    /// the surer. The same numbers say most; a number that was not there before (that of
    /// the decision comes later) speaks neither for nor against it.
    pub fn resemblance(&self, earlier: &Violation) -> u8 {
        let shared = |name: &String| Some((self.numbers.get(name)?, earlier.numbers.get(name)?));
        let both: Vec<_> = self.numbers.keys().filter_map(shared).collect();
        let numbers = match both.iter().all(|(now, then)| now == then) {
            true if self.numbers == earlier.numbers => 3,
            true if !both.is_empty() => 2,
            true => 1,
            false => 0,
        };
        let money = u8::from(self.fine == earlier.fine) + u8::from(self.points == earlier.points);
        8 * numbers + 2 * money + u8::from(self.state == earlier.state)
    }

    /// The minute of the offence, "2026-03-11 16:43"; `None` when the time is unknown.
    pub fn minute(&self) -> Option<String> {
        self.time.map(|t| t.format("%Y-%m-%d %H:%M").to_string())
    }

    /// Whether a row of *another* provider tells of the same violation of the same
    /// plate: same minute, and same code or same act after folding.
    pub fn same_as(&self, other: &Violation) -> bool {
        self.likeness(other) > 0
    }

    /// How much speaks for one violation; 0 = nothing. Code and act make it one, second
    /// and place only tell offences of the same minute apart.
    pub(crate) fn likeness(&self, other: &Violation) -> u8 {
        if self.minute().is_none() || self.minute() != other.minute() {
            return 0;
        }
        let code = |row: &Violation| row.code.as_deref().map(fold).filter(|code| !code.is_empty());
        let same_code = code(self).is_some_and(|one| code(other) == Some(one));
        let same_act = fold(&self.act) == fold(&other.act);
        if !same_code && !same_act {
            return 0;
        }
        let same_place = fold(&self.place) == fold(&other.place);
        8 * u8::from(same_code)
            + 4 * u8::from(same_act)
            + 2 * u8::from(self.time == other.time)
            + u8::from(same_place)
    }
}

/// Joins identical rows of one answer into one with a repeat count, in order of
/// first appearance.
pub fn join_repeats(rows: Vec<Violation>) -> Vec<Violation> {
    joined_by_key(rows).into_iter().map(|(_, row)| row).collect()
}

/// The same, each row with its `own_key`: folding texts is not cheap.
pub fn joined_by_key(rows: Vec<Violation>) -> Vec<(String, Violation)> {
    let mut joined: Vec<(String, Violation)> = Vec::with_capacity(rows.len());
    let mut places: HashMap<String, Vec<usize>> = HashMap::with_capacity(rows.len());
    for row in rows {
        let key = row.own_key();
        let of_key = places.entry(key.clone()).or_default();
        match of_key.iter().find(|place| joined[**place].1.says_the_same(&row)) {
            Some(place) => joined[*place].1.repeat += row.repeat,
            None => {
                of_key.push(joined.len());
                joined.push((key, row));
            }
        }
    }
    joined
}

/// Text for comparing only: NFKC, letters and digits only, upper case. Providers
/// differ in width and punctuation of the same sentence.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in nfkc(text).chars().filter(|c| c.is_alphanumeric()) {
        match c {
            // Nearly all of a Chinese sentence; no case to look up.
            '\u{4e00}'..='\u{9fff}' => folded.push(c),
            _ => folded.extend(c.to_uppercase()),
        }
    }
    folded
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    pub(crate) fn row(time: &str, act: &str, code: Option<&str>) -> Violation {
        Violation {
            time: crate::time::parse_vendor_time(time),
            time_text: time.to_owned(),
            place: "季华六路".into(),
            act: act.to_owned(),
            code: code.map(str::to_owned),
            fine: None,
            points: None,
            state: ViolationState::Unhandled,
            city: None,
            city_number: None,
            authority: None,
            online: None,
            numbers: BTreeMap::new(),
            repeat: 1,
        }
    }

    #[test]
    fn two_providers_tell_of_one_violation_in_different_dress() {
        let one = row("2026-03-11 16:43:10", "通过有灯控路口时，不按红灯信号通行", None);
        assert!(one.same_as(&row(
            "2026-03-11 16:43:00",
            "通过有灯控路口时,不按红灯信号通行。",
            Some("1625")
        )));
        assert!(!one.same_as(&row("2026-03-11 16:44:10", "通过有灯控路口时，不按红灯信号通行", None)));
        assert!(!one.same_as(&row("2026-03-11 16:43:10", "违反禁止标线指示", None)));
        assert!(row("2026-03-11 16:43", "甲", Some("1625")).same_as(&row(
            "2026-03-11 16:43",
            "乙",
            Some("1625")
        )));
    }

    #[test]
    fn unknown_times_are_never_the_same() {
        assert!(!row("", "甲", None).same_as(&row("", "甲", None)));
    }

    proptest! {
        #[test]
        fn a_text_folds_the_same_whatever_form_it_came_in(text in "[路a-zÀ-ÿＡ-Ｚ０-９，。、①㎏ﬁ\u{301}é ]{0,12}|.{0,12}") {
            let normal: String = text.nfkc().collect();
            let long_way: String = normal.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
            prop_assert_eq!(fold(&text), long_way.clone());
            prop_assert_eq!(fold(&normal), long_way);
        }
    }

    #[test]
    fn identical_rows_are_one_with_a_count() {
        let one = row("2026-03-11 16:43:10", "甲", None);
        let joined = join_repeats(vec![one.clone(), row("2026-03-12 16:43:10", "甲", None), one]);
        assert_eq!(joined.iter().map(|r| r.repeat).collect::<Vec<_>>(), [2, 1]);
    }

    fn numbered(name: &str, number: &str) -> Violation {
        let numbers = BTreeMap::from([(name.to_owned(), number.to_owned())]);
        Violation { numbers, ..row("2026-10-01 08:30:00", "机动车违反规定停放", Some("1039")) }
    }

    /// The cases of wealthfolio#779 and firefly-iii#2610: each of them is to be paid.
    #[test]
    fn rows_that_differ_only_in_a_number_or_in_money_are_two() {
        let (one, two) = (numbered("archiveno", "H1"), numbered("archiveno", "H2"));
        let dearer = Violation { fine: Some(Fen(20_000)), ..one.clone() };
        let joined = join_repeats(vec![one.clone(), two.clone(), one.clone(), dearer.clone()]);
        assert_eq!(joined.iter().map(|row| row.repeat).collect::<Vec<_>>(), [2, 1, 1]);
    }

    #[test]
    fn an_earlier_row_is_told_by_its_number_then_by_its_money() {
        let (one, two) = (numbered("archiveno", "H1"), numbered("archiveno", "H2"));
        assert!(one.resemblance(&one) > one.resemblance(&two));
        let decided = Violation { numbers: numbered("decisionNum", "D1").numbers, ..one.clone() };
        assert!(decided.resemblance(&one) > two.resemblance(&one), "the decision's number came later");
        let dearer = Violation { fine: Some(Fen(20_000)), ..one.clone() };
        assert!(one.resemblance(&one) > dearer.resemblance(&one));
    }
}
