//! What SQLite plans for the main statements: none scans a table that it can look up.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::figures::Ranking;
use crate::table::call_list::{self, CallQuery, ChargeFilter};
use crate::table::calls::{self, CallRange};
use crate::table::due_list;
use crate::table::span_sums;
use crate::table::spend;
use crate::table::vehicle_list;
use crate::table::vehicle_query::{VehicleColumn, VehicleQuery};
use crate::table::violation_filter::matching;
use crate::table::violation_list;
use crate::table::violation_query::{ViolationColumn, ViolationQuery};
use crate::table::violation_search::{self, Search};
use crate::table::violation_sums;
use crate::window::Reach;
use crate::{Direction, Garage};
use cheku_domain::{ShownState, TotalsBy};
use cheku_domain::{Span, SpanBy, Stage, Timestamp};

fn garage() -> (tempfile::TempDir, Garage) {
    let dir = tempfile::tempdir().unwrap();
    let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
    (dir, garage)
}

fn plan(garage: &Garage, sql: &str) -> Vec<String> {
    garage
        .read(|conn| {
            let mut explain = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let marks = explain.parameter_count();
            let nulls = rusqlite::params_from_iter(std::iter::repeat_n(rusqlite::types::Null, marks));
            crate::row::collect(explain.query(nulls)?, |row| Ok(row.get::<_, String>("detail")?))
        })
        .unwrap()
}

fn window_plan(garage: &Garage, query: &ViolationQuery) -> Vec<String> {
    let conditions = matching(query, &search(garage, query), false);
    let reach = Reach { offset: 5_000, limit: 50, reversed: false };
    plan(garage, &violation_list::window_sql(query, &conditions, &reach))
}

fn whole_plan(garage: &Garage, query: &ViolationQuery) -> Vec<String> {
    plan(garage, &violation_list::whole_sql(query, &search(garage, query)).0)
}

fn search(garage: &Garage, query: &ViolationQuery) -> Search {
    garage.read(|conn| Search::of(conn, query)).unwrap()
}

/// Whether anything is sorted, instead of read in order.
fn sorts(plan: &[String]) -> bool {
    plan.iter().any(|line| line.contains("TEMP B-TREE"))
}

#[test]
fn every_order_of_violations_is_read_from_its_index() {
    let (_dir, garage) = garage();
    use ViolationColumn as C;
    let columns =
        [C::Time, C::Plate, C::Fine, C::Points, C::State, C::Driver, C::City, C::Act, C::Place, C::FirstSeen];
    for sort in columns.into_iter().chain([C::Stage]) {
        let (ways, paid) = ([Direction::Ascending, Direction::Descending], vec![ShownState::Paid]);
        for (direction, states) in ways.into_iter().flat_map(|way| [(way, Vec::new()), (way, paid.clone())]) {
            let query = ViolationQuery { sort, direction, states, ..ViolationQuery::default() };
            let plan = window_plan(&garage, &query);
            assert!(!sorts(&plan), "{sort:?}: {plan:#?}");
            let by_index = |line: &String| line.contains(" y USING COVERING INDEX violations_");
            assert!(plan.iter().any(by_index), "{sort:?}: {plan:#?}");
        }
    }
}

/// A sort would hold every row of a list that may have hundreds of thousands.
#[test]
fn the_whole_list_is_read_in_its_order() {
    let (_dir, garage) = garage();
    let one_state = vec![ShownState::Unhandled];
    for (sort, states) in [(ViolationColumn::Time, vec![]), (ViolationColumn::State, one_state)] {
        let query = ViolationQuery { sort, states, direction: Direction::Descending, ..Default::default() };
        let plan = whole_plan(&garage, &query);
        assert!(!sorts(&plan), "{sort:?}: {plan:#?}");
    }
}

fn span(by: SpanBy) -> Span {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 1);
    Span { from: day, to: day, by }
}

