//! What is seen when there is nothing, when it is not there yet, when it fails,
//! and when there is a lot.

use crate::{Album, LAPTOP, Look, opened_at};
use cheku_e2e::{Outcome, Window, fill};

const LISTS: [&str; 3] = ["garage", "violations", "drivers"];
const ALL: [&str; 6] = ["overview", "garage", "check", "violations", "drivers", "reports"];

pub async fn take(album: &Album<'_>, looks: &[Look]) -> Outcome {
    let home = opened_at(LAPTOP)?;
    let window = Window::open(&home).await?;
    for &look in looks {
        window.looks(look.0, look.1).await?;
        for page in ["garage", "violations", "drivers", "check", "reports"] {
            window.go(page).await?;
            album.keep(&window, &format!("empty-{page}"), look).await?;
        }
    }
    window.close().await?;
    damaged(album, looks).await?;

    let home = opened_at(LAPTOP)?;
    fill(home.path(), 10_000, 4).await?;
    let window = Window::open(&home).await?;
    for &look in looks {
        plenty(&window, album, look).await?;
        waiting(&window, album, look).await?;
        failing(&window, album, look).await?;
    }
    window.close().await
}

/// A garage file that is none.
async fn damaged(album: &Album<'_>, looks: &[Look]) -> Outcome {
    let home = opened_at(LAPTOP)?;
    std::fs::write(home.path().join("garage.sqlite"), b"not a garage at all, but long enough to be read")?;
    let window = Window::open(&home).await?;
    for &look in looks {
        window.looks(look.0, look.1).await?;
        window.id("problem").await?;
        album.keep(&window, "damaged", look).await?;
    }
    window.close().await
}

async fn plenty(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    window.looks(look.0, look.1).await?;
    for page in ALL {
        window.go(page).await?;
        // What comes last there: skeletons come late, so a page without one may still be empty.
        let last = match page {
            "overview" => Some("overview-sentence"),
            "check" => Some("check-start"),
            _ => None,
        };
        if let Some(id) = last {
            window.id(id).await?;
        }
        album.keep(window, &format!("10000-{page}"), look).await?;
    }
    window.go("garage?q=ZZZ").await?;
    window.id("nomatch-clear").await?;
    album.keep(window, "nomatch-garage", look).await
}

/// Skeletons come after 300 ms; the page says itself when.
async fn waiting(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    for page in LISTS {
        window.go("settings?section=about").await?;
        window.looks(look.0, look.1).await?;
        window.hold_answers().await?;
        window.run("location.hash = arguments[0]", vec![format!("#/{page}").into()]).await?;
        window.shown("a skeleton", "//*[contains(@class, 'skeleton')]").await?;
        album.keep(window, &format!("loading-{page}"), look).await?;
    }
    Ok(())
}

async fn failing(window: &Window, album: &Album<'_>, look: Look) -> Outcome {
    for page in ALL {
        window.go("settings?section=about").await?;
        window.looks(look.0, look.1).await?;
        window.refuse_all("garage_io").await?;
        window.run("location.hash = arguments[0]", vec![format!("#/{page}").into()]).await?;
        window.shown("the reason", "//*[@role='alert']").await?;
        album.keep(window, &format!("error-{page}"), look).await?;
    }
    Ok(())
}
