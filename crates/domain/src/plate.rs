//! Number plates (号牌号码), GA 36-2018.

use crate::normal::nfkc;
use crate::text::clean;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;
use thiserror::Error;
use ts_rs::TS;

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// What people put between the characters when they type a plate.
const SEPARATORS: &[char] = &['.', '·', '•', '・', '-', '－', '‧', '∙'];

/// A normalised plate: NFKC, no spaces or separators, upper case, of a form
/// that GA 36-2018 knows. Two spellings of one plate are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Plate(String);

/// The form of a plate: decides its colour and the suggested plate type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlateForm {
    /// Seven characters, small or large cars alike.
    Ordinary,
    /// Eight characters, energy letter in front (小型新能源).
    NewEnergySmall,
    /// Eight characters, energy letter at the end (大型新能源).
    NewEnergyLarge,
    /// 挂
    Trailer,
    /// 学
    Learner,
    /// 警
    Police,
    /// 粤Z…港
    HongKong,
    /// 粤Z…澳
    Macao,
    /// 领
    Consular,
    /// 使
    Embassy,
}

/// Why a text is no plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PlateError {
    /// Nothing but spaces.
    #[error("plate_empty")]
    Empty,
    /// Does not begin with a province character (or 使).
    #[error("plate_province")]
    Province,
    /// The second character is no issuing letter A–Z.
    #[error("plate_letter")]
    Letter,
    /// Neither seven nor eight characters.
    #[error("plate_length")]
    Length,
    /// A character that cannot stand where it stands (I and O never do).
    #[error("plate_serial")]
    Serial,
}

impl PlateError {
    /// The code that faces translate.
    pub fn code(self) -> &'static str {
        match self {
            PlateError::Empty => "plate_empty",
            PlateError::Province => "plate_province",
            PlateError::Letter => "plate_letter",
            PlateError::Length => "plate_length",
            PlateError::Serial => "plate_serial",
        }
    }
}

impl Plate {
    /// Normalises and checks a typed plate.
    pub fn parse(text: &str) -> Result<Plate, PlateError> {
        let plate = normalise(text);
        form_of(&plate)?;
        Ok(Plate(plate))
    }

    /// The normalised text, e.g. "苏ED29539".
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form, known since the plate was checked.
    pub fn form(&self) -> PlateForm {
        form_of(&self.0).unwrap_or(PlateForm::Ordinary)
    }

    /// The first two characters: province and issuing letter, e.g. "苏E".
    pub fn prefix(&self) -> &str {
        let end = self.0.char_indices().nth(2).map_or(self.0.len(), |(at, _)| at);
        &self.0[..end]
    }

    /// True for the eight-character plates of new-energy vehicles (新能源).
    pub fn is_new_energy(&self) -> bool {
        matches!(self.form(), PlateForm::NewEnergySmall | PlateForm::NewEnergyLarge)
    }

    /// Province and city that issue this prefix; `None` is only worth a warning,
    /// since the list is of 2018.
    pub fn issued_in(&self) -> Option<(&'static str, &'static str)> {
        prefixes().get(self.prefix()).copied()
    }

    /// Whether its prefix is issued somewhere. Embassies' plates have no issuing letter to know.
    pub fn is_prefix_known(&self) -> bool {
        self.form() == PlateForm::Embassy || self.issued_in().is_some()
    }
}

impl TryFrom<String> for Plate {
    type Error = PlateError;
    fn try_from(text: String) -> Result<Plate, PlateError> {
        Plate::parse(&text)
    }
}

impl From<Plate> for String {
    fn from(plate: Plate) -> String {
        plate.0
    }
}

impl fmt::Display for Plate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Cleaned, NFKC, without spaces and separators, upper case: how a plate, or a fragment
/// of one typed into a search box, is compared.
pub fn normalise(text: &str) -> String {
    nfkc(&clean(text))
        .chars()
        .filter(|c| !c.is_whitespace() && !SEPARATORS.contains(c))
        .flat_map(char::to_uppercase)
        .collect()
}

fn form_of(plate: &str) -> Result<PlateForm, PlateError> {
    let characters: Vec<char> = plate.chars().collect();
    let [first, rest @ ..] = characters.as_slice() else { return Err(PlateError::Empty) };
    if *first == '使' {
        return embassy(rest);
    }
    if !PROVINCES.contains(*first) {
        return Err(PlateError::Province);
    }
    match rest {
        [letter, serial @ ..] if letter.is_ascii_uppercase() => match serial.len() {
            5 => seven(&characters[..2], serial),
            6 => new_energy(serial),
            _ => Err(PlateError::Length),
        },
        [_, ..] => Err(PlateError::Letter),
        [] => Err(PlateError::Length),
    }
}

fn embassy(serial: &[char]) -> Result<PlateForm, PlateError> {
    match serial.len() {
        6 if serial.iter().all(char::is_ascii_digit) => Ok(PlateForm::Embassy),
        6 => Err(PlateError::Serial),
        _ => Err(PlateError::Length),
    }
}

