//! What the garage keeps of the robots. Addresses and secrets are where keys are, never here: a
//! garage that was restored or received sends nothing anywhere.

use super::due::ToldDue;
use crate::api::{CommandError, ErrorCode, RobotTold};
use crate::error::Result;
use cheku_garage::Garage;
use cheku_robots::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A restore keeps them as they are now.
pub(crate) const ROBOTS: &str = "robots";

/// One robot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub on: bool,
    pub on_due: bool,
    pub host: Option<String>,
    pub has_secret: bool,
    pub full_plates: bool,
    pub lang: String,
    pub last: Option<RobotTold>,
    pub due: ToldDue,
}

pub(super) type Robots = BTreeMap<Kind, Kept>;

/// A garage that has never heard of robots has none.
pub(super) fn read(garage: &Garage) -> Result<Robots> {
    let Some(text) = garage.setting(ROBOTS)? else { return Ok(Robots::new()) };
    serde_json::from_str(&text).map_err(|_| CommandError::new(ErrorCode::UnknownWord, ROBOTS))
}

pub(super) fn write(garage: &Garage, robots: &Robots) -> Result<()> {
    let text = serde_json::to_string(robots)
        .map_err(|_| CommandError::new(ErrorCode::Internal, "a setting could not be written"))?;
    Ok(garage.set_setting(ROBOTS, Some(&text))?)
}

/// Notes what came of the last message.
pub(super) fn note(garage: &Garage, kind: Kind, told: RobotTold) -> Result<()> {
    change(garage, kind, |robot| robot.last = Some(told))
}

/// Changes a robot that is still there.
pub(super) fn change(garage: &Garage, kind: Kind, change: impl FnOnce(&mut Kept)) -> Result<()> {
    let mut robots = read(garage)?;
    if let Some(robot) = robots.get_mut(&kind) {
        change(robot);
        write(garage, &robots)?;
    }
    Ok(())
}
