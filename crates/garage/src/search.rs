//! What a vehicle is found by: plate fragments, VIN tail, driver, group, owner,
//! note, and for Chinese names their pinyin and initials. The text is kept by
//! every write, so that a keystroke costs one look at a column.

use cheku_domain::plate::normalise;
use cheku_domain::{FrameNumber, PlateType, Vehicle};
use pinyin::{Pinyin, ToPinyinMulti};

/// Characters with several readings multiply: more than this is no longer helpful.
const READINGS: usize = 8;

/// The kept text: normalised parts, one a line, so that no match spans two parts.
pub(crate) fn text_of(vehicle: &Vehicle) -> String {
    let named = [&vehicle.driver, &vehicle.group, &vehicle.owner];
    let mut parts = vec![vehicle.plate.as_str().to_owned()];
    parts.extend(vehicle.vin.as_ref().map(FrameNumber::as_str).map(str::to_owned));
    parts.extend(named.into_iter().flatten().chain(&vehicle.note).map(|text| normalise(text)));
    let spoken = [&vehicle.driver, &vehicle.group];
    parts.extend(spoken.into_iter().flatten().flat_map(|name| readings(&normalise(name))));
    parts.join("\n")
}

/// The words that all must be found, normalised like the kept text.
pub(crate) fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(normalise).filter(|word| !word.is_empty()).collect()
}

/// A word that names a plate and its type, "粤B12345:01".
pub(crate) fn plate_and_type(word: &str) -> Option<(&str, PlateType)> {
    let (plate, plate_type) = word.split_once(':')?;
    Some((plate, PlateType::parse(plate_type)?))
}

/// Whether every typed word is found in a name, its pinyin or its initials.
pub fn name_matches(name: &str, typed: &str) -> bool {
    let wanted = words(typed);
    let name = normalise(name);
    let texts: Vec<String> = if wanted.is_empty() { Vec::new() } else { readings(&name) };
    wanted.iter().all(|word| name.contains(word) || texts.iter().any(|text| text.contains(word)))
}

/// Full pinyin and initials of a name, in every reading of its characters: 曾 is
/// Zeng or Ceng. Nothing for names without Chinese characters.
fn readings(name: &str) -> Vec<String> {
    let mut ways = vec![(String::new(), String::new())];
    let mut spoken = false;
    for character in name.chars() {
        let sounds = sounds(character);
        spoken |= !sounds.is_empty();
        let sounds = if sounds.is_empty() { vec![character.to_string()] } else { sounds };
        let longer = |(full, initials): &(String, String)| {
            let next = |sound: &String| {
                (format!("{full}{sound}"), format!("{initials}{}", sound.chars().take(1).collect::<String>()))
            };
            sounds.iter().map(next).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(longer).take(READINGS).collect();
    }
    if !spoken {
        return Vec::new();
    }
    let mut texts: Vec<String> = ways.into_iter().flat_map(|(full, initials)| [full, initials]).collect();
    texts.sort();
    texts.dedup();
    texts
}

fn sounds(character: char) -> Vec<String> {
    let readings = character.to_pinyin_multi();
    let mut sounds: Vec<String> =
        readings.into_iter().flatten().map(Pinyin::plain).map(str::to_uppercase).collect();
    // ü is typed as V where there is no ü key, as input methods do.
    sounds.iter_mut().for_each(|sound| *sound = sound.replace('Ü', "V"));
    let mut seen = std::collections::HashSet::new();
    sounds.retain(|sound| seen.insert(sound.clone()));
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_pinyin_and_initials_in_every_reading() {
        let found = readings("曾伟");
        for text in ["ZENGWEI", "CENGWEI", "ZW", "CW"] {
            assert!(found.contains(&text.to_owned()), "{text} in {found:?}");
        }
        assert!(readings("吕布").contains(&"LVBU".to_owned()));
        assert_eq!(readings("SMITH"), Vec::<String>::new());
    }

    #[test]
    fn typed_words_are_normalised_like_plates() {
        assert_eq!(words(" 粤b·12  zs "), ["粤B12", "ZS"]);
    }
}
