//! A month is issued and stays; what an answer changes afterwards stands as a correction in the next one. Through the
//! sandbox, over real HTTP.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::sandbox::{Fault, Options as SandboxOptions, Sandbox, Scenario};
use cheku_commands::{
    App, Clock, ErrorCode, Options, Reader, SecretPlace, accounts, cases, check, export, import, report,
    settlement, violations,
};
use cheku_domain::settlement::SettledRow;
use cheku_domain::{Fen, Secret, Timestamp};
use std::sync::{Arc, Mutex};

const PROVIDER: &str = "juhe";

fn at(day: &str) -> Timestamp {
    let day: chrono::NaiveDate = day.parse().unwrap();
    Timestamp::of_cst(day.and_hms_opt(9, 0, 0).unwrap())
}

/// What the vendor says: three violations, of which the answer in March knows two otherwise.
fn answer(handled: &str, second_fine: &str) -> String {
    let row = |day: &str, money: &str, handled: &str| {
        format!(
            r#"{{"date":"2026-02-0{day} 08:00:00","area":"人民路","act":"违停","code":"1039","fen":"0","money":"{money}","handled":"{handled}","archiveno":"","wzcity":"苏州"}}"#
        )
    };
    let rows = [row("1", "100", "0"), row("2", second_fine, "0"), row("3", "150", handled)].join(",");
    format!(r#"{{"error_code":0,"reason":"查询成功","result":{{"hphm":"x","lists":[{rows}]}}}}"#)
}

struct Scene {
    app: App,
    wall: Arc<Mutex<Timestamp>>,
    _home: tempfile::TempDir,
    _vendor: Sandbox,
}

impl Scene {
    async fn open() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let scenario = Scenario::default()
            .fault(PROVIDER, Fault::say(&answer("0", "")).times(1))
            .fault(PROVIDER, Fault::say(&answer("1", "200")));
        let options = SandboxOptions { vehicles: 1, scenario, ..SandboxOptions::default() };
        let vendor = Sandbox::start(options).await.unwrap();
        let wall = Arc::new(Mutex::new(at("2026-02-20")));
        let seen = wall.clone();
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock: Clock::of(move || *seen.lock().unwrap()),
            reader: Reader::Here,
        });
        let file = home.path().join("fleet.csv");
        std::fs::write(&file, vendor.fleet_csv()).unwrap();
        let ChosenFile { file, name } = app.may_read(&file);
        let source = ImportSource::File { file, name };
        let request = ImportRequest { source, sheets: Vec::new(), include_hidden: false };
        import::import_commit(&app, request).await.unwrap();
        let form = AccountForm {
            provider: PROVIDER.to_owned(),
            values: [("base_url".to_owned(), vendor.origin())].into(),
            secret: vendor.credentials(PROVIDER).unwrap().key.map(|key| Secret::new(&key)),
            ..AccountForm::default()
        };
        accounts::account_save(&app, form).await.unwrap();
        let scene = Scene { app, wall, _home: home, _vendor: vendor };
        scene.check().await;
        scene
    }

    fn day(&self, day: &str) {
        *self.wall.lock().unwrap() = at(day);
    }

    async fn check(&self) {
        let request = CheckRequest { fresh_within_hours: Some(0.0), ..CheckRequest::default() };
        check::check_start(&self.app, request).await.unwrap();
        check::wait_for_end(&self.app).await.unwrap();
    }

    /// The newest violation first.
    async fn rows(&self) -> Vec<ViolationRow> {
        violations::violations(&self.app, ViolationQuery::default()).await.unwrap().rows
    }

    async fn issue(&self, month: &str) -> Result<Settlement, CommandError> {
        settlement::settlement_issue(&self.app, SettlementIssue { month: month.to_owned() }).await
    }

    async fn issued(&self, id: &str) -> Settlement {
        settlement::settlement(&self.app, SettlementRef::Issued { id: id.to_owned() }).await.unwrap()
    }
}

/// "3" of "3-9F3A2C".
fn count(number: &Option<String>) -> Option<&str> {
    number.as_deref().and_then(|number| number.split('-').next())
}

