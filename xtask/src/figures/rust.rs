//! What is counted of a Rust file.

use super::functions::Visitor;
use super::source::{Facts, Shape, comments};
use super::syntax::{attributes, is_test};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;
use syn::visit::Visit;
use syn::{Attribute, ImplItem, Item, Visibility};

/// The facts of a file; an error where it is not Rust.
pub fn facts(path: &str, text: &str) -> Result<Facts, String> {
    let file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
    let lines: Vec<&str> = text.lines().collect();
    let mut facts = Facts { path: path.to_owned(), lines: lines.len(), ..Facts::default() };
    let mut visitor = Visitor::default();
    visitor.visit_file(&file);
    facts.tests = visitor.tests;
    if is_test_file(path) {
        facts.test_lines = facts.lines;
        return Ok(facts);
    }
    facts.functions = visitor.functions;
    facts.test_lines = visitor.test_lines.iter().map(|range| range.1 + 1 - range.0).sum();
    let in_test = |at: usize| visitor.test_lines.iter().any(|(from, to)| (*from..=*to).contains(&at));
    facts.comments =
        comments(lines.iter().enumerate().filter(|(at, _)| !in_test(at + 1)).map(|(_, line)| *line));
    items(&file.items, &mut facts);
    Ok(facts)
}

/// Files that only tests read.
pub fn is_test_file(path: &str) -> bool {
    path.contains("/tests/")
        || path.starts_with("e2e/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
        || path.ends_with("_test.rs")
}

fn items(items: &[Item], facts: &mut Facts) {
    for item in items.iter().filter(|item| !is_test(attributes(item))) {
        shapes(item, facts);
        match item {
            Item::Mod(module) => {
                if let Some((_, inner)) = &module.content {
                    self::items(inner, facts);
                }
            }
            Item::Impl(block) if block.trait_.is_none() => {
                for item in &block.items {
                    if let ImplItem::Fn(function) = item {
                        public(&function.vis, &function.attrs, &function.sig.ident, facts);
                    }
                }
            }
            _ => {
                if let Some((visibility, name)) = named(item) {
                    public(visibility, attributes(item), &name, facts);
                }
            }
        }
    }
}

fn public(
    visibility: &Visibility,
    attributes: &[Attribute],
    name: &dyn std::fmt::Display,
    facts: &mut Facts,
) {
    if !matches!(visibility, Visibility::Public(_)) {
        return;
    }
    facts.public += 1;
    if !attributes.iter().any(|attribute| attribute.path().is_ident("doc")) {
        facts.undocumented.push(name.to_string());
    }
}

fn named(item: &Item) -> Option<(&Visibility, String)> {
    Some(match item {
        Item::Fn(item) => (&item.vis, item.sig.ident.to_string()),
        Item::Struct(item) => (&item.vis, item.ident.to_string()),
        Item::Enum(item) => (&item.vis, item.ident.to_string()),
        Item::Trait(item) => (&item.vis, item.ident.to_string()),
        Item::Type(item) => (&item.vis, item.ident.to_string()),
        Item::Const(item) => (&item.vis, item.ident.to_string()),
        Item::Static(item) => (&item.vis, item.ident.to_string()),
        _ => return None,
    })
}

fn shapes(item: &Item, facts: &mut Facts) {
    match item {
        Item::Struct(item) => {
            let parts = item.fields.iter().filter_map(|field| field.ident.as_ref()).map(ToString::to_string);
            let parts = parts.collect();
            facts.shapes.push(Shape { name: item.ident.to_string(), is_enum: false, parts });
        }
        Item::Enum(item) => {
            let parts = item.variants.iter().map(|variant| variant.ident.to_string()).collect();
            facts.shapes.push(Shape { name: item.ident.to_string(), is_enum: true, parts });
        }
        // The macros that make enums of words are called `NAME! { Enum { Variant = "word", … } }`.
        Item::Macro(item) if item.ident.is_none() => facts.shapes.extend(in_macro(&item.mac.tokens)),
        _ => {}
    }
}

fn in_macro(tokens: &TokenStream) -> Vec<Shape> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let shape = |pair: &[TokenTree]| {
        let [TokenTree::Ident(name), TokenTree::Group(group)] = pair else { return None };
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut parts = BTreeSet::new();
        let mut begins = true;
        for token in &inner {
            match token {
                TokenTree::Ident(part) if begins => {
                    parts.insert(part.to_string());
                    begins = false;
                }
                TokenTree::Punct(mark) if mark.as_char() == ',' => begins = true,
                _ => {}
            }
        }
        let is_type = name.to_string().starts_with(char::is_uppercase);
        let are_variants = parts.iter().all(|part| part.starts_with(char::is_uppercase));
        (is_type && are_variants && parts.len() > 1).then(|| Shape {
            name: name.to_string(),
            is_enum: true,
            parts,
        })
    };
    tokens.windows(2).filter_map(shape).collect()
}