fn seven(prefix: &[char], serial: &[char]) -> Result<PlateForm, PlateError> {
    let form = match serial[4] {
        '挂' => PlateForm::Trailer,
        '学' => PlateForm::Learner,
        '警' => PlateForm::Police,
        '领' => PlateForm::Consular,
        '港' if prefix == ['粤', 'Z'] => PlateForm::HongKong,
        '澳' if prefix == ['粤', 'Z'] => PlateForm::Macao,
        _ => PlateForm::Ordinary,
    };
    let plain = if form == PlateForm::Ordinary { serial } else { &serial[..4] };
    if plain.iter().all(|c| is_serial(*c)) { Ok(form) } else { Err(PlateError::Serial) }
}

fn new_energy(serial: &[char]) -> Result<PlateForm, PlateError> {
    let digits = |part: &[char]| part.iter().all(char::is_ascii_digit);
    if is_energy(serial[0]) && is_serial(serial[1]) && digits(&serial[2..]) {
        Ok(PlateForm::NewEnergySmall)
    } else if digits(&serial[..5]) && is_energy(serial[5]) {
        Ok(PlateForm::NewEnergyLarge)
    } else {
        Err(PlateError::Serial)
    }
}

/// D A B C E electric, F G H J K other new energy (GA 36-2018).
fn is_energy(c: char) -> bool {
    matches!(c, 'A'..='H' | 'J' | 'K')
}

fn is_serial(c: char) -> bool {
    c.is_ascii_digit() || (c.is_ascii_uppercase() && c != 'I' && c != 'O')
}

#[derive(Deserialize)]
struct Prefixes {
    prefixes: Vec<Prefix>,
}
#[derive(Deserialize)]
struct Prefix {
    prefix: String,
    province: String,
    city: String,
}

fn prefixes() -> &'static HashMap<&'static str, (&'static str, &'static str)> {
    static LIST: OnceLock<Prefixes> = OnceLock::new();
    static MAP: OnceLock<HashMap<&'static str, (&'static str, &'static str)>> = OnceLock::new();
    MAP.get_or_init(|| {
        let list = LIST.get_or_init(|| {
            // A broken embedded file is caught by the test below; an empty list only costs warnings.
            serde_json::from_str(include_str!("../data/plate_prefixes.json"))
                .unwrap_or(Prefixes { prefixes: Vec::new() })
        });
        list.prefixes.iter().map(|p| (p.prefix.as_str(), (p.province.as_str(), p.city.as_str()))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_plate_are_one_plate() {
        for text in [
            "苏E·D29539",
            " 苏e d29539",
            "苏Ｅ•Ｄ２９５３９",
            "苏E-D29539",
            "\u{202d}苏E\u{ad}D2\u{200b}9539\u{202c}",
            "苏\u{fe0f}E\u{180e}D29539\u{2028}",
            "=\"苏ED29539\"",
            "'苏ED29539",
        ] {
            assert_eq!(Plate::parse(text).map(String::from), Ok("苏ED29539".to_owned()), "{text:?}");
        }
    }

    #[test]
    fn forms_are_told_apart() {
        for (text, form) in [
            ("粤AJ44E6", PlateForm::Ordinary),
            ("闽DX009U", PlateForm::Ordinary),
            ("苏ED29539", PlateForm::NewEnergySmall),
            ("苏EDA2953", PlateForm::NewEnergySmall),
            ("沪A12345D", PlateForm::NewEnergyLarge),
            ("苏E1234挂", PlateForm::Trailer),
            ("京A1234学", PlateForm::Learner),
            ("京A1234警", PlateForm::Police),
            ("粤Z1234港", PlateForm::HongKong),
            ("粤Z1234澳", PlateForm::Macao),
            ("沪A1234领", PlateForm::Consular),
            ("使014578", PlateForm::Embassy),
            ("新O12345", PlateForm::Ordinary),
        ] {
            assert_eq!(Plate::parse(text).map(|plate| plate.form()), Ok(form), "{text}");
        }
    }

    #[test]
    fn wrong_plates_say_what_is_wrong() {
        for (text, error) in [
            ("  ", PlateError::Empty),
            ("E12345", PlateError::Province),
            ("苏", PlateError::Length),
            ("苏512345", PlateError::Letter),
            ("苏E1234", PlateError::Length),
            ("苏E1234567", PlateError::Length),
            ("苏EI2345", PlateError::Serial),
            ("苏EX29539", PlateError::Serial),
            ("苏E1234港", PlateError::Serial),
            ("苏E12挂45", PlateError::Serial),
        ] {
            assert_eq!(Plate::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn every_listed_prefix_parses_and_is_found() {
        assert!(prefixes().len() > 300, "the embedded list is read");
        for prefix in prefixes().keys() {
            let plate = Plate::parse(&format!("{prefix}12345")).expect(prefix);
            assert_eq!(plate.prefix(), *prefix);
            assert!(plate.issued_in().is_some());
        }
    }

    proptest! {
        #[test]
        fn a_normalised_plate_normalises_to_itself(text in "[京苏粤][A-Z][ ·.-]?[0-9A-HJ-NP-Za-z]{5,6}") {
            if let Ok(plate) = Plate::parse(&text) {
                prop_assert_eq!(Plate::parse(plate.as_str()), Ok(plate));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}") {
            let _ = Plate::parse(&text);
        }
    }
}