/// Sums, groups and rankings of a month read its rows, not the garage's.
#[test]
fn a_span_of_days_is_looked_up_by_the_day_that_decides() {
    let (_dir, garage) = garage();
    for (by, range) in
        [(SpanBy::Offence, "time>? AND time<?"), (SpanBy::Seen, "first_seen>? AND first_seen<?")]
    {
        let query = ViolationQuery { span: Some(span(by)), ..Default::default() };
        let conditions = matching(&query, &search(&garage, &query), true);
        let groups = [TotalsBy::Vehicle, TotalsBy::Driver, TotalsBy::Group, TotalsBy::City, TotalsBy::Month];
        let mut statements: Vec<String> =
            groups.into_iter().map(|key| span_sums::groups_sql(key, &conditions)).collect();
        for ranking in [Ranking::Act, Ranking::Place, Ranking::City] {
            statements.push(span_sums::ranking_sql(ranking, &conditions).replace("{limit}", "5"));
        }
        for sql in statements {
            let plan = plan(&garage, &sql);
            assert!(
                plan.iter().any(|line| line.starts_with("SEARCH y USING") && line.contains(range)),
                "{plan:#?}"
            );
            assert!(!plan.iter().any(|line| line.starts_with("SCAN y")), "{sql}: {plan:#?}");
        }
    }
}

#[test]
fn filters_are_looked_up() {
    let (_dir, garage) = garage();
    let filters = [
        ViolationQuery { vehicles: vec![cheku_domain::VehicleId("x".into())], ..Default::default() },
        ViolationQuery { month: Some("2026-03".into()), ..Default::default() },
        ViolationQuery { driver: Some("x".into()), ..Default::default() },
        ViolationQuery { city: Some("x".into()), ..Default::default() },
        ViolationQuery { new_only: true, ..Default::default() },
        ViolationQuery { gone_in_last_check: true, ..Default::default() },
        ViolationQuery { found_in_last_check: true, ..Default::default() },
        ViolationQuery { search: "超速".into(), ..Default::default() },
        ViolationQuery { act: Some("x".into()), ..Default::default() },
        ViolationQuery { place: Some("x".into()), ..Default::default() },
        ViolationQuery { stages: vec![Stage::Told, Stage::Paid], ..Default::default() },
        ViolationQuery { due_before: Some(Default::default()), ..Default::default() },
        ViolationQuery { decided_until: Some(Default::default()), ..Default::default() },
        ViolationQuery { first_seen_from: Some(Timestamp(1)), ..Default::default() },
        ViolationQuery { span: Some(span(SpanBy::Offence)), ..Default::default() },
        ViolationQuery { span: Some(span(SpanBy::Seen)), ..Default::default() },
    ];
    for query in filters {
        let plan = whole_plan(&garage, &query);
        let by_key = |line: &String| line.starts_with("SEARCH y USING") || line.starts_with("MULTI-INDEX OR");
        assert!(plan.iter().any(by_key), "{query:?}: {plan:#?}");
        assert!(!plan.iter().any(|line| line.starts_with("SCAN y")), "{query:?}: {plan:#?}");
    }
}

/// What waits at the desk is looked at by time, tens of thousands of rows of one stage: they are sorted without a look at each.
#[test]
fn a_stage_by_time_is_put_in_order_from_its_index_alone() {
    let (_dir, garage) = garage();
    let query = ViolationQuery { stages: vec![Stage::Untold], ..Default::default() };
    let plan = whole_plan(&garage, &query);
    let covered = "SEARCH y USING COVERING INDEX violations_stage (stage=? AND removed=?)";
    assert!(plan.iter().any(|line| line == covered), "{plan:#?}");
}

/// What a search adds up is read from indexes alone, and so are the numbers of its rows.
#[test]
fn a_search_leads_from_what_holds_the_word_to_its_rows_in_the_indexes_alone() {
    let (_dir, garage) = garage();
    for sql in violation_search::rows_sql() {
        let plan = plan(&garage, &sql);
        assert!(plan[0].starts_with("SEARCH y USING COVERING INDEX violations_"), "{plan:#?}");
    }
}

