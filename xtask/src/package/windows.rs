//! Windows' packages: installers in two variants, and a folder that needs none.

use super::bundles::{files_below, tauri};
use super::target::Target;
use super::terminal;
use crate::notices;
use crate::shell::{self, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

/// WebView2 inside (127 MB more), for computers without the internet.
const OFFLINE: &str =
    r#"{"bundle":{"windows":{"webviewInstallMode":{"type":"offlineInstaller","silent":true}}}}"#;
/// Set by whoever has a certificate in the store; without it nothing is signed.
const THUMBPRINT: &str = "CHEKU_CERTIFICATE_THUMBPRINT";

/// Makes the variants with WebView2 inside first, since both are written to one place; those made
/// last stay there and are listed by the caller.
pub fn packages(target: &Target, kinds: &[String], beside: &Path) -> Result<Vec<PathBuf>, String> {
    let own = terminal::config(beside);
    let signed = signature(beside)?;
    let offline = written(beside, "offline.json", OFFLINE)?;
    let with = |extra: Option<&PathBuf>| {
        let configs = [Some(&own), signed.as_ref(), extra];
        let configs: Vec<&Path> = configs.into_iter().flatten().map(PathBuf::as_path).collect();
        tauri(target, "build", kinds, &configs)
    };
    with(Some(&offline))?;
    let mut made = Vec::new();
    for installer in files_below(&target.bundles()) {
        made.push(renamed(&installer, beside)?);
    }
    with(None)?;
    if kinds.is_empty() {
        made.push(portable(target, beside)?);
    }
    Ok(made)
}

fn written(beside: &Path, name: &str, text: &str) -> Result<PathBuf, String> {
    let file = beside.join(name);
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}

fn signature(beside: &Path) -> Result<Option<PathBuf>, String> {
    let Some(thumbprint) = std::env::var(THUMBPRINT).ok().filter(|text| !text.is_empty()) else {
        println!("{THUMBPRINT} is not set: the installers are not signed.");
        return Ok(None);
    };
    let text = format!(r#"{{"bundle":{{"windows":{{"certificateThumbprint":"{thumbprint}"}}}}}}"#);
    written(beside, "signature.json", &text).map(Some)
}

/// `Cheku_0.1.0_x64-setup.exe` → `Cheku_0.1.0_x64-offline-setup.exe`, out of the next build's way.
fn renamed(installer: &Path, beside: &Path) -> Result<PathBuf, String> {
    let name = installer.file_name().ok_or("a package without a name")?.to_string_lossy();
    let name = match name.strip_suffix("-setup.exe") {
        Some(start) => format!("{start}-offline-setup.exe"),
        None => name.replacen(".msi", "-offline.msi", 1),
    };
    let offline = beside.join(name);
    fs::rename(installer, &offline).map_err(|error| format!("{}: {error}", installer.display()))?;
    Ok(offline)
}

/// Both programs in a zip, with the file that keeps the garage beside them.
fn portable(target: &Target, beside: &Path) -> Result<PathBuf, String> {
    let folder = beside.join("Cheku");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for program in ["cheku", "cheku-cli"] {
        let built = Target::program(target.triple, program);
        let name = built.file_name().ok_or("a program without a name")?;
        fs::copy(&built, folder.join(name)).map_err(|error| format!("{}: {error}", built.display()))?;
    }
    fs::copy(notices::file(), folder.join("NOTICES.txt"))
        .map_err(|error| format!("{}: {error}", notices::file().display()))?;
    written(&folder, "portable", "")?;
    let zip = beside.join(format!("Cheku_{}_x64-portable.zip", env!("CARGO_PKG_VERSION")));
    // Windows has had bsdtar since 2018; it tells the format by the name.
    let pack: Outcome =
        shell::run(shell::program("tar").current_dir(beside).arg("-a").arg("-cf").arg(&zip).arg("Cheku"));
    pack.map(|()| zip)
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn the_variant_with_webview2_inside_says_so_in_its_name() {
        let beside = std::env::temp_dir().join(format!("cheku-package-{}", std::process::id()));
        std::fs::create_dir_all(&beside).unwrap();
        let installer = beside.join("Cheku_0.1.0_x64-setup.exe");
        std::fs::write(&installer, "").unwrap();
        let offline = renamed(&installer, &beside).unwrap();
        assert_eq!(offline.file_name().unwrap(), "Cheku_0.1.0_x64-offline-setup.exe");
        std::fs::remove_dir_all(&beside).unwrap();
    }
}
