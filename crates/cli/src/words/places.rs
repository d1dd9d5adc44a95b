//! Where a garage lies, and where keys go.

use crate::lang::Lang;
use cheku_commands::api::{AccountView, KeyState, PlaceRisk};
use cheku_domain::CutOffRestore;

/// What can happen where the garage lies, and what to do.
pub fn risky(lang: Lang, risk: &PlaceRisk) -> String {
    match (risk, lang) {
        (PlaceRisk::Synced(program), Lang::Zh) => format!(
            "注意：车库在{program}同步的文件夹里。两台电脑同时打开会互相覆盖，已付费的结果可能丢失。请把车库移到普通文件夹（--home），把备份放到同步文件夹（backup）。"
        ),
        (PlaceRisk::Synced(program), Lang::En) => format!(
            "Mind: the garage is in a folder that {program} synchronises. Two computers that have it open overwrite each other, and paid results can be lost. Keep the garage in a plain folder (--home) and put backups into the synchronised one (backup)."
        ),
        (PlaceRisk::Network(kind), Lang::Zh) => format!(
            "注意：车库在网络盘上（{kind}）。断网或别的电脑同时打开会损坏文件。请把车库移到本机的盘（--home），把备份放到网络盘（backup）。"
        ),
        (PlaceRisk::Network(kind), Lang::En) => format!(
            "Mind: the garage is on a network drive ({kind}). A lost connection or a second computer can damage it. Keep the garage on a disk of this computer (--home) and put backups on the drive (backup)."
        ),
    }
}

/// A restore that was cut off before this start, and what came of it.
pub fn cut_off(lang: Lang, cut_off: CutOffRestore) -> &'static str {
    match cut_off {
        CutOffRestore::TakenBack => lang.pick(
            "上次的恢复中途断了，车库仍是恢复之前的样子，没有丢失任何内容。要用那个备份，请再恢复一次。",
            "A restore was cut off. The garage is as it was before it; nothing is lost. To use that backup, restore it again.",
        ),
        CutOffRestore::Finished => lang.pick(
            "上次的恢复中途断了，现在已经完成；之前的车库保留在数据文件夹里。",
            "A restore was cut off and is complete now. The former garage is kept in the data folder.",
        ),
    }
}

/// How far the upgrade of an older garage is.
pub fn upgrading(lang: Lang, percent: u8) -> String {
    match lang {
        Lang::Zh => format!("正在把车库整理成新的格式（已留备份）：{percent}%"),
        Lang::En => format!("Writing the garage in a new form (a backup was made): {percent}%"),
    }
}

/// How an account's key stands, in a cell.
pub fn key(lang: Lang, state: KeyState) -> &'static str {
    match state {
        KeyState::Ready => "✓",
        KeyState::Missing => lang.pick("没有", "none"),
        KeyState::Elsewhere => lang.pick("要重新填写", "type it again"),
        KeyState::Silent => lang.pick("钥匙串没有回答", "keychain silent"),
        KeyState::Unknown => lang.pick("读不到", "not readable"),
    }
}

/// Which address a garage names that no key was typed for here.
pub fn to_type(lang: Lang, provider: &str, account: &AccountView) -> String {
    let (address, state) = (&account.wire_address, key(lang, account.key));
    match lang {
        Lang::Zh => format!(
            "这个车库里 {provider} 的地址是 {address}，密钥：{state}。没有向它发出任何密钥；确认地址后用 account set {provider} 的 --…-stdin 填写密钥。"
        ),
        Lang::En => format!(
            "This garage names {address} for {provider}; key: {state}. No key was sent there. If the address is right, give the key with account set {provider} … -stdin."
        ),
    }
}

/// A host that is written otherwise over the wire than it was typed: letters of other
/// scripts can look like those of a name that is known.
pub fn written_otherwise(lang: Lang, account: &AccountView) -> Option<String> {
    let typed = account.values.values().find(|value| value.contains("://") && !value.is_ascii())?;
    let wire = &account.wire_address;
    Some(match lang {
        Lang::Zh => format!("地址里有特别的字母：填的是 {typed}，实际发往 {wire}。请核对。"),
        Lang::En => format!(
            "The address holds unusual letters: typed as {typed}, questions go to {wire}. Look at it closely."
        ),
    })
}
