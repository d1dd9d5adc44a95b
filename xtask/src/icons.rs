//! `cargo xtask icons`: every size from the two drawings in `icons/`.

use crate::shell::Outcome;

/// Draws. The drawing library is behind a feature, so the chore starts itself
/// again with it.
#[cfg(not(feature = "icons"))]
pub fn run(_args: &[String]) -> Outcome {
    use crate::shell;
    shell::run(shell::cargo().args([
        "run",
        "--quiet",
        "--package",
        "xtask",
        "--features",
        "icons",
        "--",
        "icons",
    ]))
}

#[cfg(feature = "icons")]
pub use drawing::run;

#[cfg(feature = "icons")]
mod drawing {
    use super::Outcome;
    use crate::paths;
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree};
    use std::fs;
    use std::path::Path;

    /// Up to this size the simpler drawing is used: slats and rim would blur.
    const SMALL: u32 = 24;
    const SIZES: [u32; 9] = [16, 20, 24, 32, 48, 64, 128, 256, 512];
    const ICO: [u32; 7] = [16, 20, 24, 32, 48, 64, 256];
    /// Apple's type for each size in an icns file ("Apple Icon Image format").
    const ICNS: [(&[u8; 4], u32); 7] = [
        (b"icp4", 16),
        (b"icp5", 32),
        (b"icp6", 64),
        (b"ic07", 128),
        (b"ic08", 256),
        (b"ic09", 512),
        (b"ic10", 1024),
    ];

    /// Draws every icon anew from its two drawings.
    pub fn run(_args: &[String]) -> Outcome {
        let folder = paths::root().join("icons");
        let large = read(&folder.join("icon.svg"))?;
        let small = read(&folder.join("icon-small.svg"))?;
        let draw = |size| png(if size <= SMALL { &small } else { &large }, size);
        for size in SIZES {
            write(&folder.join(format!("{size}x{size}.png")), &draw(size)?)?;
        }
        let ico: Vec<(u32, Vec<u8>)> =
            ICO.iter().map(|&size| Ok((size, draw(size)?))).collect::<Result<_, String>>()?;
        write(&folder.join("icon.ico"), &container_ico(&ico))?;
        let icns: Vec<(&[u8; 4], Vec<u8>)> =
            ICNS.iter().map(|&(kind, size)| Ok((kind, draw(size)?))).collect::<Result<_, String>>()?;
        write(&folder.join("icon.icns"), &container_icns(&icns))
    }

    fn read(file: &Path) -> Result<Tree, String> {
        let text = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        Tree::from_data(&text, &Options::default()).map_err(|error| format!("{}: {error}", file.display()))
    }

    fn write(file: &Path, bytes: &[u8]) -> Outcome {
        fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
    }

    fn png(tree: &Tree, size: u32) -> Result<Vec<u8>, String> {
        let mut pixels = Pixmap::new(size, size).ok_or("an icon of no size")?;
        let scale = size as f32 / tree.size().width();
        resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| error.to_string())
    }
    /// Windows' icon file: a directory of 16-byte entries, then the pictures. A
    /// size of 256 is written as 0.
    fn container_ico(pictures: &[(u32, Vec<u8>)]) -> Vec<u8> {
        let mut file = Vec::from([0, 0, 1, 0]);
        file.extend((pictures.len() as u16).to_le_bytes());
        let mut offset = 6 + 16 * pictures.len();
        for (size, picture) in pictures {
            let side = *size as u8;
            file.extend([side, side, 0, 0, 1, 0, 32, 0]);
            file.extend((picture.len() as u32).to_le_bytes());
            file.extend((offset as u32).to_le_bytes());
            offset += picture.len();
        }
        pictures.iter().for_each(|(_, picture)| file.extend(picture));
        file
    }

    /// Apple's icon file: blocks of type, length with its own header, picture.
    fn container_icns(pictures: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        const HEADER: usize = 8;
        let total = HEADER + pictures.iter().map(|(_, picture)| HEADER + picture.len()).sum::<usize>();
        let mut file = Vec::from(*b"icns");
        file.extend((total as u32).to_be_bytes());
        for (kind, picture) in pictures {
            file.extend(*kind);
            file.extend(((HEADER + picture.len()) as u32).to_be_bytes());
            file.extend(picture);
        }
        file
    }
}
