//! What several readers of Rust ask of a piece of syntax.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Item};

/// The attributes of an item; none for the rare kinds that carry no test.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Fn(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Const(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether an item is built for tests alone.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("cfg") && list.is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

/// The lines that a piece of source takes, counted from 1.
pub fn lines_of(piece: &impl ToTokens) -> (usize, usize) {
    let span = piece.span();
    (span.start().line, span.end().line)
}
