//! Why a command was refused: what happened, then what to do.

use super::fill;
use crate::lang::Lang;
use cheku_commands::{CommandError, ErrorCode};

/// The sentence, with its places filled from the details.
pub fn sentence(lang: Lang, error: &CommandError) -> String {
    let (zh, en) = words(error.code);
    let said = fill(lang.pick(zh, en), &error.details);
    match error.code {
        // Here the technical detail is what helps: the process that holds the
        // garage, the disk's own complaint.
        ErrorCode::GarageHeld | ErrorCode::GarageIo | ErrorCode::Internal | ErrorCode::NoSecretStore => {
            format!("{said} [{}: {}]", error.code.word(), error.message)
        }
        _ => format!("{said} [{}]", error.code.word()),
    }
}

fn words(code: ErrorCode) -> (&'static str, &'static str) {
    use ErrorCode as E;
    match code {
        E::GarageHeld
        | E::GarageInUse
        | E::GarageReplaced
        | E::BatchTaken
        | E::GarageNewer
        | E::GarageDamaged
        | E::GarageReadOnly
        | E::DiskFull
        | E::GarageForeign
        | E::GarageBusy
        | E::GarageIo
        | E::GarageClosed
        | E::GarageAltered
        | E::GarageMissing
        | E::LookTooLong
        | E::UpgradeNoRoom
        | E::GarageUpgrading
        | E::UnknownWord => of_the_garage(code),
        E::ProviderUnknown
        | E::NoAccount
        | E::AccountFieldMissing
        | E::AccountFieldInvalid
        | E::AccountHttpRefused
        | E::AccountHashNeedsHttpsPost
        | E::AccountSecretMissing
        | E::AccountSecretElsewhere
        | E::SecretsInUse
        | E::KeychainSilent
        | E::PriceNeededForCap
        | E::CapUsedUp
        | E::NoSecretStore
        | E::LookupFailed => of_accounts(code),
        E::NotASpreadsheet
        | E::WebPage
        | E::NoSheetTaken
        | E::EmptyFile
        | E::HeadingsOnly
        | E::TooManyRows
        | E::TooLarge
        | E::ColumnTwice
        | E::PlateColumnMissing
        | E::NoGoodRow
        | E::Unreadable
        | E::PasswordProtected
        | E::ReadingBrokeOff
        | E::ReadingTooLong
        | E::FileTypeUnknown
        | E::Unwritable
        | E::FileExists
        | E::FileInUse
        | E::PlaceIsOurs
        | E::TargetFull
        | E::NotABackup
        | E::BackupAltered
        | E::RestoreUnconfirmed => of_files(code),
        E::UpdateNoAddress
        | E::UpdateUnreachable
        | E::UpdateBrokenOff
        | E::UpdateUntrusted
        | E::UpdateSignatureMissing
        | E::UpdateOlder
        | E::UpdateNotForThis
        | E::UpdateNotStarted => super::updates::words(code),
        E::UnknownCommand => ("未找到命令。用 --help 查看。", "There is no such command. See --help."),
        E::BadRequest => {
            ("命令的内容有误。用 --help 查看写法。", "The command's words do not fit. See --help.")
        }
        E::NotFound => {
            ("未找到：{plate}。用 cheku-cli vehicles 查看。", "Not found: {plate}. See cheku-cli vehicles.")
        }
        E::PeriodOverlaps => {
            ("驾驶时段与已有时段重叠，没有改动。", "The period overlaps one that is there; nothing changed.")
        }
        E::DueDateTaken => {
            ("该项已有到期日，没有改动。", "There is a due date of this kind already; nothing changed.")
        }
        E::PlateTaken => ("此车牌已存在，没有改动。", "This plate already exists; nothing changed."),
        E::FormInvalid => ("部分内容填写有误，未保存。", "Some fields are not valid; nothing was saved."),
        E::BatchRunning => (
            "已有一批查询在进行。等它结束，或先停止它。",
            "A check is already running. Wait for it to finish, or stop it first.",
        ),
        E::NoBatch => {
            ("没有可以继续的查询。先用 check。", "There is no check to continue. Start with check.")
        }
        E::FileNotChosen => ("未选择此文件，未写入。", "This file was not chosen; nothing was written."),
        E::UndoUnknown => ("无法撤销。", "This can no longer be undone."),
        E::SandboxFailed => (
            "模拟服务商未能启动（{detail}）。换一个端口，或检查场景文件。",
            "The sandbox did not start ({detail}). Try another port, or look at the scenario file.",
        ),
        E::CallNotDoubtful => {
            ("此次调用无需核对，或已核对，没有改动。", "This call doesn't need resolving; nothing changed.")
        }
        E::CallSettled => {
            ("此次调用已有结果，没有改动。", "This call has its result already; nothing changed.")
        }
        E::SpanReversed => (
            "结束日期早于开始日期，未执行。请检查 --from 和 --to。",
            "The last day is before the first; nothing was done. Check --from and --to.",
        ),
        E::SpanOfNone => (
            "车辆清单和调用记录不按违法日期筛选，未导出。请改用 --what violations 或 --what totals，或去掉日期。",
            "Vehicles and calls are of no days of offences; nothing was written. Use --what violations or totals, or leave out the days.",
        ),
        E::StepDayAhead => (
            "日期晚于今天，未保存。请填写今天或以前的日期。",
            "The day lies in the future; nothing was saved. Enter today or an earlier day.",
        ),
        E::StepDueBefore => (
            "办理期限早于通知日期，未保存。请填写通知当天或以后的日期。",
            "The due day is before the day of the notice; nothing was saved. Enter that day or a later one.",
        ),
        E::StepAmount => (
            "金额有误，未保存。请填写 0 至 100 万元，或选择按各条罚款金额。",
            "The amount is not valid; nothing was saved. Enter ¥0 to ¥1,000,000, or choose each violation's own fine.",
        ),
        E::StepPart => (
            "驾驶员承担的部分有误，未保存。仅在分摊时填写，且不超过已缴金额。",
            "The driver's part is not valid; nothing was saved. Enter it only for a shared cost, at most the amount paid.",
        ),
        E::StepMonth => (
            "扣款月份有误，未保存。请按 2026-03 的格式填写。",
            "The month of the deduction is not valid; nothing was saved. Write it as 2026-03.",
        ),
        E::StepReason => (
            "未填写原因，未保存。请说明为何申诉或不处理。",
            "The reason is missing; nothing was saved. Say why it is appealed or not handled.",
        ),
        E::ReceiptKind => (
            "“{file}”不是图片或 PDF，未添加。请选择 JPEG、PNG、WebP、HEIC 图片或 PDF 文件。",
            "“{file}” is no picture and no PDF. Nothing was attached. Choose a JPEG, PNG, WebP or HEIC picture, or a PDF.",
        ),
        E::ReceiptSize => (
            "“{file}”超过 {limit} MB，未添加。请压缩文件或拍一张较小的照片再添加。",
            "“{file}” is larger than {limit} MB. Nothing was attached. Make the file smaller, or take a smaller photo.",
        ),
        E::ReceiptUnreadable => (
            "无法读取“{file}”，未添加。请确认文件还在、可以打开，再重试。",
            "“{file}” cannot be read. Nothing was attached. See that the file is still there and can be opened, then try again.",
        ),
        E::ReceiptMissing => (
            "凭证“{file}”的文件不在了。请从备份旁的 attachments 文件夹拷回，或重新添加。",
            "The file of the receipt “{file}” is missing. Copy it back from the folder attachments beside a backup, or attach it again.",
        ),
        E::ReceiptChanged => (
            "凭证“{file}”被其他程序改动，未打开。请从备份旁的 attachments 文件夹拷回，或重新添加。",
            "The receipt “{file}” was changed by another program and was not opened. Copy it back from the folder attachments beside a backup, or attach it again.",
        ),
        E::ScheduleInvalid => (
            "定时查询填写有误（{field}），未保存。",
            "The schedule is not valid ({field}); nothing was saved.",
        ),
        E::RobotAddressInvalid => (
            "这不是该机器人的 Webhook 地址，没有保存。",
            "This is not the webhook address of this robot; nothing was saved.",
        ),
        E::Internal => ("程序内部错误，请重试。", "Internal error. Try again."),
    }
}

