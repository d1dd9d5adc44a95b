//! Everything in one zip.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::ErrorCode;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace};
use serde_json::json;
use std::fs::File;
use std::io::{Read, Write};

#[tokio::test(flavor = "multi_thread")]
async fn one_zip_holds_the_garage_every_list_and_the_reports_and_no_key() {
    let (home, desk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let app = App::open(Options {
        home: home.path().to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });
    let text = "车牌号\t驾驶员\n苏E12345\t张伟\n苏E54321\t李四\n";
    let import = json!({ "source": { "kind": "text", "text": text }, "mapping": null });
    app.dispatch("import_commit", import).await.unwrap();
    let key = "a key that is nobody's";
    std::fs::write(home.path().join("secrets.json"), key).unwrap();
    std::fs::create_dir(home.path().join("reports")).unwrap();
    std::fs::write(home.path().join("reports/三月.html"), "<p>report</p>").unwrap();

    let zip = desk.path().join("all.zip");
    let to = app.may_write(&zip, false).file;
    let written = app.dispatch("export_everything", json!({ "to": to, "lang": "zh" })).await.unwrap();
    assert_eq!(written["path"], zip.to_string_lossy().as_ref());

    let mut all = zip::ZipArchive::new(File::open(&zip).unwrap()).unwrap();
    let mut names: Vec<String> = all.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    let lists = [
        "合计-分组",
        "合计-城市",
        "合计-月份",
        "合计-车辆",
        "合计-驾驶员",
        "调用记录",
        "车辆",
        "违章",
        "驾驶员",
    ];
    let mut expected: Vec<String> = lists.iter().map(|name| format!("清单/{name}.xlsx")).collect();
    expected.extend(["garage.sqlite".to_owned(), "报告/三月.html".to_owned()]);
    expected.sort();
    assert_eq!(names, expected);

    let mut bytes = Vec::new();
    for index in 0..all.len() {
        all.by_index(index).unwrap().read_to_end(&mut bytes).unwrap();
    }
    assert!(!bytes.windows(key.len()).any(|part| part == key.as_bytes()));
    let copy = desk.path().join("copy.sqlite");
    bytes.clear();
    all.by_name("garage.sqlite").unwrap().read_to_end(&mut bytes).unwrap();
    File::create(&copy).unwrap().write_all(&bytes).unwrap();
    let kept: i64 = rusqlite::Connection::open(&copy)
        .unwrap()
        .query_row("SELECT count(*) FROM vehicles", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 2);
    let left = std::fs::read_dir(home.path()).unwrap().filter_map(Result::ok);
    assert!(!left.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().starts_with(".cheku-")));

    let again = app.may_write(&zip, false).file;
    let refused = app.dispatch("export_everything", json!({ "to": again, "lang": "zh" })).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::FileExists);

    // Among the reports, where it lies beside the lists of before and does not pack itself.
    let among = home.path().join("reports").join("all.zip");
    let to = app.may_write(&among, false).file;
    app.dispatch("export_everything", json!({ "to": to, "lang": "zh" })).await.unwrap();
    let all = zip::ZipArchive::new(File::open(&among).unwrap()).unwrap();
    assert_eq!(all.len(), expected.len());
}
