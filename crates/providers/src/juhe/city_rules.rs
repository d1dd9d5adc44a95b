//! Cities and what each wants to know: `citys` and `carPre`.

use super::answer::content;
use crate::failure::unreadable;
use crate::tree::{Said, Tree};
use cheku_domain::provider::ProviderError;
use cheku_domain::{CityRule, Need};

/// Groups of this name hold what once was, not places.
const HISTORY: &str = "_LISHI";
/// The document counts "the last 1-9"; a frame number is 17 long, so longer is nonsense.
const LONGEST: u8 = 17;

/// Reads `citys`: province name and rule of every city, whether the provinces come as an
/// object (doc) or as a list (seen). An entry whose rule cannot be read is left out: a
/// guess could send too little, and that refusal is charged.
pub(super) fn cities(said: &Said) -> Result<Vec<(String, CityRule)>, ProviderError> {
    let answer = said.tree()?;
    let (_, result) =
        content(&answer, |tree| provinces(tree).is_some_and(|provinces| !provinces.is_empty()))?;
    let mut found = Vec::new();
    for province in provinces(result)
        .ok_or_else(|| unreadable("no_cities"))?
        .into_iter()
        .filter(|province| !is_history(province, "province_code"))
    {
        let name = province.field("province").or_else(|| province.field("province_code")).unwrap_or_default();
        let cities = province.get("citys").and_then(|citys| citys.rows(is_city));
        let cities = cities.ok_or_else(|| unreadable("no_cities"))?;
        let cities = cities.into_iter().filter(|city| !is_history(city, "city_code"));
        found.extend(cities.filter_map(rule).map(|rule| (name.to_owned(), rule)));
    }
    // Believing an empty list would mark every known city as vanished.
    if found.is_empty() { Err(unreadable("no_cities")) } else { Ok(found) }
}

/// Reads `carPre`: the one city of a plate prefix.
pub(super) fn prefix_rule(said: &Said) -> Result<CityRule, ProviderError> {
    let answer = said.tree()?;
    let (_, result) = content(&answer, is_city)?;
    let rows = result.rows(is_city).unwrap_or_default();
    let only = if let [only] = rows.as_slice() { rule(only) } else { None };
    only.ok_or_else(|| unreadable("no_rule_found"))
}

/// The provinces; in an object the history groups are known by their key alone.
fn provinces(result: &Tree) -> Option<Vec<&Tree>> {
    let is_province = |tree: &Tree| tree.has("citys");
    match result {
        Tree::Map(members) if !is_province(result) => {
            let places = members.iter().filter(|(key, _)| !key.ends_with(HISTORY));
            let rows = places.map(|(_, place)| place.rows(is_province));
            Some(rows.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
        }
        _ => result.rows(is_province),
    }
}

fn is_city(tree: &Tree) -> bool {
    tree.has("city_code")
}

fn is_history(tree: &Tree, name: &str) -> bool {
    tree.field(name).is_some_and(|code| code.ends_with(HISTORY))
}

fn rule(city: &Tree) -> Option<CityRule> {
    let code = city.field("city_code")?;
    // `classa` is `class` for languages in which that is a reserved word (doc).
    let class = city.field("classa").or_else(|| city.field("class"));
    Some(CityRule {
        code: code.to_owned(),
        name: city.field("city_name").unwrap_or(code).to_owned(),
        engine: need(city.field("engine"), city.field("engineno"))?,
        frame: need(class, city.field("classno"))?,
    })
}

/// Doc: 0 = not wanted; 1 = wanted, where "0 characters" means all of them.
fn need(wanted: Option<&str>, characters: Option<&str>) -> Option<Need> {
    match wanted? {
        "0" => Some(Need::Nothing),
        "1" => match characters.unwrap_or("0").parse().ok()? {
            0 => Some(Need::Whole),
            count if count <= LONGEST => Some(Need::Last(count)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cities(text: &str) -> Result<Vec<(String, CityRule)>, ProviderError> {
        super::cities(&text.into())
    }

    fn prefix_rule(text: &str) -> Result<CityRule, ProviderError> {
        super::prefix_rule(&text.into())
    }
    use cheku_domain::Charge;
    use cheku_domain::provider::ErrorKind;

    fn city(code: &str, name: &str, engine: Need, frame: Need) -> CityRule {
        CityRule { code: code.into(), name: name.into(), engine, frame }
    }

    #[test]
    fn the_documents_list_is_read() {
        let list = cities(include_str!("fixtures/doc_citys.json")).expect("list");
        assert_eq!(list, [("北京".to_owned(), city("BJ", "北京", Need::Whole, Need::Nothing))]);
    }

    #[test]
    fn provinces_as_object_as_list_and_in_xml_are_one_list_without_history() {
        let object = cities(include_str!("fixtures/citys_object.json")).expect("object");
        assert_eq!(
            object,
            [
                ("江苏".to_owned(), city("JS_SZ", "苏州", Need::Last(6), Need::Whole)),
                ("江苏".to_owned(), city("JS_SZ_NER", "苏州新能源", Need::Nothing, Need::Last(4))),
            ]
        );
        assert_eq!(cities(include_str!("fixtures/citys_array.json")).expect("array"), object);
        assert_eq!(cities(include_str!("fixtures/citys.xml")).expect("xml"), object);
    }

    #[test]
    fn an_empty_list_is_no_list() {
        for nothing in ["[]", "{}", "null", "\"\""] {
            let refused = cities(&format!(r#"{{"resultcode":"200","result":{nothing},"error_code":0}}"#));
            assert_eq!(refused.unwrap_err().kind, ErrorKind::Unreadable, "{nothing}");
        }
    }

    #[test]
    fn the_documents_prefix_answer_and_the_seen_one_are_read() {
        let shanghai = prefix_rule(include_str!("fixtures/doc_carpre_joined.json"));
        assert_eq!(shanghai, Ok(city("SH", "上海", Need::Last(6), Need::Last(6))));
        let yichun = prefix_rule(include_str!("fixtures/juhe_carpre_no_resultcode.json"));
        assert_eq!(yichun, Ok(city("JX_YICHUN_J", "宜春", Need::Last(6), Need::Last(6))));
    }

    #[test]
    fn a_prefix_without_a_rule_is_left_to_the_person() {
        let refused =
            prefix_rule(r#"{"reason":"查询不到相关规则","result":[],"error_code":225611}"#).unwrap_err();
        assert_eq!((refused.kind, refused.charge), (ErrorKind::CityUnknown, Charge::No));
        assert_eq!(prefix_rule(r#"{"result":[],"error_code":0}"#).unwrap_err().kind, ErrorKind::Unreadable);
    }

    #[test]
    fn a_rule_that_cannot_be_read_is_never_guessed() {
        assert_eq!(need(Some("1"), None), Some(Need::Whole));
        for (wanted, characters) in
            [(None, Some("6")), (Some("2"), Some("6")), (Some("1"), Some("all")), (Some("1"), Some("99"))]
        {
            assert_eq!(need(wanted, characters), None, "{wanted:?} {characters:?}");
        }
    }
}
