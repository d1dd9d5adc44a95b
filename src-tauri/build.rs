//! Hands the window's configuration and permissions to the compiler.

/// The commands of `ipc.rs`; each gets a permission, and only what a
/// capability names can be called from the window.
const COMMANDS: &[&str] = &[
    "rpc",
    "subscribe",
    "choose_file",
    "choose_save",
    "open_external",
    "window_ready",
    "notify",
    "close_window",
    "tray",
    "start_at_login",
];

fn main() {
    println!("cargo::rerun-if-changed=src-tauri/capabilities");
    println!("cargo::rerun-if-changed=icons");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
