//! What a robot says: a text that fits.

/// A message in parts: what must be said, and lines of which as many go along as fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// Said in any case.
    pub head: String,
    /// The most important first.
    pub lines: Vec<String>,
}

/// The text of a message in at most `longest` bytes. Lines that find no room are counted: `more` says
/// so in the person's language.
pub fn fitted(message: &Message, longest: usize, more: impl Fn(usize) -> String) -> String {
    let whole = joined(&message.head, &message.lines);
    if whole.len() <= longest {
        return whole;
    }
    (0..message.lines.len())
        .rev()
        .map(|taken| {
            let left_out = more(message.lines.len() - taken);
            let lines = message.lines.iter().take(taken).cloned().chain([left_out]);
            joined(&message.head, &lines.collect::<Vec<_>>())
        })
        .find(|text| text.len() <= longest)
        .unwrap_or_else(|| cut(&message.head, longest))
}

fn joined(head: &str, lines: &[String]) -> String {
    std::iter::once(head).chain(lines.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
}

/// Never in the middle of a character.
fn cut(text: &str, longest: usize) -> String {
    let end = text.char_indices().map(|(at, char)| at + char.len_utf8()).take_while(|end| *end <= longest);
    text[..end.last().unwrap_or(0)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn more(left_out: usize) -> String {
        format!("…另有 {left_out} 条")
    }

    #[test]
    fn what_finds_no_room_is_counted() {
        let message = Message {
            head: "已查 200 辆".to_owned(),
            lines: (0..200).map(|n| format!("粤B**{n:03} 超速 200 元")).collect(),
        };
        let text = fitted(&message, 2048, more);
        assert!(text.len() <= 2048 && text.len() > 1900, "{}", text.len());
        let shown = text.lines().count() - 2;
        assert!(text.starts_with("已查 200 辆\n粤B**000"));
        assert!(text.ends_with(&format!("…另有 {} 条", 200 - shown)));

        assert_eq!(fitted(&Message { lines: Vec::new(), ..message.clone() }, 2048, more), "已查 200 辆");
        assert_eq!(fitted(&message, 10, more), "已查 200");
    }
}
