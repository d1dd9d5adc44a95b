//! What is copied for a table or a chat, read out of the clipboard by pasting it.

use crate::kit::{asked_sample, told};
use cheku_e2e::{Home, Key, Outcome, Window, wait_until};

const LISTS: [&str; 4] = ["garage", "violations", "drivers", "check?view=calls"];

/// Pastes until what comes is right: the clipboard takes its time, and keeps what was copied before.
async fn until_pasted(window: &Window, what: &str, is_right: impl Fn(&str) -> bool) -> Outcome {
    let empty = "const field = document.getElementById('chat') ??
            document.body.appendChild(Object.assign(document.createElement('textarea'), { id: 'chat' }));
        field.value = '';
        field.focus();";
    wait_until(what, async || {
        window.run(empty, Vec::new()).await?;
        window.press(&[Key::Control], 'v').await?;
        let text = window.run("return document.getElementById('chat').value", Vec::new()).await?;
        Ok(text.as_str().is_some_and(&is_right).then_some(()))
    })
    .await?;
    window.run("document.getElementById('chat').remove()", Vec::new()).await?;
    Ok(())
}

/// The plate of the first row, else its first word.
async fn first_of(window: &Window) -> Outcome<String> {
    let script = "const row = document.querySelector('[data-testid=grid] [role=rowgroup] [role=row]');
        return (row.querySelector('[role=img]')?.ariaLabel ?? row.innerText).trim().split(/\\s/)[0]";
    let first = window.run(script, Vec::new()).await?;
    Ok(first.as_str().filter(|word| !word.is_empty()).ok_or("no first row")?.to_owned())
}

#[tokio::test]
async fn lists_and_a_panel_are_copied_for_a_table_and_for_a_chat() -> Outcome {
    let home = Home::empty()?;
    let window = asked_sample(&home).await?;
    for list in LISTS {
        window.go(list).await?;
        window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
        window.press(&[], Key::Home).await?;
        let first = first_of(&window).await?;
        window.press(&[Key::Control], 'c').await?;
        told(&window, "已复制 1 行").await?;
        until_pasted(&window, &format!("{list}: headings, and {first} below"), |text| {
            let lines: Vec<&str> = text.lines().collect();
            matches!(lines[..], [headings, row] if headings.contains('\t') && row.contains(&first))
        })
        .await?;
        window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
        window.press(&[Key::Control, Key::Shift], 'c').await?;
        until_pasted(&window, &format!("{list}: one line with {first}"), |text| {
            text.contains(&first) && text.contains('，') && !text.contains(['\n', '\t'])
        })
        .await?;
    }
    window.go("reports").await?;
    // Pressed for real: a page may write into the clipboard only when somebody pressed something.
    let copy = "//section[.//*[@data-testid='totals-table']]//*[@data-testid='panel-copy']";
    window.shown("the way to copy", copy).await?.click().await?;
    told(&window, "已复制为文字").await?;
    let sums = |text: &str| text.contains("待缴罚款") && text.lines().count() > 1;
    until_pasted(&window, "the sums of the reports", sums).await?;
    window.close().await
}
