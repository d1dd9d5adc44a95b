//! A receipt comes with a payment: what is none is refused by its content, what is one is opened, packed and erased.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, cases, check, demo, erase, receipts, violations,
};
use serde_json::json;
use std::path::Path;

const PICTURE: &[u8] = b"\xff\xd8\xff\xe0 a photo of a receipt";

/// The demo fleet, asked once, and a folder with a person's files.
async fn asked_fleet() -> (tempfile::TempDir, App) {
    let home = tempfile::tempdir().unwrap();
    let app = App::open(Options {
        home: home.path().join("home"),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });
    demo::demo_start(&app, Nothing {}).await.unwrap();
    let request = CheckRequest { concurrency: Some(40), ..CheckRequest::default() };
    check::check_start(&app, request).await.unwrap();
    check::wait_for_end(&app).await.unwrap();
    (home, app)
}

async fn first(app: &App) -> ViolationRow {
    let query = ViolationQuery { limit: 1, ..ViolationQuery::default() };
    violations::violations(app, query).await.unwrap().rows.remove(0)
}

fn only(id: &str) -> ViolationSelection {
    ViolationSelection::Ids { ids: vec![id.to_owned()] }
}

fn file(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_has_its_receipt_and_what_is_none_is_refused_with_the_reason() {
    let (desk, app) = asked_fleet().await;
    let row = first(&app).await;
    let paid = |path: &Path, step: Step| StepRequest {
        selection: only(&row.id),
        step,
        as_fined: false,
        receipts: vec![app.may_read(path).file],
    };
    let payment = || Step::Paid(Payment::default());
    let mut large = PICTURE.to_vec();
    large.resize(20_000_001, 0);
    let refusals = [
        (file(desk.path(), "收据.jpg", b"MZ a program"), ErrorCode::ReceiptKind),
        (file(desk.path(), "大图.jpg", &large), ErrorCode::ReceiptSize),
        (desk.path().join("没有.jpg"), ErrorCode::ReceiptUnreadable),
    ];
    for (path, code) in refusals {
        let refused = cases::violations_step(&app, paid(&path, payment())).await.unwrap_err();
        assert_eq!((refused.code, refused.details["limit"].as_str()), (code, "20"));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(refused.details["file"], name);
    }
    let detail = async || violations::violation(&app, Id { id: row.id.clone() }).await.unwrap();
    assert_eq!((detail().await.case, detail().await.receipts), (None, vec![]), "nothing was saved");

    let picture = file(desk.path(), "缴款.png", PICTURE);
    let told = paid(&picture, Step::Told(Told::default()));
    assert_eq!(cases::violations_step(&app, told).await.unwrap_err().code, ErrorCode::BadRequest);
    let done = cases::violations_step(&app, paid(&picture, payment())).await.unwrap();
    let [receipt] = detail().await.receipts.try_into().unwrap();
    assert_eq!(
        (receipt.name.as_str(), receipt.kind),
        ("缴款.png", Some(ReceiptKind::Jpeg)),
        "by its content"
    );

    std::fs::remove_file(&picture).unwrap();
    let opened = receipts::receipt_open(&app, Id { id: receipt.id.clone() }).await.unwrap();
    let kept = app.to_open(&opened.file).unwrap();
    assert_eq!(std::fs::read(&kept).unwrap(), PICTURE, "the person's own file may go");

    let scan = file(desk.path(), "回单.pdf", b"%PDF-1.7 a receipt");
    let files = vec![app.may_read(&scan).file];
    let added = ReceiptsRequest { selection: only(&row.id), files };
    receipts::receipts_add(&app, added).await.unwrap();
    assert_eq!(detail().await.receipts.len(), 2);
    app.dispatch("undo", json!({ "id": done.undo.unwrap() })).await.unwrap();
    let after = detail().await;
    assert!(after.case.is_none() && after.receipts[0].taken_back_at.is_some());

    std::fs::remove_file(&kept).unwrap();
    let missing = receipts::receipt_open(&app, Id { id: receipt.id.clone() }).await.unwrap_err();
    assert_eq!((missing.code, missing.details["file"].as_str()), (ErrorCode::ReceiptMissing, "缴款.png"));
    std::fs::write(&kept, "turned").unwrap();
    let changed = receipts::receipt_open(&app, Id { id: receipt.id }).await.unwrap_err();
    assert_eq!(changed.code, ErrorCode::ReceiptChanged);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_in_the_zip_of_everything_and_goes_with_its_vehicle() {
    let (desk, app) = asked_fleet().await;
    let row = first(&app).await;
    let picture = file(desk.path(), "缴款.jpg", PICTURE);
    let added = ReceiptsRequest { selection: only(&row.id), files: vec![app.may_read(&picture).file] };
    receipts::receipts_add(&app, added).await.unwrap();
    let garage = desk.path().join("home/demo");
    let [kept] = listed(&garage.join("attachments")).try_into().unwrap();

    let zip = desk.path().join("all.zip");
    let to = app.may_write(&zip, false).file;
    app.dispatch("export_everything", json!({ "to": to, "lang": "zh" })).await.unwrap();
    let all = zip::ZipArchive::new(std::fs::File::open(&zip).unwrap()).unwrap();
    let name = format!("attachments/{}", kept.file_name().unwrap().to_string_lossy());
    assert!(all.index_for_name(&name).is_some(), "beside garage.sqlite, as a restore finds it");

    // As a backup leaves it.
    let beside = garage.join("backups").join(&name);
    std::fs::create_dir_all(beside.parent().unwrap()).unwrap();
    std::fs::copy(&kept, &beside).unwrap();
    let whom = EraseWhom::Plate { plate: row.plate.to_string() };
    let request = EraseRequest { whom, dry_run: false, delete_copies: true };
    let erased = erase::erase(&app, request).await.unwrap();
    assert_eq!(erased.receipts, 1);
    assert!(erased.copies.iter().any(|copy| Path::new(copy).ends_with(&name)));
    assert!(!kept.exists() && !beside.exists());
}

fn listed(folder: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}
