//! What the cells of every sheet refer to.

use super::styles::Styles;

/// What the cells of every sheet refer to.
pub(super) struct Shared {
    pub strings: Vec<String>,
    pub styles: Styles,
    /// Days are counted from 1904 in workbooks of old Macs.
    pub from_1904: bool,
}
