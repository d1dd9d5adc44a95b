//! Where a garage lies, and where keys go.

use crate::lang::Lang;
use cheku_commands::api::{AccountView, KeyState, PlaceRisk};
use cheku_domain::CutOffRestore;

/// What can happen where the garage lies, and what to do.
pub fn risky(lang: Lang, risk: &PlaceRisk) -> String {
    match (risk, lang) {
        (PlaceRisk::Synced(program), Lang::Zh) => format!(
            "注意：数据文件在{program}同步的文件夹中。两台电脑同时打开会互相覆盖，已计费的结果可能丢失。请将数据文件夹移到普通文件夹（--home），把备份放到同步文件夹（backup）。"
        ),
        (PlaceRisk::Synced(program), Lang::En) => format!(
            "Note: the data file is in a folder that {program} syncs. Two computers that have it open overwrite each other, and charged results can be lost. Keep the data in a plain folder (--home) and put backups into the synced one (backup)."
        ),
        (PlaceRisk::Network(kind), Lang::Zh) => format!(
            "注意：数据文件在网络盘上（{kind}）。断网或其他电脑同时打开会损坏文件。请将数据文件夹移到本机磁盘（--home），把备份放到网络盘（backup）。"
        ),
        (PlaceRisk::Network(kind), Lang::En) => format!(
            "Note: the data file is on a network drive ({kind}). A lost connection or a second computer can damage it. Keep the data on a disk of this computer (--home) and put backups on the drive (backup)."
        ),
    }
}

/// A restore that was cut off before this start, and what came of it.
pub fn cut_off(lang: Lang, cut_off: CutOffRestore) -> &'static str {
    match cut_off {
        CutOffRestore::TakenBack => lang.pick(
            "上次恢复中断，数据仍为恢复前的内容，没有丢失。如需使用该备份，请重新恢复。",
            "A restore was interrupted. The data is as it was before; nothing is lost. To use that backup, restore it again.",
        ),
        CutOffRestore::Finished => lang.pick(
            "上次恢复中断，现已完成；恢复前的数据保留在数据文件夹中。",
            "A restore was interrupted and is complete now. The previous data is kept in the data folder.",
        ),
    }
}

/// How far the upgrade of an older garage is.
pub fn upgrading(lang: Lang, percent: u8) -> String {
    match lang {
        Lang::Zh => format!("正在把数据文件整理成新的格式（已备份）：{percent}%"),
        Lang::En => format!("Writing the data file in a new form (a backup was made): {percent}%"),
    }
}

/// How an account's key stands, in a cell.
pub fn key(lang: Lang, state: KeyState) -> &'static str {
    match state {
        KeyState::Ready => "✓",
        KeyState::Missing => lang.pick("无", "none"),
        KeyState::Elsewhere => lang.pick("须重新填写", "enter it again"),
        KeyState::Silent => lang.pick("系统凭据管理器无响应", "keychain silent"),
        KeyState::Unknown => lang.pick("无法读取", "not readable"),
    }
}

/// Which address a garage names that no key was typed for here.
pub fn to_type(lang: Lang, provider: &str, account: &AccountView) -> String {
    let (address, state) = (&account.wire_address, key(lang, account.key));
    match lang {
        Lang::Zh => format!(
            "{provider} 的地址是 {address}，密钥：{state}。未向其发送任何密钥；确认地址后用 account set {provider} 的 --…-stdin 填写密钥。"
        ),
        Lang::En => format!(
            "The address for {provider} is {address}; key: {state}. No key was sent there. If the address is right, give the key with account set {provider} … -stdin."
        ),
    }
}

/// A host that is written otherwise over the wire than it was typed: letters of other
/// scripts can look like those of a name that is known.
pub fn written_otherwise(lang: Lang, account: &AccountView) -> Option<String> {
    let typed = account.values.values().find(|value| value.contains("://") && !value.is_ascii())?;
    let wire = &account.wire_address;
    Some(match lang {
        Lang::Zh => format!("地址中有特殊字母：填的是 {typed}，实际发送到 {wire}。请核对。"),
        Lang::En => format!(
            "The address holds unusual letters: typed as {typed}, requests go to {wire}. Check it carefully."
        ),
    })
}
