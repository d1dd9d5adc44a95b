//! Telling drivers: what each of them is to read.

use super::ViolationSelection;
use cheku_domain::Fen;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which violations drivers are to be told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoticesRequest {
    /// Which. Those that are nobody's, paid, dropped or verified are left out and counted.
    pub selection: ViolationSelection,
    /// "zh" or "en": the language that the drivers read.
    pub lang: String,
}

/// What is to be told, driver by driver. Nothing is sent: a person copies, prints and says that it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notices {
    /// One for each driver, by name.
    pub notices: Vec<Notice>,
    /// Violations that are nobody's: they have to be claimed first.
    pub unclaimed: u32,
    /// Violations with nothing left to tell: paid, dropped or verified.
    pub settled: u32,
    /// Violations beyond what is told at once; they come when these are told.
    pub later: u32,
}

/// What one driver is to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notice {
    /// The driver.
    pub driver: String,
    /// Where they can be reached, as entered.
    pub phone: Option<String>,
    /// The violations, for `violations_step`, in the order of the text.
    pub ids: Vec<String>,
    /// What they cost together, as far as it is known.
    pub fines_fen: Fen,
    /// Fines that are not known.
    pub fines_unknown: u32,
    /// The points that wait, as far as they are known.
    pub points: u32,
    /// Points that wait and are not known.
    pub points_unknown: u32,
    /// The day by which to handle them, YYYY-MM-DD.
    pub due: String,
    /// The message, for a chat.
    pub text: String,
}

/// A notice as a picture, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoticePicture {
    /// The handle of the file.
    pub to: String,
    /// The picture: a PNG, in base64.
    pub png: String,
}