#[test]
fn what_a_batch_does_for_each_vehicle_scans_nothing() {
    let (_dir, garage) = garage();
    let statements = [
        "SELECT s.own_key FROM violations y CROSS JOIN violation_sources s ON s.violation = y.number
             WHERE y.vehicle = (SELECT number FROM vehicles WHERE id = ?1)",
        "SELECT * FROM calls WHERE id = ?1",
        "UPDATE items SET state = 'asked' WHERE batch = ?1 AND vehicle = ?2 AND state = 'waiting'",
        "SELECT state, reason, count(*) FROM items WHERE batch = ?1 GROUP BY state, reason",
        "SELECT count(*) FROM calls WHERE batch = ?1 AND kind = 'question'",
        "SELECT count(*) FROM calls WHERE asked_at >= ?1",
        "SELECT * FROM calls WHERE vehicle = ?1 ORDER BY number DESC",
    ];
    for sql in statements {
        let plan = plan(&garage, sql);
        assert!(!plan.iter().any(|line| line.starts_with("SCAN")), "{sql}: {plan:#?}");
    }
}

#[test]
fn the_frame_looks_doubtful_calls_up_and_does_not_read_the_ledger() {
    let (_dir, garage) = garage();
    let plan = plan(&garage, crate::table::doubtful::DOUBTFUL);
    assert!(plan.iter().all(|line| line.contains("INDEX calls_unknown")), "{plan:#?}");
    let plan = self::plan(&garage, crate::table::answers::UNREADABLE);
    assert!(plan.iter().all(|line| line.contains("INDEX calls_unreadable")), "{plan:#?}");
}

/// Every command of the terminal asks: of a ledger of years no old call is read whose answer went long ago.
#[test]
fn old_answers_are_looked_for_among_the_answers() {
    let (_dir, garage) = garage();
    let plan = plan(&garage, crate::table::answers::OLD);
    assert!(plan[0].starts_with("SEARCH a USING INTEGER PRIMARY KEY"), "{plan:#?}");
    assert!(plan.iter().any(|line| line == "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"), "{plan:#?}");
}

/// The doctor's million rows are read through once for each question.
#[test]
fn the_doctor_sorts_nothing_and_builds_no_index_for_the_moment() {
    let (_dir, garage) = garage();
    for (code, sql) in crate::doctor::MUST_BE_NONE {
        let plan = plan(&garage, sql);
        let built = |line: &String| line.contains("AUTOMATIC") || line.contains("TEMP B-TREE");
        assert!(!plan.iter().any(built), "{code}: {plan:#?}");
    }
}

/// Of a ledger of years neither all calls nor a month's are read for the few in doubt.
#[test]
fn doubtful_calls_of_any_span_are_looked_up() {
    let (_dir, garage) = garage();
    let month = CallRange { from: Some(Timestamp(0)), until: Some(Timestamp(1)), ..CallRange::default() };
    for range in [CallRange::default(), month] {
        let exposed = plan(&garage, &spend::exposure_sql(&calls::conditions(&range)));
        assert!(exposed[0].contains("INDEX calls_unknown"), "{exposed:#?}");
        let query = CallQuery { range, charge: Some(ChargeFilter::Doubtful), ..CallQuery::default() };
        let listed = plan(&garage, &call_list::window_sql(&query, &call_list::filter(&query)));
        let by_index = listed.iter().filter(|line| line.contains("INDEX calls_unknown")).count();
        assert_eq!(by_index, 1, "{listed:#?}");
        assert!(!listed.iter().any(|line| line == "SCAN calls"), "{listed:#?}");
    }
}

