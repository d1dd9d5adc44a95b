//! `erase`.

use crate::args::EraseArgs;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use cheku_commands::api::{EraseReply, EraseRequest, EraseWhom};
use cheku_commands::{App, CommandError, erase};
use std::io::{IsTerminal, stdin};

/// Erases, or says what that would take away; on a terminal it is asked first.
pub async fn run(app: &App, face: &Face, wanted: EraseArgs) -> Result<Exit, CommandError> {
    let request =
        |dry_run| EraseRequest { whom: whom(&wanted), dry_run, delete_copies: wanted.delete_copies };
    if !wanted.dry_run && !wanted.yes && stdin().is_terminal() {
        let would = erase::erase(app, request(true)).await?;
        face.note(&told(face, &would, &wanted, true));
        face.note(face.say("无法撤销。输入 yes 彻底删除：", "This cannot be undone. Type yes to erase:"));
        if !says_yes() {
            face.note(face.say("未删除任何内容。", "Nothing was erased."));
            return Ok(Exit::Cancelled);
        }
    }
    let reply = erase::erase(app, request(wanted.dry_run)).await?;
    let EraseReply { vehicles, violations, calls, receipts, copies, not_looked_into } = &reply;
    let document = json::Erased {
        vehicles: *vehicles,
        violations: *violations,
        calls: *calls,
        receipts: *receipts,
        copies,
        not_looked_into: not_looked_into.as_deref(),
    };
    face.result(&document, || told(face, &reply, &wanted, wanted.dry_run));
    Ok(Exit::Done)
}

fn whom(wanted: &EraseArgs) -> EraseWhom {
    if let Some(name) = &wanted.driver {
        return EraseWhom::Driver { name: name.clone() };
    }
    EraseWhom::Plate { plate: wanted.plate.clone().unwrap_or_default() }
}

fn says_yes() -> bool {
    let mut line = String::new();
    stdin().read_line(&mut line).is_ok() && line.trim().eq_ignore_ascii_case("yes")
}

fn told(face: &Face, reply: &EraseReply, wanted: &EraseArgs, would: bool) -> String {
    let EraseReply { vehicles, violations, calls, receipts, copies, not_looked_into } = reply;
    let of_driver = wanted.driver.is_some();
    let mut text = match (face.lang, of_driver) {
        (Lang::Zh, false) => {
            let verb = if would { "将彻底删除" } else { "已彻底删除" };
            format!("{verb} {vehicles} 辆车和 {violations} 条违章；{calls} 次调用的费用保留，不再显示车辆。")
        }
        (Lang::Zh, true) => {
            let verb = if would { "将彻底删除" } else { "已彻底删除" };
            format!(
                "{verb}这位驾驶员：{vehicles} 辆车、{violations} 条违章上的姓名。违章保留，不归任何驾驶员。"
            )
        }
        (Lang::En, false) => {
            let verb = if would { "Would erase" } else { "Erased" };
            format!(
                "{verb} {vehicles} vehicles and {violations} violations; what {calls} calls cost stays, without the vehicle."
            )
        }
        (Lang::En, true) => {
            let verb = if would { "Would erase" } else { "Erased" };
            format!(
                "{verb} this driver: the name on {vehicles} vehicles and {violations} violations. The violations stay without a driver."
            )
        }
    };
    if *receipts > 0 {
        text.push_str(&match face.lang {
            Lang::Zh => format!("\n凭证 {receipts} 个一并删除。"),
            Lang::En => format!("\nFiles of receipts that go, too: {receipts}."),
        });
    }
    if !copies.is_empty() {
        let gone = wanted.delete_copies && !would;
        let said = match gone {
            true => face.say("这些文件里还有，已删除：", "These files held it and are deleted:"),
            false if wanted.delete_copies => {
                face.say("这些文件里还有，将一并删除：", "These files hold it and will be deleted:")
            }
            false => face.say(
                "这些文件里还有；加上 --delete-copies 一并删除：",
                "These files still hold it; --delete-copies deletes them:",
            ),
        };
        text.push_str(&format!("\n{said}\n{}", copies.join("\n")));
    }
    if let Some(folder) = not_looked_into {
        let said = face.say(
            "第二备份位置现在无法访问，其中的备份未检查，可能仍有这些数据。接入后再彻底删除一次：",
            "The second folder for backups is not there now. Its copies were not looked into and may still hold it. Connect it and erase once more:",
        );
        text.push_str(&format!("\n{said}\n{folder}"));
    }
    text
}