fn of_the_garage(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::GarageHeld => (
            "另一个程序正在查询。请等它结束再试；现在可以照常查看。",
            "Another program is running a check. Try again when it ends; reading works meanwhile.",
        ),
        ErrorCode::GarageInUse => (
            "数据文件已在其他程序中打开：{who}。请先关闭它再试，没有改动。",
            "The data file is open in another program: {who}. Close it first; nothing was changed.",
        ),
        ErrorCode::GarageReplaced => (
            "数据文件在打开时被移走或替换，此步未写入。请确认文件后重新运行。",
            "The data file was moved or replaced while it was open; this step was not written. Check the file and run this again.",
        ),
        ErrorCode::BatchTaken => (
            "另一台电脑或程序以为此批查询已中断，已接管。未再发出请求；已发出的结果照常保存。用 resume 继续查询。",
            "Another computer or program took this check over. Nothing more was sent; results of requests already sent are kept. Continue with resume.",
        ),
        ErrorCode::GarageNewer => (
            "数据文件来自更新的版本，没有改动。请先更新软件；如需使用旧版本，请恢复升级前的备份（{copy}）。",
            "The data file was written by a newer version and was not changed. Update Cheku first; to go back to the older version, restore the copy from before the upgrade ({copy}).",
        ),
        ErrorCode::GarageDamaged => (
            "数据文件已损坏，没有改动。可以用 restore 恢复备份。",
            "The data file is damaged and was not changed. Restore a backup with restore.",
        ),
        ErrorCode::GarageReadOnly => (
            "数据文件无法写入（{home}）。请检查文件和文件夹的权限。",
            "The data file can't be written ({home}). Check the permissions of the file and its folder.",
        ),
        ErrorCode::DiskFull => (
            "磁盘已满，此步未写入。请腾出空间再试。",
            "The disk is full; this step was not written. Free some space and try again.",
        ),
        ErrorCode::GarageForeign => (
            "此文件不是 Cheku 车库的数据文件，没有改动。请检查 --home。",
            "This file is not a Cheku data file and was not changed. Check --home.",
        ),
        ErrorCode::GarageBusy => (
            "数据文件正忙，未写入。请稍后再试。",
            "The data file is busy; nothing was written. Try again in a moment.",
        ),
        ErrorCode::GarageClosed => (
            "数据文件正在恢复或关闭。请稍后再试。",
            "The data file is being restored or closed. Try again in a moment.",
        ),
        ErrorCode::GarageAltered => (
            "数据文件的结构被其他程序改动，未打开，也没有改动。可以用 restore 恢复备份。",
            "Another program changed the structure of the data file; it was not opened and not changed. Restore a backup with restore.",
        ),
        ErrorCode::GarageMissing => (
            "找不到数据文件，只有另存的文件：{found}。未新建空文件。用 restore 使用其中一个；要新建空文件，请先移走它们。",
            "The data file is missing; only copies kept aside are here: {found}. No empty one was created. Use one with restore; to start empty, move them away first.",
        ),
        ErrorCode::UpgradeNoRoom => (
            "新版本需要把数据文件整理成新的格式，磁盘还差 {megabytes} MB。请腾出空间再运行，数据没有改动。",
            "This version writes the data file in a new form; the disk lacks {megabytes} MB for that. Free some space and run this again. The data was not changed.",
        ),
        ErrorCode::GarageUpgrading => (
            "数据文件正在整理成新的格式，已完成 {percent}%。请等待完成。",
            "The data file is being written in a new form, {percent}% done. Wait for that.",
        ),
        ErrorCode::LookTooLong => (
            "检查此文件超时，已停止，没有改动。可以用 restore 恢复备份。",
            "Verifying this file took too long and was stopped; it was not changed. Restore a backup with restore.",
        ),
        ErrorCode::UnknownWord => (
            "数据文件中有当前版本无法识别的内容，没有改动。请更新软件，或运行 doctor。",
            "The data file holds something this version doesn't know. Update Cheku, or run doctor.",
        ),
        _ => (
            "无法打开数据文件。请检查文件夹和所在的磁盘。",
            "The data file can't be opened. Check its folder and disk.",
        ),
    }
}

