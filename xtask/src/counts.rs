//! How many tests ran, read from what the test programs print.

/// Tests of one part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that held.
    pub passed: u32,
    /// Those that did not.
    pub failed: u32,
}

impl Counts {
    /// Both parts together.
    pub fn plus(self, other: Counts) -> Counts {
        Counts { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// Adds up the `test result:` lines of `cargo test`.
pub fn of_cargo(output: &str) -> Counts {
    let results = output.lines().filter(|line| line.trim_start().starts_with("test result:"));
    results.map(in_line).fold(Counts::default(), Counts::plus)
}

/// Reads the `Tests  N passed (N)` line of vitest.
pub fn of_vitest(output: &str) -> Counts {
    let plain = without_colour(output);
    let line = plain.lines().rev().find(|line| line.trim_start().starts_with("Tests "));
    line.map(in_line).unwrap_or_default()
}

fn in_line(line: &str) -> Counts {
    Counts { passed: before(line, "passed"), failed: before(line, "failed") }
}

/// The number in front of a word.
fn before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split([' ', ';', '|', '.']).filter(|part| !part.is_empty()).collect();
    let place = words.iter().position(|part| *part == word).and_then(|at| at.checked_sub(1));
    place.and_then(|at| words[at].parse().ok()).unwrap_or(0)
}

fn without_colour(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once("\u{1b}[") {
        plain.push_str(head);
        rest = tail.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| &tail[end + 1..]);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::{Counts, of_cargo, of_vitest};

    #[test]
    fn cargo_results_are_added_up() {
        let output = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 9 filtered out\n\
            test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured\n";
        assert_eq!(of_cargo(output), Counts { passed: 7, failed: 2 });
        assert_eq!(of_cargo("error: could not compile"), Counts::default());
    }

    #[test]
    fn vitest_counts_tests_not_files() {
        let output = " Test Files  1 failed | 7 passed (8)\n\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m | \u{1b}[32m41 passed\u{1b}[39m (42)\n";
        assert_eq!(of_vitest(output), Counts { passed: 41, failed: 1 });
        assert_eq!(of_vitest("      Tests  59 passed (59)\n"), Counts { passed: 59, failed: 0 });
    }
}