fn only(rows: &[SettledRow]) -> &SettledRow {
    assert_eq!(rows.len(), 1, "{rows:?}");
    &rows[0]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_answer_changes_of_an_issued_month_stands_as_a_correction_in_the_next() {
    let scene = Scene::open().await;
    let first = scene.rows().await.pop().expect("the first of February");
    let payment = Payment {
        payer: Some(Payer::Driver),
        deducted_month: Some("2026-03".to_owned()),
        agent_fee: Some(Fen(2_000)),
        ..Payment::default()
    };
    let selection = ViolationSelection::Ids { ids: vec![first.id.clone()] };
    let request = StepRequest { selection, step: Step::Paid(payment), as_fined: true, receipts: Vec::new() };
    cases::violations_step(&scene.app, request).await.unwrap();

    let february = scene.issue("2026-02").await.unwrap();
    assert_eq!((count(&february.number), february.is_supplement), (Some("1"), false));
    let sums = only(&february.rows);
    assert_eq!((sums.found, sums.handled, sums.proven, sums.unknown), (3, 1, 0, 1));
    assert_eq!((sums.paid_company_fen, sums.paid_driver_fen), (Fen(0), Fen(10_000)));
    assert_eq!((sums.to_deduct_fen, sums.agent_fen), (Fen(10_000), Fen(2_000)));
    assert!(february.corrections.is_empty());

    scene.day("2026-03-05");
    scene.check().await;
    assert_eq!(scene.issued(&february.id).await, february, "nothing rewrites what was issued");

    let march = scene.issue("2026-03").await.unwrap();
    assert_eq!((count(&march.number), march.lines.len(), march.corrections.len()), (Some("2"), 0, 2));
    // By hand: one is handled now, of one the fine is known now; nothing else moves.
    let by_hand = SettledRow { handled: 1, unknown: -1, ..only(&march.corrected).clone() };
    assert_eq!(only(&march.corrected), &by_hand);
    assert_eq!((by_hand.found, by_hand.proven), (0, 0));
    assert_eq!((by_hand.paid_driver_fen, by_hand.to_deduct_fen), (Fen(0), Fen(0)));
    let fines: Vec<_> = march
        .corrections
        .iter()
        .map(|one| (one.before.figures.fine_fen, one.after.figures.fine_fen, one.after.figures.handled))
        .collect();
    assert!(fines.contains(&(None, Some(Fen(20_000)), false)), "{fines:?}");
    assert!(fines.contains(&(Some(Fen(15_000)), Some(Fen(15_000)), true)), "{fines:?}");
    assert_eq!(scene.issued(&february.id).await, february);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_issue_for_a_month_is_a_correction_and_never_a_replacement() {
    let scene = Scene::open().await;
    let february = scene.issue("2026-02").await.unwrap();
    assert_eq!(scene.issue("2026-02").await.unwrap_err().code, ErrorCode::SettlementNothing);
    assert_eq!(scene.issue("2026-04").await.unwrap_err().code, ErrorCode::SettlementMonth);
    assert_eq!(scene.issue("2026-2").await.unwrap_err().code, ErrorCode::SettlementMonth);
    scene.check().await;
    let draft = SettlementRef::Draft { month: "2026-02".to_owned() };
    let draft = settlement::settlement(&scene.app, draft).await.unwrap();
    assert!(draft.is_supplement && draft.number.is_none() && draft.corrections.len() == 2);
    let again = scene.issue("2026-02").await.unwrap();
    assert_eq!((count(&again.number), again.lines.len(), again.corrections.len()), (Some("2"), 0, 2));
    let heads = settlement::settlements(&scene.app, Nothing {}).await.unwrap();
    let named: Vec<_> = heads.iter().map(|head| (head.number.clone(), head.month.as_str())).collect();
    let numbers = [again.number, february.number.clone()].map(|number| (number.unwrap(), "2026-02"));
    assert_eq!(named, numbers, "the newest first");
    assert_eq!(scene.issued(&february.id).await, february);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settlement_leaves_as_a_workbook_and_as_a_page() {
    let scene = Scene::open().await;
    let id = scene.issue("2026-02").await.unwrap().id;
    let which = SettlementRef::Issued { id };
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("结算.csv");
    let to = scene.app.may_write(&file, false).file;
    let what = ExportWhat::Settlement { settlement: which.clone() };
    let request = ExportRequest { what, to, lang: "zh".to_owned() };
    assert_eq!(export::export(&scene.app, request).await.unwrap().rows, 1 + 3, "a sum and its violations");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("汇总,") && text.contains("明细,") && text.contains("2026-02-03 08:00:00"),
        "{text}"
    );
    let request = ReportRequest {
        scope: ReportScope::Settlement { settlement: which },
        to: None,
        lang: "zh".to_owned(),
    };
    let page = report::report(&scene.app, request).await.unwrap();
    let page = std::fs::read_to_string(page.file).unwrap();
    assert!(page.contains("违章结算表 2026-02") && page.contains("编号 1-"), "{page}");
}
