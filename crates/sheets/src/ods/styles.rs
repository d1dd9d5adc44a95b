//! The styles of an ods that matter: hidden sheets, and formats of zeros.

use crate::markup::{add_text, attribute, number};
use quick_xml::events::{BytesStart, Event};
use std::collections::{HashMap, HashSet};

/// Gathered while the document's head passes by.
#[derive(Default)]
pub(super) struct Styles {
    hidden_sheets: HashSet<String>,
    /// The data style of each cell style.
    data_styles: HashMap<String, String>,
    /// Data styles written as number formats are: `"粤B"00000`.
    formats: HashMap<String, String>,
    /// The style that is read.
    style: String,
    data_style: Option<(String, String)>,
    in_text: bool,
}

impl Styles {
    /// Whether a sheet of this style is hidden.
    pub(super) fn hides(&self, style: &str) -> bool {
        self.hidden_sheets.contains(style)
    }

    /// The number format of a cell style.
    pub(super) fn format(&self, style: &str) -> Option<&str> {
        self.formats.get(self.data_styles.get(style)?).map(String::as_str)
    }

    pub(super) fn meets(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.begins(tag),
            Event::End(tag) => match tag.local_name().as_ref() {
                "number-style" => {
                    if let Some((name, format)) = self.data_style.take() {
                        self.formats.insert(name, format);
                    }
                }
                "text" => {
                    self.in_text = false;
                    self.format_text("\"");
                }
                _ => {}
            },
            event if self.in_text => {
                let mut text = String::new();
                add_text(event, &mut text);
                self.format_text(&text.replace('"', ""));
            }
            _ => {}
        }
    }

    fn begins(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "style" => {
                self.style = attribute(tag, "name").unwrap_or_default();
                if let Some(data_style) = attribute(tag, "data-style-name") {
                    self.data_styles.insert(self.style.clone(), data_style);
                }
            }
            "table-properties" if attribute(tag, "display").is_some_and(|shown| shown == "false") => {
                self.hidden_sheets.insert(self.style.clone());
            }
            "number-style" => self.data_style = attribute(tag, "name").map(|name| (name, String::new())),
            "number" => {
                let zeros = number(tag, "min-integer-digits").unwrap_or(1).min(255);
                self.format_text(&"0".repeat(zeros));
            }
            "text" if self.data_style.is_some() => {
                self.in_text = true;
                self.format_text("\"");
            }
            _ => {}
        }
    }

    fn format_text(&mut self, more: &str) {
        if let Some((_, format)) = &mut self.data_style {
            format.push_str(more);
        }
    }
}
