//! Circles: files that use one another, straight or by way of others.

use std::collections::{BTreeMap, BTreeSet};

/// Which files a file uses.
pub type Graph = BTreeMap<String, BTreeSet<String>>;

/// Every circle with its files, the largest first.
pub fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|file| (file.as_str(), reachable(graph, file))).collect();
    let mut found = BTreeSet::new();
    for (file, others) in &reach {
        let back =
            others.iter().filter(|other| reach.get(*other).is_some_and(|theirs| theirs.contains(file)));
        let circle: BTreeSet<String> = back.map(|other| (*other).to_owned()).collect();
        if !circle.is_empty() {
            found.insert(circle);
        }
    }
    let mut found: Vec<Vec<String>> = found.into_iter().map(|circle| circle.into_iter().collect()).collect();
    found.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    found
}

fn reachable<'a>(graph: &'a Graph, from: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&str> = graph.get(from).into_iter().flatten().map(String::as_str).collect();
    while let Some(file) = next.pop() {
        if seen.insert(file) {
            next.extend(graph.get(file).into_iter().flatten().map(String::as_str));
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{modules, page};
    use crate::paths;

    #[test]
    fn no_files_use_one_another_in_a_circle() {
        let (rust, page) = (modules::graph(&paths::root()).unwrap(), page::graph(&paths::root()).unwrap());
        assert!(rust.len() > 300 && page.len() > 200, "the sources were found");
        assert!(rust["crates/batch/src/run.rs"].contains("crates/batch/src/steps.rs"), "imports were read");
        assert!(page["ui/src/main.tsx"].len() > 1, "imports were read");
        let found: Vec<Vec<String>> = [circles(&rust), circles(&page)].concat();
        assert!(found.is_empty(), "files that use one another in a circle: {found:#?}");
    }

    fn graph(arrows: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::new();
        for (from, to) in arrows {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    }

    #[test]
    fn a_circle_is_found_however_long_it_is_and_what_leads_to_it_is_none() {
        let arrows = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("c", "e"), ("f", "g"), ("g", "f")];
        let found = circles(&graph(&arrows));
        assert_eq!(found, [vec!["a", "b", "c"], vec!["f", "g"]]);
        assert_eq!(circles(&graph(&[("a", "b"), ("a", "c"), ("b", "c")])), Vec::<Vec<String>>::new());
    }
}
