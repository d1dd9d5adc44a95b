//! Due dates from a fleet's list to what runs out soon.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use cheku_commands::api::{
    DueCount, DueForm, DueKind, DueQuery, DueRenewal, DueStep, DueWindow, ExportRequest, ExportWhat, Id,
    ImportReport, ImportRequest, ImportSource, Meaning, Nothing, SheetChoice, Subject, TodoKind,
    VehicleFilter, VehicleQuery,
};
use cheku_commands::{
    App, Clock, ErrorCode, Options, Reader, SecretPlace, changes, due, export, import, overview, todo,
    vehicles,
};
use cheku_domain::Timestamp;

/// 2026-12-01 09:00 in China.
const MORNING: Timestamp = Timestamp(1_796_086_800_000);

fn app(dir: &std::path::Path) -> App {
    App::open(Options {
        home: dir.to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::of(|| MORNING),
        reader: Reader::Here,
    })
}

const LEDGER: &str = "车牌号,司机,年检到期,交强险到期,商业险到期,驾驶证有效期至,从业资格证到期\n\
    粤B10001,张三,2026年12月5日,2027.01.20,20270120,2031/5/4,2026-11-30\n\
    粤B10002,李四,2026-12-25,06/05/26,长期,2027-06-30,\n";

async fn imported(app: &App) -> ImportReport {
    let request = ImportRequest {
        source: ImportSource::Text { text: LEDGER.into() },
        sheets: vec![],
        include_hidden: false,
    };
    let looked = import::import_preview(app, request.clone()).await.unwrap();
    let done = import::import_commit(app, request).await.unwrap();
    assert_eq!((looked.due_dates, looked.added), (done.due_dates, done.added), "as it was shown before");
    done
}

async fn soon(app: &App, within: Option<u32>) -> DueWindow {
    due::due_dates(app, DueQuery { within, ..DueQuery::default() }).await.unwrap()
}

#[tokio::test]
async fn a_ledger_with_days_brings_them_and_names_what_it_cannot_read() {
    let dir = tempfile::tempdir().unwrap();
    let app = app(dir.path());
    let done = imported(&app).await;
    assert_eq!((done.added, done.due_dates, done.rejected.len()), (2, 7, 0));
    let told: Vec<_> =
        done.warnings.iter().map(|one| (one.row, one.column.as_str(), one.readings.len())).collect();
    assert_eq!(told, [(3, "交强险到期", 3), (3, "商业险到期", 0)]);

    let looked = todo::todo(&app, Nothing {}).await.unwrap();
    let told: Vec<_> = looked.lines.iter().filter(|line| line.kind.word().starts_with("due_")).collect();
    let told: Vec<_> = told.iter().map(|line| (line.kind, line.count)).collect();
    use TodoKind::{DueOver, DueWithin7, DueWithin30, DueWithin60};
    assert_eq!(told, [(DueOver, 1), (DueWithin7, 1), (DueWithin30, 1), (DueWithin60, 2)]);

    let window = soon(&app, Some(60)).await;
    let rows: Vec<_> = window.rows.iter().map(|row| (row.due.kind, row.due.days, row.due.step)).collect();
    assert_eq!(
        rows,
        [
            (DueKind::Qualification, -1, DueStep::Overdue),
            (DueKind::Inspection, 4, DueStep::Within7),
            (DueKind::Inspection, 24, DueStep::Within30),
            (DueKind::CompulsoryInsurance, 50, DueStep::Within60),
            (DueKind::CommercialInsurance, 50, DueStep::Within60),
        ]
    );
    let counts: Vec<_> = window.counts.iter().map(|one| one.count).collect();
    assert_eq!((window.total, counts), (5, vec![1, 1, 1, 2]));
    let overview = overview::overview(&app, Nothing {}).await.unwrap();
    assert_eq!(overview.due, window.counts, "the overview counts as the list does");
    let counted = |counts: &[DueCount]| counts.iter().map(|one| one.count).collect::<Vec<_>>();
    assert_eq!(
        counted(&window.counts),
        told.iter().map(|(_, count)| *count).collect::<Vec<_>>(),
        "and so does todo"
    );
    assert_eq!(window.rows[1].hindrance.unwrap().checked_at, None, "nobody has asked yet");

    let filter = VehicleFilter { due: Some(DueStep::Within7), ..VehicleFilter::default() };
    let near = vehicles::vehicles(&app, VehicleQuery { filter, ..VehicleQuery::default() }).await.unwrap();
    assert_eq!(near.total, 1);
    assert_eq!(near.rows[0].next_due.as_ref().unwrap().day, "2026-12-05");

    changes::undo(&app, Id { id: done.undo.unwrap() }).await.unwrap();
    assert_eq!(soon(&app, None).await.total, 0, "one undo for vehicles and days");
}

