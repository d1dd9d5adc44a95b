//! The source files of a checkout, and what is counted of each.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Folders that hold nothing a person wrote: what was built, fetched or generated.
const LEFT_OUT: [&str; 5] = ["node_modules", "target", "dist", "bindings", ".git"];

/// What is counted of one file.
#[derive(Default)]
pub struct Facts {
    /// From the checkout's root, with `/`.
    pub path: String,
    /// All lines.
    pub lines: usize,
    /// Lines of tests among them.
    pub test_lines: usize,
    /// How many tests.
    pub tests: usize,
    /// Lines that are comments, tests left out.
    pub comments: usize,
    /// Functions, tests left out.
    pub functions: Vec<Function>,
    /// Types, tests left out.
    pub shapes: Vec<Shape>,
    /// Public items, tests left out.
    pub public: usize,
    /// Names of those without a doc comment.
    pub undocumented: Vec<String>,
}

/// A function and its length in lines.
pub struct Function {
    pub name: String,
    pub lines: usize,
}

/// A type and the names of its variants or fields.
pub struct Shape {
    pub name: String,
    /// True for an enum.
    pub is_enum: bool,
    pub parts: BTreeSet<String>,
}

/// Every file below `folder` with one of these endings, by its path from `root`.
pub fn files(root: &Path, folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    walk(&root.join(folder), &mut |path| {
        let name = path.to_string_lossy();
        if endings.iter().any(|ending| name.ends_with(ending)) {
            let from_root = path.strip_prefix(root).unwrap_or(path);
            found.push(from_root.to_string_lossy().replace('\\', "/"));
        }
    });
    found.sort();
    found
}

fn walk(folder: &Path, each: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if !path.is_dir() {
            each(&path);
        } else if !LEFT_OUT.iter().any(|name| entry.file_name() == *name) {
            walk(&path, each);
        }
    }
}

/// Lines that hold a comment and nothing else; Rust and TypeScript write them alike.
pub fn comments<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    let mut in_block = false;
    let is_comment = |line: &str| {
        let line = line.trim();
        let begins = line.starts_with("/*") || line.starts_with("{/*");
        let is = in_block || begins || line.starts_with("//");
        in_block = (in_block || begins) && !line.contains("*/");
        is
    };
    lines.map(is_comment).filter(|is| *is).count()
}
