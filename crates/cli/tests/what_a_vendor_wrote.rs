//! Answers as vendors really write them, from a server that says word by word what a test
//! wants: rows that differ only in a number (wealthfolio/wealthfolio#779,
//! firefly-iii/firefly-iii#2610), times that are none (New7/3w ChaWeiZhangViolationData.php,
//! ShiZiXuan/qidian_Android CarQueryModel.java).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, number};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

const FLEET: &str = "车牌号,号牌种类,车架号,发动机号,司机\n粤B10001,02,LSVNV2187C2123456,00123456,张三\n";

/// Answers every question with these rows; ends with the process.
fn vendor(rows: Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let body =
        json!({"codeid": 10000, "message": "返回成功", "retdata": {"res": "1", "data": rows}}).to_string();
    std::thread::spawn(move || listener.incoming().flatten().for_each(|line| answer(line, &body)));
    origin
}

fn answer(mut line: TcpStream, body: &str) {
    let mut heard = Vec::new();
    let mut part = [0; 4096];
    // A form ends with the signature's last parameter; the head tells how long it is.
    while !is_whole(&heard) {
        match line.read(&mut part) {
            Ok(0) | Err(_) => return,
            Ok(n) => heard.extend_from_slice(&part[..n]),
        }
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = line.write_all(head.as_bytes()).and_then(|()| line.write_all(body.as_bytes()));
}

fn is_whole(heard: &[u8]) -> bool {
    let text = String::from_utf8_lossy(heard).to_lowercase();
    let Some((head, form)) = text.split_once("\r\n\r\n") else { return false };
    let long = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    form.len() >= long.unwrap_or(0)
}

fn row(time: &str, more: Value) -> Value {
    let mut row = json!({"vioTime": time, "vioAddress": "深南大道", "vioAction": "机动车违反规定停放",
        "vioCode": "1039", "vioScore": "0", "vioFine": "200", "handleSign": 1, "onlineHandle": 2});
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    row
}

/// A home whose one car was asked about at a vendor that answers so.
fn asked(rows: Value) -> Home {
    let home = Home::new();
    std::fs::write(home.path("fleet.csv"), FLEET).unwrap();
    home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).json();
    let origin = vendor(rows);
    let args = ["account", "set", "storeapi", "--base-url", &origin, "--appid", "A1", "--secret-stdin"];
    home.run_with_input(&args, "S1secret").ends(0);
    let check = home.run(&["check", "--all"]).ends(0);
    assert_eq!(number(&check["answered"]), 1, "{check}");
    home
}

#[test]
fn two_rows_that_differ_only_in_their_numbers_are_two_and_both_are_owed() {
    let numbered = |n: &str| json!({"monitorNum": format!("M{n}"), "decisionNum": format!("D{n}"), "handleNum": format!("H{n}")});
    let both = [row("2026-10-01 08:30:00", numbered("1")), row("2026-10-01 08:30:00", numbered("2"))];
    let home = asked(json!(both));
    let totals = home.run(&["totals"]).ends(0);
    assert_eq!((number(&totals["violations"]), number(&totals["fines_due_fen"])), (2, 40_000));
    let again = home.run(&["check", "--all"]).ends(0);
    assert_eq!(number(&again["new_violations"]), 0, "the same two");
    assert_eq!(home.run(&["totals"]).ends(0), totals);
}

#[test]
fn two_rows_alike_in_everything_are_one_and_its_repeat_stands_beside_its_money() {
    let one = row("2026-10-01 08:30:00", json!({"monitorNum": "M1"}));
    let home = asked(json!([one, one]));
    let found = home.run(&["violations"]).ends(0);
    assert_eq!((number(&found["total"]), number(&found["violations"][0]["repeat"])), (1, 2));
    let readable = home.readable(&["violations"]);
    let line = readable.lines().find(|line| line.contains("深南大道")).unwrap();
    assert!(line.contains("×2  200"), "{readable}");
}

#[test]
fn a_time_that_is_none_is_null_and_stays_as_the_vendor_wrote_it() {
    let rows = [row("2026-10-01 08:30:00", json!({})), row("不详", json!({})), row("", json!({}))];
    let home = asked(json!(rows));
    let found = home.run(&["violations"]).ends(0);
    let times: Vec<(Value, Value)> = found["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["time"].clone(), one["time_text"].clone()))
        .collect();
    assert_eq!(times.len(), 3, "nothing is lost: {found}");
    assert!(times.contains(&(json!("2026-10-01T08:30:00+08:00"), json!("2026-10-01 08:30:00"))));
    assert!(times.contains(&(Value::Null, json!("不详"))) && times.contains(&(Value::Null, json!(""))));
    assert!(home.readable(&["violations"]).contains("不详"));
    let file = home.path("out.csv");
    home.run(&["export", file.to_str().unwrap(), "--what", "violations"]).ends(0);
    assert!(std::fs::read_to_string(&file).unwrap().contains("不详"));
}
