//! A home folder for children: accounts that point at the sandbox, and its fleet.

use crate::Outcome;
use crate::process::Program;
use crate::task::{Reply, Task};
use cheku_commands::api::{AccountForm, PriceRow};
use cheku_domain::provider::FieldKind;
use cheku_sandbox::Sandbox;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Time-out of a question where none is to be seen.
pub const TIMEOUT_SECONDS: u32 = 30;

const SETUP: &str = "setup.json";
const FLEET: &str = "fleet.csv";
/// What a charged call costs where the vendor's document names no price.
const PRICE_YUAN: &str = "0.13";

/// What a child needs to prepare its home.
#[derive(Debug, Deserialize)]
pub struct Setup {
    /// The file to import.
    pub fleet: String,
    /// The accounts to save.
    pub accounts: Vec<AccountForm>,
}

impl Setup {
    /// Reads the file that `Home::prepare` wrote.
    pub fn read(home: &Path) -> Outcome<Setup> {
        Ok(serde_json::from_slice(&std::fs::read(home.join(SETUP))?)?)
    }
}

/// A prepared home; the folder goes with it.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// Saves both accounts and imports the sandbox's fleet, in a process of its own.
    pub async fn prepare(program: &Program, sandbox: &Sandbox, timeout_seconds: u32) -> Outcome<Home> {
        let home = Home { folder: tempfile::tempdir()? };
        let fleet = home.path().join(FLEET);
        std::fs::write(&fleet, sandbox.fleet_csv())?;
        let setup =
            json!({ "fleet": fleet.to_string_lossy(), "accounts": accounts(sandbox, timeout_seconds) });
        std::fs::write(home.path().join(SETUP), serde_json::to_vec(&setup)?)?;
        match program.run(home.path(), &Task::Prepare).await? {
            Reply { refused: None, planned, .. } if planned as usize == sandbox.fleet().len() => Ok(home),
            other => Err(format!("the home could not be prepared: {other:?}").into()),
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The garage's file.
    pub fn garage(&self) -> PathBuf {
        self.path().join("garage.sqlite")
    }
}

/// Forms with the sandbox's credentials: the one secret that may be written out.
fn accounts(sandbox: &Sandbox, timeout_seconds: u32) -> Vec<Value> {
    let with_credentials = |descriptor: &'static cheku_domain::provider::Descriptor| {
        let credentials = sandbox.credentials(descriptor.id)?;
        let mut values = BTreeMap::new();
        for field in descriptor.fields {
            let value = match field.kind {
                FieldKind::Origin => Some(sandbox.origin()),
                // The one plain text field without a default is the account's own id.
                FieldKind::Text if field.default.is_none() => credentials.app_id.clone(),
                _ => None,
            };
            values.extend(value.map(|value| (field.key, value)));
        }
        Some(json!({
            "provider": descriptor.id,
            "values": values,
            "secret": credentials.secret.or(credentials.key),
            "prices": [PriceRow { from: 1, price_yuan: PRICE_YUAN.to_owned() }],
            "timeout_seconds": timeout_seconds,
        }))
    };
    cheku_commands::descriptors().into_iter().filter_map(with_credentials).collect()
}
