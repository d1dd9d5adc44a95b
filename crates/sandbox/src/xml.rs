//! A JSON value as XML. Neither document shows a sample: names become elements, items become `item`.

use serde_json::Value;

/// A whole document with one root element.
pub(crate) fn document(root: &str, value: &Value) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    element(&mut text, root, value);
    text
}

fn element(text: &mut String, name: &str, value: &Value) {
    text.push('<');
    text.push_str(name);
    text.push('>');
    match value {
        Value::Null => {}
        Value::Bool(truth) => text.push_str(&truth.to_string()),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(words) => escape(text, words),
        Value::Array(items) => items.iter().for_each(|item| element(text, "item", item)),
        Value::Object(fields) => fields.iter().for_each(|(name, field)| element(text, name, field)),
    }
    text.push_str("</");
    text.push_str(name);
    text.push('>');
}

fn escape(text: &mut String, words: &str) {
    for letter in words.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn names_become_elements_and_items_stand_in_order() {
        let value = json!({"a": 1, "b": [{"c": "<&>"}, {"c": null}]});
        let text = super::document("root", &value);
        assert!(
            text.ends_with(
                "<root><a>1</a><b><item><c>&lt;&amp;&gt;</c></item><item><c></c></item></b></root>"
            )
        );
    }
}
