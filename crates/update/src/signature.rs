//! Signatures (minisign) as Tauri writes them: the whole text, in base64.

use crate::UpdateError;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use minisign_verify::Signature;
use semver::Version;

/// Reads one. It is worth nothing before what it signs was held against it.
pub(crate) fn read(text: &str) -> Result<Signature, UpdateError> {
    let decoded = BASE64_STANDARD.decode(text.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    decoded.and_then(|text| Signature::decode(&text).ok()).ok_or(UpdateError::Untrusted)
}

/// The name that the file was signed under: it tells its version, and cannot be changed
/// without the key.
pub(crate) fn signed_name(signature: &Signature) -> Result<&str, UpdateError> {
    let mut parts = signature.trusted_comment().split('\t');
    let name = parts.find_map(|part| part.strip_prefix("file:")).ok_or(UpdateError::Untrusted)?;
    let is_a_name = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':']);
    is_a_name.then_some(name).ok_or(UpdateError::Untrusted)
}

/// `Cheku_0.2.0_amd64.deb`, `Cheku-0.2.0-1.x86_64.rpm` → 0.2.0.
pub(crate) fn version_of(name: &str) -> Result<Version, UpdateError> {
    name.split(['_', '-']).find_map(|part| Version::parse(part).ok()).ok_or(UpdateError::Untrusted)
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn every_packages_name_tells_its_version() {
        for name in [
            "Cheku_0.2.0_amd64.deb",
            "Cheku-0.2.0-1.x86_64.rpm",
            "Cheku_0.2.0_amd64.AppImage",
            "Cheku_0.2.0_x64-offline-setup.exe",
            "Cheku_0.2.0_x64_zh-CN.msi",
            "Cheku_0.2.0_universal.dmg",
        ] {
            assert_eq!(version_of(name).unwrap().to_string(), "0.2.0", "{name}");
        }
        assert!(version_of("setup.exe").is_err());
    }
}
