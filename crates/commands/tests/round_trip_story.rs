//! A garage that is exported and imported elsewhere is the same garage
//! (wealthfolio/wealthfolio#310, hhurz/tableExport.jquery.plugin#230).
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, export, import, vehicles};
use cheku_domain::plate_type::PLATE_TYPES;
use cheku_domain::{PlateType, Vehicle, VehicleId};
use proptest::prelude::*;
use std::path::Path;

fn garage(home: &Path) -> App {
    let (secrets, clock) = (SecretPlace::File, Clock::system());
    App::open(Options { home: home.to_owned(), secrets, clock, reader: Reader::Here })
}

/// Every vehicle without what only this garage knows of it.
async fn all(app: &App) -> Vec<Vehicle> {
    let rows = vehicles::vehicles(app, VehicleQuery::default()).await.unwrap().rows;
    let mut all: Vec<Vehicle> =
        rows.into_iter().map(|row| Vehicle { id: VehicleId(String::new()), ..row.vehicle }).collect();
    all.sort_by_key(|one| (one.plate.to_string(), one.plate_type));
    all
}

/// Exports and imports in both languages and both kinds of file; what must come back.
async fn comes_back(app: &App) -> Result<(), TestCaseError> {
    let here = all(app).await;
    let folder = tempfile::tempdir().unwrap();
    for (lang, kind) in [("zh", "csv"), ("zh", "xlsx"), ("en", "csv"), ("en", "xlsx")] {
        let file = folder.path().join(format!("{lang}.{kind}"));
        let what = ExportWhat::Vehicles { query: VehicleQuery::default(), only: None };
        let to = app.may_write(&file, false).file;
        export::export(app, ExportRequest { what, to, lang: lang.into() }).await.unwrap();
        let elsewhere = garage(&folder.path().join(format!("{lang}-{kind}")));
        let report = import::import_by_headings(&elsewhere, &file, Default::default()).await.unwrap();
        prop_assert_eq!(&report.rejected, &vec![], "{} {}", lang, kind);
        prop_assert_eq!(all(&elsewhere).await, here.clone(), "{} {}", lang, kind);
        let again = import::import_by_headings(&elsewhere, &file, Default::default()).await.unwrap();
        prop_assert_eq!(again.unchanged as usize, here.len(), "{} {}", lang, kind);
    }
    Ok(())
}

/// Names and notes as people write them, those that a spreadsheet would run among them.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[=+@'-]{0,2}[一-龥A-Za-z]{1,4}[一-龥A-Za-z0-9 ,，;\"'.()=+-]{0,8}[一-龥A-Za-z0-9]",
        "\\+86[0-9]{11}",
        "0[0-9]{3,9}",
    ]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[A-Z]{1,3}[0-9]{4,8}", "0{0,3}[1-9][0-9]{5,14}"]
}

fn form() -> impl Strategy<Value = VehicleForm> {
    let plate = prop_oneof![
        ("粤B1000[0-9]", prop::sample::select(vec!["01", "02"])),
        ("粤BD1000[0-9]", Just("52")),
        ("粤B100[0-9]挂", Just("15")),
    ];
    let vin = prop_oneof![Just(String::new()), "LSV[A-HJ-NPR-Z]{5}[0-9]{9}"];
    let choice = |of: &'static [&'static str]| prop::sample::select(of);
    let chosen = (choice(&["", "GD_SZ", "JS_SZ"]), choice(&["", "juhe", "storeapi"]));
    (plate, vin, number(), chosen, words(), words(), words(), words()).prop_map(
        |((plate, plate_type), vin, engine, (city, provider), owner, group, driver, note)| VehicleForm {
            id: None,
            plate,
            plate_type: plate_type.into(),
            vin,
            engine,
            city_code: city.into(),
            owner,
            group,
            driver,
            driver_since: String::new(),
            note,
            provider: provider.into(),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn whatever_stands_in_a_garage_comes_back(forms in prop::collection::vec(form(), 1..12)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let home = tempfile::tempdir().unwrap();
            let app = garage(home.path());
            for form in forms {
                // What the form refuses, a plate and type for the second time or a formula, is not in the garage.
                let _ = vehicles::vehicle_save(&app, form).await;
            }
            prop_assume!(!all(&app).await.is_empty(), "the form refused all of them");
            comes_back(&app).await
        })?;
    }
}

/// An export names types in words.
#[test]
fn every_plate_type_is_read_back_from_its_name_in_both_languages() {
    for (code, zh, en) in PLATE_TYPES {
        for name in [zh, en] {
            assert_eq!(PlateType::parse(name).map(PlateType::code), Some(*code), "{name}");
        }
    }
}

/// The rows of the case itself, formulas and all.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_with_formulas_quotes_and_line_ends_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let text = "车牌号,号牌种类,车架号,发动机号,城市代码,所有人,分组,司机,备注\n\
        粤B12345,02,LSVNV2187C2123456,00123456,GD_SZ,\"甲,公司\",一队,+8613800000001,\"=HYPERLINK(\"\"x\"\")\"\n\
        粤B12346,01,LSVNV2187C2123457,,,@某某,二队,'王五,\"第一行\n第二行 \"\"引号\"\"\"\n\
        粤BD12345,52,,,,-5号,+1队,=1+1,'=cmd\n";
    let file = home.path().join("src.csv");
    std::fs::write(&file, text).unwrap();
    let app = garage(&home.path().join("here"));
    let report = import::import_by_headings(&app, &file, Default::default()).await.unwrap();
    assert_eq!(report.added, 3, "{report:?}");
    comes_back(&app).await.unwrap();
}
