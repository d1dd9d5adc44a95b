//! The close button of a window's frame. There is no window manager where stories run,
//! so its message is sent by hand (ICCCM 4.2.8.1, WM_DELETE_WINDOW).

use crate::Outcome;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

/// Presses the close button of every window on the display: one, and perhaps that of an
/// earlier story which is still going.
pub(crate) fn press_close() -> Outcome {
    let (x, screen) = x11rb::connect(None)?;
    let root = x.setup().roots[screen].root;
    let atom = |name: &str| {
        Ok::<Atom, Box<dyn std::error::Error + Send + Sync>>(
            x.intern_atom(false, name.as_bytes())?.reply()?.atom,
        )
    };
    let (protocols, delete) = (atom("WM_PROTOCOLS")?, atom("WM_DELETE_WINDOW")?);
    for window in x.query_tree(root)?.reply()?.children {
        if is_shown(&x, window)? && takes(&x, window, protocols, delete)? {
            let message =
                ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
            x.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
        }
    }
    Ok(())
}

fn is_shown(x: &RustConnection, window: Window) -> Outcome<bool> {
    Ok(x.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE)
}

fn takes(x: &RustConnection, window: Window, protocols: Atom, delete: Atom) -> Outcome<bool> {
    let list = x.get_property(false, window, protocols, AtomEnum::ATOM, 0, 32)?.reply()?;
    Ok(list.value32().is_some_and(|mut atoms| atoms.any(|atom| atom == delete)))
}
