//! Whether an upgrade has room: the copy of the old file and the new one lie beside it for a while.

use crate::error::GarageErrorKind as Kind;
use crate::names::with_suffix;
use crate::{GarageError, Result};
use std::path::Path;

const MEGABYTE: u64 = 1_000_000;

/// `upgrade_no_room` with the megabytes that are missing. Where the disk does not tell how much it has,
/// it is tried.
pub(crate) fn refuse_without_room(path: &Path) -> Result<()> {
    let size = |path: &Path| path.metadata().map_or(0, |file| file.len());
    let held = size(path) + size(&with_suffix(path, "-wal"));
    let Ok(free) = fs4::available_space(path.parent().unwrap_or(Path::new("."))) else { return Ok(()) };
    match missing(held, free) {
        0 => Ok(()),
        megabytes => Err(GarageError::new(Kind::UpgradeNoRoom, megabytes.to_string())),
    }
}

/// Megabytes that are missing for a copy and a new file of one that holds so much.
fn missing(held: u64, free: u64) -> u64 {
    held.saturating_mul(2).saturating_sub(free).div_ceil(MEGABYTE)
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn what_is_missing_is_said_in_whole_megabytes() {
        assert_eq!(missing(400_000_000, 800_000_000), 0);
        assert_eq!(missing(400_000_000, 799_999_999), 1);
        assert_eq!(missing(400_000_000, 500_000_000), 300);
    }
}
