//! A desktop whose panel shows the icons of programs, and notices: both by the protocols
//! of freedesktop.org, on the stories' own session bus.

use crate::{Outcome, wait_until};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use zbus::{Connection, OwnedVariant, Variant, interface};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";
const NOTICES: &str = "org.freedesktop.Notifications";

/// What programs have put there, in their order.
type List = Arc<Mutex<Vec<String>>>;

/// The desktop; it is gone with this value.
pub struct Desktop {
    bus: Connection,
    icons: List,
    notices: List,
}

impl Desktop {
    /// One with a panel. Without it there is none where stories run.
    pub async fn with_panel() -> Outcome<Desktop> {
        let (icons, notices) = (List::default(), List::default());
        let bus = zbus::connection::Builder::session()
            .serve_at("/StatusNotifierWatcher", Watcher(icons.clone()))
            .serve_at("/org/freedesktop/Notifications", Notices(notices.clone()))
            .name(WATCHER)
            .name(NOTICES)
            .build()
            .await?;
        Ok(Desktop { bus, icons, notices })
    }

    /// The panel goes, with all that it shows.
    pub async fn goes(self) -> Outcome {
        Ok(self.bus.close().await?)
    }

    /// What the notices of programs say, one after the other.
    pub fn notices(&self) -> Vec<String> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The icon that stands in the panel now.
    pub async fn icon(&self) -> Outcome<Option<Icon<'_>>> {
        let last = self.icons.lock().unwrap_or_else(PoisonError::into_inner).last().cloned();
        let Some(owner) = last else { return Ok(None) };
        let names = zbus::fdo::DBusProxy::new(&self.bus).await?;
        let stands = names.name_has_owner(owner.as_str().try_into()?).await?;
        Ok(stands.then_some(Icon { bus: &self.bus, owner }))
    }

    /// The icon, once it stands there.
    pub async fn until_icon(&self) -> Outcome<Icon<'_>> {
        wait_until("an icon in the panel", async || self.icon().await).await
    }

    /// Waits until no icon stands there.
    pub async fn until_no_icon(&self) -> Outcome {
        wait_until("the icon to go", async || Ok(self.icon().await?.is_none().then_some(()))).await
    }
}

/// A program's icon in the panel.
pub struct Icon<'a> {
    bus: &'a Connection,
    owner: String,
}

impl Icon<'_> {
    /// What the panel shows when the pointer rests on it.
    pub async fn title(&self) -> Outcome<String> {
        let item = zbus::Proxy::new(self.bus, self.owner.as_str(), "/StatusNotifierItem", ITEM).await?;
        Ok(item.get_property("Title").await?)
    }

    /// Presses the icon itself.
    pub async fn press(&self) -> Outcome {
        let to = Some(self.owner.as_str());
        self.bus.call_method(to, "/StatusNotifierItem", Some(ITEM), "Activate", &(0, 0)).await?;
        Ok(())
    }

    /// What the entries of its menu say, from top to bottom.
    pub async fn menu(&self) -> Outcome<Vec<String>> {
        Ok(self.entries().await?.into_iter().map(|(_, label)| label).collect())
    }

    /// Chooses the entry of its menu that says so, which may end the program before it
    /// has answered.
    pub async fn choose(&self, label: &str) -> Outcome {
        let entries = self.entries().await?;
        let (id, _) = entries.iter().find(|(_, said)| said == label).ok_or("no such entry")?;
        let pressed = (id, "clicked", Variant::from(0), 0_u32);
        let menu = zbus::Proxy::new(self.bus, self.owner.as_str(), "/MenuBar", MENU).await?;
        Ok(menu.call_noreply("Event", &pressed).await?)
    }

    async fn entries(&self) -> Outcome<Vec<(i32, String)>> {
        let all = (Vec::<i32>::new(), vec!["label"]);
        let to = Some(self.owner.as_str());
        let reply = self.bus.call_method(to, "/MenuBar", Some(MENU), "GetGroupProperties", &all).await?;
        let items: Vec<(i32, HashMap<String, OwnedVariant>)> = reply.body().deserialize()?;
        let label = |mut item: HashMap<String, OwnedVariant>| item.remove("label")?.try_into().ok();
        Ok(items.into_iter().filter_map(|(id, item)| Some((id, label(item)?))).collect())
    }
}

struct Watcher(List);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

struct Notices(List);

#[interface(name = "org.freedesktop.Notifications")]
impl Notices {
    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ["stories", "cheku", "1", "1.2"].map(str::to_owned).into()
    }

    // The protocol has so many words.
    #[allow(clippy::too_many_arguments)]
    fn notify(
        &self,
        _program: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedVariant>,
        _milliseconds: i32,
    ) -> u32 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{summary} {body}"));
        1
    }
}
