//! What the stories share.

use calamine::{Data, Reader, open_workbook_auto};
use cheku_e2e::{AxeSource, Home, Key, Language, Outcome, Theme, Window, findings, wait_at_most, wait_until};
use cheku_sandbox::Sandbox;
use fantoccini::Locator;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A batch of 200 sample vehicles at slow vendors on a loaded machine.
const A_BATCH: Duration = Duration::from_secs(120);

/// Plate, driver, group: enough to look for, all invented.
const FLEET: [[&str; 3]; 6] = [
    ["苏ED29539", "王国平", "冷链"],
    ["苏E5X91C", "吴阿妹", "冷链"],
    ["苏E35335", "单于飞", "干线"],
    ["沪A8K306", "赵小满", "干线"],
    ["浙F7702M", "王国栋", ""],
    ["粤B1234挂", "", "干线"],
];

/// Each language and each theme once, the stories' own look last.
const LOOKS: [(Language, Theme); 2] = [(Language::English, Theme::Dark), (Language::Chinese, Theme::Light)];
/// The two that are left, for whoever wants to look.
const OTHER_LOOKS: [(Language, Theme); 2] =
    [(Language::English, Theme::Light), (Language::Chinese, Theme::Dark)];

/// Whoever wants to look names a folder in `CHEKU_PICTURES`: what a story sees is kept there.
fn pictures() -> Option<PathBuf> {
    std::env::var_os("CHEKU_PICTURES").map(PathBuf::from)
}

/// Keeps what is drawn now, for whoever wants to look.
pub async fn picture(window: &Window, name: &str) -> Outcome {
    let Some(folder) = pictures() else { return Ok(()) };
    let look =
        "return document.documentElement.lang + '-' + document.documentElement.dataset.mantineColorScheme";
    let look = window.run(look, Vec::new()).await?;
    window.picture(&folder.join(format!("{name}-{}.png", look.as_str().unwrap_or_default()))).await
}

/// The stories' own look.
pub async fn own_look(window: &Window) -> Outcome {
    let [_, (language, theme)] = LOOKS;
    window.looks(language, theme).await
}

/// Looks at what `shown` shows in every look, without a finding of axe. It stands in the stories' own look then.
pub async fn looked_at(window: &Window, name: &str, shown: impl AsyncFn() -> Outcome) -> Outcome {
    let axe = AxeSource::read()?;
    let others = pictures().map(|_| OTHER_LOOKS);
    for (language, theme) in others.into_iter().flatten().chain(LOOKS) {
        window.looks(language, theme).await?;
        shown().await?;
        picture(window, name).await?;
        assert_eq!(findings(window, &axe).await?, [""; 0], "{name} {} {}", language.word(), theme.word());
    }
    Ok(())
}

/// The window in Chinese on a garage with six vehicles, at its list.
pub async fn small_fleet(home: &Home) -> Outcome<Window> {
    let window = Window::open(home).await?;
    let lines = FLEET.map(|row| row.join("\t")).join("\n");
    let text = format!("车牌号\t驾驶员\t分组\n{lines}\n");
    let source = json!({ "kind": "text", "text": text });
    window.ask("import_commit", json!({ "source": source })).await?;
    own_look(&window).await?;
    window.go("garage").await?;
    garage_shows(&window, 6).await?;
    Ok(window)
}

/// The window in Chinese on the sample fleet.
pub async fn sample(home: &Home) -> Outcome<Window> {
    let window = Window::open(home).await?;
    own_look(&window).await?;
    window.click("start-demo").await?;
    window.id("demo-banner").await?;
    Ok(window)
}

/// The sample fleet in a window that stays in the tray when it is closed.
#[cfg(not(windows))]
pub async fn staying(home: &Home) -> Outcome<Window> {
    let window = sample(home).await?;
    window.go("settings?section=look").await?;
    wait_until("the tray to be offered", async || {
        Ok(window.id("window-tray").await?.is_enabled().await?.then_some(()))
    })
    .await?;
    window.click("window-tray").await?;
    Ok(window)
}

/// Closes the window, which is hidden then.
#[cfg(not(windows))]
pub async fn into_tray(window: &Window) -> Outcome {
    window.press_close().await?;
    window.until_shown(false).await
}

