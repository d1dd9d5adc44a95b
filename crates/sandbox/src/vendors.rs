//! All vendors, and the scenarios that are held against them.

use crate::scenario::{Scenario, ScenarioError};
use crate::vendor::Vendor;

/// All vendors. A new one is one file and one line here.
pub(crate) static VENDORS: &[&dyn Vendor] = &[&crate::storeapi::Storeapi, &crate::juhe::Juhe];

pub(crate) fn find(id: &str) -> Option<&'static dyn Vendor> {
    VENDORS.iter().copied().find(|vendor| vendor.id() == id)
}

impl Scenario {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// [`ScenarioError`] with the place, when the text is not a scenario.
    pub fn from_json(text: &str) -> Result<Self, ScenarioError> {
        let text = text.trim_start_matches('\u{feff}');
        let scenario: Scenario = serde_json::from_str(text).map_err(|error| ScenarioError::Unreadable {
            line: error.line(),
            column: error.column(),
            detail: error.to_string(),
        })?;
        scenario.check()?;
        Ok(scenario)
    }

    /// A scenario that shows real life in a demo: a few vehicles without data, a city that is closed.
    pub fn demo() -> Self {
        let providers = VENDORS.iter().map(|vendor| (vendor.id().to_owned(), vendor.demo())).collect();
        Scenario { providers, ..Scenario::default() }
    }

    /// Holds the words against what each provider has. [`crate::Sandbox::start`] does it too.
    pub(crate) fn check(&self) -> Result<(), ScenarioError> {
        for (id, settings) in &self.providers {
            let Some(vendor) = find(id) else {
                return Err(ScenarioError::UnknownProvider(id.clone()));
            };
            if let Some(setting) = settings.foreign_to(vendor.own_settings()) {
                return Err(ScenarioError::ForeignSetting { provider: id.clone(), setting });
            }
            if let Some(index) = settings.faults.iter().position(|fault| !fault.is_whole()) {
                return Err(ScenarioError::BadFault { provider: id.clone(), index });
            }
        }
        Ok(())
    }
}
