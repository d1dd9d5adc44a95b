//! A key goes to the address that it was typed for: another one wants it typed again, and gets nothing before.

use crate::kit::{LOOKS, picture};
use cheku_e2e::{AxeSource, Home, Outcome, Window, findings, wait_until};
use cheku_sandbox::{Options, Sandbox};
use serde_json::json;

const PROVIDER: &str = "juhe";

#[tokio::test]
async fn another_address_asks_for_the_key_and_gets_nothing_without_it() -> Outcome {
    let (first, second) = (vendor().await?, vendor().await?);
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    let account = json!({
        "provider": PROVIDER, "values": { "base_url": first.origin() },
        "secret": first.credentials(PROVIDER).and_then(|one| one.key),
        "prices": [{ "from": 1, "price_yuan": "0.13" }], "free_calls": null, "allow_http": false,
        "quota_left": null, "concurrency": null, "per_minute": null, "timeout_seconds": null, "is_default": true,
    });
    window.ask("account_save", account).await?;
    for (language, theme) in LOOKS {
        window.looks(language, theme).await?;
        window.go("settings?section=accounts").await?;
        window.id("account-secret-kept").await?;
        window.fill("account-base_url", &second.origin()).await?;
        window.id("key-elsewhere").await?;
        picture(&window, "key-elsewhere", language).await?;
        assert_eq!(findings(&window, &AxeSource::read()?).await?, [""; 0]);
    }
    window.fill("account-secret", "typed-for-the-second").await?;
    window.click("account-save").await?;
    wait_until("the second address to be kept", async || {
        let kept = window.ask("providers", json!({})).await?.to_string();
        Ok(kept.contains(&second.origin()).then_some(()))
    })
    .await?;
    assert_eq!((first.bill(PROVIDER).arrivals, second.bill(PROVIDER).arrivals), (0, 0), "nothing was asked");
    window.close().await
}

async fn vendor() -> Outcome<Sandbox> {
    Ok(Sandbox::start(Options { vehicles: 3, ..Options::default() }).await?)
}
