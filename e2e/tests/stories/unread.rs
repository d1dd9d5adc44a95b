//! Answers that were paid for and that an older version could not read.

use crate::kit::{own_look, told};
use cheku_e2e::{Home, Outcome, Window, paid_unread, wait_until};
use serde_json::json;

/// Nobody knows these names.
const UNKNOWN: &str =
    r#"{"codeid":10000,"retdata":{"records":[{"when":"2026-01-02","what":"<b>闯红灯</b>","who":"张三"}]}}"#;
/// These this version knows.
const KNOWN: &str = r#"{"codeid":10000,"retdata":{"data":[{"vioTime":"2026-01-02 10:00","vioAction":"闯红灯","vioFine":"200"}]}}"#;

#[tokio::test]
async fn what_was_paid_for_is_shown_read_again_and_handed_on_without_names() -> Outcome {
    let home = Home::empty()?;
    paid_unread(home.path(), 6, &[UNKNOWN, KNOWN]).await?;
    let window = Window::open(&home).await?;
    own_look(&window).await?;

    window.go("check?view=calls&unread=true").await?;
    window.click("calls-reread").await?;
    told(&window, "已识别 1 条").await?;
    let one = async || Ok((window.rows().await?.len() == 1).then_some(()));
    wait_until("the one that is left", one).await?;
    let sums = window.ask("calls", json!({ "limit": 0 })).await?["sums"].clone();
    assert_eq!((&sums["charged"], &sums["unreadable"]), (&json!(2), &json!(1)), "the bill stays");
    let totals = window.ask("totals", json!({})).await?;
    assert_eq!(totals["fines_due_fen"], json!(20_000));

    window.run("document.querySelector('[data-testid=grid]').focus()", Vec::new()).await?;
    window.press(&[], cheku_e2e::Key::Down).await?;
    window.press(&[], cheku_e2e::Key::Enter).await?;
    let text = window.id("call-answer").await?.text().await?;
    assert_eq!(text, UNKNOWN, "as text: what looks like a tag is none");
    window.click("copy-report").await?;
    told(&window, "已复制").await?;
    let id =
        window.ask("calls", json!({ "unreadable_only": true, "limit": 1 })).await?["rows"][0]["id"].clone();
    let report = window.ask("call_report", json!({ "id": id })).await?["text"].to_string();
    assert!(!report.contains("张三") && report.contains("records"), "{report}");
    window.close().await
}
