//! Whether this desktop has a panel that shows the icons of programs.

use tokio::sync::watch;

/// What the desktop says, `None` until it has answered.
pub(super) type Answer = watch::Receiver<Option<bool>>;

/// Asks, and hears of every change from then on.
#[cfg(target_os = "linux")]
pub(super) fn ask() -> Answer {
    let (said, answer) = watch::channel(None);
    tauri::async_runtime::spawn(async move {
        if let Err(error) = linux::listen(&said).await {
            tracing::info!(%error, "the desktop was not asked for a tray");
        }
        said.send_replace(Some(false));
    });
    answer
}

/// The other systems always have one.
#[cfg(not(target_os = "linux"))]
pub(super) fn ask() -> Answer {
    watch::channel(Some(true)).1
}

/// Panels of Linux show icons by the StatusNotifierItem protocol of KDE and
/// freedesktop.org. Some desktops have none (GNOME without an extension): an icon is
/// nowhere there, and so would be the window.
#[cfg(target_os = "linux")]
mod linux {
    use futures_util::stream::{self, StreamExt};
    use std::time::Duration;
    use tokio::sync::watch;
    use zbus::connection::Builder;
    use zbus::fdo::DBusProxy;
    use zbus::proxy::{CacheProperties, Proxy};

    /// Whoever has this name keeps the list of icons.
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    const PATH: &str = "/StatusNotifierWatcher";
    /// A list that nobody shows is of no use.
    const IS_SHOWN: &str = "IsStatusNotifierHostRegistered";
    /// A panel that is stuck is none.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// Tells what is so now and after every change, until the session bus goes.
    pub(super) async fn listen(said: &watch::Sender<Option<bool>>) -> zbus::Result<()> {
        let bus = Builder::session().method_timeout(PATIENCE).build().await?;
        let owners = DBusProxy::new(&bus).await?;
        let watcher: Proxy<'_> = zbus::proxy::Builder::new(&bus)
            .destination(WATCHER)
            .path(PATH)
            .interface(WATCHER)
            .cache_properties(CacheProperties::No)
            .build()
            .await?;
        let comes = owners.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?.map(drop);
        let tells = watcher.receive_all_signals().await?.map(drop);
        let mut news = stream::select(comes, tells);
        loop {
            let is_there = watcher.get_property(IS_SHOWN).await.unwrap_or(false);
            said.send_if_modified(|before| before.replace(is_there) != Some(is_there));
            if news.next().await.is_none() {
                return Ok(());
            }
        }
    }
}