fn of_accounts(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::ProviderUnknown => (
            "找不到该服务商：{provider}。用 account list 查看。",
            "Provider not found: {provider}. See account list.",
        ),
        ErrorCode::NoAccount => (
            "尚无服务商账户：{provider}。请先用 account set 添加，未发出任何请求。",
            "There is no account yet: {provider}. Add one with account set; nothing was sent.",
        ),
        ErrorCode::AccountFieldMissing => (
            "账户有必填项未填，未保存（{field}）。",
            "A required field is empty; nothing was saved ({field}).",
        ),
        ErrorCode::AccountFieldInvalid => (
            "账户有一项填写有误，未保存（{field}）。",
            "A field of the account is not valid; nothing was saved ({field}).",
        ),
        ErrorCode::AccountHttpRefused => (
            "不接受 http 地址，未保存。改用 https，或加上 --allow-http。",
            "Plain http is not accepted; nothing was saved. Use https, or add --allow-http.",
        ),
        ErrorCode::AccountHashNeedsHttpsPost => (
            "hash 验证仅支持 https 和 post，未保存。",
            "Hash verification needs https and post; nothing was saved.",
        ),
        ErrorCode::AccountSecretMissing => (
            "此账户未填密钥。用 account set 的 --…-stdin 从标准输入填写。",
            "This account has no key yet. Give it on standard input with account set … -stdin.",
        ),
        ErrorCode::AccountSecretElsewhere => (
            "{provider} 的密钥用于另一个地址（{typed_for}），未发送到 {address}。确认此地址后，用 account set 的 --…-stdin 重新填写密钥。",
            "The key of {provider} belongs to another address ({typed_for}) and was not sent to {address}. If that address is right, give the key again on standard input with account set … -stdin.",
        ),
        ErrorCode::SecretsInUse => (
            "密钥文件正被另一个程序占用，未保存。请关闭该程序再试。",
            "Another program is using the key file; nothing was saved. Close it and try again.",
        ),
        ErrorCode::KeychainSilent => (
            "系统凭据管理器 10 秒无响应，未发出任何请求。请解锁或重启它，或设 CHEKU_SECRETS=file 用一个私有文件保存密钥。",
            "The system keychain didn't respond within 10 seconds; nothing was sent. Unlock or restart it, or set CHEKU_SECRETS=file for one private file.",
        ),
        ErrorCode::PriceNeededForCap => (
            "未填单价，费用上限无法生效，未发出任何请求（{provider}）。请先用 account set 的 --price-yuan 填写。",
            "A spending limit needs a price per call; nothing was sent ({provider}). Set --price-yuan with account set.",
        ),
        ErrorCode::CapUsedUp => (
            "费用上限内已无法再查一辆，未发出任何请求，未新建批次。请提高上限后再继续。",
            "The spending limit leaves room for no vehicle; nothing was sent and no check was started. Raise the limit to continue.",
        ),
        ErrorCode::NoSecretStore => (
            "没有可用的系统凭据管理器，密钥未保存。请启用它，或设 CHEKU_SECRETS=file 用一个私有文件保存。",
            "There is no system keychain to use; the key was not saved. Turn it on, or set CHEKU_SECRETS=file for one private file.",
        ),
        _ => (
            "未能获取城市规则，未计费。请检查网络和账户（{code}）。",
            "The city rules could not be fetched. Not charged. Check network and account ({code}).",
        ),
    }
}

