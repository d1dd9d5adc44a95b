//! What people changed: the list of it, and the way back and forth.

use crate::App;
use crate::api::{ChangeView, Id, Nothing, Undoable};
use crate::error::{Result, count};
use cheku_garage::{ChangeRow, UndoToken};

/// The last thirty changes, newest first, those that were taken back included.
pub async fn changes(app: &App, _: Nothing) -> Result<Vec<ChangeView>> {
    app.work(|garage| Ok(garage.changes()?.into_iter().map(view).collect())).await
}

fn view(row: ChangeRow) -> ChangeView {
    ChangeView {
        id: row.token,
        what: row.what,
        at: row.at,
        by: row.by,
        from_terminal: row.from_terminal,
        about: row.about,
        count: row.count,
        state: row.state,
    }
}

/// Takes a change or a whole import back.
pub async fn undo(app: &App, token: Id) -> Result<Undoable> {
    let now = app.0.clock.now();
    let rows = app.work(move |garage| Ok(garage.undo(&UndoToken(token.id), now)?)).await?;
    Ok(Undoable { undo: None, count: count(rows) })
}

/// Makes a change again that was taken back.
pub async fn redo(app: &App, token: Id) -> Result<Undoable> {
    let now = app.0.clock.now();
    let undo = Some(token.id.clone());
    let rows = app.work(move |garage| Ok(garage.redo(&UndoToken(token.id), now)?)).await?;
    Ok(Undoable { undo, count: count(rows) })
}
