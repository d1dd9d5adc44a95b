//! What fields are typed with on Linux.

/// On a Chinese, Japanese or Korean desktop GTK takes X's own input methods (XIM) where nothing else is named.
/// Where no server of them runs, the first click into a field stops the window's painting for good, so keys are
/// taken as they come then. Whatever the desktop or `GTK_IM_MODULE` names stays, and so does XIM with a server.
#[cfg(target_os = "linux")]
pub(crate) fn settle() {
    use gtk::prelude::GtkSettingsExt;

    const AS_THEY_COME: &str = "gtk-im-context-simple";
    if let Some(settings) = gtk::Settings::default()
        && linux::takes_xim()
        && !linux::has_a_server()
    {
        tracing::info!("no input method's server runs: keys are taken as they come");
        settings.set_gtk_im_module(Some(AS_THEY_COME));
    }
}

/// The other systems see to it themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle() {}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::gdk::{self, Atom};
    use gtk::prelude::{IMContextExt, IMMulticontextExt};

    /// GTK decides when a context is first used, and tells then.
    pub(super) fn takes_xim() -> bool {
        let context = gtk::IMMulticontext::new();
        context.preedit_string();
        context.context_id().is_some_and(|id| id == "xim")
    }

    /// Servers write themselves down on the screen's root (X Input Method Protocol, "Locating the IM server").
    pub(super) fn has_a_server() -> bool {
        let written = |root| gdk::property_get(&root, &servers(), &Atom::intern("ATOM"), 0, 4, 0);
        let root = gdk::Screen::default().and_then(|screen| screen.root_window());
        root.and_then(written).is_some_and(|(.., servers)| !servers.is_empty())
    }

    fn servers() -> Atom {
        Atom::intern("XIM_SERVERS")
    }
}