fn of_files(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::NotASpreadsheet => (
            "这不是表格文件，未写入。请在 Excel 或 WPS 里打开，另存为 xlsx 再导入。",
            "This file is not a spreadsheet; nothing was written. Open it in Excel or WPS and save it as xlsx.",
        ),
        ErrorCode::WebPage => (
            "这是网页，其中没有表格，未导入。可能是登录已过期，请重新登录后再导出。",
            "This is a web page without a table; nothing was written. Log in again where it comes from and export once more.",
        ),
        ErrorCode::NoSheetTaken => (
            "有车牌的工作表都是隐藏的或示例，未写入。要读取请加 --sheet 和工作表的名字。",
            "Every sheet with plates is hidden or an example; nothing was written. To read one, add --sheet and its name.",
        ),
        ErrorCode::EmptyFile => ("文件是空的，未写入。", "The file is empty; nothing was written."),
        ErrorCode::HeadingsOnly => {
            ("表格只有表头，未写入。", "The sheet has headings but no rows; nothing was written.")
        }
        ErrorCode::TooManyRows => (
            "表格行数太多，未写入。请拆分为几个文件（最多 {limit} 行）。",
            "The sheet has too many rows; nothing was written. Split it (at most {limit} rows).",
        ),
        ErrorCode::TooLarge => (
            "文件解压后过大，未写入。请拆分为几个文件（最多 {limit} MiB）。",
            "Unpacked, the file is too large; nothing was written. Split it (at most {limit} MiB).",
        ),
        ErrorCode::ColumnTwice => (
            "有两列对应同一项，未写入。请只留一列（{first}、{second}）。",
            "Two columns have the same meaning; nothing was written. Keep one ({first}, {second}).",
        ),
        ErrorCode::PlateColumnMissing => (
            "缺少车牌列，未写入。请加上表头“车牌号”。",
            "There is no plate column; nothing was written. Give it the heading plate.",
        ),
        ErrorCode::NoGoodRow => (
            "没有可导入的行，未写入。请先修改车牌和车架号。",
            "No row can be imported; nothing was written. Correct plates and VINs first.",
        ),
        ErrorCode::Unreadable => (
            "无法读取文件，未写入。文件可能不存在、已损坏或被占用。",
            "The file cannot be read; nothing was written. It may be missing, damaged or in use.",
        ),
        ErrorCode::PasswordProtected => (
            "文件有密码，未写入。请去掉密码再试。",
            "The file is protected by a password; nothing was written. Remove it and try again.",
        ),
        ErrorCode::ReadingBrokeOff => (
            "读取“{file}”时中断，未写入。文件可能已损坏或解压后过大；用 Excel 另存为新的 xlsx 再试。",
            "Reading {file} broke off; nothing was written. It may be damaged, or unfold into too much; save it anew as xlsx and try again.",
        ),
        ErrorCode::ReadingTooLong => (
            "读取“{file}”超过 20 秒，未写入。用 Excel 另存为新的 xlsx，或分成几个文件。",
            "Reading {file} took more than 20 seconds; nothing was written. Save it anew as xlsx, or split it.",
        ),
        ErrorCode::FileTypeUnknown => (
            "文件名要以 .xlsx、.csv 或 .html 结尾（导出全部是 .zip），并和内容相符；未写入。",
            "The file name must end in .xlsx, .csv or .html (everything: .zip) and suit the content; nothing was written.",
        ),
        ErrorCode::NotABackup => (
            "此文件不是 Cheku 车库的备份，当前数据没有改动。",
            "This is not a Cheku backup; the current data was not changed.",
        ),
        ErrorCode::FileExists => (
            "已有同名文件，没有改动（{file}）。换个名字，或加上 --force 替换它。",
            "A file of that name exists; it was not changed ({file}). Choose another name, or replace it with --force.",
        ),
        ErrorCode::FileInUse => (
            "文件正被另一个程序打开，没有改动（{file}）。请先在该程序中关闭它。",
            "Another program has the file open; it was not changed ({file}). Close it there first.",
        ),
        ErrorCode::PlaceIsOurs => (
            "此处存放软件自己的文件，未写入（{file}）。换个文件夹。",
            "Cheku keeps its own files here; nothing was written ({file}). Choose another folder.",
        ),
        ErrorCode::TargetFull => (
            "磁盘已满，文件未能保存（{file}）。腾出空间，或换个磁盘。",
            "The disk is full; the file was not written ({file}). Free some space, or choose another disk.",
        ),
        ErrorCode::BackupAltered => (
            "此备份的结构被其他程序改动，未采用；当前数据没有改动。请换一份备份。",
            "Another program changed the structure of this backup; it was not used, and the current data was not changed. Choose another backup.",
        ),
        ErrorCode::RestoreUnconfirmed => (
            "当前数据中有备份缺少的内容，未恢复。查看后请加上 --yes。",
            "The backup lacks some of the current data; nothing was restored. See what it lacks, then add --yes.",
        ),
        _ => (
            "文件未能保存（{file}）。请换个位置，或关闭正在使用它的程序。",
            "The file was not written ({file}). Choose another place, or close the program that has it open.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_a_sentence_of_its_own_in_both_languages() {
        let mut seen = std::collections::BTreeMap::new();
        for code in ErrorCode::ALL {
            let (zh, en) = words(*code);
            assert!(zh.ends_with('。') && en.ends_with('.'), "{code:?}");
            assert_eq!(seen.insert(zh, code), None, "{code:?} shares its sentence");
        }
    }

    #[test]
    fn the_sentence_names_what_the_details_name() {
        let error = CommandError::new(ErrorCode::NotFound, "vehicle").with("plate", "苏E12345");
        assert_eq!(sentence(Lang::En, &error), "Not found: 苏E12345. See cheku-cli vehicles. [not_found]");
    }
}
