//! Walks the pages in both languages and both themes and keeps their pictures
//! in the folder given as argument: `garage-zh-CN-light.png`, …

use cheku_e2e::{Home, Language, Outcome, Theme, Window};
use std::path::{Path, PathBuf};

const PAGES: [&str; 7] = ["overview", "garage", "check", "violations", "drivers", "reports", "settings"];

#[tokio::main]
async fn main() -> Outcome {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: screenshots FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    window.click("start-demo").await?;
    window.id("demo-banner").await?;
    for language in [Language::Chinese, Language::English] {
        for theme in [Theme::Light, Theme::Dark] {
            window.looks(language, theme).await?;
            walk(&window, &folder, &format!("{}-{}", language.word(), theme.word())).await?;
        }
    }
    window.close().await
}

async fn walk(window: &Window, folder: &Path, look: &str) -> Outcome {
    for page in PAGES {
        window.go(page).await?;
        window.picture(&folder.join(format!("{page}-{look}.png"))).await?;
    }
    Ok(())
}
