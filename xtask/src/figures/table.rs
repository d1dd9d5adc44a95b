//! The figures as a table, and the lists behind them.

use super::circles::{Graph, circles};
use super::source::{self, Facts};
use super::twins::twins;
use super::{modules, page, rust};
use crate::paths;
use crate::shell::Outcome;
use std::fs;
use std::path::{Path, PathBuf};

/// Prints a table for Rust and the page, then every circle and every pair of twins.
pub fn run(args: &[String]) -> Outcome {
    let root = args.first().map_or_else(paths::root, PathBuf::from);
    let rust = facts_of(&root, &source::files(&root, "", &[".rs"]), rust::facts)?;
    let page = facts_of(&root, &page::files(&root), |path, text| Ok(page::facts(path, text)))?;
    let (rust_graph, page_graph) = (modules::graph(&root)?, page::graph(&root)?);
    let (rust_circles, page_circles) = (circles(&rust_graph), circles(&page_graph));
    let alike = twins(&rust);
    println!("| | Rust | page |\n|---|---:|---:|");
    for ((name, rust), (_, page)) in rows(&rust).into_iter().zip(rows(&page)) {
        println!("| {name} | {rust} | {page} |");
    }
    println!("| twins on two floors | {} | |", alike.len());
    println!("| circles between files | {} | {} |", rust_circles.len(), page_circles.len());
    println!("\nTwins:\n{}", list(&alike));
    println!("\nCircles:\n{}", list(&arrows(&rust_graph, &rust_circles)));
    println!("{}", list(&arrows(&page_graph, &page_circles)));
    println!("\nPublic without a doc comment:\n{}", list(&undocumented(&rust)));
    Ok(())
}

/// Lines that are no tests.
fn code(file: &Facts) -> usize {
    file.lines - file.test_lines
}

fn facts_of(
    root: &Path,
    files: &[String],
    read: impl Fn(&str, &str) -> Result<Facts, String>,
) -> Result<Vec<Facts>, String> {
    let facts = files.iter().map(|file| {
        let text = fs::read_to_string(root.join(file)).map_err(|error| format!("{file}: {error}"))?;
        read(file, &text)
    });
    facts.collect()
}

fn rows(files: &[Facts]) -> Vec<(&'static str, String)> {
    let with_code: Vec<&Facts> = files.iter().filter(|file| code(file) > 0).collect();
    let sum = |of: fn(&Facts) -> usize| files.iter().map(of).sum::<usize>();
    let lengths = with_code.iter().map(|file| (code(file), file.path.as_str()));
    let functions = with_code.iter().flat_map(|file| &file.functions);
    let public = sum(|file| file.public);
    let undocumented = sum(|file| file.undocumented.len());
    vec![
        ("files without tests", with_code.len().to_string()),
        ("lines without tests", sum(code).to_string()),
        ("lines of tests", sum(|file| file.test_lines).to_string()),
        ("tests", sum(|file| file.tests).to_string()),
        ("file: median, longest", spread(lengths.collect())),
        (
            "function: median, longest",
            spread(functions.map(|function| (function.lines, function.name.as_str())).collect()),
        ),
        (
            "comment lines in 100",
            format!("{:.1}", 100.0 * sum(|file| file.comments) as f64 / sum(code) as f64),
        ),
        ("types", sum(|file| file.shapes.len()).to_string()),
        ("public items, without doc", format!("{public}, {undocumented}")),
    ]
}

fn spread(mut lengths: Vec<(usize, &str)>) -> String {
    lengths.sort_unstable();
    let middle = lengths.get(lengths.len() / 2).map_or(0, |(length, _)| *length);
    lengths.last().map_or_else(String::new, |(length, name)| format!("{middle}, {length} (`{name}`)"))
}

fn undocumented(files: &[Facts]) -> Vec<String> {
    files
        .iter()
        .flat_map(|file| file.undocumented.iter().map(|name| format!("{}: {name}", file.path)))
        .collect()
}

/// Each circle with the arrows inside it.
fn arrows(graph: &Graph, circles: &[Vec<String>]) -> Vec<String> {
    let inside = |circle: &Vec<String>| {
        let from = circle.iter().filter_map(|file| Some((file, graph.get(file)?)));
        let arrows = from.flat_map(|(file, targets)| {
            let inner = targets.iter().filter(|target| circle.contains(target));
            inner.map(move |target| format!("\n  {file} -> {target}"))
        });
        format!("{} files{}", circle.len(), arrows.collect::<String>())
    };
    circles.iter().map(inside).collect()
}

fn list(lines: &[String]) -> String {
    lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}