/// The sample fleet, a dozen of which were asked.
pub async fn asked_sample(home: &Home) -> Outcome<Window> {
    let window = sample(home).await?;
    let first = window.ask("vehicles", json!({ "limit": 12 })).await?;
    let rows = first["rows"].as_array().cloned().unwrap_or_default();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["vehicle"]["id"]).collect();
    window.ask("check_start", json!({ "selection": { "kind": "ids", "ids": ids } })).await?;
    batch_ended(&window).await?;
    Ok(window)
}

/// From now on the garage is to be asked by itself, Monday to Friday at 06:15.
pub async fn scheduled(window: &Window) -> Outcome {
    let wanted = json!({ "on": true, "at": "06:15", "days": [1, 2, 3, 4, 5], "max_cost_fen": 2550 });
    window.ask("schedule_save", wanted).await.map(|_| ())
}

/// An account at a provider's stand-in, at 0.13 a call.
pub async fn account(window: &Window, vendor: &Sandbox, provider: &str) -> Outcome {
    let account = json!({
        "provider": provider, "values": { "base_url": vendor.origin() },
        "secret": vendor.credentials(provider).and_then(|one| one.key),
        "prices": [{ "from": 1, "price_yuan": "0.13" }], "free_calls": null, "allow_http": false,
        "quota_left": null, "concurrency": null, "per_minute": null, "timeout_seconds": null, "is_default": true,
    });
    window.ask("account_save", account).await.map(|_| ())
}

/// Waits for the end of the batch and gives its figures.
pub async fn batch_ended(window: &Window) -> Outcome<Value> {
    wait_at_most(A_BATCH, "the end of the batch", &mut async || {
        let last = window.ask("last_batch", json!({})).await?;
        Ok((last["ended_at"] != Value::Null).then_some(last))
    })
    .await
}

/// Waits until the garage's list says that so many match.
pub async fn garage_shows(window: &Window, count: u64) -> Outcome {
    window.until_says("[data-testid=garage-total] b", &count.to_string()).await
}

/// Starts what the plan shows, once that is the plan of what was chosen last: until then nothing can be pressed.
pub async fn start_check(window: &Window) -> Outcome {
    window.client().wait().for_element(Locator::Css("[data-testid=check-start]:enabled")).await?;
    window.click("check-start").await
}

/// Waits until so many rows are chosen; 0 = the bar is gone.
pub async fn chosen(window: &Window, count: u64) -> Outcome {
    let expected = if count == 0 { String::new() } else { count.to_string() };
    window.until_says("[data-testid=bulk-bar] b", &expected).await
}

/// Waits until a notice with this text is there.
pub async fn told(window: &Window, text: &str) -> Outcome {
    window.text(text).await.map(|_| ())
}

/// How many of the garage's vehicles fit a filter, by the core and not by the screen.
pub async fn matching(window: &Window, filter: Value) -> Outcome<u64> {
    let found = window.ask("vehicles", json!({ "filter": filter, "limit": 1 })).await?;
    found["total"].as_u64().ok_or_else(|| format!("no total in {found}").into())
}

/// Waits until a file is whole enough to be read, and reads its first sheet as text.
pub async fn sheet(file: &Path) -> Outcome<Vec<Vec<String>>> {
    wait_until("the exported file", async || {
        let mut book = open_workbook_auto(file)?;
        let range = book.worksheet_range_at(0).ok_or("no sheet")??;
        let text = |cell: &Data| cell.to_string();
        Ok(Some(range.rows().map(|row| row.iter().map(text).collect()).collect()))
    })
    .await
}

/// Runs a command of the palette, found by a word, and waits until the palette is gone.
pub async fn palette(window: &Window, word: &str) -> Outcome {
    window.press(&[Key::Control], 'k').await?;
    // Keys before the field has the keyboard would go to the page.
    wait_until("the palette's field", async || {
        let here = window.run("return document.activeElement?.dataset.testid ?? null", Vec::new()).await?;
        Ok((here == json!("palette-search")).then_some(()))
    })
    .await?;
    window.types(word).await?;
    window.press(&[], Key::Enter).await?;
    until_gone(window, "palette-search").await
}

/// Waits until an element is there no more: what closes fades first.
pub async fn until_gone(window: &Window, id: &str) -> Outcome {
    wait_until(&format!("{id} to go"), async || Ok((!window.has(id).await?).then_some(()))).await
}
