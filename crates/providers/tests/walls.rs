//! A provider is one folder and one line: its name stands nowhere else in the code.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

/// Where any provider's name may stand (contributing guide, "A third provider"): the
/// two registries and the interface's words; its own folders come on top.
const ALLOWED: &[&str] = &[
    "crates/providers/src/lib.rs",
    "crates/sandbox/src/vendors.rs",
    "crates/sandbox/src/lib.rs",
    "ui/src/i18n/",
];

fn is_allowed(file: &str, provider: &str) -> bool {
    let own = [format!("crates/providers/src/{provider}/"), format!("crates/sandbox/src/{provider}")];
    ALLOWED.iter().any(|allowed| file.starts_with(allowed)) || own.iter().any(|own| file.starts_with(own))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "target", "tests", "dist"].contains(&name.as_str()) {
                sources(&path, found);
            }
        } else if [".rs", ".ts", ".tsx"].iter().any(|end| name.ends_with(end)) && !is_test(&name) {
            found.push(path);
        }
    }
}

/// The interface's tests and what only they read.
fn is_test(name: &str) -> bool {
    name.contains(".test.") || name.starts_with("testData.") || name.starts_with("stories.")
}

/// Tests at the end of a file may name a provider.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn no_provider_is_named_outside_its_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let mut found = Vec::new();
    for folder in ["crates", "src-tauri", "ui/src"] {
        sources(&root.join(folder), &mut found);
    }
    assert!(found.len() > 150, "the sources were found");
    let mut outside = Vec::new();
    for path in found {
        let relative = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).unwrap().to_lowercase();
        for provider in cheku_providers::PROVIDERS.iter().map(|entry| entry.descriptor.id) {
            if without_tests(&text).contains(provider) && !is_allowed(&relative, provider) {
                outside.push(format!("{provider} in {relative}"));
            }
        }
    }
    assert!(outside.is_empty(), "named outside its folder: {outside:?}");
}

/// A folder on this side and a file on the other: what makes up a provider.
#[test]
fn every_provider_has_its_folder_and_its_stand_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    for entry in cheku_providers::PROVIDERS {
        let id = entry.descriptor.id;
        assert!(root.join(format!("crates/providers/src/{id}/mod.rs")).is_file(), "{id}");
        assert!(root.join(format!("crates/sandbox/src/{id}.rs")).is_file(), "{id}");
        assert!(entry.descriptor.site.starts_with("https://"), "{id}: its site can be opened");
    }
}
