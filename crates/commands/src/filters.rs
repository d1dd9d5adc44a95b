//! Saved filters (常用筛选) of the lists.

use crate::App;
use crate::api::{FilterList, FilterRequest, Id, Nothing, SavedFilter};
use crate::error::{Result, bad_request};
use cheku_domain::text::clean;
use cheku_garage::Garage;

/// Longer is no name, and no address.
const LONGEST_NAME: usize = 40;
const LONGEST_QUERY: usize = 4_000;

/// A list's filters, in order.
pub async fn saved_filters(app: &App, request: FilterRequest) -> Result<Vec<SavedFilter>> {
    app.work(move |garage| {
        let kept = garage.saved_filters(request.list.word())?;
        Ok(kept.into_iter().map(|filter| wire(filter, request.list)).collect())
    })
    .await
}

fn wire(filter: cheku_garage::SavedFilter, list: FilterList) -> SavedFilter {
    SavedFilter { id: filter.id, list, name: filter.name, query: filter.query }
}

/// Saves a filter, new at the end or known in its place; one that was taken away
/// comes back with its id.
pub async fn filter_save(app: &App, filter: SavedFilter) -> Result<Id> {
    let name = clean(&filter.name);
    if name.is_empty() || name.chars().count() > LONGEST_NAME || filter.query.len() > LONGEST_QUERY {
        return Err(bad_request("a saved filter needs a name, and both must be short"));
    }
    let id = app.work(move |garage| save(garage, filter, name)).await?;
    Ok(Id { id })
}

fn save(garage: &Garage, filter: SavedFilter, name: String) -> Result<String> {
    let list = filter.list.word();
    let kept = garage.saved_filters(list)?;
    let position = kept.iter().find(|known| known.id == filter.id).map(|known| known.position);
    let last = kept.iter().map(|known| known.position + 1).max().unwrap_or(0);
    let id = if filter.id.is_empty() { garage.fresh_id() } else { filter.id };
    garage.save_filter(&cheku_garage::SavedFilter {
        id: id.clone(),
        list: list.to_owned(),
        name,
        query: filter.query,
        position: position.unwrap_or(last),
    })?;
    Ok(id)
}

/// Takes a filter away.
pub async fn filter_remove(app: &App, id: Id) -> Result<Nothing> {
    app.work(move |garage| Ok(garage.remove_filter(&id.id)?)).await?;
    Ok(Nothing {})
}
