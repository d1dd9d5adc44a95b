//! A group reads after each check what was found: through the sandbox's provider and its robots.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::sandbox::{Fault, Options as SandboxOptions, RobotSettings, Sandbox, Scenario};
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, accounts, check, demo, due, import, robots, vehicles,
};
use cheku_domain::{Secret, Timestamp};
use cheku_robots::{Kind, Mend};

const PROVIDER: &str = "juhe";
/// What the vendor says of every vehicle at first, so that what it tells later is new.
const NOTHING_YET: &str = r#"{"error_code":0,"reason":"查询成功","result":{"hphm":"x","lists":[]}}"#;

struct Scene {
    app: App,
    vendor: Sandbox,
    _home: tempfile::TempDir,
}

impl Scene {
    /// A garage with the vendor's fleet, and its account.
    async fn ready(vehicles: usize, robots: RobotSettings) -> Scene {
        Scene::with(vehicles, Scenario { robots, ..Scenario::default() }).await
    }

    /// The same of a vendor that knows nothing at first, and was asked.
    async fn asked(vehicles: usize) -> Scene {
        let scenario = Scenario::default().fault(PROVIDER, Fault::say(NOTHING_YET).times(1));
        let scene = Scene::with(vehicles, scenario).await;
        scene.check().await;
        scene
    }

    async fn with(vehicles: usize, scenario: Scenario) -> Scene {
        Scene::at(vehicles, scenario, Clock::system()).await
    }

    async fn at(vehicles: usize, scenario: Scenario, clock: Clock) -> Scene {
        let home = tempfile::tempdir().unwrap();
        let options = SandboxOptions { vehicles, scenario, ..SandboxOptions::default() };
        let vendor = Sandbox::start(options).await.unwrap();
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock,
            reader: Reader::Here,
        });
        let file = home.path().join("fleet.csv");
        std::fs::write(&file, vendor.fleet_csv()).unwrap();
        let ChosenFile { file, name } = app.may_read(&file);
        let source = ImportSource::File { file, name };
        import::import_commit(&app, ImportRequest { source, sheets: Vec::new(), include_hidden: false })
            .await
            .unwrap();
        let form = AccountForm {
            provider: PROVIDER.to_owned(),
            values: [("base_url".to_owned(), vendor.origin())].into(),
            secret: vendor.credentials(PROVIDER).unwrap().key.map(|key| Secret::new(&key)),
            prices: vec![PriceRow { from: 1, price_yuan: "0.13".to_owned() }],
            ..AccountForm::default()
        };
        accounts::account_save(&app, form).await.unwrap();
        Scene { app, vendor, _home: home }
    }

    fn form(&self, kind: Kind) -> RobotForm {
        RobotForm {
            kind,
            on: true,
            on_due: false,
            address: Some(Secret::new(&self.vendor.robot_address(kind.word()))),
            secret: Some(Secret::new(self.vendor.robot_secret())),
            full_plates: false,
            lang: "zh".to_owned(),
        }
    }

    async fn check(&self) -> Progress {
        check::check_start(&self.app, CheckRequest::default()).await.unwrap();
        check::wait_for_end(&self.app).await.unwrap()
    }

    async fn view(&self, kind: Kind) -> RobotView {
        let all = robots::robots(&self.app, Nothing {}).await.unwrap();
        all.into_iter().find(|robot| robot.kind == kind).unwrap()
    }

    fn taken(&self, kind: Kind) -> (Vec<String>, usize) {
        self.vendor.robot_taken(kind.word())
    }
}

#[tokio::test]
async fn a_new_garage_tells_nobody() {
    let scene = Scene::ready(4, RobotSettings::default()).await;
    for robot in robots::robots(&scene.app, Nothing {}).await.unwrap() {
        assert_eq!(
            (robot.on, robot.on_due, robot.host, robot.full_plates, robot.last),
            (false, false, None, false, None)
        );
    }
    scene.check().await;
    assert!(Kind::ALL.into_iter().all(|kind| scene.taken(kind).1 == 0));
}

