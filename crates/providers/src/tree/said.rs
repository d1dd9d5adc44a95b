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
    pub(crate) fn new(text: String, hidden: Hidden) -> Said {
        Said { text: hidden.out_of(text), hidden }
    }

    /// As it came.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// As the one shape that providers read. A secret that came in escapes is whole only here.
    pub(crate) fn tree(&self) -> Result<Tree, ProviderError> {
        let mut tree = read(&self.text)?;
        self.clean(&mut tree);
        Ok(tree)
    }

    fn clean(&self, tree: &mut Tree) {
        match tree {
            Tree::Blank => {}
            Tree::Text(text) => text.clean(&self.hidden),
            Tree::List(items) => items.iter_mut().for_each(|item| self.clean(item)),
            Tree::Map(members) => members.values_mut().for_each(|value| self.clean(value)),
        }
    }
}

/// An answer that was kept, or bytes of a fuzz target: nothing is hidden in it any more.
impl From<&str> for Said {
    fn from(text: &str) -> Said {
        Said { text: text.to_owned(), hidden: Hidden::default() }
    }
}
