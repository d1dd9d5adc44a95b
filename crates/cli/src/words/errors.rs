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
        E::UnknownCommand => ("没有这个命令。用 --help 查看。", "There is no such command. See --help."),
        E::BadRequest => {
            ("命令的内容不对。用 --help 查看写法。", "The command's words do not fit. See --help.")
        }
        E::NotFound => (
            "车库里没有：{plate}。用 cheku-cli vehicles 查看。",
            "Not in the garage: {plate}. See cheku-cli vehicles.",
        ),
        E::PlateTaken => {
            ("这个车牌已经在车库里，没有改动。", "This plate is already in the garage; nothing changed.")
        }
        E::FormInvalid => ("有几项填得不对，没有保存。", "Some fields are not valid; nothing was saved."),
        E::BatchRunning => (
            "已有一批查询在进行。等它结束，或先停止它。",
            "A check is already running. Wait for its end, or stop it first.",
        ),
        E::NoBatch => {
            ("还没有查询可以继续。先用 check。", "There is no check to go on with. Begin with check.")
        }
        E::FileNotChosen => {
            ("这个文件没有选过，没有写入。", "This file was not chosen; nothing was written.")
        }
        E::UndoUnknown => ("已经不能撤销。", "This can no longer be undone."),
        E::SandboxFailed => (
            "模拟接口没有启动（{detail}）。换一个端口，或检查场景文件。",
            "The sandbox did not start ({detail}). Try another port, or look at the scenario file.",
        ),
        E::CallNotDoubtful => (
            "这次调用没有存疑，或已经核对过，没有改动。",
            "This call is not doubtful, or settled already; nothing changed.",
        ),
        E::CallSettled => {
            ("这次调用已经有结果，没有改动。", "This call has its outcome already; nothing changed.")
        }
        E::ScheduleInvalid => (
            "定时查询填得不对（{field}），没有保存。",
            "The schedule is not valid ({field}); nothing was saved.",
        ),
        E::Internal => ("程序内部出错，请再试一次。", "Something failed inside the program. Try again."),
    }
}

fn of_the_garage(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::GarageHeld => (
            "另一个程序正在用这个车库查询。等它结束再试；现在可以照常查看。",
            "Another program is running a check on this garage. Try again when it ends; reading works meanwhile.",
        ),
        ErrorCode::GarageInUse => (
            "车库正被别的程序打开：{who}。请先关掉它再试，没有改动。",
            "The garage is open in another program: {who}. Close that first; nothing was changed.",
        ),
        ErrorCode::GarageReplaced => (
            "车库文件在打开时被移走或换掉了，这一步没有写入。请确认文件后重新运行。",
            "The garage file was moved away or replaced while it was open; this step was not written. Look at the file and run this again.",
        ),
        ErrorCode::BatchTaken => (
            "另一台电脑或另一个程序以为这批查询已经中断，接手了。没有再发出查询；已发出的回答照常写入。用 resume 接着查。",
            "Another computer or program took this check for dead and took over. Nothing more was asked; answers under way are kept. Go on with resume.",
        ),
        ErrorCode::GarageNewer => (
            "车库文件来自更新的版本，没有改动。请先更新程序；要用回旧版本，请恢复升级前的备份：{copy}",
            "The garage was written by a newer version and was not changed. Update this program first; to go back to the older version, restore the copy from before the upgrade: {copy}",
        ),
        ErrorCode::GarageDamaged => (
            "车库文件损坏，没有改动。可以用 restore 恢复备份。",
            "The garage file is damaged and was not changed. Bring a backup back with restore.",
        ),
        ErrorCode::GarageReadOnly => (
            "车库不能写入（{home}）。请检查文件和文件夹的权限。",
            "The garage cannot be written ({home}). Check the permissions of the file and its folder.",
        ),
        ErrorCode::DiskFull => (
            "磁盘满了，这一步没有写入。请腾出空间再试。",
            "The disk is full; this step was not written. Free some space and try again.",
        ),
        ErrorCode::GarageForeign => (
            "这个文件不是车库的数据，没有改动。请检查 --home。",
            "This file is no garage and was not changed. Check --home.",
        ),
        ErrorCode::GarageBusy => (
            "另一个程序正在写这个车库，没有写入。请稍后再试。",
            "Another program is writing to this garage; nothing was written. Try again in a moment.",
        ),
        ErrorCode::GarageClosed => (
            "车库正在恢复或关闭。请稍后再试。",
            "The garage is being restored or closed. Try again in a moment.",
        ),
        ErrorCode::GarageAltered => (
            "车库文件的结构被别的程序改动过，没有打开，也没有改动。可以用 restore 恢复备份。",
            "Another program changed how the garage file is built; it was not opened and not changed. Bring a backup back with restore.",
        ),
        ErrorCode::GarageMissing => (
            "这里没有车库文件，只有放在一旁的：{found}。没有另建空的。用 restore 取用其中一个；想从空的开始，先把它们移走。",
            "There is no garage file here, only ones put aside: {found}. No empty one was begun. Take one with restore; to begin an empty one, move them away first.",
        ),
        ErrorCode::UpgradeNoRoom => (
            "新版本要把车库整理成新的格式，磁盘还差 {megabytes} MB。请腾出空间再运行，车库没有改动。",
            "This version writes the garage in a new form; the disk lacks {megabytes} MB for that. Free some space and run this again. The garage was not changed.",
        ),
        ErrorCode::GarageUpgrading => (
            "车库正在整理成新的格式，已完成 {percent}%。请等它完成。",
            "The garage is being written in a new form, {percent}% done. Wait for that.",
        ),
        ErrorCode::LookTooLong => (
            "检查这个文件用的时间太长，已经停下，没有改动。可以用 restore 恢复备份。",
            "Examining this file took too long and was stopped; it was not changed. Bring a backup back with restore.",
        ),
        ErrorCode::UnknownWord => (
            "车库里有这个版本不认识的内容，没有改动。请更新程序，或运行 doctor。",
            "The garage holds something that this version does not know. Update the program, or run doctor.",
        ),
        _ => (
            "车库打不开。请检查文件夹和所在的磁盘。",
            "The garage cannot be opened. Check its folder and disk.",
        ),
    }
}

