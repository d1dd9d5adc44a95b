//! An answer's rows meet what is known: which are new, which are the same as
//! another provider's, which are no longer returned; and what the views of one
//! violation say together (terminal contract, "What the figures mean").

use crate::Result;
use crate::table::sight::Sight;
use crate::table::source_text::{OwnKey, digest};
use crate::table::sources::{self, Asked, Kept, SourceView};
use crate::table::violations::{self, Owner, Seen};
use crate::table::{batches, cases};
use crate::totals::update;
use cheku_domain::case::CostChange;
use cheku_domain::ledger::News;
use cheku_domain::pairing::pair;
use cheku_domain::violation::joined_by_key;
use cheku_domain::{Timestamp, Violation};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Where an answer came from.
pub(crate) struct Origin<'a> {
    pub(crate) vehicle: &'a str,
    pub(crate) provider: &'a str,
    pub(crate) asked_city: Option<&'a str>,
    pub(crate) call_number: i64,
    pub(crate) batch: &'a str,
    pub(crate) at: Timestamp,
}

impl Origin<'_> {
    /// What this answer says of a violation, as if it were the first to do so.
    fn view(&self, violation: i64, own_key: OwnKey, row: Violation) -> SourceView {
        SourceView {
            violation,
            provider: self.provider.to_owned(),
            own_key,
            asked_city: self.asked_city.map(str::to_owned),
            call_number: self.call_number,
            seen_first: self.at,
            seen_last: self.at,
            gone_since: None,
            row,
        }
    }

    /// Whether this answer speaks about a view: the same provider, and where a
    /// city was asked, the same city.
    fn speaks_of(&self, view: &SourceView) -> bool {
        view.provider == self.provider
            && (self.asked_city.is_none() || view.asked_city.as_deref() == self.asked_city)
    }
}

/// What the views of one violation say together.
struct Merged {
    row: Violation,
    first_seen: Timestamp,
    last_seen: Timestamp,
    gone_since: Option<Timestamp>,
}

/// One violation's views, by provider.
type Views = BTreeMap<i64, Vec<SourceView>>;

/// Takes an answer's rows over; says what nobody knew before it.
pub(crate) fn take_answer(conn: &Connection, origin: &Origin<'_>, rows: &[Violation]) -> Result<News> {
    let mut views = Views::new();
    let mut before = HashMap::new();
    for (view, kept) in sources::of_vehicle(conn, origin.vehicle)? {
        before.insert(view.violation, kept);
        views.entry(view.violation).or_default().push(view);
    }
    if views.is_empty() && rows.is_empty() {
        return Ok(News::default());
    }
    // A provider's client joins repeats already, and others can be given here.
    let rows = joined_by_key(rows.to_vec());
    let rows = rows.into_iter().map(|(own_key, row)| (digest(&own_key), row)).collect();
    update::around(conn, origin.vehicle, || take_rows(conn, origin, views, before, rows))
}

fn take_rows(
    conn: &Connection,
    origin: &Origin<'_>,
    mut views: Views,
    mut before: HashMap<i64, Kept>,
    rows: Vec<(OwnKey, Violation)>,
) -> Result<News> {
    let owner = Owner::of(conn, origin.vehicle)?;
    let sight = if views.is_empty() { first_sight(conn, origin)? } else { Sight::News };
    let mut touched = HashSet::new();
    let mut changes = Vec::new();
    let mut news = News::default();
    let places = places_of(&views, origin, &rows);
    let beginning = Beginning::of(conn, origin, &owner, sight)?;
    for ((own_key, row), place) in rows.into_iter().zip(places) {
        match place {
            Some(number) => {
                let view = origin.view(number, own_key, row);
                let change = take_view(views.entry(number).or_default(), view);
                changes.extend(change.map(|change| (number, change)));
                touched.insert(number);
            }
            None => {
                beginning.write(conn, own_key, row)?;
                match sight {
                    Sight::News => news.new += 1,
                    Sight::FirstFound => news.first_found += 1,
                }
            }
        }
    }
    let missed = miss(origin, &mut views, &touched);
    touched.extend(missed);
    let follows = !touched.is_empty();
    for number in touched {
        let Some(views) = views.get_mut(&number) else { continue };
        if let Some(after) = merged(views) {
            let before = before.remove(&number);
            let was_there = before.as_ref().is_some_and(|before| before.gone_since.is_none());
            news.gone += u32::from(was_there && after.gone_since.is_some());
            write_merged(conn, &owner, number, before, &after)?;
            views.iter().try_for_each(|view| sources::put(conn, view, &after.row))?;
        }
    }
    for (number, change) in changes {
        cases::changed(conn, number, change, origin.at, origin.provider)?;
    }
    // A new row has its stage already.
    if follows {
        cases::follow_answer(conn, owner.number, origin.at, origin.provider)?;
    }
    Ok(news)
}

