//! What a vendor said: the only way by which its words come in.

use super::{Tree, read};
use crate::failure::Hidden;
use cheku_domain::provider::ProviderError;

/// The text of an answer, without the secrets of the account that asked.
#[derive(Clone, Default)]
pub(crate) struct Said {
    text: String,
    hidden: Hidden,
}

impl Said {
    /// Hides the account's secrets at once: the text is kept as it came.
    pub(crate) fn new(text: &str, hidden: Hidden) -> Said {
        Said { text: hidden.out_of(text), hidden }
    }

    /// As it came.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// As the one shape that providers read. A secret that came in escapes is whole only here.
    pub(crate) fn tree(&self) -> Result<Tree, ProviderError> {
        Ok(self.cleaned(read(&self.text)?))
    }

    fn cleaned(&self, tree: Tree) -> Tree {
        match tree {
            Tree::Blank => Tree::Blank,
            Tree::Text(text) => Tree::Text(text.cleaned(&self.hidden)),
            Tree::List(items) => Tree::List(items.into_iter().map(|item| self.cleaned(item)).collect()),
            Tree::Map(members) => {
                Tree::Map(members.into_iter().map(|(name, value)| (name, self.cleaned(value))).collect())
            }
        }
    }
}

/// An answer that was kept, or bytes of a fuzz target: nothing is hidden in it any more.
impl From<&str> for Said {
    fn from(text: &str) -> Said {
        Said { text: text.to_owned(), hidden: Hidden::default() }
    }
}