fn of_accounts(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::ProviderUnknown => (
            "没有这家接口：{provider}。用 account list 查看。",
            "There is no such provider: {provider}. See account list.",
        ),
        ErrorCode::NoAccount => (
            "还没有接口账户：{provider}。先用 account set 添加，没有发出任何查询。",
            "There is no account yet: {provider}. Add one with account set; nothing was asked.",
        ),
        ErrorCode::AccountFieldMissing => (
            "账户少填了一项，没有保存（{field}）。",
            "The account misses a field; nothing was saved ({field}).",
        ),
        ErrorCode::AccountFieldInvalid => (
            "账户有一项填得不对，没有保存（{field}）。",
            "A field of the account is not valid; nothing was saved ({field}).",
        ),
        ErrorCode::AccountHttpRefused => (
            "不接受 http 地址，没有保存。改用 https，或加上 --allow-http。",
            "Plain http is not accepted; nothing was saved. Use https, or add --allow-http.",
        ),
        ErrorCode::AccountHashNeedsHttpsPost => (
            "hash 验证只能用 https 和 post，没有保存。",
            "Hash verification needs https and post; nothing was saved.",
        ),
        ErrorCode::AccountSecretMissing => (
            "这个账户还没有密钥。用 account set 的 --…-stdin 从标准输入填写。",
            "This account has no secret yet. Give it on standard input with account set … -stdin.",
        ),
        ErrorCode::AccountSecretElsewhere => (
            "{provider} 的密钥是为另一个地址填的（{typed_for}），没有发给 {address}。确认这个地址后，用 account set 的 --…-stdin 重新填写密钥。",
            "The key of {provider} was typed for another address ({typed_for}) and was not sent to {address}. If that address is right, give the key again on standard input with account set … -stdin.",
        ),
        ErrorCode::SecretsInUse => (
            "密钥文件正被另一个程序占用，没有保存。关掉它再试。",
            "Another program has the file of secrets in use; nothing was stored. Close it and try again.",
        ),
        ErrorCode::KeychainSilent => (
            "系统钥匙串 10 秒没有回答，没有发出任何查询。请解锁或重启它，或设 CHEKU_SECRETS=file 用一个私有文件保存密钥。",
            "The system keychain did not answer within ten seconds; nothing was asked. Unlock or restart it, or set CHEKU_SECRETS=file for one private file.",
        ),
        ErrorCode::PriceNeededForCap => (
            "没有单价，花费上限守不住，没有发出任何查询（{provider}）。先用 account set 的 --price-yuan 填单价。",
            "Without a price a cap cannot be kept; nothing was asked ({provider}). Give --price-yuan with account set.",
        ),
        ErrorCode::NoSecretStore => (
            "没有可用的系统钥匙串，密钥没有保存。启用它，或设 CHEKU_SECRETS=file 用一个私有文件保存。",
            "There is no system keychain to use; no secret was stored. Turn it on, or set CHEKU_SECRETS=file for one private file.",
        ),
        _ => (
            "没有取到城市规则，没有计费。请检查网络和账户（{code}）。",
            "The city rules could not be fetched. Not charged. Check network and account ({code}).",
        ),
    }
}