/// A month's calls are sorted as numbers, not with all that they hold.
#[test]
fn a_window_of_a_month_reads_its_own_rows_alone() {
    let (_dir, garage) = garage();
    let month = CallRange { from: Some(Timestamp(0)), until: Some(Timestamp(1)), ..CallRange::default() };
    let query = CallQuery { range: month, limit: Some(50), ..CallQuery::default() };
    let plan = plan(&garage, &call_list::window_sql(&query, &call_list::filter(&query)));
    let numbers = "SEARCH calls USING COVERING INDEX calls_asked_at (asked_at>? AND asked_at<?)";
    assert!(plan.iter().any(|line| line == numbers), "{plan:#?}");
    assert!(plan.iter().any(|line| line == "SEARCH calls USING INTEGER PRIMARY KEY (rowid=?)"), "{plan:#?}");
}

/// What the window shows first: the summaries of thousands are not looked up for fifty.
#[test]
fn a_list_of_vehicles_reads_the_summaries_of_its_rows_in_view_alone() {
    let (_dir, garage) = garage();
    for sort in [VehicleColumn::Added, VehicleColumn::Plate, VehicleColumn::Driver] {
        let query = VehicleQuery { sort, limit: Some(50), ..VehicleQuery::default() };
        let plan = plan(&garage, &vehicle_list::rows_sql(&query, &vehicle_list::matching(&query)));
        assert_eq!(plan[0], "SEARCH v USING INTEGER PRIMARY KEY (rowid=?)", "{sort:?}: {plan:#?}");
        let of_summaries = plan.iter().filter(|line| line.contains("vehicle_summaries")).count();
        assert_eq!(of_summaries, 1, "{sort:?}: {plan:#?}");
    }
}

/// Every list asks for it: in a ledger of years it must not cost a look at all calls.
#[test]
fn the_last_check_is_found_from_the_newest_batch_down() {
    let (_dir, garage) = garage();
    let plan = plan(&garage, &format!("SELECT {}", crate::last_check::began()));
    let of_calls: Vec<&String> = plan.iter().filter(|line| line.contains(" c ")).collect();
    assert_eq!(of_calls, ["SEARCH c USING INDEX calls_batch (batch=?)"], "{plan:#?}");
    assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE")), "{plan:#?}");
}

/// What runs out soon is found by its day, and each vehicle's nearest day by the vehicle.
#[test]
fn due_dates_are_found_by_their_day_and_by_their_owner() {
    let (_dir, garage) = garage();
    for sql in [due_list::rows_sql(), due_list::counts_sql()] {
        let plan = plan(&garage, &sql);
        assert!(plan[0].starts_with("SEARCH d USING INDEX due_dates_day"), "{plan:#?}");
        assert!(!plan.iter().any(|line| line.starts_with("SCAN")), "{plan:#?}");
    }
    let plan = plan(&garage, due_list::NEXT_OF);
    assert!(plan[0].starts_with("SEARCH due_dates USING INDEX"), "{plan:#?}");
}

/// What waits at the desk is counted and added up at every look at the overview, and no row is read for it.
#[test]
fn what_is_to_be_done_is_counted_by_indexes() {
    let (_dir, garage) = garage();
    let overdue = ViolationQuery { due_before: Some(Default::default()), ..Default::default() };
    let decided = ViolationQuery { decided_until: Some(Default::default()), ..Default::default() };
    let conditions = |query| matching(query, &search(&garage, query), true);
    let sums = |query| {
        let (figures, of) = (violation_list::figures_sql(false), conditions(query));
        format!("SELECT {figures} FROM violations y WHERE {}", of.sql())
    };
    for (sql, index) in [
        (sums(&overdue), "violations_due"),
        (sums(&decided), "violations_decided"),
        (violation_sums::vehicles_sql(&conditions(&overdue)), "violations_stage"),
        (violation_sums::vehicles_sql(&conditions(&decided)), "violations_decided"),
        (violation_sums::decided_sql(&conditions(&decided)), "violations_decided"),
    ] {
        let plan = plan(&garage, &sql);
        let covered = format!("USING COVERING INDEX {index}");
        assert!(plan.iter().any(|line| line.contains(&covered)), "{sql}: {plan:#?}");
        assert!(!plan.iter().any(|line| line.starts_with("SCAN")), "{sql}: {plan:#?}");
    }
}
