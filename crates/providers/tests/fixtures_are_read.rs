//! Every answer that is kept beside a provider is one whose reading is asserted: a file
//! that no test reads proves nothing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// What stands in tests: whole files below `tests/` and `*_tests.rs`, and of others what
/// follows the mark of a test module.
fn test_code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    if path.components().any(|part| part.as_os_str() == "tests") || name.ends_with("_tests.rs") {
        return text;
    }
    text.split_once("#[cfg(test)]").map(|(_, tests)| tests.to_owned()).unwrap_or_default()
}

#[test]
fn every_fixture_has_an_asserted_reading() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    files(&home.join("src"), &mut all);
    files(&home.join("tests"), &mut all);
    let (code, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|path| path.extension().is_some_and(|e| e == "rs"));
    let tests: String = code.iter().map(|path| test_code(path)).collect();
    let fixtures: Vec<String> = others
        .iter()
        .filter(|path| path.parent().is_some_and(|folder| folder.ends_with("fixtures")))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "README.md")
        .collect();
    assert!(fixtures.len() >= 28, "{} fixtures were found", fixtures.len());
    let unread: Vec<&String> =
        fixtures.iter().filter(|name| !tests.contains(&format!("fixtures/{name}\")"))).collect();
    assert!(unread.is_empty(), "no test reads {unread:?}");
}