fn of_files(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::NotASpreadsheet => (
            "这不是表格文件，没有写入。请在 Excel 或 WPS 里打开，另存为 xlsx 再导入。",
            "This file is not a spreadsheet; nothing was written. Open it in Excel or WPS and save it as xlsx.",
        ),
        ErrorCode::WebPage => (
            "这是网页，里面没有表格，没有写入。可能是登录过期，请重新登录后再导出。",
            "This is a web page without a table; nothing was written. Log in again where it comes from and export once more.",
        ),
        ErrorCode::NoSheetTaken => (
            "有车牌的工作表都是隐藏的或示例，没有写入。要读取请加 --sheet 和工作表的名字。",
            "Every sheet with plates is hidden or an example; nothing was written. To read one, add --sheet and its name.",
        ),
        ErrorCode::EmptyFile => ("文件是空的，没有写入。", "The file is empty; nothing was written."),
        ErrorCode::HeadingsOnly => {
            ("表格只有表头，没有写入。", "The sheet has headings but no rows; nothing was written.")
        }
        ErrorCode::TooManyRows => (
            "表格行数太多，没有写入。请分成几个文件（最多 {limit} 行）。",
            "The sheet has too many rows; nothing was written. Split it (at most {limit} rows).",
        ),
        ErrorCode::TooLarge => (
            "文件解开后太大，没有写入。请分成几个文件（最多 {limit} MiB）。",
            "Unpacked, the file is too large; nothing was written. Split it (at most {limit} MiB).",
        ),
        ErrorCode::ColumnTwice => (
            "有两列是同一个意思，没有写入。请只留一列（{first}、{second}）。",
            "Two columns have the same meaning; nothing was written. Keep one ({first}, {second}).",
        ),
        ErrorCode::PlateColumnMissing => (
            "没有车牌这一列，没有写入。请给它加上表头「车牌号」。",
            "There is no plate column; nothing was written. Give it the heading plate.",
        ),
        ErrorCode::NoGoodRow => (
            "没有一行能导入，没有写入。先改正车牌和车架号。",
            "No row can be imported; nothing was written. Correct plates and VINs first.",
        ),
        ErrorCode::Unreadable => (
            "文件读不出来，没有写入。它可能不存在、损坏或被占用。",
            "The file cannot be read; nothing was written. It may be missing, damaged or in use.",
        ),
        ErrorCode::PasswordProtected => (
            "文件有密码，没有写入。去掉密码再试。",
            "The file is protected by a password; nothing was written. Remove it and try again.",
        ),
        ErrorCode::ReadingBrokeOff => (
            "读「{file}」时中断，没有写入。它可能损坏，或解开后太大；用 Excel 另存为新的 xlsx 再试。",
            "Reading {file} broke off; nothing was written. It may be damaged, or unfold into too much; save it anew as xlsx and try again.",
        ),
        ErrorCode::ReadingTooLong => (
            "读「{file}」超过 20 秒，没有写入。用 Excel 另存为新的 xlsx，或分成几个文件。",
            "Reading {file} took more than 20 seconds; nothing was written. Save it anew as xlsx, or split it.",
        ),
        ErrorCode::FileTypeUnknown => (
            "文件名要以 .xlsx、.csv 或 .html 结尾（导出全部是 .zip），并和内容相符；没有写入。",
            "The file name must end in .xlsx, .csv or .html (everything: .zip) and suit the content; nothing was written.",
        ),
        ErrorCode::NotABackup => (
            "这不是车库的备份，现在的车库没有改动。",
            "This is not a backup of a garage; the present garage was not changed.",
        ),
        ErrorCode::FileExists => (
            "已有这个文件，没有改动（{file}）。换个名字，或加上 --force 替换它。",
            "There is such a file; it was not changed ({file}). Take another name, or replace it with --force.",
        ),
        ErrorCode::FileInUse => (
            "文件正被另一个程序打开，没有改动（{file}）。先在那里关掉它。",
            "Another program has the file open; it was not changed ({file}). Close it there first.",
        ),
        ErrorCode::PlaceIsOurs => (
            "这里放着车库自己的文件，没有写入（{file}）。换个文件夹。",
            "The garage keeps its own files here; nothing was written ({file}). Choose another folder.",
        ),
        ErrorCode::TargetFull => (
            "磁盘满了，文件没有写成（{file}）。腾出空间，或换个磁盘。",
            "The disk is full; the file was not written ({file}). Free some space, or choose another disk.",
        ),
        ErrorCode::BackupAltered => (
            "这个备份的结构被别的程序改动过，没有采用；现在的车库没有改动。请换一个备份。",
            "Another program changed how this backup is built; it was not used, and the present garage was not changed. Choose another backup.",
        ),
        ErrorCode::RestoreUnconfirmed => (
            "现在的车库有备份里没有的内容，没有恢复。看过以后加上 --yes。",
            "The present garage has what the backup lacks; nothing was restored. Look at it, then add --yes.",
        ),
        _ => (
            "文件没有写成（{file}）。换个位置，或关掉正在打开它的程序。",
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
        assert_eq!(
            sentence(Lang::En, &error),
            "Not in the garage: 苏E12345. See cheku-cli vehicles. [not_found]"
        );
    }
}
