//! The icon's picture, in the size that a tray shows.

use tauri::image::Image;

/// The side of an icon in the tray at a scale of 1: 16 on Windows; 18 to 24 elsewhere.
const POINTS: f64 = if cfg!(windows) { 16.0 } else { 24.0 };

/// The smallest picture that needs no enlarging on a screen of this scale. Up to 24 it
/// is the simpler drawing.
pub(super) fn at(scale: f64) -> Image<'static> {
    let all = [
        tauri::include_image!("icons/16x16.png"),
        tauri::include_image!("icons/20x20.png"),
        tauri::include_image!("icons/24x24.png"),
        tauri::include_image!("icons/32x32.png"),
        tauri::include_image!("icons/48x48.png"),
    ];
    let largest = tauri::include_image!("icons/64x64.png");
    all.into_iter().find(|image| f64::from(image.width()) >= POINTS * scale).unwrap_or(largest)
}

#[cfg(test)]
mod tests {
    use super::{POINTS, at};

    #[test]
    fn no_picture_is_enlarged_as_long_as_there_is_a_larger_one() {
        let side = |scale| f64::from(at(scale).width());
        assert_eq!(side(1.0), POINTS);
        assert!(side(1.25) >= POINTS * 1.25);
        assert!(side(2.0) >= POINTS * 2.0);
        assert_eq!(side(9.0), 64.0);
    }
}
