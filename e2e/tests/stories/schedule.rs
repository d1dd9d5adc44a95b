//! A check every morning by itself: agreed in the settings, kept, shown again. Its time never
//! comes here, since no story can set the machine's clock; what happens then is told by
//! `crates/commands/tests/schedule_story.rs`.

use crate::kit::{own_look, small_fleet, told};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};
use serde_json::json;

/// What the form shows: switch, hour, minute, days that are pressed, cap.
async fn shown(window: &Window) -> Outcome<String> {
    let script = "const one = (id) => document.querySelector(`[data-testid=schedule-${id}]`);
        const pressed = [...one('days').querySelectorAll('[aria-pressed=true]')].map((day) => day.textContent);
        return [one('on').checked, one('hour').value, one('minute').value, pressed.join(''), one('cap').value].join(' ')";
    window.id("schedule-save").await?;
    Ok(window.run(script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_check_every_morning_is_agreed_by_keyboard_and_shown_again_after_a_new_start() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    window.go("settings").await?;
    window.click("settings-schedule").await?;
    window.until_says("[data-testid=schedule-next]", "不自动查询").await?;
    assert_eq!(shown(&window).await?, "false 07 30 周一周二周三周四周五周六 ");

    window.click("schedule-on").await?;
    window.press(&[], Key::Tab).await?;
    window.types("0615").await?;
    // From the minutes over Monday to Saturday, which is taken out.
    for _ in 0..6 {
        window.press(&[], Key::Tab).await?;
    }
    window.press(&[], ' ').await?;
    for _ in 0..2 {
        window.press(&[], Key::Tab).await?;
    }
    window.types("25.5").await?;
    let agreed = "true 06 15 周一周二周三周四周五 25.5";
    assert_eq!(shown(&window).await?, agreed);
    window.press(&[], Key::Enter).await?;
    told(&window, "已保存，下次：").await?;
    let kept = window.ask("schedule", json!({})).await?;
    let wanted =
        json!({ "on": true, "at": "06:15", "days": [1, 2, 3, 4, 5], "provider": null, "max_cost_fen": 2550 });
    assert_eq!(kept["schedule"], wanted);
    assert!(window.reads("schedule-hindrance").await?.starts_with("尚无服务商账户"), "said beforehand");
    window.close().await?;

    let window = Window::open(&home).await?;
    own_look(&window).await?;
    window.go("settings?section=schedule").await?;
    wait_until("what was agreed", async || Ok((shown(&window).await? == format!("{agreed}0")).then_some(())))
        .await?;
    let next = window.reads("schedule-next").await?;
    assert!(next.ends_with(" 06:15"), "{next}");
    assert_eq!(window.ask("last_batch", json!({})).await?, json!(null), "nothing was asked");
    window.close().await
}
