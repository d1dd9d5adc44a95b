//! Plate types (号牌种类), two-digit codes of GA 24.7 as the vendors use them.

use crate::normal::nfkc;
use crate::plate::{Plate, PlateForm};
use crate::spoiled::whole;
use crate::text::clean;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A known plate type, e.g. "02" small car. A wrong one can cost money: a
/// vendor may charge for the refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct PlateType(&'static str);

macro_rules! plate_types {
    ($($code:literal $zh:literal $en:literal),+ $(,)?) => {
        /// Every known code with its Chinese and English name.
        pub const PLATE_TYPES: &[(&str, &str, &str)] = &[$(($code, $zh, $en)),+];
    };
}

plate_types! {
    "01" "大型汽车" "large vehicle", "02" "小型汽车" "small vehicle", "03" "使馆汽车" "embassy car",
    "04" "领馆汽车" "consular car", "05" "境外汽车" "foreign-registered car", "06" "外籍汽车" "foreigner's car",
    "07" "普通摩托车" "motorcycle", "08" "轻便摩托车" "moped", "09" "使馆摩托车" "embassy motorcycle",
    "10" "领馆摩托车" "consular motorcycle", "11" "境外摩托车" "foreign-registered motorcycle",
    "12" "外籍摩托车" "foreigner's motorcycle", "13" "低速车" "low-speed vehicle", "14" "拖拉机" "tractor",
    "15" "挂车" "trailer", "16" "教练汽车" "learner car", "17" "教练摩托车" "learner motorcycle",
    "18" "试验汽车" "test car", "19" "试验摩托车" "test motorcycle", "20" "临时入境汽车" "temporary-entry car",
    "21" "临时入境摩托车" "temporary-entry motorcycle", "22" "临时行驶车" "temporary plate",
    "23" "警用汽车" "police car", "24" "警用摩托车" "police motorcycle", "25" "原农机号牌" "old farm plate",
    "26" "香港入出境车" "Hong Kong cross-border", "27" "澳门入出境车" "Macao cross-border",
    "31" "武警号牌" "armed police", "32" "军队号牌" "military", "41" "无号牌" "no plate", "42" "假号牌" "forged plate",
    "43" "挪用号牌" "misused plate", "51" "大型新能源汽车" "large new-energy vehicle",
    "52" "小型新能源汽车" "small new-energy vehicle", "99" "其他号牌" "other",
}

/// Names that spreadsheets use besides the official ones.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("大型车", "01"),
    ("大车", "01"),
    ("黄牌", "01"),
    ("黄色", "01"),
    ("小型车", "02"),
    ("小车", "02"),
    ("蓝牌", "02"),
    ("蓝色", "02"),
    ("新能源大型车", "51"),
    ("大型新能源车", "51"),
    ("大型新能源", "51"),
    ("新能源小型车", "52"),
    ("小型新能源车", "52"),
    ("小型新能源", "52"),
    ("新能源", "52"),
    ("绿牌", "52"),
    ("两、三轮摩托车", "07"),
    ("摩托车", "07"),
    ("农用运输车", "13"),
    ("公安警车", "23"),
    ("教练车", "16"),
    ("半挂车", "15"),
];

impl PlateType {
    /// Small car (小型汽车), the documented default.
    pub const SMALL: PlateType = PlateType("02");
    /// Large vehicle (大型汽车).
    pub const LARGE: PlateType = PlateType("01");

    /// Reads a code ("02", "2", "2.0" as data tools write it), a name ("小型汽车", "大型汽车号牌"),
    /// or both ("02-小型汽车"). `None` when it is neither, or when the two are not one.
    pub fn parse(text: &str) -> Option<PlateType> {
        let text = whole(nfkc(&clean(text)).into_owned());
        let (code, name) = told(&text);
        let by_code = || PLATE_TYPES.iter().map(|(code, ..)| *code).find(|known| *known == code);
        match (code.is_empty(), name.is_empty()) {
            (false, true) => by_code().map(PlateType),
            (true, false) => by_name(&name),
            (false, false) => by_code().map(PlateType).filter(|held| by_name(&name) == Some(*held)),
            (true, true) => None,
        }
    }

    /// What a plate's form suggests (contract: 8 characters → 52, or 51 when the
    /// last is the letter; 挂 → 15; 学 → 16; else 02, with 01 for the person to choose).
    pub fn suggest(plate: &Plate) -> PlateType {
        PlateType(match plate.form() {
            PlateForm::Ordinary => "02",
            PlateForm::NewEnergySmall => "52",
            PlateForm::NewEnergyLarge => "51",
            PlateForm::Trailer => "15",
            PlateForm::Learner => "16",
            PlateForm::Police => "23",
            PlateForm::HongKong => "26",
            PlateForm::Macao => "27",
            PlateForm::Consular => "04",
            PlateForm::Embassy => "03",
        })
    }

