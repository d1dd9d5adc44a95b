//! `cargo xtask notices`: whose work is in the packages, with the licences as they ask for.

use crate::paths;
use crate::shell::Outcome;
use std::path::PathBuf;

/// Where the text is written, and where packages take it from.
pub fn file() -> PathBuf {
    paths::target().join("NOTICES.txt")
}

/// Reading cargo's and npm's lists takes a library, which is behind a feature, so the chore
/// starts itself again with it.
#[cfg(not(feature = "notices"))]
pub fn run(_args: &[String]) -> Outcome {
    let words = ["run", "--quiet", "--package", "xtask", "--features", "notices", "--", "notices"];
    crate::shell::run(crate::shell::cargo().args(words))
}

#[cfg(feature = "notices")]
pub use writing::run;

#[cfg(feature = "notices")]
mod writing {
    use super::{Outcome, file};
    use crate::{paths, shell};
    use serde_json::Value;
    use std::collections::{BTreeMap, BTreeSet, HashMap};
    use std::fs;
    use std::path::{Path, PathBuf};

    /// What we ship.
    const PROGRAMS: [&str; 2] = ["cheku", "cheku-cli"];
    /// How files with a licence begin, in small letters.
    const TEXTS: [&str; 5] = ["license", "licence", "copying", "notice", "copyright"];

    /// One work: what it is called, under which licence, and the texts that come with it.
    struct Work {
        name: String,
        licence: String,
        home: String,
        folder: PathBuf,
    }

    /// Writes the notices of third parties anew, from the lock files.
    pub fn run(_args: &[String]) -> Outcome {
        let mut works = crates()?;
        works.extend(npm_packages()?);
        if works.is_empty() {
            return Err("nobody's work was found".to_owned());
        }
        let text = told(&works);
        fs::write(file(), text).map_err(|error| format!("{}: {error}", file().display()))?;
        println!("{}: {} works", file().display(), works.len());
        Ok(())
    }

    /// The crates that are in the programs for this system: what only builds or tests is not.
    fn crates() -> Result<Vec<Work>, String> {
        let version = shell::answer(shell::program("rustc").arg("-vV")).unwrap_or_default();
        let host =
            version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned();
        let words = ["metadata", "--locked", "--format-version", "1", "--filter-platform", &host];
        let listed = shell::answer(shell::cargo().args(words)).ok_or("cargo metadata failed")?;
        let listed: Value = serde_json::from_str(&listed).map_err(|error| error.to_string())?;
        let packages: HashMap<&str, &Value> =
            list(&listed["packages"]).map(|package| (text(&package["id"]), package)).collect();
        let inside = inside(&listed, &packages);
        let mut works: Vec<Work> = inside
            .into_iter()
            .filter_map(|id| packages.get(id))
            .filter(|package| !package["source"].is_null())
            .map(|package| Work {
                name: format!("{} {}", text(&package["name"]), text(&package["version"])),
                licence: text(&package["license"]).to_owned(),
                home: text(&package["repository"]).to_owned(),
                folder: Path::new(text(&package["manifest_path"])).parent().unwrap_or(Path::new("")).into(),
            })
            .collect();
        works.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(works)
    }

    /// What the programs reach through plain dependencies.
    fn inside<'a>(listed: &'a Value, packages: &HashMap<&str, &Value>) -> BTreeSet<&'a str> {
        let nodes: HashMap<&str, &Value> =
            list(&listed["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
        let is_ours =
            |id: &&&str| packages.get(**id).is_some_and(|one| PROGRAMS.contains(&text(&one["name"])));
        let mut open: Vec<&str> = nodes.keys().filter(is_ours).copied().collect();
        let mut inside = BTreeSet::new();
        while let Some(id) = open.pop() {
            if let Some((id, node)) = nodes.get_key_value(id)
                && inside.insert(*id)
            {
                let plain = |dep: &&Value| list(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null());
                open.extend(list(&node["deps"]).filter(plain).map(|dep| text(&dep["pkg"])));
            }
        }
        inside
    }

    /// The page's packages: those that its lock file does not mark as tools.
    fn npm_packages() -> Result<Vec<Work>, String> {
        let lock =
            fs::read_to_string(paths::ui().join("package-lock.json")).map_err(|error| error.to_string())?;
        let lock: Value = serde_json::from_str(&lock).map_err(|error| error.to_string())?;
        let all = lock["packages"].as_object().ok_or("the lock file names no packages")?;
        let shipped = all.iter().filter(|(folder, facts)| !folder.is_empty() && facts["dev"].is_null());
        Ok(shipped
            .map(|(folder, facts)| Work {
                name: format!("{} {}", folder.trim_start_matches("node_modules/"), text(&facts["version"])),
                licence: text(&facts["license"]).to_owned(),
                home: String::new(),
                folder: paths::ui().join(folder),
            })
            .collect())
    }

    /// The list of all, then each text once, with those whom it is of.
    fn told(works: &[Work]) -> String {
        let mut of: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut told = String::from("Cheku contains the work of others, under these licences:\n\n");
        for work in works {
            told.push_str(format!("{} — {} {}", work.name, work.licence, work.home).trim_end());
            told.push('\n');
            for text in texts(&work.folder) {
                of.entry(text).or_default().push(&work.name);
            }
        }
        for (text, names) in of {
            told.push_str(&format!("\n{}\n{}\n\n{}\n", "=".repeat(80), names.join(", "), text.trim()));
        }
        told
    }

    fn texts(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let is_text = |name: &str| TEXTS.iter().any(|start| name.to_lowercase().starts_with(start));
        let named = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_text));
        named.filter_map(|entry| fs::read_to_string(entry.path()).ok()).collect()
    }

    fn list(value: &Value) -> impl Iterator<Item = &Value> {
        value.as_array().into_iter().flatten()
    }

    fn text(value: &Value) -> &str {
        value.as_str().unwrap_or_default()
    }
}
