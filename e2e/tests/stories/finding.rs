//! The one car that somebody phones about.

use crate::kit::{garage_shows, small_fleet};
use cheku_e2e::{Home, Outcome, Window, wait_until};

const PLATE: usize = 1;

/// Types into the search and waits until just these plates are left, in any order.
async fn finds(window: &Window, typed: &str, plates: &[&str]) -> Outcome {
    window.fill("search", typed).await?;
    wait_until(&format!("{typed} to find {plates:?}"), async || {
        let mut left: Vec<_> =
            window.rows().await?.into_iter().map(|mut row| row.swap_remove(PLATE)).collect();
        left.sort();
        Ok((left == plates).then_some(()))
    })
    .await?;
    garage_shows(window, plates.len() as u64).await
}

#[tokio::test]
async fn a_car_is_found_by_four_characters_of_its_plate_or_its_drivers_initials() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;

    finds(&window, "2953", &["苏ED29539"]).await?;
    finds(&window, "5x91", &["苏E5X91C"]).await?;
    finds(&window, "wam", &["苏E5X91C"]).await?;
    // 王国平 and 王国栋
    finds(&window, "wg", &["浙F7702M", "苏ED29539"]).await?;
    // 单 is read shàn as a name.
    finds(&window, "syf", &["苏E35335"]).await?;
    window.close().await
}

#[tokio::test]
async fn back_takes_a_filter_back() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;

    window.click("presets").await?;
    window.click("preset-stale").await?;
    window.id("clear-filters").await?;
    window.client().back().await?;
    window.id("presets").await?;
    garage_shows(&window, 6).await?;
    window.close().await
}
