//! Twins: two types with the same variants, or the same fields, on two floors.

use super::source::{Facts, Shape};

/// Types with fewer parts than this are alike by chance.
const FEWEST: usize = 2;

/// The pairs, each as `floor::Type = floor::Type`.
pub fn twins(files: &[Facts]) -> Vec<String> {
    let shapes: Vec<(&str, &Shape)> =
        files.iter().flat_map(|file| file.shapes.iter().map(|shape| (floor(&file.path), shape))).collect();
    let mut pairs = Vec::new();
    for (at, (floor, shape)) in shapes.iter().enumerate() {
        for (other_floor, other) in &shapes[at + 1..] {
            let alike = shape.is_enum == other.is_enum && shape.parts == other.parts;
            if alike && floor != other_floor && shape.parts.len() >= FEWEST {
                pairs.push(format!("{floor}::{} = {other_floor}::{}", shape.name, other.name));
            }
        }
    }
    pairs.sort();
    pairs
}

/// The crate, or the folder of the app.
fn floor(path: &str) -> &str {
    let path = path.strip_prefix("crates/").unwrap_or(path);
    path.split('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Facts {
        super::super::rust::facts(path, text).unwrap_or_default()
    }

    #[test]
    fn types_alike_on_two_floors_are_twins_macros_and_all() {
        let domain = file("crates/domain/src/a.rs", "pub enum A { X, Y } struct S { a: u8, b: u8 }");
        let api = file("crates/commands/src/b.rs", "words! { B { Y = \"y\", X = \"x\" } }");
        let cli = file("crates/cli/src/c.rs", "struct T { b: u8, a: u16 } struct One { a: u8 }");
        let same_floor = file("crates/domain/src/d.rs", "enum D { X, Y }");
        let found = twins(&[domain, api, cli, same_floor]);
        assert_eq!(found, ["commands::B = domain::D", "domain::A = commands::B", "domain::S = cli::T"]);
    }
}