#[tokio::test]
async fn after_a_check_of_two_hundred_vehicles_each_group_has_one_digest_without_a_plate() {
    let scene = Scene::asked(200).await;
    for kind in Kind::ALL {
        robots::robot_save(&scene.app, scene.form(kind)).await.unwrap();
    }
    let last = scene.check().await;
    for kind in Kind::ALL {
        let (texts, arrivals) = scene.taken(kind);
        assert_eq!((texts.len(), arrivals), (1, 1), "{kind:?}");
        let text = &texts[0];
        assert!(text.len() <= kind.longest());
        assert!(text.contains(&format!("新增违章 {} 条", last.new_violations)), "{text}");
        assert!(text.contains("条，请在车库中查看"), "what found no room is counted: {text}");
        for vehicle in scene.vendor.fleet() {
            assert!(!text.contains(&vehicle.plate), "{text}");
        }
        let told = scene.view(kind).await.last.unwrap();
        assert_eq!(told.outcome, RobotOutcome::Taken);
    }
    // Another check that finds nothing new says so.
    scene.check().await;
    assert!(scene.taken(Kind::Wecom).0[1].contains("无新增违章"));
}

#[tokio::test]
async fn what_is_over_or_runs_out_within_a_week_is_counted_after_a_check() {
    let scene = Scene::asked(4).await;
    robots::robot_save(&scene.app, scene.form(Kind::Wecom)).await.unwrap();
    scene.check().await;
    let licence = DueForm {
        id: None,
        owner: Subject::Driver { name: "张三".into() },
        kind: DueKind::Licence,
        name: String::new(),
        day: "2020-01-01".into(),
    };
    due::due_date_save(&scene.app, licence).await.unwrap();
    scene.check().await;
    let texts = scene.taken(Kind::Wecom).0;
    assert!(!texts[0].contains("到期"), "{}", texts[0]);
    assert!(texts[1].contains("到期：已过期 1 项，7 天内 0 项"), "{}", texts[1]);
}

#[tokio::test]
async fn plates_go_out_whole_only_where_that_was_wished() {
    let scene = Scene::asked(20).await;
    let form = RobotForm { full_plates: true, ..scene.form(Kind::Dingtalk) };
    robots::robot_save(&scene.app, form).await.unwrap();
    scene.check().await;
    let text = scene.taken(Kind::Dingtalk).0.remove(0);
    assert!(scene.vendor.fleet().iter().any(|vehicle| text.contains(&vehicle.plate)), "{text}");
}

#[tokio::test]
async fn a_refusal_is_told_with_the_vendors_words_and_tried_at_the_next_check_alone() {
    let scene = Scene::ready(3, RobotSettings { per_minute: 0, ..RobotSettings::default() }).await;
    robots::robot_save(&scene.app, scene.form(Kind::Feishu)).await.unwrap();
    let mut events = scene.app.subscribe();
    scene.check().await;
    assert_eq!(scene.taken(Kind::Feishu).1, 1);
    let RobotOutcome::Refused { refusal } = scene.view(Kind::Feishu).await.last.unwrap().outcome else {
        panic!("refused")
    };
    assert_eq!((refusal.code, refusal.said.as_str(), refusal.mend), (11232, "frequency limited", Mend::Wait));
    let mut told = 0;
    while let Ok(event) = events.try_recv() {
        told += usize::from(matches!(event, Event::RobotFailed { robot: Kind::Feishu, .. }));
    }
    assert_eq!(told, 1);
    scene.check().await;
    assert_eq!(scene.taken(Kind::Feishu).1, 2);
}

