//! Who pays what of a fine stands in the files that leave the program as it was said, and nothing where nothing was.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, cases, check, demo, export, report, violations,
};
use cheku_domain::{Fen, Payer};

const COLUMNS: [(&str, &str); 6] = [
    ("谁承担", "分摊"),
    ("缴款日期", "2026-03-01"),
    ("实缴金额（元）", "200.00"),
    ("驾驶员承担（元）", "150.50"),
    ("代办费（元）", "20.00"),
    ("扣哪个月工资", "2026-03"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_fine_stands_in_the_table_and_on_the_page_with_each_part() {
    let home = tempfile::tempdir().unwrap();
    let (secrets, clock, reader) = (SecretPlace::File, Clock::system(), Reader::Here);
    let app = App::open(Options { home: home.path().join("home"), secrets, clock, reader });
    demo::demo_start(&app, Nothing {}).await.unwrap();
    let request = CheckRequest { concurrency: Some(40), ..CheckRequest::default() };
    check::check_start(&app, request).await.unwrap();
    check::wait_for_end(&app).await.unwrap();
    let query = ViolationQuery { limit: 2, ..ViolationQuery::default() };
    let rows = violations::violations(&app, query).await.unwrap().rows;
    let ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    let payment = Payment {
        on: "2026-03-01".parse().ok(),
        amount: Some(Fen(20_000)),
        payer: Some(Payer::Shared),
        driver_part: Some(Fen(15_050)),
        agent_fee: Some(Fen(2_000)),
        deducted_month: Some("2026-03".into()),
    };
    let selection = ViolationSelection::Ids { ids: vec![ids[0].clone()] };
    let said = StepRequest { selection, step: Step::Paid(payment), as_fined: false, receipts: Vec::new() };
    cases::violations_step(&app, said).await.unwrap();

    let file = home.path().join("v.csv");

    let only = ViolationSelection::Ids { ids: ids.clone() };
    let what = ExportWhat::Violations { query: ViolationQuery::default(), only: Some(only.clone()) };
    let to = app.may_write(&file, false).file;
    export::export(&app, ExportRequest { what, to, lang: "zh".into() }).await.unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Vec<&str>> =
        text.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    for (heading, value) in COLUMNS {
        let at = lines[0].iter().position(|cell| *cell == heading).expect(heading);
        let mut cells: Vec<&str> = lines[1..].iter().map(|line| line[at]).collect();
        cells.sort_unstable();
        assert_eq!(cells, ["", value], "{heading}");
    }

    for (lang, said) in [
        ("zh", "分摊 · 驾驶员 150.50 元 · 代办费 20.00 元 · 扣 2026-03 工资"),
        ("en", "Shared · driver ¥150.50 · agent's fee ¥20.00 · wage of 2026-03"),
    ] {
        let page = home.path().join(format!("{lang}.html"));
        let to = Some(app.may_write(&page, false).file);
        let scope = ReportScope::Violations { query: ViolationQuery::default(), only: Some(only.clone()) };
        report::report(&app, ReportRequest { scope, lang: lang.into(), to }).await.unwrap();
        let page = std::fs::read_to_string(&page).unwrap();
        assert_eq!(page.matches(said).count(), 1, "{page}");
    }
}
