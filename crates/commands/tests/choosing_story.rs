//! What a person picks out of the violations: a team's, those that are ticked, one by its number.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, check, demo, vehicles, violations};

/// The demo fleet, asked once of one provider.
async fn asked_fleet() -> (tempfile::TempDir, App) {
    let home = tempfile::tempdir().unwrap();
    let app = App::open(Options {
        home: home.path().to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });
    demo::demo_start(&app, Nothing {}).await.unwrap();
    let request = CheckRequest {
        provider: Some("storeapi".to_owned()),
        concurrency: Some(40),
        ..CheckRequest::default()
    };
    check::check_start(&app, request).await.unwrap();
    check::wait_for_end(&app).await.unwrap();
    (home, app)
}

async fn listed(app: &App, filter: ViolationFilter) -> ViolationWindow {
    violations::violations(app, ViolationQuery { filter, ..ViolationQuery::default() }).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teams_violations_are_all_of_its_vehicles_and_the_teams_add_up() {
    let (_home, app) = asked_fleet().await;
    let groups = vehicles::choices(&app, Nothing {}).await.unwrap().groups;
    let mut all = 0;
    for group in groups {
        let filter = ViolationFilter { group: Some(group.key.clone()), ..ViolationFilter::default() };
        let window = listed(&app, filter).await;
        assert!(window.rows.iter().all(|row| row.group.clone().unwrap_or_default() == group.key));
        all += window.total;
    }
    let everything = listed(&app, ViolationFilter::default()).await;
    assert_eq!(all, everything.total);
}

#[tokio::test(flavor = "multi_thread")]
async fn ticked_rows_come_to_what_the_list_says_of_them() {
    let (_home, app) = asked_fleet().await;
    let everything = listed(&app, ViolationFilter::default()).await;
    let ids: Vec<String> = everything.rows.iter().take(5).map(|row| row.id.clone()).collect();
    let but = ViolationSelection::Matching { filter: Box::default(), except: ids.clone() };
    let five = violations::violations_sum(&app, ViolationSelection::Ids { ids }).await.unwrap();
    let rest = violations::violations_sum(&app, but).await.unwrap();
    assert_eq!((five.total, five.total + rest.total), (5, everything.total));
    let mut both = five.totals;
    both += rest.totals;
    assert_eq!(both.fines_due_fen, everything.totals.fines_due_fen);
    assert_eq!(both.points_waiting, everything.totals.points_waiting);

    let fleet = vehicles::vehicles(&app, VehicleQuery::default()).await.unwrap();
    let owing = fleet.rows.iter().find(|row| row.totals.unpaid > 0).unwrap();
    let one = Selection::Ids { ids: vec![owing.vehicle.id.0.clone()] };
    let sums = vehicles::vehicles_sum(&app, one).await.unwrap();
    assert_eq!((sums.total, sums.totals, sums.unanswered), (1, owing.totals, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_on_a_letter_leads_to_its_violation() {
    let (_home, app) = asked_fleet().await;
    let mut found = None;
    for row in listed(&app, ViolationFilter::default()).await.rows {
        let detail = violations::violation(&app, Id { id: row.id.clone() }).await.unwrap();
        let numbers = detail.sources.into_iter().flat_map(|source| source.numbers.into_values());
        if let Some(number) = numbers.into_iter().find(|number| number.len() >= 8) {
            found = Some((row.id, number));
            break;
        }
    }
    let (id, number) = found.expect("a violation with a number");
    let search = |text: &str| NumberSearch { text: text.to_owned(), limit: 5 };
    let rows = violations::violations_numbered(&app, search(&number)).await.unwrap();
    assert!(rows.iter().any(|row| row.id == id), "{number}");
    assert!(violations::violations_numbered(&app, search(&number[..5])).await.unwrap().is_empty());
}
