//! What a person can do with the window, and what they can see.

use crate::closing::{press_close, shown_windows};
use crate::driver::Driver;
use crate::{Home, Outcome, process, small, wait_until};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::Path;

pub use fantoccini::key::Key;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Language {
    Chinese,
    English,
}

/// A colour scheme of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Theme {
    Light,
    Dark,
}

/// The open window. Close it at the end of the story; a story that fails drops
/// it, which ends the programs, too.
pub struct Window {
    client: Client,
    driver: Driver,
}

impl Window {
    /// Opens the app on a home and waits for its first drawing.
    pub async fn open(home: &Home) -> Outcome<Window> {
        let driver = Driver::start(home.path()).await?;
        let client = driver.open(home.path()).await?;
        let window = Window { client, driver };
        window.drawn().await?;
        Ok(window)
    }

    /// Closes the window as a person would, and waits until it is gone.
    pub async fn close(self) -> Outcome {
        self.client.close().await?;
        self.driver.stop().await
    }

    /// Presses the close button of the window's frame; the program may ask back.
    pub async fn press_close(&self) -> Outcome {
        tokio::task::spawn_blocking(press_close).await?
    }

    /// Waits until the display shows the window, or does not: then it may be in the tray.
    pub async fn until_shown(&self, shown: bool) -> Outcome {
        let what = if shown { "the window to come back" } else { "the window to go" };
        wait_until(what, async || Ok(((shown_windows()? == 1) == shown).then_some(()))).await
    }

    /// Lets the page die, as a crash of its process does.
    pub fn kill_page(&self) -> Outcome {
        process::kill_page(self.driver.home())
    }

    /// Lets the whole program die at once, as when the power goes.
    pub async fn kill(self) -> Outcome {
        process::kill(self.driver.home()).await?;
        self.driver.stop().await
    }

    /// Presses the close button again and again until the program has ended.
    pub async fn press_until_gone(self) -> Outcome {
        let gone = async || {
            self.press_close().await?;
            Ok(process::is_gone(self.driver.home())?.then_some(()))
        };
        wait_until("the program to end", gone).await?;
        self.driver.stop().await
    }

    /// Waits until the window has closed by itself.
    pub async fn until_closed(self) -> Outcome {
        let gone = async || Ok(self.run("return 1", Vec::new()).await.is_err().then_some(()));
        wait_until("the window to go", gone).await?;
        self.driver.stop().await
    }

    /// The WebDriver session, for what has no word here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The element with this `data-testid`, once it is shown.
    pub async fn id(&self, id: &str) -> Outcome<Element> {
        self.shown(&format!("data-testid {id}"), &format!("//*[@data-testid={}]", quoted(id))).await
    }

    /// The element with a role (`button`, `dialog`, …) and an accessible name or text.
    pub async fn role(&self, role: &str, name: &str) -> Outcome<Element> {
        let native = match role {
            "button" => "self::button or @role='button'",
            "link" => "self::a or @role='link'",
            "heading" => "self::h1 or self::h2 or self::h3",
            "textbox" => "self::input or self::textarea",
            "dialog" => "self::dialog or @role='dialog'",
            other => &format!("@role={}", quoted(other)),
        };
        let name = quoted(name);
        let path =
            format!("//*[{native}][normalize-space(.)={name} or @aria-label={name} or @placeholder={name}]");
        self.shown(&format!("{role} {name}"), &path).await
    }

    /// The innermost element that shows this text.
    pub async fn text(&self, text: &str) -> Outcome<Element> {
        let text = quoted(text);
        let path =
            format!("//*[contains(normalize-space(.),{text})][not(*[contains(normalize-space(.),{text})])]");
        self.shown(&format!("the text {text}"), &path).await
    }

    /// What an element says.
    pub async fn reads(&self, id: &str) -> Outcome<String> {
        Ok(self.id(id).await?.text().await?)
    }

    /// Waits until an element says just this.
    pub async fn until_reads(&self, id: &str, expected: &str) -> Outcome {
        let what = format!("{id} to read {expected}");
        wait_until(&what, async || Ok((self.reads(id).await? == expected).then_some(()))).await
    }