    /// Whether a plate of this form cannot be of this type. A vendor charges for the wrong
    /// one, so neither is such a vehicle asked nor such a row believed. Types of no or false
    /// plates (41 42 43 99) go with every form; 20 and 21 have a form of their own, which no
    /// plate here has: on one they are `2.0` and `2.1` that lost their point.
    pub fn contradicts(self, plate: &Plate) -> bool {
        const OWN_FORM: &[&str] =
            &["03", "04", "09", "10", "15", "16", "17", "20", "21", "23", "24", "26", "27", "51", "52"];
        let fits: &[&str] = match plate.form() {
            PlateForm::Ordinary => return OWN_FORM.contains(&self.0),
            PlateForm::NewEnergySmall => &["52"],
            PlateForm::NewEnergyLarge => &["51"],
            PlateForm::Trailer => &["15"],
            PlateForm::Learner => &["16", "17"],
            PlateForm::Police => &["23", "24"],
            PlateForm::HongKong => &["26"],
            PlateForm::Macao => &["27"],
            PlateForm::Consular => &["04", "10"],
            PlateForm::Embassy => &["03", "09"],
        };
        !fits.contains(&self.0) && !matches!(self.0, "41" | "42" | "43" | "99")
    }

    /// The two-digit code.
    pub fn code(self) -> &'static str {
        self.0
    }
}

/// A cell's code, two digits, and its name, folded; "" for what is not there.
fn told(text: &str) -> (String, String) {
    let folded = text.to_lowercase();
    let name: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    let digits: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-_/:()[]、号".contains(c);
    match digits.as_slice() {
        // Anything else beside a lone code is not a way to write one: 2.5, 0-2.
        [code] if name.is_empty() && folded == *code => (two(code), name),
        [code] if !name.is_empty() && folded.chars().all(plain) => (two(code), name),
        [] => (String::new(), name),
        _ => (String::new(), String::new()),
    }
}

fn two(code: &str) -> String {
    format!("{:0>2}", code.trim_start_matches('0'))
}

fn by_name(name: &str) -> Option<PlateType> {
    let short = name.strip_suffix("号牌").filter(|short| !short.is_empty()).unwrap_or(name);
    let is = |known: &str| {
        let known: String =
            known.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        known == name || known == short
    };
    let official = || PLATE_TYPES.iter().find(|(_, zh, en)| is(zh) || is(en)).map(|(code, ..)| *code);
    let other = || OTHER_NAMES.iter().find(|(other, _)| is(other)).map(|(_, code)| *code);
    official().or_else(other).map(PlateType)
}

impl<'de> Deserialize<'de> for PlateType {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<PlateType, D::Error> {
        let text = String::deserialize(from)?;
        PlateType::parse(&text).ok_or_else(|| serde::de::Error::custom("plate_type_unknown"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_table_is_the_fact_file() {
        #[derive(Deserialize)]
        struct Facts {
            codes: BTreeMap<String, String>,
        }
        let facts: Facts = serde_json::from_str(include_str!("../data/plate_types.json")).expect("facts");
        let ours: BTreeMap<String, String> =
            PLATE_TYPES.iter().map(|(code, zh, _)| ((*code).to_owned(), (*zh).to_owned())).collect();
        assert_eq!(ours, facts.codes);
    }

    #[test]
    fn codes_and_names_are_read() {
        for (text, code) in [
            ("02", "02"),
            ("2", "02"),
            ("小型汽车", "02"),
            ("小型汽车号牌", "02"),
            ("黄牌", "01"),
            ("黄色", "01"),
            ("挂车", "15"),
            ("新能源小型车", "52"),
            ("small vehicle", "02"),
            ("Small new-energy vehicle", "52"),
            ("2.0", "02"),
            ("02.0", "02"),
            ("00000002", "02"),
            ("15.00", "15"),
            (" ２\u{200b}", "02"),
            ("02-小型汽车", "02"),
            ("02 小型汽车", "02"),
            ("小型汽车(02)", "02"),
            ("两、三轮摩托车", "07"),
        ] {
            assert_eq!(PlateType::parse(text).map(PlateType::code), Some(code), "{text}");
        }
        for text in
            ["飞机", "", "2.5", "20.5", "0-2", "2-0", "02-大型汽车", "222", "#N/A", "nan", "1.0E+0", "-2"]
        {
            assert_eq!(PlateType::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_form_rules_types_out() {
        for (plate, fitting, contradicting) in [
            (
                "苏E12345",
                &["01", "02", "07", "22", "99"][..],
                &["52", "51", "15", "16", "23", "20", "10"][..],
            ),
            ("苏ED12345", &["52", "41"], &["02", "01", "51"]),
            ("苏E12345D", &["51"], &["01", "52"]),
            ("苏E1234挂", &["15"], &["01", "02"]),
            ("苏E1234学", &["16", "17"], &["02"]),
            ("苏E1234警", &["23", "24"], &["02"]),
            ("粤Z1234港", &["26"], &["02"]),
        ] {
            let plate = Plate::parse(plate).expect(plate);
            let contradicts = |code: &&str| PlateType::parse(code).expect(code).contradicts(&plate);
            assert!(!fitting.iter().any(contradicts) && contradicting.iter().all(contradicts), "{plate}");
            assert!(!PlateType::suggest(&plate).contradicts(&plate), "{plate}");
        }
    }

    #[test]
    fn the_form_suggests_the_type() {
        for (plate, code) in [
            ("苏E12345", "02"),
            ("苏ED12345", "52"),
            ("苏E12345D", "51"),
            ("苏E1234挂", "15"),
            ("苏E1234学", "16"),
        ] {
            assert_eq!(PlateType::suggest(&Plate::parse(plate).expect(plate)).code(), code);
        }
    }
}
