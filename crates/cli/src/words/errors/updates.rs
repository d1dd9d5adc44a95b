//! Why there is no update. The window looks for newer versions; its words are the fuller ones.

use cheku_commands::ErrorCode as E;

/// The words of these; `None` for any other.
pub(super) fn words(code: E) -> Option<(&'static str, &'static str)> {
    Some(match code {
        E::UpdateNoAddress => (
            "这个版本没有内置更新地址，不会联网检查更新。",
            "This build has no update address and never looks for newer versions.",
        ),
        E::UpdateUnreachable => (
            "更新地址连不上，或返回的不是版本信息。稍后再试。",
            "The update address can't be reached, or returns something else. Try again later.",
        ),
        E::UpdateBrokenOff => (
            "下载中断，不完整的文件已删除。请再下载一次。",
            "The download broke off; what came of it was removed. Download it again.",
        ),
        E::UpdateSignatureMissing => (
            "安装包旁边没有同名的 .sig 签名文件，没有安装。",
            "There is no signature (.sig) beside the installer; nothing was installed.",
        ),
        E::UpdateOlder => (
            "安装包的版本（{version}）比打开过数据文件的版本旧，未安装。",
            "The installer's version ({version}) is older than what has opened the data file; nothing was installed.",
        ),
        E::UpdateNotForThis => (
            "这个安装包不适用于本程序的安装方式（需要 .{ending}），没有安装。",
            "This installer does not fit how this program was installed (.{ending} is needed); nothing was installed.",
        ),
        E::UpdateNotStarted => (
            "安装没有完成：系统没有运行安装程序，或授权被取消。",
            "The installation did not happen: the system did not run it, or it was not allowed to.",
        ),
        E::UpdateUntrusted => (
            "安装包的签名不符，已删除，没有运行。请重新下载。",
            "The installer's signature does not fit; it was removed and not run. Download it again.",
        ),
        _ => return None,
    })
}
