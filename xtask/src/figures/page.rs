//! What is counted of the page's files: TypeScript read plainly, line by line.

use super::circles::Graph;
use super::source::{self, Facts, Function, comments};
use std::fs;
use std::path::Path;

/// The page's sources.
pub const FOLDER: &str = "ui/src";
const ENDINGS: [&str; 2] = [".ts", ".tsx"];
/// Words before a file's name in an import.
const BEFORE_A_FILE: [&str; 3] = ["from \"", "import \"", "import(\""];

/// Every file of the page.
pub fn files(root: &Path) -> Vec<String> {
    source::files(root, FOLDER, &ENDINGS)
}

/// Which of the page's files use which, tests left out.
pub fn graph(root: &Path) -> Result<Graph, String> {
    let files = files(root);
    let mut graph = Graph::new();
    for file in files.iter().filter(|file| !is_test_file(file)) {
        let text = fs::read_to_string(root.join(file)).map_err(|error| format!("{file}: {error}"))?;
        let targets = imports(&text).into_iter().filter_map(|name| resolve(&files, file, name)).collect();
        graph.insert(file.clone(), targets);
    }
    Ok(graph)
}

/// The names of the files that a file imports, as they are written.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for before in BEFORE_A_FILE {
        let named = text.split(before).skip(1).filter_map(|rest| rest.split('"').next());
        found.extend(named.filter(|name| name.starts_with('.') || name.starts_with("@/")));
    }
    found
}

fn resolve(files: &[String], from: &str, name: &str) -> Option<String> {
    let mut parts: Vec<&str> = match name.strip_prefix("@/") {
        Some(_) => FOLDER.split('/').collect(),
        None => from.rsplit_once('/')?.0.split('/').collect(),
    };
    for part in name.trim_start_matches("@/").split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let stem = parts.join("/");
    let endings = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];
    endings.iter().map(|ending| format!("{stem}{ending}")).find(|file| files.contains(file))
}

/// The facts of a file.
pub fn facts(path: &str, text: &str) -> Facts {
    let lines: Vec<&str> = text.lines().collect();
    let mut facts = Facts { path: path.to_owned(), lines: lines.len(), ..Facts::default() };
    if is_test_file(path) {
        facts.test_lines = facts.lines;
        let calls = |line: &&&str| {
            ["it(", "test(", "it.each(", "test.each("].iter().any(|call| line.trim().starts_with(call))
        };
        facts.tests = lines.iter().filter(calls).count();
        return facts;
    }
    facts.comments = comments(lines.iter().copied());
    facts.functions = functions(&lines);
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = exported(line) else { continue };
        facts.public += 1;
        let before = at.checked_sub(1).map(|before| lines[before].trim());
        if !before.is_some_and(|before| before.ends_with("*/")) {
            facts.undocumented.push(name.to_owned());
        }
    }
    facts
}

/// Tests, and what only they read.
fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.contains(".test.")
        || ["testData.", "stories.", "testSetup."].iter().any(|head| name.starts_with(head))
}

fn exported(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("export ")?;
    let rest = rest.strip_prefix("default ").unwrap_or(rest);
    let rest = rest.strip_prefix("async ").unwrap_or(rest);
    let kinds = ["function ", "const ", "type ", "interface ", "class "];
    let name = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    name.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

/// Functions with a name; the formatter closes each at the depth at which it began.
fn functions(lines: &[&str]) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function(line) else { continue };
        let depth = line.len() - line.trim_start().len();
        // An arrow with its value on the lines below ends with the value.
        let is_value = line.ends_with("=>");
        let ends = |line: &&str| {
            let inner = line.trim_start();
            let inside = line.len() - inner.len();
            (is_value && inside == depth + 2 && inner.ends_with(';'))
                || (inside == depth
                    && (inner.starts_with('}') || inner.starts_with(')'))
                    && !inner.ends_with('{'))
        };
        let one_line = line.ends_with(';') || line.ends_with('}');
        let end = if one_line { 0 } else { lines[at + 1..].iter().position(ends).map_or(0, |end| end + 1) };
        found.push(Function { name: name.to_owned(), lines: end + 1 });
    }
    found
}

fn function(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    for word in ["export ", "default ", "async "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let named = rest.strip_prefix("function ");
    let arrow = rest.strip_prefix("const ").filter(|rest| {
        rest.split_once(" = ").is_some_and(|(_, value)| {
            value.starts_with('(') && (value.contains("=>") || value.ends_with('('))
                || value.starts_with("async (")
        })
    });
    let name = named.or(arrow)?;
    name.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_functions_and_exports_are_read_from_the_lines() {
        let text = "import { a } from \"@/shared/a\";\nimport \"./b.css\";\nimport \"react\";\n\n/** Says it. */\nexport function say() {\n  return 1;\n}\n\nexport const add = (a: number) => {\n  return a;\n};\n\nconst half = (a: number) =>\n  a / 2;\n\nconst other = 1;\n";
        assert_eq!(imports(text), ["@/shared/a", "./b.css"]);
        let facts = facts("ui/src/x.ts", text);
        let functions: Vec<(&str, usize)> =
            facts.functions.iter().map(|function| (function.name.as_str(), function.lines)).collect();
        assert_eq!(functions, [("say", 3), ("add", 3), ("half", 2)]);
        assert_eq!((facts.public, facts.undocumented), (2, vec!["add".to_owned()]));
        let files = ["ui/src/shared/a.ts".to_owned()];
        assert_eq!(resolve(&files, "ui/src/app/x.ts", "../shared/a").as_deref(), Some("ui/src/shared/a.ts"));
    }
}
