//! The first click into a field of a desktop in Chinese that names no input method: GTK takes X's own then.

use crate::kit::small_fleet;
use cheku_e2e::{Home, Outcome, screen, wait_until};

/// One pixel in so many at least is another on another page.
const MUCH: usize = 20;

fn is_another(before: &[u8], now: &[u8]) -> bool {
    let changed = before.chunks(4).zip(now.chunks(4)).filter(|(before, now)| before != now).count();
    changed * MUCH > before.len() / 4
}

#[tokio::test]
async fn the_window_goes_on_painting_after_the_first_click_into_a_field() -> Outcome {
    let home = Home::empty()?;
    home.is_on_a_chinese_desktop()?;
    let window = small_fleet(&home).await?;
    window.go("settings?section=keeping").await?;
    window.click("erase-text").await?;
    window.fill("erase-text", "苏E12345").await?;
    let before = screen()?;
    // The screen follows the page a few frames later, so either page may be the one that stands there.
    wait_until("another page on the screen", async || {
        for page in ["garage", "settings?section=keeping"] {
            window.go(page).await?;
            if is_another(&before, &screen()?) {
                return Ok(Some(()));
            }
        }
        Ok(None)
    })
    .await?;
    window.close().await
}
