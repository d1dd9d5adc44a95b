//! axe-core in the real page.

use crate::{Outcome, Window};
use serde_json::{Value, json};
use std::path::Path;

/// The text of axe-core, from the interface's own packages.
pub struct AxeSource(String);

impl AxeSource {
    /// Reads it.
    pub fn read() -> Outcome<AxeSource> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        std::fs::read_to_string(&file)
            .map(AxeSource)
            .map_err(|error| format!("{}: {error} (run `cargo xtask setup`)", file.display()).into())
    }
}

/// What axe finds in the page as it is drawn now, each as "rule: element (why)". Every rule
/// that axe has on by default is asked, the best practices too.
pub async fn findings(window: &Window, axe: &AxeSource) -> Outcome<Vec<String>> {
    if window.run("return window.axe === undefined", Vec::new()).await? == json!(true) {
        window.run(&axe.0, Vec::new()).await?;
    }
    // Half faded in, every colour is a wrong one.
    let script = "const done = arguments[0];
        Promise.allSettled(document.getAnimations().map((motion) => motion.finished))
            .then(() => axe.run(document, { resultTypes: ['violations'] })).then(
            ({ violations }) => done({ found: violations.flatMap(({ id, nodes }) =>
                nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary})`)) }),
            (error) => done({ failed: String(error) }));";
    let mut answer = window.client().execute_async(script, Vec::new()).await?;
    match answer.get_mut("found").map(Value::take) {
        Some(found) => Ok(serde_json::from_value(found)?),
        None => Err(format!("axe: {}", answer["failed"]).into()),
    }
}
