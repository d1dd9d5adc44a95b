//! One term for each concept in what people read: the words of the terminal and of the files that leave the
//! program, read from the source, hold none of those that the glossary replaced.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::fs;
use std::path::{Path, PathBuf};

/// Not in Chinese: what is asked and answered, other words for a term, spoken ones.
const ZH: &[&str] = &[
    "问题",
    "答案",
    "回答",
    "没问",
    "没有问",
    "再问",
    "要问",
    "问了",
    "存疑",
    "无违章",
    "未结清",
    "不再返回",
    "钥匙串",
    "这台电脑",
    "账本",
    "月结单",
    "花费",
    "花钱",
    "资料",
    "推定",
    "免费",
    "缴费",
    "「",
    "」",
];
/// Not in English.
const EN: &[&str] = &[
    "by itself",
    "garage",
    "go on with",
    "doubtful",
    "ledger",
    "not asked",
    "owing",
    "nobody",
    "vendor",
    "fines due",
    "points waiting",
    "tell us",
];

#[test]
fn the_terminal_and_the_files_hold_none_of_the_words_that_were_replaced() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let commands = here.join("../commands/src");
    let mut files = sources(&here.join("src"));
    files.extend(sources(&commands.join("report")));
    files.extend(
        ["words.rs", "export.rs", "export/cells.rs", "export/statement.rs", "export/violations.rs"]
            .map(|name| commands.join(name)),
    );
    let found: Vec<String> = files.iter().flat_map(|file| refused(file)).collect();
    assert!(files.len() > 40 && found.is_empty(), "{}", found.join("\n"));
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let all = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    all.filter(|path| !path.to_string_lossy().contains("test")).collect()
}

/// Lines of a file whose sentences hold a word of the list, as "file:line: sentence".
fn refused(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let program = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for (number, line) in program.lines().enumerate() {
        for sentence in line.trim_start().split('"').skip(1).step_by(2) {
            if line.trim_start().starts_with("//") || !is_for_people(sentence) {
                continue;
            }
            let low = without_places(sentence).to_lowercase();
            if ZH.iter().chain(EN).any(|word| low.contains(word)) {
                found.push(format!("{}:{}: {sentence}", file.display(), number + 1));
            }
        }
    }
    found
}

/// Without the names in curly brackets, which people see filled.
fn without_places(sentence: &str) -> String {
    let parts = sentence.split('{').enumerate();
    parts
        .map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) })
        .collect()
}

/// A sentence, not a code or a name of the program's own.
fn is_for_people(sentence: &str) -> bool {
    let is_chinese = sentence.chars().any(|letter| ('\u{4e00}'..'\u{a000}').contains(&letter));
    is_chinese || (sentence.contains(' ') && !sentence.contains("SELECT") && !sentence.contains('/'))
}