#[tokio::test]
async fn a_test_says_what_to_mend_and_what_is_switched_off_is_still() {
    let scene = Scene::ready(3, RobotSettings::default()).await;
    let wrong = RobotForm { secret: Some(Secret::new("another")), ..scene.form(Kind::Dingtalk) };
    robots::robot_save(&scene.app, wrong).await.unwrap();
    let which = RobotKind { kind: Kind::Dingtalk };
    let told = robots::robot_test(&scene.app, which).await.unwrap();
    assert!(matches!(told.outcome, RobotOutcome::Refused { refusal } if refusal.mend == Mend::Signature));

    // The address stays, the secret is typed anew.
    let right = RobotForm { address: None, on: false, ..scene.form(Kind::Dingtalk) };
    robots::robot_save(&scene.app, right).await.unwrap();
    assert_eq!(robots::robot_test(&scene.app, which).await.unwrap().outcome, RobotOutcome::Taken);
    scene.check().await;
    assert_eq!(scene.taken(Kind::Dingtalk).0.len(), 1, "only the test");

    robots::robot_remove(&scene.app, which).await.unwrap();
    assert_eq!(scene.view(Kind::Dingtalk).await.host, None);
    assert_eq!(robots::robot_test(&scene.app, which).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_secret_stays_with_its_host_and_an_address_of_another_kind_is_refused() {
    let scene = Scene::ready(1, RobotSettings::default()).await;
    robots::robot_save(&scene.app, scene.form(Kind::Feishu)).await.unwrap();
    let moved = RobotForm {
        address: Some(Secret::new("https://open.feishu.cn/open-apis/bot/v2/hook/abc")),
        secret: None,
        on: false,
        ..scene.form(Kind::Feishu)
    };
    robots::robot_save(&scene.app, moved).await.unwrap();
    let view = scene.view(Kind::Feishu).await;
    assert_eq!((view.host.as_deref(), view.has_secret), (Some("open.feishu.cn"), false));

    let foreign = RobotForm {
        address: Some(Secret::new("https://oapi.dingtalk.com/robot/send?access_token=a")),
        ..scene.form(Kind::Wecom)
    };
    let refused = robots::robot_save(&scene.app, foreign).await.unwrap_err();
    assert_eq!(
        (refused.code, refused.details["why"].as_str()),
        (ErrorCode::RobotAddressInvalid, "of_another")
    );
    assert_eq!(scene.view(Kind::Wecom).await.host, None, "nothing was kept");
}

#[tokio::test]
async fn the_demo_tells_nobody() {
    let scene = Scene::ready(2, RobotSettings::default()).await;
    robots::robot_save(&scene.app, scene.form(Kind::Wecom)).await.unwrap();
    demo::demo_start(&scene.app, Nothing {}).await.unwrap();
    scene.check().await;
    assert_eq!(scene.taken(Kind::Wecom).1, 0);
}

#[tokio::test]
async fn what_a_first_check_finds_is_told_and_is_no_news() {
    let scene = Scene::ready(20, RobotSettings::default()).await;
    robots::robot_save(&scene.app, scene.form(Kind::Wecom)).await.unwrap();
    let last = scene.check().await;
    assert!(last.first_found > 0 && last.new_violations == 0, "{last:?}");
    let text = scene.taken(Kind::Wecom).0.remove(0);
    assert!(text.contains(&format!("无新增违章；首次查到 {} 条", last.first_found)), "{text}");
}

/// A wall clock that the story sets, in hours of China from the first of December on.
#[derive(Clone, Default)]
struct Wall(std::sync::Arc<std::sync::atomic::AtomicI64>);

impl Wall {
    fn clock(&self) -> Clock {
        let wall = self.clone();
        // 2026-12-01 00:00 in China.
        Clock::of(move || {
            Timestamp(1_796_054_400_000 + wall.0.load(std::sync::atomic::Ordering::SeqCst) * 3_600_000)
        })
    }

    fn is(&self, day: i64, hour: i64) {
        self.0.store((day - 1) * 24 + hour, std::sync::atomic::Ordering::SeqCst);
    }
}

/// A garage with days that run out, and a group that is told of them alone.
async fn with_days(kind: Kind, robots: RobotSettings, wall: &Wall) -> Scene {
    wall.is(1, 7);
    let scene = Scene::at(2, Scenario { robots, ..Scenario::default() }, wall.clock()).await;
    let form = RobotForm { on: false, on_due: true, ..scene.form(kind) };
    robots::robot_save(&scene.app, form).await.unwrap();
    scene.runs_out(DueKind::Inspection, "", "2026-12-20").await;
    scene.runs_out(DueKind::Own, "灭火器@所有人", "2027-02-20").await;
    let owner = Subject::Driver { name: "王国平".into() };
    let licence =
        DueForm { id: None, owner, kind: DueKind::Licence, name: String::new(), day: "2026-11-29".into() };
    due::due_date_save(&scene.app, licence).await.unwrap();
    scene
}

impl Scene {
    async fn runs_out(&self, kind: DueKind, name: &str, day: &str) {
        let found = vehicles::vehicles(&self.app, VehicleQuery::default()).await.unwrap();
        let owner = Subject::Vehicle { id: found.rows[0].vehicle.id.0.clone() };
        let form = DueForm { id: None, owner, kind, name: name.into(), day: day.into() };
        due::due_date_save(&self.app, form).await.unwrap();
    }
}

#[tokio::test]
async fn a_group_is_told_once_of_what_newly_runs_out_and_never_in_the_night() {
    let wall = Wall::default();
    let scene = with_days(Kind::Wecom, RobotSettings::default(), &wall).await;
    scene.app.tell_due_dates().await;
    assert_eq!(scene.taken(Kind::Wecom).1, 0, "at seven");
    wall.is(1, 9);
    for _ in 0..3 {
        scene.app.tell_due_dates().await;
    }
    let (texts, arrivals) = scene.taken(Kind::Wecom);
    assert_eq!(arrivals, 1, "one a day");
    let text = &texts[0];
    assert!(
        text.contains("到期提醒：新进入提醒期 2 项") && text.contains("目前：已过期 1 项，30 天内 1 项"),
        "{text}"
    );
    assert!(text.contains("王** 驾驶证 2026-11-29，已过期 2 天"), "{text}");
    assert!(text.contains("年检 2026-12-20，还有 19 天") && !text.contains("灭火器"), "{text}");
    for vehicle in scene.vendor.fleet() {
        assert!(!text.contains(&vehicle.plate), "{text}");
    }
    // Nothing new the day after; the inspection reaches its next step on the 13th.
    for (day, told) in [(2, 1), (12, 1), (13, 2), (14, 2), (20, 2), (21, 3)] {
        wall.is(day, 8);
        scene.app.tell_due_dates().await;
        assert_eq!(scene.taken(Kind::Wecom).1, told, "on the {day}th");
    }
    let last = scene.taken(Kind::Wecom).0.pop().unwrap();
    assert!(last.contains("新进入提醒期 1 项") && last.contains("已过期 1 天"), "{last}");
    // By the 23rd of December the extinguisher is near, and what a person named calls nobody.
    wall.is(23, 8);
    scene.app.tell_due_dates().await;
    let last = scene.taken(Kind::Wecom).0.pop().unwrap();
    assert!(last.contains("灭火器＠所有人 2027-02-20"), "{last}");
    scene.check().await;
    assert_eq!(scene.taken(Kind::Wecom).1, 4, "it is not told of checks");
}

#[tokio::test]
async fn what_was_refused_is_told_the_next_day_and_not_before() {
    for (kind, robots, code) in [
        (Kind::Feishu, RobotSettings { per_minute: 0, signed: false, ..RobotSettings::default() }, 11232),
        (Kind::Dingtalk, RobotSettings::default(), 310_000),
    ] {
        let wall = Wall::default();
        let scene = with_days(kind, robots, &wall).await;
        let wrong = RobotForm { on_due: true, secret: Some(Secret::new("another")), ..scene.form(kind) };
        robots::robot_save(&scene.app, wrong).await.unwrap();
        let mut events = scene.app.subscribe();
        wall.is(1, 9);
        for _ in 0..3 {
            scene.app.tell_due_dates().await;
        }
        assert_eq!(scene.taken(kind).1, 1, "{kind:?}");
        let mut failed = Vec::new();
        while let Ok(event) = events.try_recv() {
            if let Event::RobotFailed { outcome: RobotOutcome::Refused { refusal }, .. } = event {
                failed.push(refusal.code);
            }
        }
        assert_eq!(failed, [code], "told once, in the vendor's words");
        wall.is(2, 9);
        scene.app.tell_due_dates().await;
        assert_eq!(scene.taken(kind).1, 2, "the next day again");
    }
}

#[tokio::test]
async fn a_robot_that_is_down_is_told_about_once_and_its_dates_wait_for_the_next_day() {
    let wall = Wall::default();
    let scene =
        with_days(Kind::Wecom, RobotSettings { status: Some(502), ..RobotSettings::default() }, &wall).await;
    wall.is(1, 9);
    scene.app.tell_due_dates().await;
    scene.app.tell_due_dates().await;
    assert_eq!(scene.taken(Kind::Wecom).1, 1);
    let last = scene.view(Kind::Wecom).await.last.unwrap();
    assert!(!matches!(last.outcome, RobotOutcome::Taken), "{last:?}");
}

#[tokio::test]
async fn two_hundred_dates_fit_every_groups_length() {
    for kind in Kind::ALL {
        let wall = Wall::default();
        let scene = with_days(kind, RobotSettings { signed: false, ..RobotSettings::default() }, &wall).await;
        for number in 0..200 {
            scene.runs_out(DueKind::Own, &format!("很长的到期项目名称第{number}号"), "2026-12-05").await;
        }
        wall.is(1, 9);
        scene.app.tell_due_dates().await;
        let text = scene.taken(kind).0.remove(0);
        assert!(text.len() <= kind.longest() && text.contains("新进入提醒期 202 项"), "{text}");
        assert!(text.contains("条，请在车库中查看"), "what found no room is counted: {text}");
    }
}
