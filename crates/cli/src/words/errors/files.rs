//! Refusals of files that are read, written or brought back.

use cheku_commands::ErrorCode as E;

/// The words of these; `None` for any other.
pub(super) fn words(code: E) -> Option<(&'static str, &'static str)> {
    Some(match code {
        E::NotASpreadsheet => (
            "这不是表格文件，未写入。请在 Excel 或 WPS 里打开，另存为 xlsx 再导入。",
            "This file is not a spreadsheet; nothing was written. Open it in Excel or WPS and save it as xlsx.",
        ),
        E::WebPage => (
            "这是网页，其中没有表格，未导入。可能是登录已过期，请重新登录后再导出。",
            "This is a web page without a table; nothing was written. Log in again where it comes from and export once more.",
        ),
        E::NoSheetTaken => (
            "有车牌的工作表都是隐藏的或示例，未写入。要读取请加 --sheet 和工作表的名字。",
            "Every sheet with plates is hidden or an example; nothing was written. To read one, add --sheet and its name.",
        ),
        E::EmptyFile => ("文件是空的，未写入。", "The file is empty; nothing was written."),
        E::HeadingsOnly => {
            ("表格只有表头，未写入。", "The sheet has headings but no rows; nothing was written.")
        }
        E::TooManyRows => (
            "表格行数太多，未写入。请拆分为几个文件（最多 {limit} 行）。",
            "The sheet has too many rows; nothing was written. Split it (at most {limit} rows).",
        ),
        E::TooLarge => (
            "文件解压后过大，未写入。请拆分为几个文件（最多 {limit} MiB）。",
            "Unpacked, the file is too large; nothing was written. Split it (at most {limit} MiB).",
        ),
        E::ColumnTwice => (
            "有两列对应同一项，未写入。请只留一列（{first}、{second}）。",
            "Two columns have the same meaning; nothing was written. Keep one ({first}, {second}).",
        ),
        E::PlateColumnMissing => (
            "缺少车牌列，未写入。请加上表头“车牌号”。",
            "There is no plate column; nothing was written. Give it the heading plate.",
        ),
        E::NoGoodRow => (
            "没有可导入的行，未写入。请先修改车牌和车架号。",
            "No row can be imported; nothing was written. Correct plates and VINs first.",
        ),
        E::Unreadable => (
            "无法读取文件，未写入。文件可能不存在、已损坏或被占用。",
            "The file cannot be read; nothing was written. It may be missing, damaged or in use.",
        ),
        E::PasswordProtected => (
            "文件有密码，未写入。请去掉密码再试。",
            "The file is protected by a password; nothing was written. Remove it and try again.",
        ),
        E::ReadingBrokeOff => (
            "读取“{file}”时中断，未写入。文件可能已损坏或解压后过大；用 Excel 另存为新的 xlsx 再试。",
            "Reading {file} broke off; nothing was written. It may be damaged, or unfold into too much; save it anew as xlsx and try again.",
        ),
        E::ReadingTooLong => (
            "读取“{file}”超过 20 秒，未写入。用 Excel 另存为新的 xlsx，或分成几个文件。",
            "Reading {file} took more than 20 seconds; nothing was written. Save it anew as xlsx, or split it.",
        ),
        E::FileTypeUnknown => (
            "文件名要以 .xlsx、.csv 或 .html 结尾（导出全部是 .zip），并和内容相符；未写入。",
            "The file name must end in .xlsx, .csv or .html (everything: .zip) and suit the content; nothing was written.",
        ),
        E::NotABackup => (
            "此文件不是 Cheku 车库的备份，当前数据没有改动。",
            "This is not a Cheku backup; the current data was not changed.",
        ),
        E::FileExists => (
            "已有同名文件，没有改动（{file}）。换个名字，或加上 --force 替换它。",
            "A file of that name exists; it was not changed ({file}). Choose another name, or replace it with --force.",
        ),
        E::FileInUse => (
            "文件正被另一个程序打开，没有改动（{file}）。请先在该程序中关闭它。",
            "Another program has the file open; it was not changed ({file}). Close it there first.",
        ),
        E::PlaceIsOurs => (
            "此处存放软件自己的文件，未写入（{file}）。换个文件夹。",
            "Cheku keeps its own files here; nothing was written ({file}). Choose another folder.",
        ),
        E::BackupOfAnother => (
            "此文件夹里是另一套数据的备份（{file}），未写入。请选一个专用的文件夹。",
            "This folder holds backups of another fleet's data ({file}); nothing was written. Choose a folder of its own.",
        ),
        E::TargetFull => (
            "磁盘已满，文件未能保存（{file}）。腾出空间，或换个磁盘。",
            "The disk is full; the file was not written ({file}). Free some space, or choose another disk.",
        ),
        E::BackupAltered => (
            "此备份的结构被其他程序改动，未采用；当前数据没有改动。请换一份备份。",
            "Another program changed the structure of this backup; it was not used, and the current data was not changed. Choose another backup.",
        ),
        E::RestoreUnconfirmed => (
            "当前数据中有备份缺少的内容，未恢复。查看后请加上 --yes。",
            "The backup lacks some of the current data; nothing was restored. See what it lacks, then add --yes.",
        ),
        E::Unwritable => (
            "文件未能保存（{file}）。请换个位置，或关闭正在使用它的程序。",
            "The file was not written ({file}). Choose another place, or close the program that has it open.",
        ),
        _ => return None,
    })
}
