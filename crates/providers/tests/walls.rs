//! A provider is one folder and one line: its name stands nowhere else in the code.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

/// Where a provider's name may stand (contributing guide, "A third provider"):
/// its folders, the two registries, tests, and the interface's words.
const ALLOWED: &[&str] = &[
    "crates/providers/src/lib.rs",
    "crates/providers/src/storeapi/",
    "crates/providers/src/juhe/",
    "crates/sandbox/src/vendor.rs",
    "crates/sandbox/src/lib.rs",
    "crates/sandbox/src/storeapi",
    "crates/sandbox/src/juhe",
    "ui/src/i18n/",
];

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
        let named = cheku_providers::PROVIDERS.iter().any(|p| without_tests(&text).contains(p.descriptor.id));
        if named && !ALLOWED.iter().any(|allowed| relative.starts_with(allowed)) {
            outside.push(relative);
        }
    }
    assert!(outside.is_empty(), "a provider is named in {outside:?}");
}