    /// Whether an element is there now, without waiting.
    pub async fn has(&self, id: &str) -> Outcome<bool> {
        let path = format!("//*[@data-testid={}]", quoted(id));
        Ok(!self.client.find_all(Locator::XPath(&path)).await?.is_empty())
    }

    /// Clicks the element with this `data-testid`, once it stands still: what comes in above a button moves it away
    /// from under the pointer.
    pub async fn click(&self, id: &str) -> Outcome {
        const STILL: &str = "const [element, done] = arguments;
            const place = () => JSON.stringify(element.getBoundingClientRect());
            const before = place();
            requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)));";
        let what = format!("a click on {id}");
        // A redraw may take the element away between finding and clicking.
        wait_until(&what, async || {
            let element = self.id(id).await?;
            if self.client.execute_async(STILL, vec![serde_json::to_value(&element)?]).await? != json!(true) {
                return Ok(None);
            }
            Ok(Some(element.click().await?))
        })
        .await
    }

    /// Replaces what stands in a field, as a hand does: click, all of it, type.
    pub async fn fill(&self, id: &str, text: &str) -> Outcome {
        let reached = "return document.activeElement.dataset.testid === arguments[0]";
        wait_until(&format!("the keyboard in {id}"), async || {
            self.click(id).await?;
            Ok((self.run(reached, vec![json!(id)]).await? == json!(true)).then_some(()))
        })
        .await?;
        self.press(&[Key::Control], 'a').await?;
        self.types(text).await
    }

    /// Types a text key by key to whatever has the keyboard, as a hand does.
    pub async fn types(&self, text: &str) -> Outcome {
        let keys = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.act(keys.collect()).await
    }

    /// Presses one key, with others held: `press(&[Key::Control], 'k')`.
    pub async fn press(&self, held: &[Key], key: impl Into<char>) -> Outcome {
        let value = key.into();
        let held: Vec<char> = held.iter().map(|key| char::from(*key)).collect();
        let mut keys: Vec<KeyAction> = held.iter().map(|&value| KeyAction::Down { value }).collect();
        keys.extend([KeyAction::Down { value }, KeyAction::Up { value }]);
        keys.extend(held.iter().rev().map(|&value| KeyAction::Up { value }));
        self.act(keys).await
    }

    async fn act(&self, keys: Vec<KeyAction>) -> Outcome {
        let hand = keys.into_iter().fold(KeyActions::new("keys".to_owned()), KeyActions::then);
        Ok(self.client.perform_actions(hand).await?)
    }

    /// What the first element that fits a CSS selector says; empty without one.
    pub async fn says(&self, selector: &str) -> Outcome<String> {
        let script = "return document.querySelector(arguments[0])?.textContent.trim() ?? ''";
        let said = self.run(script, vec![json!(selector)]).await?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the element that fits a CSS selector says just this.
    pub async fn until_says(&self, selector: &str, expected: &str) -> Outcome {
        let mut said = String::new();
        let seen = wait_until("", async || {
            said = self.says(selector).await?;
            Ok((said == expected).then_some(()))
        })
        .await;
        seen.map_err(|_| format!("{selector} says {said:?}, never {expected:?}").into())
    }

    /// The rows of the list in view, cell by cell.
    pub async fn rows(&self) -> Outcome<Vec<Vec<String>>> {
        let script = "return [...document.querySelectorAll('[role=rowgroup] [role=row]')]
            .map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent.trim()))";
        Ok(serde_json::from_value(self.run(script, Vec::new()).await?)?)
    }

    /// Goes to a page by its address, as a saved link does: `go("garage")`, and waits until
    /// that page is drawn and no longer the one before it.
    pub async fn go(&self, page: &str) -> Outcome {
        let path = format!("/{}", page.split('?').next().unwrap_or(page));
        let wanted = vec![json!(format!("#/{page}")), json!(path)];
        self.run("location.hash = arguments[0]", wanted.clone()).await?;
        // A redirect that was under way (the welcome leaves for the overview) may come after us.
        let there = "const [address, path] = arguments;
            if (!location.hash.startsWith('#' + path)) location.hash = address;
            return document.querySelector('[data-page]')?.dataset.page === path";
        wait_until(&format!("the page {page}"), async || {
            Ok((self.run(there, wanted.clone()).await? == json!(true)).then_some(()))
        })
        .await?;
        self.drawn().await
    }

    /// Chooses language and theme as Settings keeps them, and loads anew.
    pub async fn looks(&self, language: Language, theme: Theme) -> Outcome {
        let keep = "localStorage.setItem('cheku.lang', arguments[0]);
                    localStorage.setItem('cheku.theme', arguments[1]);";
        self.run(keep, vec![json!(language.word()), json!(theme.word())]).await?;
        self.client.refresh().await?;
        self.drawn().await?;
        // A page is drawn a moment before it has put its look on.
        let shown = "return document.documentElement.lang + ' ' + document.documentElement.dataset.mantineColorScheme";
        let wanted = json!(format!("{} {}", language.word(), theme.word()));
        wait_until("the chosen look", async || {
            Ok((self.run(shown, Vec::new()).await? == wanted).then_some(()))
        })
        .await
    }

    /// Calls a command of the core, as the pages do: to prepare a story or to
    /// compare what is shown with what is kept.
    pub async fn ask(&self, name: &str, request: Value) -> Outcome<Value> {
        let script = "const [name, request, done] = arguments;
            window.__TAURI_INTERNALS__.invoke('rpc', { name, request })
                .then((reply) => done({ reply }), (error) => done({ error }));";
        let mut answer = self.client.execute_async(script, vec![json!(name), request]).await?;
        match answer.get_mut("reply") {
            Some(reply) => Ok(reply.take()),
            None => Err(format!("{name}: {}", answer["error"]).into()),
        }
    }

    /// Takes a picture of the page as it is drawn now, in 256 colours.
    pub async fn picture(&self, file: &Path) -> Outcome {
        self.two_frames().await?;
        Ok(std::fs::write(file, small(&self.client.screenshot().await?)?)?)
    }

    /// From now on the core's answers never come (until the page is loaded anew): what is
    /// shown then is what a person sees while waiting.
    pub async fn hold_answers(&self) -> Outcome {
        self.run("window.fetch = () => new Promise(() => {})", Vec::new()).await.map(|_| ())
    }

    /// From now on the core refuses everything (until the page is loaded anew).
    pub async fn refuse_all(&self, code: &str) -> Outcome {
        let script = "const refusal = JSON.stringify({ code: arguments[0], message: '', details: {} });
            const headers = { 'Tauri-Response': 'error', 'Content-Type': 'application/json' };
            window.fetch = async () => new Response(refusal, { status: 200, headers });";
        self.run(script, vec![json!(code)]).await.map(|_| ())
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, args: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute(script, args).await?)
    }

    /// Waits until the page has drawn something that a person could read.
    pub async fn drawn(&self) -> Outcome {
        let script = "return document.readyState === 'complete'
            && document.querySelector('main h1') !== null
            && document.querySelector('[inert] h1') === null
            && document.querySelector('[aria-busy=true]') === null";
        wait_until("a drawn page", async || {
            Ok((self.run(script, Vec::new()).await? == json!(true)).then_some(()))
        })
        .await
    }

    /// A picture right after a change still shows the frame before it.
    async fn two_frames(&self) -> Outcome {
        let script = "const done = arguments[0];
            document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));";
        self.client.execute_async(script, Vec::new()).await?;
        Ok(())
    }

    /// The first element of an XPath that is shown, once there is one.
    pub async fn shown(&self, what: &str, path: &str) -> Outcome<Element> {
        wait_until(what, async || {
            for element in self.client.find_all(Locator::XPath(path)).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }
}

impl Language {
    /// Its word in the interface's memory and in names of pictures.
    pub fn word(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }
}

impl Theme {
    /// Its word in the interface's memory and in names of pictures.
    pub fn word(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// A text as XPath writes it; XPath has no escape, only two kinds of quotes.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
