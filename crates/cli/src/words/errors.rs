//! Why a command was refused: what happened, then what to do.

mod accounts;
mod commands;
mod files;
mod garage;
mod updates;

use super::fill;
use crate::lang::Lang;
use cheku_commands::{CommandError, ErrorCode};

/// The sentence, with its places filled from the details.
pub fn sentence(lang: Lang, error: &CommandError) -> String {
    let (zh, en) = words(error.code);
    let said = fill(lang.pick(zh, en), &error.details);
    match error.code {
        // Here the technical detail is what helps: the process that holds the
        // garage, the disk's own complaint.
        ErrorCode::GarageHeld | ErrorCode::GarageIo | ErrorCode::Internal | ErrorCode::NoSecretStore => {
            format!("{said} [{}: {}]", error.code.word(), error.message)
        }
        _ => format!("{said} [{}]", error.code.word()),
    }
}

/// Chinese and English.
type Words = (&'static str, &'static str);

/// What no list below has would read like a fault of the program; a test holds that each has every code of its own.
const INTERNAL: Words = ("程序内部错误，请重试。", "Internal error. Try again.");

fn words(code: ErrorCode) -> Words {
    let lists = [commands::words, garage::words, accounts::words, files::words, updates::words];
    lists.into_iter().find_map(|words| words(code)).unwrap_or(INTERNAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_a_sentence_of_its_own_in_both_languages() {
        let mut seen = std::collections::BTreeMap::new();
        for code in ErrorCode::ALL {
            let (zh, en) = words(*code);
            assert!(zh.ends_with('。') && en.ends_with('.'), "{code:?}");
            assert_eq!(seen.insert(zh, code), None, "{code:?} shares its sentence");
        }
    }

    #[test]
    fn the_sentence_names_what_the_details_name() {
        let error = CommandError::new(ErrorCode::NotFound, "vehicle").with("plate", "苏E12345");
        assert_eq!(sentence(Lang::En, &error), "Not found: 苏E12345. See cheku-cli vehicles. [not_found]");
    }
}
