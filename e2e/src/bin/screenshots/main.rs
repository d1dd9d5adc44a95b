//! Walks the pages in both languages and both themes and keeps their pictures in
//! the folder given as argument: `garage-zh-CN-light.png`, …; on a large screen
//! and in the states that a person seldom sees, in two looks only.

mod folded;
mod panels;
mod states;
mod tour;

#[cfg(not(windows))]
use cheku_e2e::Desktop;
use cheku_e2e::{Home, Language, Outcome, Theme, Window};
use std::path::{Path, PathBuf};

/// A language and a theme.
type Look = (Language, Theme);

const ALL_LOOKS: [Look; 4] = [
    (Language::Chinese, Theme::Light),
    (Language::Chinese, Theme::Dark),
    (Language::English, Theme::Light),
    (Language::English, Theme::Dark),
];
/// Each language and each theme once.
const TWO_LOOKS: [Look; 2] = [(Language::Chinese, Theme::Light), (Language::English, Theme::Dark)];

/// Laptop and desktop.
const LAPTOP: (u32, u32) = (1366, 768);
const DESKTOP: (u32, u32) = (1920, 1080);

#[tokio::main]
async fn main() -> Outcome {
    let mut args = std::env::args_os().skip(1);
    let folder =
        PathBuf::from(args.next().ok_or("usage: screenshots FOLDER [laptop|desktop|panels|folded|states]")?);
    let only = args.next();
    let wanted = |part: &str| only.as_ref().is_none_or(|only| only == part);
    std::fs::create_dir_all(&folder)?;
    // As most have it: some settings are offered only there.
    #[cfg(not(windows))]
    let _desktop = Desktop::with_panel().await?;
    if wanted("laptop") {
        tour::take(&Album::new(&folder, ""), LAPTOP, &ALL_LOOKS).await?;
    }
    if wanted("desktop") {
        tour::take(&Album::new(&folder, "1920-"), DESKTOP, &TWO_LOOKS).await?;
    }
    if wanted("panels") {
        panels::take(&Album::new(&folder, "panel-"), &TWO_LOOKS).await?;
    }
    if wanted("folded") {
        folded::take(&Album::new(&folder, "folded-"), &TWO_LOOKS).await?;
    }
    if wanted("states") {
        states::take(&Album::new(&folder, "state-"), &TWO_LOOKS).await?;
    }
    Ok(())
}

/// An empty home whose window opens with this size.
fn opened_at((width, height): (u32, u32)) -> Outcome<Home> {
    let home = Home::empty()?;
    home.window_size(width, height)?;
    Ok(home)
}

/// Where pictures go, and how their names begin.
struct Album<'a> {
    folder: &'a Path,
    prefix: &'a str,
}

impl<'a> Album<'a> {
    fn new(folder: &'a Path, prefix: &'a str) -> Self {
        Album { folder, prefix }
    }

    /// Keeps the page as it is drawn now.
    async fn keep(&self, window: &Window, name: &str, (language, theme): Look) -> Outcome {
        let file = format!("{}{name}-{}-{}.png", self.prefix, language.word(), theme.word());
        window.picture(&self.folder.join(file)).await
    }
}
