//! Refusals of the garage and its file.

use cheku_commands::ErrorCode as E;

/// The words of these; `None` for any other.
pub(super) fn words(code: E) -> Option<(&'static str, &'static str)> {
    Some(match code {
        E::GarageHeld => (
            "另一个程序正在查询。请等它结束再试；现在可以照常查看。",
            "Another program is running a check. Try again when it ends; reading works meanwhile.",
        ),
        E::GarageInUse => (
            "数据文件已在其他程序中打开：{who}。请先关闭它再试，没有改动。",
            "The data file is open in another program: {who}. Close it first; nothing was changed.",
        ),
        E::GarageReplaced => (
            "数据文件在打开时被移走或替换，此步未写入。请确认文件后重新运行。",
            "The data file was moved or replaced while it was open; this step was not written. Check the file and run this again.",
        ),
        E::BatchTaken => (
            "另一台电脑或程序以为此批查询已中断，已接管。未再发出请求；已发出的结果照常保存。用 resume 继续查询。",
            "Another computer or program took this check over. Nothing more was sent; results of requests already sent are kept. Continue with resume.",
        ),
        E::GarageNewer => (
            "数据文件来自更新的版本，没有改动。请先更新软件；如需使用旧版本，请恢复升级前的备份（{copy}）。",
            "The data file was written by a newer version and was not changed. Update Cheku first; to go back to the older version, restore the copy from before the upgrade ({copy}).",
        ),
        E::GarageDamaged => (
            "数据文件已损坏，没有改动。可以用 restore 恢复备份。",
            "The data file is damaged and was not changed. Restore a backup with restore.",
        ),
        E::GarageReadOnly => (
            "数据文件无法写入（{home}）。请检查文件和文件夹的权限。",
            "The data file can't be written ({home}). Check the permissions of the file and its folder.",
        ),
        E::DiskFull => (
            "磁盘已满，此步未写入。请腾出空间再试。",
            "The disk is full; this step was not written. Free some space and try again.",
        ),
        E::GarageForeign => (
            "此文件不是 Cheku 车库的数据文件，没有改动。请检查 --home。",
            "This file is not a Cheku data file and was not changed. Check --home.",
        ),
        E::GarageBusy => (
            "数据文件正忙，未写入。请稍后再试。",
            "The data file is busy; nothing was written. Try again in a moment.",
        ),
        E::GarageClosed => (
            "数据文件正在恢复或关闭。请稍后再试。",
            "The data file is being restored or closed. Try again in a moment.",
        ),
        E::GarageAltered => (
            "数据文件的结构被其他程序改动，未打开，也没有改动。可以用 restore 恢复备份。",
            "Another program changed the structure of the data file; it was not opened and not changed. Restore a backup with restore.",
        ),
        E::GarageMissing => (
            "找不到数据文件，只有另存的文件：{found}。未新建空文件。用 restore 使用其中一个；要新建空文件，请先移走它们。",
            "The data file is missing; only copies kept aside are here: {found}. No empty one was created. Use one with restore; to start empty, move them away first.",
        ),
        E::UpgradeNoRoom => (
            "新版本需要把数据文件整理成新的格式，磁盘还差 {megabytes} MB。请腾出空间再运行，数据没有改动。",
            "This version writes the data file in a new form; the disk lacks {megabytes} MB for that. Free some space and run this again. The data was not changed.",
        ),
        E::GarageUpgrading => (
            "数据文件正在整理成新的格式，已完成 {percent}%。请等待完成。",
            "The data file is being written in a new form, {percent}% done. Wait for that.",
        ),
        E::LookTooLong => (
            "检查此文件超时，已停止，没有改动。可以用 restore 恢复备份。",
            "Verifying this file took too long and was stopped; it was not changed. Restore a backup with restore.",
        ),
        E::UnknownWord => (
            "数据文件中有当前版本无法识别的内容，没有改动。请更新软件，或运行 doctor。",
            "The data file holds something this version doesn't know. Update Cheku, or run doctor.",
        ),
        E::GarageIo => (
            "无法打开数据文件。请检查文件夹和所在的磁盘。",
            "The data file can't be opened. Check its folder and disk.",
        ),
        _ => return None,
    })
}
