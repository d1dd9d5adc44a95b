//! Which Rust file uses which: the modules of every crate, and the paths between them.

use super::circles::Graph;
use super::paths_in::{self, Named};
use super::source;
use super::syntax::is_test;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use syn::Item;

/// A crate's modules by their path (`["run", "check"]`; the root's is empty).
type Modules = BTreeMap<Vec<String>, Module>;

struct Module {
    file: String,
    named: Named,
}

/// Which files of each crate use which; files of different crates cannot use one another in circles.
pub fn graph(root: &Path) -> Result<Graph, String> {
    let mut graph = Graph::default();
    for file in roots(root) {
        let mut modules = Modules::new();
        read(root, &file, Vec::new(), &mut modules)?;
        for (at, module) in &modules {
            let targets = graph.entry(module.file.clone()).or_default();
            for path in &module.named.used {
                targets.extend(target(&modules, at, path, &mut BTreeSet::new()));
            }
            targets.remove(&module.file);
        }
    }
    Ok(graph)
}

/// The files with which the crates begin.
fn roots(root: &Path) -> Vec<String> {
    let is_root = |file: &&String| {
        file.starts_with("src-tauri/") && file.matches('/').count() == 1 && file.ends_with("/lib.rs")
            || file.ends_with("/src/lib.rs")
            || file.ends_with("/src/main.rs")
    };
    source::files(root, "", &[".rs"]).iter().filter(is_root).cloned().collect()
}

fn read(root: &Path, file: &str, at: Vec<String>, modules: &mut Modules) -> Result<(), String> {
    let text = fs::read_to_string(root.join(file)).map_err(|error| format!("{file}: {error}"))?;
    let parsed = syn::parse_file(&text).map_err(|error| format!("{file}: {error}"))?;
    for (name, path) in children(&parsed.items) {
        let mut below = at.clone();
        below.push(name.clone());
        if let Some(file) = file_of(root, file, &name, path) {
            read(root, &file, below, modules)?;
        }
    }
    modules.insert(at, Module { file: file.to_owned(), named: paths_in::read(&parsed.items) });
    Ok(())
}

/// Declared modules that have files, with the path that an attribute names.
fn children(items: &[Item]) -> Vec<(String, Option<String>)> {
    let declared = |item: &Item| {
        let Item::Mod(module) = item else { return None };
        if module.content.is_some() || is_test(&module.attrs) {
            return None;
        }
        let path = module.attrs.iter().find(|attribute| attribute.path().is_ident("path"));
        let path = path.and_then(|path| match &path.meta.require_name_value().ok()?.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        });
        Some((module.ident.to_string(), path))
    };
    items.iter().filter_map(declared).collect()
}

fn file_of(root: &Path, parent: &str, name: &str, path: Option<String>) -> Option<String> {
    let (folder, own) = parent.rsplit_once('/')?;
    if let Some(path) = path {
        return Some(format!("{folder}/{path}"));
    }
    let stem = own.trim_end_matches(".rs");
    let folder =
        if ["mod", "lib", "main"].contains(&stem) { folder.to_owned() } else { format!("{folder}/{stem}") };
    let candidates = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
    candidates.into_iter().find(|file| root.join(file).is_file())
}

/// Whether a name taken from all of a module is there at all.
fn defines(modules: &Modules, file: &str, name: &str) -> bool {
    modules.values().any(|module| module.file == file && module.named.items.iter().any(|item| item == name))
}

/// The file that defines what `path`, written in the module `at`, stands for. `None` for what
/// belongs to another crate or to the file itself.
fn target(
    modules: &Modules,
    at: &[String],
    path: &[String],
    seen: &mut BTreeSet<(Vec<String>, Vec<String>)>,
) -> Option<String> {
    if !seen.insert((at.to_vec(), path.to_vec())) {
        return None;
    }
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => within(modules, Vec::new(), rest, seen),
        "super" => within(modules, at[..at.len().checked_sub(1)?].to_vec(), rest, seen),
        "self" => within(modules, at.to_vec(), rest, seen),
        "Self" => None,
        _ => {
            let named = &modules.get(at)?.named;
            if named.children.contains(first) || named.aliases.contains_key(first) {
                return within(modules, at.to_vec(), path, seen);
            }
            None
        }
    }
}

/// The same for a path whose first names have led to the module `at`.
fn within(
    modules: &Modules,
    mut at: Vec<String>,
    mut path: &[String],
    seen: &mut BTreeSet<(Vec<String>, Vec<String>)>,
) -> Option<String> {
    loop {
        let module = modules.get(&at)?;
        let Some((name, rest)) = path.split_first() else {
            // A module by its own name: what is taken of it says more.
            return None;
        };
        if name == "super" {
            at.pop()?;
            path = rest;
            continue;
        }
        let mut below = at.clone();
        below.push(name.clone());
        if modules.contains_key(&below) {
            at = below;
            path = rest;
            continue;
        }
        if let Some(alias) = module.named.aliases.get(name) {
            let mut whole = alias.clone();
            whole.extend_from_slice(rest);
            return target(modules, &at, &whole, seen);
        }
        if name != "*" && !module.named.items.contains(name) {
            let through = module.named.globs.iter().find_map(|glob| {
                let mut whole = glob.clone();
                whole.extend_from_slice(path);
                target(modules, &at, &whole, seen).filter(|file| defines(modules, file, name))
            });
            if through.is_some() {
                return through;
            }
        }
        return Some(module.file.clone());
    }
}
