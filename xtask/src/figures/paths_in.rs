//! The paths that a Rust file names: its imports, and every `a::b::c` in its code and macros.

use super::syntax::{attributes, is_test};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::{Item, UseTree};

/// What one module names, tests left out.
#[derive(Default)]
pub struct Named {
    /// Names that stand for a path here, those handed on by `pub use` among them.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// Modules whose names are all taken.
    pub globs: Vec<Vec<String>>,
    /// Paths that are imported or used. What is only handed on is not among them.
    pub used: Vec<Vec<String>>,
    /// Modules that are declared here, with a file of their own.
    pub children: Vec<String>,
    /// Items that are defined here.
    pub items: Vec<String>,
}

/// Reads the items of a module.
pub fn read(items: &[Item]) -> Named {
    let mut named = Named::default();
    collect(items, &mut named);
    named
}

fn collect(items: &[Item], named: &mut Named) {
    for item in items.iter().filter(|item| !is_test(attributes(item))) {
        match item {
            Item::Use(item) => {
                let is_handed_on = !matches!(item.vis, syn::Visibility::Inherited);
                tree(&item.tree, &mut Vec::new(), is_handed_on, named);
            }
            Item::Mod(module) => match &module.content {
                None => named.children.push(module.ident.to_string()),
                Some((_, inner)) => within_the_file(inner, named),
            },
            other => {
                named.items.extend(name(other));
                if let Item::Macro(call) = other {
                    named.items.extend(defined_by(&call.mac.tokens));
                }
                paths(other.to_token_stream(), &mut named.used);
            }
        }
    }
}

/// A module inside the file belongs to the file: what it takes from above is the file's own.
fn within_the_file(items: &[Item], named: &mut Named) {
    let inner = read(items);
    let outside = |path: &Vec<String>| path.first().is_none_or(|first| first != "super");
    named.used.extend(inner.used.into_iter().filter(outside));
    for (alias, path) in inner.aliases.into_iter().filter(|(_, path)| outside(path)) {
        named.aliases.entry(alias).or_insert(path);
    }
    named.items.extend(inner.items);
}

fn tree(tree: &UseTree, before: &mut Vec<String>, is_handed_on: bool, named: &mut Named) {
    let mut whole = |last: &syn::Ident, alias: &syn::Ident, before: &[String]| {
        let is_self = last == "self";
        let mut path = before.to_vec();
        if !is_self {
            path.push(last.to_string());
        }
        let alias = if is_self && last == alias {
            path.last().cloned().unwrap_or_default()
        } else {
            alias.to_string()
        };
        if !is_handed_on {
            named.used.push(path.clone());
        }
        named.aliases.insert(alias, path);
    };
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            self::tree(&path.tree, before, is_handed_on, named);
            before.pop();
        }
        UseTree::Name(name) => whole(&name.ident, &name.ident, before),
        UseTree::Rename(rename) => whole(&rename.ident, &rename.rename, before),
        UseTree::Glob(_) => {
            if !is_handed_on {
                named.used.push([before.as_slice(), &["*".to_owned()]].concat());
            }
            named.globs.push(before.clone());
        }
        UseTree::Group(group) => {
            for inner in &group.items {
                self::tree(inner, before, is_handed_on, named);
            }
        }
    }
}

fn name(item: &Item) -> Option<String> {
    Some(match item {
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Const(item) => item.ident.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Macro(item) => item.ident.as_ref()?.to_string(),
        _ => return None,
    })
}

/// What a macro's call may define: every name before braces.
fn defined_by(tokens: &TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let name = |pair: &[TokenTree]| match pair {
        [TokenTree::Ident(name), TokenTree::Group(_)] => Some(name.to_string()),
        _ => None,
    };
    tokens.windows(2).filter_map(name).collect()
}

/// Every run of names joined by `::`, of two or more.
fn paths(tokens: TokenStream, found: &mut Vec<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    for token in tokens {
        match &token {
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Ident(name) => {
                if colons != 2 {
                    keep(&mut path, found);
                }
                path.push(name.to_string());
                colons = 0;
            }
            _ => {
                keep(&mut path, found);
                colons = 0;
            }
        }
        if let TokenTree::Group(group) = token {
            paths(group.stream(), found);
        }
    }
    keep(&mut path, found);
}

fn keep(path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    if path.len() > 1 {
        found.push(std::mem::take(path));
    }
    path.clear();
}
