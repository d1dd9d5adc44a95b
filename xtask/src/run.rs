//! `cargo xtask run`

use crate::shell::{self, Outcome};
use crate::{build, paths, setup};

/// Sets up, builds and opens the app; where nothing can be shown, does the same
/// main job in the terminal.
pub fn run(args: &[String]) -> Outcome {
    if no_display() {
        println!("No display: the same main job runs in the terminal (cheku-cli demo).");
        println!("没有显示器：改在终端里完成同样的主要工作（cheku-cli demo）。");
        setup::compiler()?;
        return shell::run(
            shell::cargo().args(["run", "--quiet", "-p", "cheku-cli", "--", "demo"]).args(args),
        );
    }
    setup::all()?;
    build::ui()?;
    build::app()?;
    shell::run(shell::program(&paths::app().to_string_lossy()).args(args))
}

fn no_display() -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    cfg!(target_os = "linux") && unset("DISPLAY") && unset("WAYLAND_DISPLAY")
}
