//! A group is told after a check: entered in the settings by keyboard, tested, refused, mended.

use crate::kit::{own_look, picture};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use cheku_sandbox::{Options, Sandbox};

#[tokio::test]
async fn a_group_is_entered_by_keyboard_its_refusal_is_read_and_mended() -> Outcome {
    let sandbox = Sandbox::start(Options { vehicles: 3, ..Options::default() }).await?;
    let home = Home::empty()?;
    let window = Window::open(&home).await?;
    own_look(&window).await?;
    window.go("settings?section=robots").await?;
    assert!(!window.id("robot-dingtalk-save").await?.is_enabled().await?, "nothing to save yet");

    window.click("robot-dingtalk-address").await?;
    window.types(&sandbox.robot_address("dingtalk")).await?;
    window.fill("robot-dingtalk-secret", "another").await?;
    window.press(&[], Key::Enter).await?;
    window.id("robot-dingtalk-address-kept").await?;
    window.click("robot-dingtalk-test").await?;
    window.id("robot-dingtalk-last").await?;
    let refused = window.reads("robot-dingtalk-last").await?;
    assert!(refused.contains("sign not match（310000）。请核对加签密钥"), "{refused}");
    picture(&window, "robots").await?;

    window.click("robot-dingtalk-secret-replace").await?;
    window.fill("robot-dingtalk-secret", sandbox.robot_secret()).await?;
    window.click("robot-dingtalk-save").await?;
    window.id("robot-dingtalk-secret-kept").await?;
    window.click("robot-dingtalk-test").await?;
    wait_until("a message that was taken", async || {
        Ok(window.reads("robot-dingtalk-last").await?.ends_with("已送达。").then_some(()))
    })
    .await?;
    assert_eq!(sandbox.robot_taken("dingtalk").0.len(), 1);

    // What is kept is never shown again.
    let page = window.run("return document.body.innerHTML", Vec::new()).await?.to_string();
    assert!(!page.contains(sandbox.robot_secret()) && !page.contains("access_token="));
    window.close().await
}
