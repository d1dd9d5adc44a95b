//! The three robots over real HTTP to the sandbox.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use cheku_domain::Secret;
use cheku_robots::{Address, Kind, Mend, Message, Robot, SendError, fitted, send};
use cheku_sandbox::{Options, RobotSettings, Sandbox, Scenario};
use std::time::{SystemTime, UNIX_EPOCH};

async fn sandbox(robots: RobotSettings) -> Sandbox {
    let scenario = Scenario { robots, ..Scenario::default() };
    Sandbox::start(Options { vehicles: 1, scenario, ..Options::default() }).await.unwrap()
}

fn robot(sandbox: &Sandbox, kind: Kind, secret: Option<&str>) -> Robot {
    let address = Address::parse(kind, &sandbox.robot_address(kind.word())).unwrap();
    Robot { kind, address, secret: secret.map(Secret::new) }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

fn mend(outcome: Result<(), SendError>) -> Mend {
    match outcome.unwrap_err() {
        SendError::Refused(refusal) => refusal.mend,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_signed_message_is_taken_as_it_was_written() {
    let sandbox = sandbox(RobotSettings::default()).await;
    for kind in Kind::ALL {
        let text = "已查 200 辆\n粤B·1***5 超速 “200 元” & 6 分";
        send(&robot(&sandbox, kind, Some(sandbox.robot_secret())), text, now()).await.unwrap();
        assert_eq!(sandbox.robot_taken(kind.word()), (vec![text.to_owned()], 1), "{kind:?}");
    }
}

#[tokio::test]
async fn a_wrong_or_missing_signature_and_a_clock_that_is_wrong_are_refused_once() {
    let sandbox = sandbox(RobotSettings::default()).await;
    for kind in [Kind::Dingtalk, Kind::Feishu] {
        let right = Some(sandbox.robot_secret());
        for (secret, at) in [(None, now()), (Some("another"), now()), (right, now() - 2 * 3_600_000)] {
            assert_eq!(mend(send(&robot(&sandbox, kind, secret), "一", at).await), Mend::Signature);
        }
        assert_eq!(sandbox.robot_taken(kind.word()), (Vec::new(), 3), "{kind:?}: each was sent once");
    }
}

#[tokio::test]
async fn a_wrong_key_a_keyword_and_the_limit_are_told_apart() {
    let robots =
        RobotSettings { per_minute: 2, keyword: Some("车库".to_owned()), ..RobotSettings::default() };
    let sandbox = sandbox(robots).await;
    for kind in Kind::ALL {
        let right = robot(&sandbox, kind, Some(sandbox.robot_secret()));
        assert_eq!(mend(send(&right, "日报", now()).await).clone(), keyword(kind));
        for _ in 0..2 {
            send(&right, "车库日报", now()).await.unwrap();
        }
        assert_eq!(mend(send(&right, "车库日报", now()).await), Mend::Wait, "{kind:?}");
        let wrong = sandbox.robot_address(kind.word()).replace("5f0c2b1e", "00000000");
        let wrong = Robot { address: Address::parse(kind, &wrong).unwrap(), ..right };
        assert_eq!(mend(send(&wrong, "车库日报", now()).await), Mend::Address, "{kind:?}");
    }
}

/// 企业微信 has no keywords in its documents; the sandbox refuses with a code that nobody documents.
fn keyword(kind: Kind) -> Mend {
    if kind == Kind::Wecom { Mend::Unknown } else { Mend::Keyword }
}

#[tokio::test]
async fn a_robot_that_is_down_is_no_success() {
    let down = sandbox(RobotSettings { status: Some(502), ..RobotSettings::default() }).await;
    let sent = send(&robot(&down, Kind::Wecom, None), "一", now()).await;
    assert_eq!(sent, Err(SendError::NoAnswer));
    assert_eq!(down.robot_taken("wecom").1, 1, "not repeated");

    let gone = robot(&down, Kind::Feishu, None);
    down.stop().await;
    assert_eq!(send(&gone, "一", now()).await, Err(SendError::Unreachable));
}

#[tokio::test]
async fn the_lines_of_two_hundred_vehicles_fit_each_robot() {
    let sandbox = sandbox(RobotSettings::default()).await;
    let lines = (0..200).map(|n| format!("粤B*{n:03}* 机动车违反禁止标线指示的 200 元 3 分"));
    let message = Message { head: "已查 200 辆".to_owned(), lines: lines.collect() };
    for kind in Kind::ALL {
        let text = fitted(&message, kind.longest(), |left_out| format!("…另有 {left_out} 条"));
        send(&robot(&sandbox, kind, Some(sandbox.robot_secret())), &text, now()).await.unwrap();
    }
}
