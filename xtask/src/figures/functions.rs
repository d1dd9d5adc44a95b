//! Functions, tests and where the tests stand in a Rust file.

use super::source::Function;
use super::syntax::{attributes, is_test, lines_of};
use syn::visit::{Visit, visit_impl_item_fn, visit_item, visit_item_fn, visit_trait_item_fn};
use syn::{Attribute, ImplItemFn, Item, ItemFn, TraitItemFn};

/// Walks through a file and notes its functions.
#[derive(Default)]
pub struct Visitor {
    /// Those of the code.
    pub functions: Vec<Function>,
    /// First and last line of every item that only tests have.
    pub test_lines: Vec<(usize, usize)>,
    /// How many tests there are.
    pub tests: usize,
    inside_tests: bool,
}

impl Visitor {
    fn function(&mut self, name: &syn::Ident, lines: (usize, usize)) {
        if !self.inside_tests {
            self.functions.push(Function { name: name.to_string(), lines: lines.1 + 1 - lines.0 });
        }
    }
}

impl<'ast> Visit<'ast> for Visitor {
    fn visit_item(&mut self, item: &'ast Item) {
        let outermost = !self.inside_tests && is_test(attributes(item));
        if outermost {
            self.test_lines.push(lines_of(item));
            self.inside_tests = true;
        }
        visit_item(self, item);
        if outermost {
            self.inside_tests = false;
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let is_marked =
            |attribute: &Attribute| attribute.path().segments.last().is_some_and(|last| last.ident == "test");
        self.tests += usize::from(item.attrs.iter().any(is_marked));
        self.function(&item.sig.ident, (lines_of(&item.sig).0, lines_of(&item.block).1));
        visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.function(&item.sig.ident, (lines_of(&item.sig).0, lines_of(&item.block).1));
        visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig.ident, (lines_of(&item.sig).0, lines_of(block).1));
        }
        visit_trait_item_fn(self, item);
    }
}
