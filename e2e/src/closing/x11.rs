//! By the display itself. There is no window manager where stories run, so its message is sent by
//! hand (ICCCM 4.2.8.1, WM_DELETE_WINDOW).

use crate::Outcome;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

/// The display, and the words of the protocol.
struct Display {
    x: RustConnection,
    root: Window,
    protocols: Atom,
    delete: Atom,
}

/// Presses the close button of every window on the display: one, and perhaps that of an
/// earlier story which is still going.
pub fn press_close() -> Outcome {
    let display = Display::open()?;
    let words = [display.delete, x11rb::CURRENT_TIME, 0, 0, 0];
    for window in display.shown()? {
        let message = ClientMessageEvent::new(32, window, display.protocols, words);
        display.x.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
    }
    Ok(())
}

/// How many windows a person sees on the display, whichever program they belong to.
pub fn shown_windows() -> Outcome<usize> {
    Ok(Display::open()?.shown()?.len())
}

/// The titles of all windows that a person sees on the display.
pub fn window_titles() -> Outcome<Vec<String>> {
    let display = Display::open()?;
    let name = atom(&display.x, "_NET_WM_NAME")?;
    let title = |window: Window| -> Outcome<String> {
        let property = display.x.get_property(false, window, name, AtomEnum::ANY, 0, 256)?.reply()?;
        Ok(String::from_utf8_lossy(&property.value).into_owned())
    };
    display.shown()?.into_iter().map(title).collect()
}

impl Display {
    fn open() -> Outcome<Display> {
        let (x, screen) = x11rb::connect(None)?;
        let root = x.setup().roots[screen].root;
        let protocols = atom(&x, "WM_PROTOCOLS")?;
        let delete = atom(&x, "WM_DELETE_WINDOW")?;
        Ok(Display { x, root, protocols, delete })
    }

    /// The windows that are shown and have a close button.
    fn shown(&self) -> Outcome<Vec<Window>> {
        let mut shown = Vec::new();
        for window in self.x.query_tree(self.root)?.reply()?.children {
            if is_shown(&self.x, window)? && takes(&self.x, window, self.protocols, self.delete)? {
                shown.push(window);
            }
        }
        Ok(shown)
    }
}

fn atom(x: &RustConnection, name: &str) -> Outcome<Atom> {
    Ok(x.intern_atom(false, name.as_bytes())?.reply()?.atom)
}

fn is_shown(x: &RustConnection, window: Window) -> Outcome<bool> {
    Ok(x.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE)
}

fn takes(x: &RustConnection, window: Window, protocols: Atom, delete: Atom) -> Outcome<bool> {
    let list = x.get_property(false, window, protocols, AtomEnum::ATOM, 0, 32)?.reply()?;
    Ok(list.value32().is_some_and(|mut atoms| atoms.any(|atom| atom == delete)))
}

/// The screen as it is, four bytes a pixel.
pub fn screen() -> Outcome<Vec<u8>> {
    let display = Display::open()?;
    let size = display.x.get_geometry(display.root)?.reply()?;
    let image =
        display.x.get_image(ImageFormat::Z_PIXMAP, display.root, 0, 0, size.width, size.height, u32::MAX)?;
    Ok(image.reply()?.data)
}
