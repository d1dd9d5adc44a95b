//! The one car that somebody phones about.

use crate::kit::{garage_shows, small_fleet};
use cheku_e2e::{Home, Outcome, Window};

const PLATE: usize = 1;

/// Types into the search and gives the plates that are left.
async fn found(window: &Window, typed: &str, count: u64) -> Outcome<Vec<String>> {
    window.fill("search", typed).await?;
    garage_shows(window, count).await?;
    Ok(window.rows().await?.into_iter().map(|mut row| row.swap_remove(PLATE)).collect())
}

#[tokio::test]
async fn a_car_is_found_by_four_characters_of_its_plate_or_its_drivers_initials() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;

    assert_eq!(found(&window, "2953", 1).await?, ["苏ED29539"]);
    assert_eq!(found(&window, "5x91", 1).await?, ["苏E5X91C"]);
    assert_eq!(found(&window, "wam", 1).await?, ["苏E5X91C"]);
    assert_eq!(found(&window, "wg", 2).await?.len(), 2, "王国平 and 王国栋");
    assert_eq!(found(&window, "syf", 1).await?, ["苏E35335"], "单 is read shàn as a name");
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
