//! What proves a payment, attached and copied out in the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox};
use serde_json::json;

const PHOTO: &[u8] = b"\xff\xd8\xff\xe0 a photo of a receipt";

#[test]
fn a_receipt_is_attached_listed_and_copied_out_again_and_what_is_none_is_refused() {
    let sandbox = Sandbox::start(20, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    let first = home.run(&["violations", "--limit", "1"]).ends(0)["violations"][0].clone();
    let id = first["id"].as_str().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = home.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (photo, program) = (file("缴款.png", PHOTO), file("收据.jpg", b"MZ a program"));
    let mut large = PHOTO.to_vec();
    large.resize(20_000_001, 0);
    home.run(&["receipt", "add", id, &program]).refused(2, "receipt_kind");
    home.run(&["receipt", "add", id, &photo, &file("大图.jpg", &large)]).refused(2, "receipt_size");
    home.run(&["receipt", "add", id, home.path("没有.jpg").to_str().unwrap()])
        .refused(2, "receipt_unreadable");
    home.run(&["receipt", "add", "999-00000000", &photo]).refused(2, "not_found");
    assert_eq!(home.run(&["receipt", "list", id]).ends(0)["receipts"], json!([]), "all of them or none");

    let added = home.run(&["receipt", "add", id, &photo]).ends(0)["receipts"].clone();
    assert_eq!(added, home.run(&["receipt", "list", id]).ends(0)["receipts"]);
    let [receipt] = added.as_array().unwrap().as_slice() else { panic!("{added}") };
    let told = ["name", "kind", "bytes"].map(|field| &receipt[field]);
    assert_eq!(told, [&json!("缴款.png"), &json!("jpeg"), &json!(PHOTO.len())], "by what it holds");

    let (receipt, copy) = (receipt["id"].as_str().unwrap(), home.path("copy.jpg"));
    let save = ["receipt", "save", receipt, copy.to_str().unwrap()];
    assert_eq!(home.run(&save).ends(0)["file"], json!(copy));
    assert_eq!(std::fs::read(&copy).unwrap(), PHOTO);
    home.run(&save).refused(2, "file_exists");
    home.run(&[&save[..], &["--force"]].concat()).ends(0);
    home.run(&["receipt", "save", "nothing", copy.to_str().unwrap(), "--force"]).refused(2, "not_found");
}
