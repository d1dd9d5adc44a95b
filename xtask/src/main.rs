//! The project's own chores: `cargo xtask CHORE`.

mod bench;
mod bindings;
mod build;
mod check_targets;
mod counts;
mod crash;
mod deny;
mod figures;
mod icons;
mod notices;
mod package;
mod paths;
mod run;
mod screenshots;
mod setup;
mod shell;
mod stamp;
mod test;
mod window;

use shell::Outcome;
use std::process::ExitCode;

struct Chore {
    name: &'static str,
    does: &'static str,
    run: fn(&[String]) -> Outcome,
}

const CHORES: &[Chore] = &[
    Chore {
        name: "run",
        does: "build and open the app (the demo in the terminal where there is no display)",
        run: run::run,
    },
    Chore { name: "test", does: "every test: Rust, UI and the real window", run: test::run },
    Chore {
        name: "package",
        does: "make the packages of this system (named ones only: deb rpm …; --into FOLDER)",
        run: package::run,
    },
    Chore {
        name: "bench",
        does: "measure the figures of benches/README.md (one: a to h, or window)",
        run: bench::run,
    },
    Chore {
        name: "crash-test",
        does: "kill batches in the middle (--kills N) or at every write (--points), and hold the bill against the ledger",
        run: crash::run,
    },
    Chore {
        name: "screenshots",
        does: "take pictures of every page (--keep: put those of the READMEs into docs)",
        run: screenshots::run,
    },
    Chore {
        name: "bindings",
        does: "generate the TypeScript types (--check: fail if they were out of date)",
        run: bindings::run,
    },
    Chore {
        name: "check-targets",
        does: "lint for Windows and macOS, where their libraries are installed",
        run: check_targets::run,
    },
    Chore {
        name: "figures",
        does: "count the sources: lengths, circles, twins, what has no doc (of another FOLDER)",
        run: figures::run,
    },
    Chore { name: "icons", does: "draw every size from icons/*.svg", run: icons::run },
    Chore { name: "deny", does: "licences, sources and known faults of what is used", run: deny::run },
    Chore {
        name: "notices",
        does: "write whose work is in the packages (done by package, too)",
        run: notices::run,
    },
    Chore { name: "setup", does: "install what is missing (done by run and test, too)", run: setup::run },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let chore = args.first().and_then(|name| CHORES.iter().find(|chore| chore.name == name));
    let Some(chore) = chore else {
        eprintln!("{}", usage());
        return ExitCode::from(2);
    };
    match (chore.run)(&args[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask {}: {reason}", chore.name);
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let lines = CHORES.iter().map(|chore| format!("  {:<14} {}", chore.name, chore.does));
    format!("cargo xtask CHORE\n{}", lines.collect::<Vec<_>>().join("\n"))
}
