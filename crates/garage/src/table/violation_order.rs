//! The orders of the list of violations: read from an index where there is one, else sorted.

use super::texts::TextKind;
use super::violation_query::ViolationColumn;
use crate::window::{Conditions, Direction};

/// What is read to find rows in order: tables, and the columns of the order.
pub(super) struct Order {
    from: String,
    columns: Vec<String>,
}

/// What follows the column that the list is sorted by, as its index has it.
fn tail(sort: ViolationColumn) -> &'static [&'static str] {
    match sort {
        ViolationColumn::State => &["y.removed", "y.number"],
        ViolationColumn::Stage => &["y.removed", "y.due", "y.standing", "y.vehicle", "y.time", "y.number"],
        ViolationColumn::Plate => {
            &["y.removed", "y.time", "y.standing", "y.fine_fen", "y.points", "y.number"]
        }
        ViolationColumn::Act | ViolationColumn::Place => {
            &["y.removed", "y.vehicle", "y.standing", "y.fine_fen", "y.points", "y.number"]
        }
        _ => &["y.removed", "y.standing", "y.number"],
    }
}

/// The column of a violation's row, and where its text stands if it is a text's number.
fn sorted_by(sort: ViolationColumn) -> (&'static str, Option<TextKind>) {
    match sort {
        ViolationColumn::Time => ("time", None),
        ViolationColumn::Plate => ("vehicle", None),
        ViolationColumn::Fine => ("fine_fen", None),
        ViolationColumn::Points => ("points", None),
        ViolationColumn::State => ("standing", None),
        ViolationColumn::Driver => ("driver", None),
        ViolationColumn::City => ("city", Some(TextKind::City)),
        ViolationColumn::Act => ("act", Some(TextKind::Act)),
        ViolationColumn::Place => ("place", Some(TextKind::Place)),
        ViolationColumn::FirstSeen => ("first_seen", None),
        ViolationColumn::Stage => ("stage", None),
    }
}

/// The rest of the name of a column's index.
fn index_of(column: &str) -> &str {
    column.strip_suffix("_fen").unwrap_or(column)
}

impl Order {
    /// From the order's index: nothing is sorted. Texts are read in their order, and from each
    /// its rows.
    pub(super) fn by_index(sort: ViolationColumn) -> Order {
        let (column, kind) = sorted_by(sort);
        let (from, first) = match (sort, kind) {
            (ViolationColumn::Plate, _) => (
                "vehicles v INDEXED BY vehicles_plate_and_type CROSS JOIN violations y
                     INDEXED BY violations_vehicle ON v.removed = 0 AND y.vehicle = v.number"
                    .to_owned(),
                vec!["v.plate", "v.plate_type"],
            ),
            (ViolationColumn::Driver, _) => (
                "driver_names d CROSS JOIN violations y INDEXED BY violations_driver ON y.driver = d.id"
                    .to_owned(),
                vec!["d.name"],
            ),
            (_, Some(kind)) => (
                format!(
                    "texts t CROSS JOIN violations y INDEXED BY violations_{column}
                         ON t.kind = {} AND y.{column} = t.id",
                    kind as i64
                ),
                vec!["t.text"],
            ),
            // The filter's own index would mean to sort all that it leads to.
            (_, None) => (format!("violations y INDEXED BY violations_{}", index_of(column)), Vec::new()),
        };
        let mut columns: Vec<String> = first.into_iter().map(str::to_owned).collect();
        if columns.is_empty() {
            columns.push(format!("y.{column}"));
        }
        Order::of(from, columns, sort)
    }

    /// Sorted: for rows that are found by other indexes, which the plus leaves the choice to.
    pub(super) fn by_sorting(sort: ViolationColumn) -> Order {
        let (column, kind) = sorted_by(sort);
        let first = match (sort, kind) {
            (ViolationColumn::Plate, _) => vec![
                "(SELECT plate FROM vehicles WHERE number = y.vehicle)".to_owned(),
                "(SELECT plate_type FROM vehicles WHERE number = y.vehicle)".to_owned(),
            ],
            (ViolationColumn::Driver, _) => {
                vec!["(SELECT name FROM driver_names WHERE id = y.driver)".to_owned()]
            }
            (_, Some(_)) => vec![format!("(SELECT text FROM texts WHERE id = y.{column})")],
            (_, None) => vec![format!("+y.{column}")],
        };
        Order::of("violations y".to_owned(), first, sort)
    }

    fn of(from: String, first: Vec<String>, sort: ViolationColumn) -> Order {
        let columns = first.into_iter().chain(tail(sort).iter().map(|column| (*column).to_owned())).collect();
        Order { from, columns }
    }

    pub(super) fn sql(&self, conditions: &Conditions, direction: Direction) -> String {
        let way = direction.sql();
        let columns: Vec<String> = self.columns.iter().map(|column| format!("{column} {way}")).collect();
        format!(
            "SELECT y.number FROM {} WHERE {} ORDER BY {}",
            self.from,
            conditions.sql(),
            columns.join(", ")
        )
    }
}
