//! What a city (城市) asks for before it answers.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use ts_rs::TS;

/// How much of a number a city wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Leave it out.
    Nothing,
    /// The whole number.
    Whole,
    /// The last N characters.
    Last(u8),
}

/// The number is too short for the rule: nothing may be sent, since the refusal
/// can be charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Missing {
    /// How many characters the rule wants; 0 stands for "the whole number".
    pub needed: u8,
    /// How many there are.
    pub present: u8,
}

impl Need {
    /// What to send for `number`: nothing, all of it, or its end; or what is missing.
    pub fn cut(self, number: Option<&str>) -> Result<Option<String>, Missing> {
        let number = number.unwrap_or("");
        let present = number.chars().count();
        let missing = |needed| Err(Missing { needed, present: u8::try_from(present).unwrap_or(u8::MAX) });
        match self {
            Need::Nothing => Ok(None),
            Need::Whole if present == 0 => missing(0),
            Need::Whole => Ok(Some(number.to_owned())),
            Need::Last(n) if present < usize::from(n) => missing(n),
            Need::Last(n) => Ok(Some(number.chars().skip(present - usize::from(n)).collect())),
        }
    }
}

/// One city's entry in a provider's list, as fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CityRule {
    /// The provider's own code, never guessed.
    pub code: String,
    /// The city's name as the provider gives it.
    pub name: String,
    /// What it wants of the engine number (发动机号).
    pub engine: Need,
    /// What it wants of the frame number (车架号).
    pub frame: Need,
}

/// Cities' names by the first digits of their number in GB/T 2260.
static DIVISIONS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        cities: BTreeMap<String, String>,
    }
    // The file is part of the program, and a test reads it.
    let file = serde_json::from_str(include_str!("../data/divisions.json"));
    file.map(|File { cities }| cities).unwrap_or_default()
});

/// The city of a provider's list (province and rule) that a person means: by its code, by
/// its name with or without 市 and province, or by its number in GB/T 2260 ("440300"; a
/// district's number means its city). `None` when the list has none, or more than one.
pub fn find_city<'a>(list: &'a [(String, CityRule)], typed: &str) -> Option<&'a CityRule> {
    let typed = typed.trim();
    if let Some((_, rule)) = list.iter().find(|(_, rule)| rule.code.eq_ignore_ascii_case(typed)) {
        return Some(rule);
    }
    let name = division(typed).unwrap_or(typed);
    let mut named = list.iter().filter(|(province, rule)| is_named(name, province, &rule.name));
    let only = named.next()?;
    named.next().is_none().then_some(&only.1)
}

fn division(number: &str) -> Option<&'static str> {
    let is_number = number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    let head = |digits: usize| number.get(..digits).and_then(|head| DIVISIONS.get(head));
    head(4).or_else(|| head(2)).filter(|_| is_number).map(String::as_str)
}

fn is_named(typed: &str, province: &str, listed: &str) -> bool {
    let province = province.strip_suffix(['省', '市']).unwrap_or(province);
    let own = typed.strip_prefix(province).map(|rest| rest.strip_prefix(['省', '市']).unwrap_or(rest));
    let own = own.filter(|rest| !rest.is_empty()).unwrap_or(typed);
    [typed, own].iter().any(|typed| bare(typed) == bare(listed) || is_prefecture(typed, bare(listed)))
}

/// "延边朝鲜族自治州" is listed as 延边.
fn is_prefecture(typed: &str, listed: &str) -> bool {
    typed.ends_with("自治州") && listed.chars().count() > 1 && typed.starts_with(listed)
}

/// Without what kind of place it is.
fn bare(name: &str) -> &str {
    let rest = ["市", "地区", "盟"].iter().find_map(|kind| name.strip_suffix(kind));
    rest.filter(|rest| rest.chars().count() > 1).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(province: &str, code: &str, name: &str) -> (String, CityRule) {
        let rule =
            CityRule { code: code.into(), name: name.into(), engine: Need::Whole, frame: Need::Nothing };
        (province.into(), rule)
    }

    #[test]
    fn a_city_is_found_by_code_name_and_number() {
        let list = [
            listed("北京", "BJ", "北京"),
            listed("广东", "GD_SZ", "深圳"),
            listed("广东", "GD_SZ_NER", "深圳新能源"),
            listed("吉林", "JL_YB", "延边"),
            listed("江西", "JX_YICHUN", "宜春"),
            listed("江苏", "JS_SUZHOU", "苏州"),
            listed("安徽", "AH_SUZHOU", "宿州"),
        ];
        for (typed, code) in [
            ("GD_SZ", "GD_SZ"),
            ("gd_sz", "GD_SZ"),
            ("深圳", "GD_SZ"),
            ("深圳市", "GD_SZ"),
            ("广东省深圳市", "GD_SZ"),
            ("440300", "GD_SZ"),
            ("440305", "GD_SZ"),
            ("深圳新能源", "GD_SZ_NER"),
            ("110000", "BJ"),
            ("110105", "BJ"),
            ("北京市", "BJ"),
            ("222400", "JL_YB"),
            ("320500", "JS_SUZHOU"),
        ] {
            assert_eq!(find_city(&list, typed).map(|rule| rule.code.as_str()), Some(code), "{typed}");
        }
        for typed in ["", "GD", "广州", "440100", "999999", "44030", "市"] {
            assert_eq!(find_city(&list, typed), None, "{typed}");
        }
        let twice = [listed("甲", "A", "深圳"), listed("乙", "B", "深圳")];
        assert_eq!(find_city(&twice, "深圳"), None, "which of them is not guessed");
    }

    #[test]
    fn every_city_of_the_standard_has_a_name() {
        assert_eq!(DIVISIONS.len(), 337);
        assert!(DIVISIONS.iter().all(|(head, name)| matches!(head.len(), 2 | 4) && !name.is_empty()));
    }

    #[test]
    fn a_rule_cuts_or_says_what_is_missing() {
        assert_eq!(Need::Nothing.cut(Some("ABC")), Ok(None));
        assert_eq!(Need::Whole.cut(Some("ABC")), Ok(Some("ABC".into())));
        assert_eq!(Need::Whole.cut(None), Err(Missing { needed: 0, present: 0 }));
        assert_eq!(Need::Last(2).cut(Some("ABC")), Ok(Some("BC".into())));
        assert_eq!(Need::Last(6).cut(Some("ABC")), Err(Missing { needed: 6, present: 3 }));
    }
}
