//! A small window, and a larger text: what folds, and that nothing is cut.

use crate::{Album, LAPTOP, Look, opened_at, tour};
use cheku_e2e::{Outcome, Window};
use serde_json::json;

/// The least width a window can have.
const SMALL: (u32, u32) = (1024, 680);

/// Pages that have most to lose.
const PAGES: [(&str, &str); 7] = [
    ("overview", "overview"),
    ("garage", "garage"),
    ("violations", "violations"),
    ("check-plan", "check?view=plan"),
    ("check-done", "check?view=batch"),
    ("drivers", "drivers"),
    ("settings", "settings"),
];

pub async fn take(album: &Album<'_>, looks: &[Look]) -> Outcome {
    walk(album, SMALL, "normal", "small", looks).await?;
    walk(album, LAPTOP, "larger", "large-text", looks).await
}

async fn walk(album: &Album<'_>, size: (u32, u32), text: &str, name: &str, looks: &[Look]) -> Outcome {
    let home = opened_at(size)?;
    let window = Window::open(&home).await?;
    tour::sample(&window).await?;
    tour::check(&window, json!({})).await?;
    window.run("localStorage.setItem('cheku.textSize', arguments[0])", vec![json!(text)]).await?;
    for &look in looks {
        window.looks(look.0, look.1).await?;
        for (page, address) in PAGES {
            window.go(address).await?;
            album.keep(&window, &format!("{name}-{page}"), look).await?;
        }
        tour::panels(&window, album, &format!("{name}-"), look).await?;
    }
    window.close().await
}
