//! Hands the window's configuration and permissions to the compiler.

/// The commands of `ipc.rs`; each gets a permission, and only what a
/// capability names can be called from the window.
const COMMANDS: &[&str] = &[
    "rpc",
    "subscribe",
    "choose_file",
    "choose_folder",
    "choose_save",
    "open_report",
    "show_in_folder",
    "open_site",
    "window_ready",
    "notify",
    "close_window",
    "tray",
    "start_at_login",
];

fn main() {
    println!("cargo::rerun-if-changed=src-tauri/capabilities");
    println!("cargo::rerun-if-changed=icons");
    println!("cargo::rerun-if-changed=src-tauri/windows");
    // Windows' dialogs live in its newer common controls, which a program asks for. Tauri's
    // own manifest reaches the program alone; without one no test of this crate starts.
    let manifest = embed_resource::compile_for_everything("src-tauri/windows/app.rc", embed_resource::NONE);
    if let Err(error) = manifest.manifest_required() {
        println!("cargo::error={error:#}");
    }
    let attributes = tauri_build::Attributes::new()
        .windows_attributes(tauri_build::WindowsAttributes::new_without_app_manifest())
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
