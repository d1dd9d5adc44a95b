//! ad hoc
use cheku_domain::ledger::*;
use cheku_domain::provider::*;
use cheku_domain::*;
use cheku_garage::*;
use std::time::Instant;
fn main() {
    let rt = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    rt.block_on(async {
        let dir = tempfile::tempdir_in("/tmp").unwrap();
        let g = Garage::open(dir.path(), Timestamp(1_773_280_800_000)).unwrap();
        let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
        let per = 100usize;
        let t = Instant::now();
        g.import(
            (0..n)
                .map(|i| NewVehicle {
                    driver: Some(format!("司机{}", i % 500)),
                    group: Some(format!("{}队", i % 20)),
                    ..NewVehicle::of(Plate::parse(&format!("粤B{:05}", i)).unwrap())
                })
                .collect(),
            Timestamp(1),
            false,
        )
        .unwrap();
        println!("import {n} {:?}", t.elapsed());
        let ids = g.ids(&VehicleQuery::default()).unwrap();
        let b = g
            .create_batch(
                &NewBatch {
                    provider: "p".into(),
                    cap: None,
                    items: ids
                        .iter()
                        .map(|v| NewItem { vehicle: v.clone(), provider: "p".into(), skip: None })
                        .collect(),
                },
                Timestamp(2),
            )
            .unwrap();
        let t = Instant::now();
        let mut hs = vec![];
        let sem = std::sync::Arc::new(tokio::sync::Semaphore::new(50));
        for (i, v) in ids.iter().cloned().enumerate() {
            let g = g.clone();
            let b = b.clone();
            let p = sem.clone().acquire_owned().await.unwrap();
            hs.push(tokio::spawn(async move {
                let _p = p;
                let c = g
                    .intend(Intent {
                        batch: b,
                        provider: "p".into(),
                        vehicle: Some(v),
                        city: None,
                        at: Timestamp(3),
                    })
                    .await
                    .unwrap();
                let rows = (0..per)
                    .map(|k| {
                        let s = i * per + k;
                        let tt = format!(
                            "20{:02}-{:02}-{:02} {:02}:{:02}:00",
                            20 + s % 6,
                            1 + s / 7 % 12,
                            1 + s / 11 % 28,
                            k % 24,
                            k % 60
                        );
                        Violation {
                            time: time::parse_vendor_time(&tt),
                            time_text: tt,
                            place: format!("人民路{}号", s % 5000),
                            act: format!("违法行为第{}种", s % 150),
                            code: Some(format!("{}", 1000 + s % 150)),
                            fine: (s % 10 != 0).then_some(Fen(((s * 37) % 20 * 1000) as i64)),
                            points: (s % 9 != 0).then_some(Points((s % 13) as u8)),
                            state: [
                                ViolationState::Unhandled,
                                ViolationState::HandledUnpaid,
                                ViolationState::Paid,
                            ][s % 3],
                            city: Some(format!("城市{}", s % 300)),
                            city_number: None,
                            authority: None,
                            online: None,
                            numbers: Default::default(),
                            repeat: 1,
                        }
                    })
                    .collect();
                g.settle(Settlement {
                    call: c,
                    outcome: Outcome::Replied(Reply::Answered {
                        violations: rows,
                        claimed: Default::default(),
                        charge: Charge::Yes,
                        raw_code: "1".into(),
                    }),
                    at: Timestamp(4),
                    again: false,
                })
                .await
                .unwrap();
            }));
        }
        for h in hs {
            h.await.unwrap();
        }
        println!(
            "settle {} rows {:?} file {} MB",
            n * per,
            t.elapsed(),
            std::fs::metadata(g.path()).unwrap().len() >> 20
        );
        let time = |name: &str, f: &dyn Fn()| {
            f();
            let mut v: Vec<_> = (0..9)
                .map(|_| {
                    let t = Instant::now();
                    f();
                    t.elapsed()
                })
                .collect();
            v.sort();
            println!("{name} median {:?} max {:?}", v[4], v[8]);
        };
        time("totals", &|| {
            g.totals().unwrap();
        });
        time("by month", &|| {
            g.totals_by(By::Month).unwrap();
        });
        time("by group", &|| {
            g.totals_by(By::Group).unwrap();
        });
        for s in [
            ViolationColumn::Time,
            ViolationColumn::Plate,
            ViolationColumn::Fine,
            ViolationColumn::State,
            ViolationColumn::Place,
            ViolationColumn::FirstSeen,
        ] {
            for off in [0, n * per / 2, n * per - 60] {
                time(&format!("{s:?}@{off}"), &|| {
                    g.list_violations(&ViolationQuery {
                        sort: s,
                        offset: off,
                        limit: Some(60),
                        ..Default::default()
                    })
                    .unwrap();
                });
            }
        }
        time("state paid @100k by fine", &|| {
            g.list_violations(&ViolationQuery {
                sort: ViolationColumn::Fine,
                states: vec![ViolationFilter::Paid],
                offset: n * per / 10,
                limit: Some(60),
                ..Default::default()
            })
            .unwrap();
        });
        time("search", &|| {
            g.list_violations(&ViolationQuery {
                search: "B0012".into(),
                limit: Some(60),
                ..Default::default()
            })
            .unwrap();
        });
        time("month", &|| {
            g.list_violations(&ViolationQuery {
                month: Some("2024-03".into()),
                limit: Some(60),
                ..Default::default()
            })
            .unwrap();
        });
        time("vehicles", &|| {
            g.list(&VehicleQuery {
                search: "B00".into(),
                sort: VehicleColumn::FinesDue,
                limit: Some(60),
                ..Default::default()
            })
            .unwrap();
        });
        time("vehicles all", &|| {
            g.list(&VehicleQuery { sort: VehicleColumn::FinesDue, limit: Some(60), ..Default::default() })
                .unwrap();
        });
        time("top acts", &|| {
            g.top_acts(10).unwrap();
        });
        time("month_spend", &|| {
            g.month_spend(Timestamp(5)).unwrap();
        });
        time("counts", &|| {
            g.batch_counts(&b).unwrap();
        });
        let t = Instant::now();
        println!("doctor {:?} {:?}", g.doctor().unwrap(), t.elapsed());
    });
}
