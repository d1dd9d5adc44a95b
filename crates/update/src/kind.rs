//! How this program came onto the computer: what an update of it looks like.

/// A kind of package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Debian, Ubuntu.
    Deb,
    /// Fedora, openSUSE.
    Rpm,
    /// One file that runs on any Linux.
    AppImage,
    /// Windows' installer for one person.
    Nsis,
    /// Windows' installer for those who roll out.
    Msi,
    /// A Mac's disk image.
    Dmg,
    /// A folder that is carried about, or one that was built here: a person replaces it.
    ByHand,
}

impl Kind {
    /// The ending of its packages; "" where there is none to install.
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Deb => "deb",
            Kind::Rpm => "rpm",
            Kind::AppImage => "AppImage",
            Kind::Nsis => "exe",
            Kind::Msi => "msi",
            Kind::Dmg => "dmg",
            Kind::ByHand => "",
        }
    }

    /// Its name in the address's document, as Tauri has them: system, processor, kind.
    pub(crate) fn platform(self) -> Option<String> {
        let kind = match self {
            Kind::Deb => "deb",
            Kind::Rpm => "rpm",
            Kind::AppImage => "appimage",
            Kind::Nsis => "nsis",
            Kind::Msi => "msi",
            Kind::Dmg => "dmg",
            Kind::ByHand => return None,
        };
        let system = if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS };
        Some(format!("{system}-{}-{kind}", std::env::consts::ARCH))
    }
}