/// What is found of a vehicle of which nothing is known. Only its very first answer, whoever gives it, is no
/// news: what a second provider adds to it later somebody did not know, and has to be told. That the first one
/// found nothing is an answer too.
fn first_sight(conn: &Connection, origin: &Origin<'_>) -> Result<Sight> {
    let answered = "SELECT 1 FROM items WHERE vehicle = ?1 AND state = 'answered'";
    let was_answered = conn.prepare_cached(answered)?.exists([origin.vehicle])?;
    Ok(if was_answered { Sight::News } else { Sight::FirstFound })
}

/// The violations that the rows tell of: their own provider's by the same key, else
/// those of other providers that are the same. A row of this provider that the answer
/// no longer holds does not keep its violation: the vendor reworded it.
fn places_of(views: &Views, origin: &Origin<'_>, rows: &[(OwnKey, Violation)]) -> Vec<Option<i64>> {
    let mut places = places_by_key(views, origin, rows);
    let returned: HashSet<&i64> = places.iter().flatten().collect();
    let others = views.iter().filter(|(id, _)| !returned.contains(id)).map(|(id, views)| {
        let theirs = views.iter().filter(|view| view.provider != origin.provider);
        (*id, theirs.map(|view| &view.row).collect::<Vec<_>>())
    });
    let (ids, known): (Vec<i64>, Vec<_>) = others.filter(|(_, theirs)| !theirs.is_empty()).unzip();
    let open: Vec<usize> = (0..rows.len()).filter(|at| places[*at].is_none()).collect();
    let open_rows: Vec<&Violation> = open.iter().map(|at| &rows[*at].1).collect();
    for (at, known) in open.into_iter().zip(pair(&open_rows, &known)) {
        places[at] = known.map(|known| ids[known]);
    }
    places
}

/// Which violation each of this provider's rows is, by the row's own key. Of several
/// that share it the surest pairs come first; whatever is left is one in the rows' order,
/// since a vendor that numbers anew has not found a new offence.
fn places_by_key(views: &Views, origin: &Origin<'_>, rows: &[(OwnKey, Violation)]) -> Vec<Option<i64>> {
    let mut of_key: HashMap<OwnKey, Vec<&SourceView>> = HashMap::new();
    for view in views.values().flatten().filter(|view| view.provider == origin.provider) {
        of_key.entry(view.own_key).or_default().push(view);
    }
    let mut pairs: Vec<(u8, usize, &SourceView)> = Vec::new();
    for (at, (own_key, row)) in rows.iter().enumerate() {
        let known = of_key.get(own_key).into_iter().flatten();
        pairs.extend(known.map(|view| (row.resemblance(&view.row), at, *view)));
    }
    // Still returned before gone; a violation's number is its age.
    pairs.sort_by_key(|(sure, at, view)| (Reverse(*sure), view.gone_since.is_some(), *at, view.violation));
    let mut places: Vec<Option<i64>> = vec![None; rows.len()];
    let mut taken: HashSet<i64> = HashSet::new();
    for (_, at, view) in pairs {
        if places[at].is_none() && taken.insert(view.violation) {
            places[at] = Some(view.violation);
        }
    }
    places
}

/// Says what the violation costs otherwise than the same provider said before: that two providers differ is no
/// change, whoever of them spoke last.
fn take_view(views: &mut Vec<SourceView>, view: SourceView) -> Option<CostChange> {
    let Some(known) = views.iter_mut().find(|known| known.provider == view.provider) else {
        views.push(view);
        return None;
    };
    let change = change(&known.row, &view.row);
    *known = SourceView { seen_first: known.seen_first, ..view };
    change
}

