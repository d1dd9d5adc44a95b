//! The last look before anything leaves. The coordinator decides who may be
//! sent; but between its decision and the bytes lie a rule lookup and a commit,
//! and in that time the person can cancel or the vendor can refuse the account.

use crate::control::{Control, Order};
use crate::job::JobItem;
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::watch;

/// What is shut. Nothing ever opens again within a batch.
#[derive(Default)]
struct Shut {
    all: bool,
    providers: HashSet<String>,
    /// Provider and city: two providers may use one code for different places.
    cities: HashSet<(String, String)>,
}

/// Shared by the coordinator, which shuts, and the attempts, which look.
pub(crate) struct Gate {
    control: Control,
    shut: watch::Sender<Shut>,
}

impl Gate {
    /// An open gate. `control` has what the person wants: it lets nothing through while they pause or stop.
    pub fn new(control: Control) -> Gate {
        Gate { control, shut: watch::Sender::new(Shut::default()) }
    }

    /// True while something new may be sent to `provider`.
    pub fn lets_through(&self, provider: &str) -> bool {
        let shut = self.shut.borrow();
        self.control.current() == Order::Run && !shut.all && !shut.providers.contains(provider)
    }

    /// No question goes to this provider any more.
    pub fn is_provider_shut(&self, provider: &str) -> bool {
        self.shut.borrow().providers.contains(provider)
    }

    /// True where the vehicle may be asked of its other provider in this one's stead.
    pub fn may_fall_back(&self, item: &JobItem) -> bool {
        item.fallback.is_some_and(|other| other != item.provider && !self.is_provider_shut(other))
    }

    /// No question about this city goes to this provider any more.
    pub fn is_city_shut(&self, provider: &str, city: Option<&str>) -> bool {
        let Some(city) = city else { return false };
        self.shut.borrow().cities.contains(&(provider.to_owned(), city.to_owned()))
    }

    /// Nothing leaves any more.
    pub fn shut_all(&self) {
        self.shut.send_modify(|shut| shut.all = true);
    }

    /// Nothing goes to this provider any more: it refused in a way that holds for every vehicle.
    pub fn shut_provider(&self, provider: &str) {
        self.shut.send_modify(|shut| {
            shut.providers.insert(provider.to_owned());
        });
    }

    /// Nothing about this city goes to this provider any more; without a city nothing changes.
    pub fn shut_city(&self, provider: &str, city: Option<&str>) {
        if let Some(city) = city {
            self.shut.send_modify(|shut| {
                shut.cities.insert((provider.to_owned(), city.to_owned()));
            });
        }
    }

    /// Waits before a repeat; false as soon as the repeat must not be sent any more.
    pub async fn rest(&self, provider: &str, wait: Duration) -> bool {
        let mut orders = self.control.watch();
        let mut shut = self.shut.subscribe();
        let over = tokio::time::sleep(wait);
        tokio::pin!(over);
        while self.lets_through(provider) {
            tokio::select! {
                () = &mut over => return self.lets_through(provider),
                _ = orders.changed() => {}
                _ = shut.changed() => {}
            }
        }
        false
    }
}
