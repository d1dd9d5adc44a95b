//! What is new: what nobody has seen yet, the same on every page, whichever check found it.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, changes, check, demo, overview, state, vehicles, violations,
};

struct Scene {
    app: App,
    _home: tempfile::TempDir,
}

impl Scene {
    async fn open() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock: Clock::system(),
            reader: Reader::Here,
        });
        demo::demo_start(&app, Nothing {}).await.unwrap();
        Scene { app, _home: home }
    }

    async fn ask(&self, provider: &str, selection: Option<Selection>) -> Progress {
        let request = CheckRequest {
            provider: Some(provider.to_owned()),
            concurrency: Some(20),
            selection,
            ..CheckRequest::default()
        };
        check::check_start(&self.app, request).await.unwrap();
        check::wait_for_end(&self.app).await.unwrap()
    }

    async fn all_new(&self) -> Vec<ViolationRow> {
        let filter = ViolationFilter { new_only: true, ..ViolationFilter::default() };
        let query = ViolationQuery { filter, ..ViolationQuery::default() };
        let window = violations::violations(&self.app, query).await.unwrap();
        assert_eq!(window.total as usize, window.rows.len());
        window.rows
    }

    /// How many are new, which every page must agree on.
    async fn unseen(&self) -> u32 {
        let counted = u32::try_from(self.all_new().await.len()).unwrap();
        let frame = state::app_state(&self.app, Nothing {}).await.unwrap().new_violations;
        let page = overview::overview(&self.app, Nothing {}).await.unwrap().new;
        let list = vehicles::vehicles(&self.app, VehicleQuery::default()).await.unwrap();
        let of_rows: u32 = list.rows.iter().map(|row| row.new_violations).sum();
        let with_new = list.rows.iter().filter(|row| row.new_violations > 0).count();
        assert_eq!(
            (frame, page.violations, list.new_violations, of_rows),
            (counted, counted, counted, counted)
        );
        assert_eq!(page.vehicles as usize, with_new);
        counted
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_check_is_where_one_begins_and_what_comes_then_stays_new_until_it_was_seen() {
    let scene = Scene::open().await;
    let sandbox = scene.app.sandbox().unwrap();
    let first = scene.ask("storeapi", None).await;
    let known = sandbox.expected_after(&["storeapi"], None).violations;
    assert_eq!((first.new_violations, u64::from(first.first_found)), (0, known));
    assert_eq!(scene.unseen().await, 0);
    let check = overview::overview(&scene.app, Nothing {}).await.unwrap().last_check.unwrap();
    assert_eq!((u64::from(check.first_found), check.gone), (known, 0));

    // The second provider adds some that nobody knew of; of vehicles that the first one does not know, it is the first.
    let second = scene.ask("juhe", None).await;
    let both = sandbox.expected_after(&["storeapi", "juhe"], None).violations;
    assert_eq!(u64::from(second.new_violations + second.first_found), both - known);
    assert!(second.new_violations > 3, "{second:?}");
    assert_eq!(scene.unseen().await, second.new_violations);

    // A later check of another vehicle finds nothing, and takes nothing away.
    let all = vehicles::vehicles(&scene.app, VehicleQuery::default()).await.unwrap().rows;
    let other = all.iter().find(|row| row.new_violations == 0 && row.checked_at.is_some()).unwrap();
    let later = scene.ask("juhe", Some(Selection::Ids { ids: vec![other.vehicle.id.0.clone()] })).await;
    assert_eq!((later.new_violations, later.first_found), (0, 0));
    assert_eq!(scene.unseen().await, second.new_violations);

    let mut events = scene.app.subscribe();
    let rows = scene.all_new().await;
    violations::violation_opened(&scene.app, Id { id: rows[0].id.clone() }).await.unwrap();
    assert_eq!(scene.unseen().await, second.new_violations - 1);
    let Event::Changed { tags } = events.recv().await.unwrap() else { panic!("told what changed") };
    assert!([Tag::Violations, Tag::Vehicles, Tag::State].iter().all(|tag| tags.contains(tag)), "{tags:?}");

    let two = ViolationSelection::Ids { ids: vec![rows[1].id.clone(), rows[2].id.clone()] };
    let seen = violations::violations_seen(&scene.app, two).await.unwrap();
    assert_eq!((seen.count, scene.unseen().await), (2, second.new_violations - 3));
    changes::undo(&scene.app, Id { id: seen.undo.unwrap() }).await.unwrap();
    assert_eq!(scene.unseen().await, second.new_violations - 1);

    let everything = || ViolationSelection::Matching { filter: Box::default(), except: Vec::new() };
    let seen = violations::violations_seen(&scene.app, everything()).await.unwrap();
    assert_eq!((seen.count, scene.unseen().await), (second.new_violations - 1, 0));
    let none = violations::violations_seen(&scene.app, everything()).await.unwrap();
    assert_eq!((none.count, none.undo), (0, None), "nothing is left to be seen, or taken back");
    let report = cheku_commands::maintenance::doctor(&scene.app, Nothing {}).await.unwrap();
    assert!(report.ok, "{:?}", report.findings);
}