/// What all rows of an answer that nobody knew have in common, looked up once.
struct Beginning<'a> {
    origin: &'a Origin<'a>,
    owner: &'a Owner,
    sight: Sight,
    seen: Seen,
    asked: Asked,
}

impl<'a> Beginning<'a> {
    fn of(
        conn: &Connection,
        origin: &'a Origin<'a>,
        owner: &'a Owner,
        sight: Sight,
    ) -> Result<Beginning<'a>> {
        let batch = batches::number(conn, origin.batch)?;
        let seen = Seen { batch, first: origin.at, last: origin.at, gone_since: None };
        let asked = Asked::keep(conn, origin.provider, origin.asked_city)?;
        Ok(Beginning { origin, owner, sight, seen, asked })
    }

    fn write(&self, conn: &Connection, own_key: OwnKey, row: Violation) -> Result<()> {
        let number = violations::insert(conn, self.owner, &row, &self.seen, self.sight)?;
        sources::put_only(conn, &self.origin.view(number, own_key, row), &self.asked)
    }
}

/// Marks what this answer should hold and does not.
fn miss(origin: &Origin<'_>, views: &mut Views, returned: &HashSet<i64>) -> Vec<i64> {
    let mut missed = Vec::new();
    for view in views.values_mut().flatten() {
        if origin.speaks_of(view) && view.gone_since.is_none() && !returned.contains(&view.violation) {
            view.gone_since = Some(origin.at);
            missed.push(view.violation);
        }
    }
    missed
}

fn merged(views: &mut [SourceView]) -> Option<Merged> {
    // Still returned before gone, then the newer answer.
    views.sort_by_key(|view| (view.gone_since.is_some(), Reverse(view.call_number)));
    let (newest, others) = views.split_first()?;
    let all_gone = views.iter().all(|view| view.gone_since.is_some());
    Some(Merged {
        row: others.iter().fold(newest.row.clone(), |row, other| filled_from(row, &other.row)),
        first_seen: views.iter().map(|view| view.seen_first).min().unwrap_or_default(),
        last_seen: views.iter().map(|view| view.seen_last).max().unwrap_or_default(),
        gone_since: views.iter().filter_map(|view| view.gone_since).max().filter(|_| all_gone),
    })
}

/// Mostly nothing is new but the day: then no index has to follow. What counts is what the row says, not what its
/// views should have made of it: they are written as what they say otherwise than the row.
fn write_merged(
    conn: &Connection,
    owner: &Owner,
    number: i64,
    before: Option<Kept>,
    after: &Merged,
) -> Result<()> {
    let Merged { row, first_seen, last_seen, gone_since } = after;
    let is_the_same = |before: &Kept| {
        let numbers = row.numbers.clone();
        (before.first_seen, before.gone_since) == (*first_seen, *gone_since)
            && Violation { numbers, ..before.row.clone() } == *row
    };
    if before.as_ref().is_some_and(is_the_same) {
        return violations::set_last_seen(conn, number, *last_seen);
    }
    let seen = Seen { batch: None, first: *first_seen, last: *last_seen, gone_since: *gone_since };
    violations::update(conn, owner, number, row, &seen)
}

/// What a violation costs otherwise than before.
fn change(before: &Violation, after: &Violation) -> Option<CostChange> {
    let points = |row: &Violation| row.points.map(|points| points.0);
    let change = CostChange {
        fine_from: before.fine,
        fine_to: after.fine,
        points_from: points(before),
        points_to: points(after),
    };
    let is_one = (change.fine_from, change.points_from) != (change.fine_to, change.points_to);
    is_one.then_some(change)
}

/// What the newer answer leaves unknown is filled from the other.
fn filled_from(newer: Violation, older: &Violation) -> Violation {
    let text = |newer: String, older: &str| if newer.is_empty() { older.to_owned() } else { newer };
    Violation {
        place: text(newer.place, &older.place),
        act: text(newer.act, &older.act),
        time: newer.time.or(older.time),
        code: newer.code.or_else(|| older.code.clone()),
        fine: newer.fine.or(older.fine),
        points: newer.points.or(older.points),
        city: newer.city.or_else(|| older.city.clone()),
        city_number: newer.city_number.or_else(|| older.city_number.clone()),
        authority: newer.authority.or_else(|| older.authority.clone()),
        online: newer.online.or(older.online),
        ..newer
    }
}
