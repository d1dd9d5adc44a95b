//! Short notices: over nothing that is pressed, and gone with their page.

use crate::kit::{garage_shows, small_fleet};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use serde_json::json;

/// What could be pressed under the notices, were they not there.
const COVERED: &str = "
    const region = document.querySelector('[aria-live=polite][class*=region]');
    const pressed = 'button, a, input, select, textarea, [role=button], [role=tab], [role=row]';
    const found = new Set();
    for (const toast of region.children) {
        const box = toast.getBoundingClientRect();
        for (let x = box.left + 1; x < box.right; x += 6)
            for (let y = box.top + 1; y < box.bottom; y += 6)
                for (const element of document.elementsFromPoint(x, y)) {
                    const target = element.closest(pressed);
                    if (target && !region.contains(target)) found.add(target.dataset.testid ?? target.textContent);
                }
    }
    return [region.children.length, [...found]];";

async fn until_shown(window: &Window, count: u64) -> Outcome<serde_json::Value> {
    wait_until(&format!("{count} notices"), async || {
        let seen = window.run(COVERED, Vec::new()).await?;
        Ok((seen[0] == json!(count)).then(|| seen[1].clone()))
    })
    .await
}

#[tokio::test]
async fn notices_lie_over_nothing_that_is_pressed_and_go_with_their_page() -> Outcome {
    let home = Home::empty()?;
    home.window_size(1366, 768)?;
    let window = small_fleet(&home).await?;
    for left in [5, 4, 3] {
        window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
        window.press(&[], Key::Home).await?;
        window.press(&[], Key::Delete).await?;
        garage_shows(&window, left).await?;
    }
    assert_eq!(until_shown(&window, 3).await?, json!([]), "under three notices, each with its way back");
    window.go("overview").await?;
    assert_eq!(until_shown(&window, 0).await?, json!([]));
    window.close().await
}
