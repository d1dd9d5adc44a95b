//! Which language people are spoken to in.

use clap::ValueEnum;

/// The two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of two sentences.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// As the commands take it.
    pub fn word(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

/// The system's language: Chinese of any kind, else English.
pub fn of_the_system() -> Lang {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// The language before the command line is understood, for its own help text.
pub fn early() -> Lang {
    let mut words = std::env::args().skip_while(|word| word != "--lang" && !word.starts_with("--lang="));
    let given = match words.next() {
        Some(word) if word == "--lang" => words.next(),
        Some(word) => word.strip_prefix("--lang=").map(str::to_owned),
        None => None,
    };
    given.and_then(|word| Lang::from_str(&word, true).ok()).unwrap_or_else(of_the_system)
}
