//! A newer version of the program.

use super::CommandError;
use cheku_domain::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How it stands with newer versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateView {
    /// The program was built with an address to look at; else it never looks.
    pub has_address: bool,
    /// It looks by itself, once a day at most.
    pub by_itself: bool,
    /// When it last looked.
    pub looked_at: Option<Timestamp>,
    /// Why the last look brought nothing.
    pub trouble: Option<CommandError>,
    /// The ending of the installers that fit this program; `None` where a person replaces it.
    pub installer: Option<String>,
    /// How far it is.
    pub stage: UpdateStage,
}

/// How far an update is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum UpdateStage {
    /// Nothing newer is known of.
    None,
    /// There is a newer version.
    Found {
        /// Its number.
        version: String,
        /// What is new in it, in Chinese and in English; "" = not told.
        notes_zh: String,
        /// In English.
        notes_en: String,
        /// This program can fetch and install it; else a person does.
        has_package: bool,
    },
    /// It is being downloaded.
    Fetching {
        /// Its number.
        version: String,
        /// Bytes that are here.
        done: u64,
        /// All of them, where that is known.
        whole: Option<u64>,
    },
    /// Its installer is here, and its signature fits.
    Ready {
        /// Its number.
        version: String,
    },
}

/// Whether the program looks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateChoice {
    /// Once a day at most.
    pub by_itself: bool,
}

/// An installer that a person chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateFileRequest {
    /// The handle of a `ChosenFile`. Its signature lies beside it: the same name with `.sig`.
    pub file: String,
}

/// What follows an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateStarted {
    /// The installer wants this program gone; else the next start is the new version's.
    pub closes: bool,
}
