//! A key goes to the address that it was typed for: another one wants it typed again, and gets nothing before.

use crate::kit::{looked_at, picture};
use cheku_e2e::{Home, Outcome, Window, wait_until};
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
    looked_at(&window, "key-elsewhere", async || {
        window.go("settings?section=accounts").await?;
        window.id("account-secret-kept").await?;
        window.fill("account-base_url", &second.origin()).await?;
        window.id("key-elsewhere").await.map(|_| ())
    })
    .await?;
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

#[tokio::test]
async fn a_first_account_is_entered_and_tested_on_one_screen() -> Outcome {
    let vendor = vendor().await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    looked_at(&window, "account-first", async || {
        window.go("settings?section=accounts").await?;
        window.click(&format!("provider-{PROVIDER}")).await?;
        window.id("account-secret").await.map(|_| ())
    })
    .await?;
    window.fill("account-secret", "no-key-of-theirs").await?;
    window.click("account-rarely").await?;
    window.fill("account-base_url", &vendor.origin()).await?;
    window.click("account-rarely").await?;
    window.click("account-save").await?;
    window.id("account-secret-kept").await?;
    window.click("account-test").await?;
    window.id("account-test-result").await?;
    picture(&window, "account-tested").await?;
    let in_view =
        "const box = document.querySelector('[data-testid=account-test-result]').getBoundingClientRect();
        return box.top > 0 && box.bottom < innerHeight";
    assert_eq!(window.run(in_view, Vec::new()).await?, json!(true));
    window.close().await
}