#[tokio::test]
async fn an_inspection_is_renewed_and_its_old_day_stays_readable() {
    let dir = tempfile::tempdir().unwrap();
    let app = app(dir.path());
    imported(&app).await;
    let first = soon(&app, Some(7)).await.rows.into_iter().find(|row| row.vehicle.is_some()).unwrap();
    let owner = Subject::Vehicle { id: first.vehicle.unwrap().id };
    let form = |kind, name: &str| DueForm {
        id: None,
        owner: owner.clone(),
        kind,
        name: name.into(),
        day: "2027-03-01".into(),
    };
    let twice = due::due_date_save(&app, form(DueKind::Inspection, "")).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::DueDateTaken);
    for (kind, name) in [(DueKind::Own, ""), (DueKind::Licence, ""), (DueKind::Service, "灭火器")] {
        assert_eq!(due::due_date_save(&app, form(kind, name)).await.unwrap_err().code, ErrorCode::BadRequest);
    }
    due::due_date_save(&app, form(DueKind::Own, "灭火器")).await.unwrap();

    let renewal = DueRenewal { id: first.due.id, next: "2027-12-05".into() };
    due::due_date_renew(&app, renewal).await.unwrap();
    let all = due::due_dates_of(&app, owner).await.unwrap();
    let ended: Vec<_> = all.iter().filter(|due| due.ended_at.is_some()).map(|due| due.day.as_str()).collect();
    assert_eq!(ended, ["2026-12-05"]);
    assert!(all.iter().any(|due| due.day == "2027-12-05" && due.step == DueStep::Later));
}

/// Read back by another library than the one that wrote it.
#[tokio::test]
async fn the_calendar_has_an_event_of_a_day_for_each_due_date() {
    let dir = tempfile::tempdir().unwrap();
    let app = app(dir.path());
    imported(&app).await;
    let out = tempfile::tempdir().unwrap();
    let write = async |name: &str| {
        let to = app.may_write(&out.path().join(name), false).file;
        export::export(&app, ExportRequest { what: ExportWhat::DueDates, to, lang: "zh".into() }).await
    };
    assert_eq!(write("到期日.xlsx").await.unwrap_err().code, ErrorCode::FileTypeUnknown);
    let written = write("到期日.ics").await.unwrap();
    assert_eq!(written.rows, 7);

    let read = ICalendar::parse(std::fs::read_to_string(&written.file).unwrap()).unwrap();
    let events = read.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent);
    let told: Vec<_> = events
        .map(|event| {
            let first = |name: &ICalendarProperty| event.property(name).unwrap().values[0].clone();
            let ICalendarValue::PartialDateTime(day) = first(&ICalendarProperty::Dtstart) else {
                panic!("a day")
            };
            let summary = first(&ICalendarProperty::Summary).as_text().unwrap().to_owned();
            (summary, [day.year.unwrap(), day.month.unwrap().into(), day.day.unwrap().into()], day.hour)
        })
        .collect();
    assert_eq!(told.len(), 7);
    assert_eq!(told[0], ("张三 从业资格证到期".to_owned(), [2026, 11, 30], None));
    assert_eq!(told[1], ("粤B10001 年检到期".to_owned(), [2026, 12, 5], None));
    let events = read.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent);
    let ids: std::collections::BTreeSet<&str> = events.filter_map(|event| event.uid()).collect();
    assert_eq!(ids.len(), 7, "each has an id of its own");
}

/// A heading that no list has is offered, and what the person leaves mapped becomes a kind of its own.
#[tokio::test]
async fn a_column_of_an_own_kind_is_offered_and_brings_days_of_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let app = app(dir.path());
    let request = |text: &str, mapping| ImportRequest {
        source: ImportSource::Text { text: text.into() },
        sheets: vec![SheetChoice { sheet: String::new(), taken: None, mapping }],
        include_hidden: false,
    };
    let text = "车牌号,灭火器到期,押金\n粤B10001,2026年12月5日,2026-12-20\n粤B10002,06/05/26,\n";
    let looked = import::import_preview(&app, request(text, None)).await.unwrap();
    let mut mapping = looked.sheets[0].mapping.clone();
    assert_eq!(mapping, [Some(Meaning::Plate), Some(Meaning::OwnDue), None]);
    mapping[2] = Some(Meaning::OwnDue);
    let done = import::import_commit(&app, request(text, Some(mapping.clone()))).await.unwrap();
    let named: Vec<_> =
        done.warnings.iter().map(|one| (one.row, one.column.as_str(), one.readings.len())).collect();
    assert_eq!(
        (done.due_dates, named),
        (2, vec![(3, "灭火器到期", 3)]),
        "the row is named, nothing is guessed"
    );
    let rows = soon(&app, None).await.rows;
    let told: Vec<_> = rows.iter().map(|row| (row.due.kind, row.due.name.as_str(), row.due.days)).collect();
    assert_eq!(told, [(DueKind::Own, "灭火器", 4), (DueKind::Own, "押金", 19)]);

    let before = "车牌号,灭火器到期,押金\n粤B10001,2025-12-05,\n";
    let earlier = import::import_preview(&app, request(before, Some(mapping))).await.unwrap();
    let named: Vec<_> = earlier.warnings.iter().map(|one| one.column.as_str()).collect();
    assert_eq!(named, ["灭火器到期"], "a day before the known one is named with its column");
}
