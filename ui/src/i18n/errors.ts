import type { CommandError } from "@/bindings/CommandError";
import type { ErrorCode } from "@/bindings/ErrorCode";
import type { Language } from ".";

/** What happened and what to do, in that order: no blame, no apology, no code without words. */
export type ErrorWords = { title: string; next: string };
type BothLanguages = Record<Language, ErrorWords>;

const say = (zhTitle: string, zhNext: string, enTitle: string, enNext: string): BothLanguages => ({
  "zh-CN": { title: zhTitle, next: zhNext },
  en: { title: enTitle, next: enNext },
});

/** A full record: a new code of the core fails the type check until both languages have words for it. */
export const ERRORS: Record<ErrorCode, BothLanguages> = {
  garage_held: say(
    "另一个程序正在使用这个车库",
    "请等它结束，或关掉它再试。",
    "Another program is using this garage",
    "Wait for it to finish, or close it and try again.",
  ),
  garage_in_use: say(
    "车库正被别的程序打开",
    "请先关掉它再试，没有改动：{{who}}",
    "The garage is open in another program",
    "Close that first; nothing was changed: {{who}}",
  ),
  garage_replaced: say(
    "车库文件被移走或换掉了，没有写入",
    "请确认车库文件夹里的文件，再重新打开本程序。",
    "The garage file was moved away or replaced; nothing was written",
    "Look at the files in the garage's folder, then open this program again.",
  ),
  batch_taken: say(
    "另一台电脑或另一个程序接手了这批查询",
    "没有再发出查询，已发出的回答照常写入。请等那边结束再接着查。",
    "Another computer or program took this check over",
    "Nothing more was asked; answers under way are kept. Go on when it is done there.",
  ),
  garage_newer: say(
    "车库文件来自更新的版本",
    "请先更新本程序，文件没有改动。",
    "The garage was written by a newer version",
    "Update this program first. The file was not changed.",
  ),
  garage_damaged: say(
    "车库文件损坏，没有打开",
    "程序没有改动这个文件。请恢复一份备份，原文件会留着。",
    "The garage file is damaged and was not opened",
    "The file was not changed. Restore a backup; the damaged file is kept.",
  ),
  garage_altered: say(
    "车库文件的结构被别的程序改动过，没有打开",
    "这个文件没有改动。请恢复一份备份，原文件会留着。",
    "Another program changed how the garage file is built; it was not opened",
    "The file was not changed. Restore a backup; this file is kept.",
  ),
  garage_missing: say(
    "车库文件不在了，只有放在一旁的",
    "没有另建空的。请取用下面的一个，或恢复备份。",
    "The garage file is gone; there are only ones put aside",
    "No empty one was begun. Take one of those below, or restore a backup.",
  ),
  look_too_long: say(
    "检查车库文件用的时间太长，已停下",
    "这个文件没有改动。请恢复一份备份。",
    "Examining the garage file took too long and was stopped",
    "The file was not changed. Restore a backup.",
  ),
  backup_altered: say(
    "这个备份的结构被别的程序改动过，没有采用",
    "现在的车库没有改动。请另选一个备份。",
    "Another program changed how this backup is built; it was not used",
    "The present garage was not changed. Choose another backup.",
  ),
  restore_unconfirmed: say(
    "备份里缺少现在的车库有的内容，没有恢复",
    "请先看缺少什么，再决定。",
    "The backup lacks what this garage has; nothing was restored",
    "See what it lacks, then decide.",
  ),
  garage_read_only: say(
    "车库文件不能写入",
    "请检查文件和文件夹的权限。",
    "The garage file cannot be written",
    "Check the permissions of the file and its folder.",
  ),
  disk_full: say(
    "磁盘满了，没有写入",
    "请腾出空间再试。",
    "The disk is full; nothing was written",
    "Free some space and try again.",
  ),
  unknown_command: say(
    "程序的两部分版本不一致",
    "请重新安装。数据没有改动。",
    "Two parts of the program do not match",
    "Install the program again. Your data was not changed.",
  ),
  bad_request: say(
    "填写的内容不对",
    "请改正标出的地方再试。",
    "Something entered is not valid",
    "Correct what is marked and try again.",
  ),
  not_found: say(
    "找不到这一项",
    "可能已经删除。请刷新列表。",
    "This item is gone",
    "It may have been deleted. Refresh the list.",
  ),
  plate_taken: say(
    "这个车牌已经在车库里",
    "请打开已有的那辆修改。",
    "This plate is already in the garage",
    "Open the existing vehicle to change it.",
  ),
  form_invalid: say(
    "有几项填得不对，没有保存",
    "请改正标出的地方。",
    "Some fields are not valid; nothing was saved",
    "Correct the marked fields.",
  ),
  provider_unknown: say(
    "没有这家接口",
    "请在设置里另选一家。",
    "This provider does not exist",
    "Choose another one in Settings.",
  ),
  no_account: say(
    "还没有接口账户",
    "请先在设置里添加一个。",
    "There is no provider account yet",
    "Add one in Settings first.",
  ),
  account_field_missing: say(
    "账户少填了一项",
    "请补全标出的地方。",
    "The account misses a field",
    "Fill in what is marked.",
  ),
  account_field_invalid: say(
    "账户有一项填得不对",
    "请改正标出的地方。",
    "A field of the account is not valid",
    "Correct what is marked.",
  ),
  account_http_refused: say(
    "不接受 http 地址",
    "请改用 https，或在账户里允许 http。",
    "Plain http is not accepted",
    "Use https, or allow http in the account.",
  ),
  account_hash_needs_https_post: say(
    "Hash 验证只能用 https 和 POST",
    "请改验证方式，或改地址和请求方式。",
    "Hash verification needs https and POST",
    "Change the verification, the address or the method.",
  ),
  account_secret_missing: say(
    "这个账户还没有密钥",
    "请在设置里填写密钥。",
    "This account has no key yet",
    "Enter the key in Settings.",
  ),
  account_secret_elsewhere: say(
    "这把密钥是为另一个地址填的",
    "没有发出。确认接口域名和路径后，请重新填写密钥：{{address}}",
    "The key was typed for another address",
    "It was not sent. If origin and path are right, enter the key again: {{address}}",
  ),
  secrets_in_use: say(
    "密钥文件正被另一个程序占用，没有保存",
    "请关掉它再试。",
    "Another program has the file of keys in use; nothing was stored",
    "Close it and try again.",
  ),
  keychain_silent: say(
    "系统钥匙串 10 秒没有回答",
    "没有发出任何查询。请解锁或重启钥匙串再试。",
    "The system keychain did not answer within ten seconds",
    "Nothing was asked. Unlock or restart the keychain and try again.",
  ),
  price_needed_for_cap: say(
    "没有单价，花费上限不起作用",
    "请先填单价，或去掉上限。",
    "A cap needs a price per call",
    "Enter the price, or remove the cap.",
  ),
  no_secret_store: say(
    "这台电脑没有可用的凭据管理器",
    "密钥没有保存。请先启用系统的凭据管理器。",
    "This computer has no keychain to use",
    "The key was not saved. Turn on the system keychain first.",
  ),
  batch_running: say(
    "已有一批查询正在进行",
    "请等它结束，或先停止。",
    "A check is already running",
    "Wait for it to end, or stop it first.",
  ),
  no_batch: say("没有可以继续的查询", "请新开始一批。", "There is no check to continue", "Start a new one."),
  not_a_spreadsheet: say(
    "这不是表格文件",
    "没有写入。请在 Excel 或 WPS 里打开，另存为 xlsx 再导入。",
    "This file is not a spreadsheet",
    "Nothing was written. Open it in Excel or WPS, save it as xlsx, and import that.",
  ),
  web_page: say(
    "这是网页，里面没有表格",
    "没有写入。可能是登录过期，请重新登录后再导出。",
    "This is a web page without a table",
    "Nothing was written. Log in again where it comes from and export once more.",
  ),
  no_sheet_taken: say(
    "没有要读取的工作表",
    "没有写入。请在上面选一张工作表。",
    "No sheet is to be read",
    "Nothing was written. Choose a sheet above.",
  ),
  empty_file: say(
    "文件是空的",
    "没有写入。请换一个文件。",
    "The file is empty",
    "Nothing was written. Choose another file.",
  ),
  headings_only: say(
    "表格只有表头，没有车辆",
    "没有写入。请换一个文件。",
    "The sheet has headings but no vehicles",
    "Nothing was written. Choose another file.",
  ),
  too_many_rows: say(
    "表格超过 100,000 行",
    "没有写入。请分成几个文件。",
    "The sheet has more than 100,000 rows",
    "Nothing was written. Split it into several files.",
  ),
  too_large: say(
    "文件太大",
    "没有写入。请分成几个文件。",
    "The file is too large",
    "Nothing was written. Split it into several files.",
  ),
  column_twice: say(
    "有两列是同一个意思",
    "没有写入。请只对应其中一列。",
    "Two columns have the same meaning",
    "Nothing was written. Keep only one of them.",
  ),
  plate_column_missing: say(
    "没有车牌这一列",
    "没有写入。请指出哪一列是车牌号。",
    "There is no plate column",
    "Nothing was written. Say which column holds the plate.",
  ),
  no_good_row: say(
    "没有一行能导入",
    "没有写入。请看每行的原因。",
    "No row can be imported",
    "Nothing was written. See the reason of each row.",
  ),
  not_a_backup: say(
    "这不是车库的备份",
    "现在的车库没有改动。请另选一个文件。",
    "This is not a backup of a garage",
    "The present garage was not changed. Choose another file.",
  ),
  sandbox_failed: say(
    "演示接口没有启动",
    "请重试；不影响你自己的车库。",
    "The demo providers did not start",
    "Try again. Your own garage is not affected.",
  ),
  lookup_failed: say(
    "城市规则没有取到",
    "没有改动。请检查网络和账户再试。",
    "The city rules could not be fetched",
    "Nothing was changed. Check the network and the account.",
  ),
  schedule_invalid: say(
    "定时查询有一项填得不对，没有保存",
    "请看时间、星期几和上限，改好再保存。",
    "The schedule is not valid; nothing was saved",
    "Look at its time, days and cap, and save again.",
  ),
  garage_foreign: say(
    "这个文件不是车库",
    "没有改动这个文件。请换一个文件夹，或恢复备份。",
    "This file is not a garage",
    "The file was not changed. Choose another folder or restore a backup.",
  ),
  garage_busy: say(
    "车库正在被占用，这次没有写入",
    "请稍等再试一次。",
    "The garage is busy; nothing was written",
    "Wait a moment and try again.",
  ),
  garage_io: say(
    "车库所在的磁盘读写出错",
    "请检查磁盘和网络盘的连接，再重新打开。",
    "The disk of the garage could not be read or written",
    "Check the disk or network drive, then open the garage again.",
  ),
  garage_closed: say(
    "车库已经关上",
    "请重新打开本程序。数据没有改动。",
    "The garage is closed",
    "Open the program again. Your data was not changed.",
  ),
  unknown_word: say(
    "车库里有这个版本不认识的内容",
    "请更新本程序。数据没有改动。",
    "The garage holds something this version does not know",
    "Update this program. Your data was not changed.",
  ),
  unreadable: say(
    "文件读不出来",
    "没有写入。请检查它是否被占用或损坏。",
    "The file cannot be read",
    "Nothing was written. It may be in use or damaged.",
  ),
  password_protected: say(
    "表格有密码，打不开",
    "没有写入。请先在 Excel 里去掉密码再选。",
    "The spreadsheet is protected by a password",
    "Nothing was written. Remove the password in Excel first.",
  ),
  reading_broke_off: say(
    "读取文件时中断",
    "没有写入。它可能损坏，或解开后太大；请在 Excel 里另存为新的 xlsx 再选。",
    "Reading the file broke off",
    "Nothing was written. It may be damaged, or unfold into too much; save it anew as xlsx in Excel.",
  ),
  reading_too_long: say(
    "读取文件超过 20 秒",
    "没有写入。请在 Excel 里另存为新的 xlsx，或分成几个文件。",
    "Reading the file took more than 20 seconds",
    "Nothing was written. Save it anew as xlsx in Excel, or split it into several files.",
  ),
  file_type_unknown: say(
    "不认识这种文件",
    "请用 xlsx 或 csv。",
    "This kind of file is not known",
    "Use xlsx or csv.",
  ),
  unwritable: say(
    "文件没有写成",
    "请换个位置，或关掉正在打开它的程序。",
    "The file was not written",
    "Choose another place, or close the program that has it open.",
  ),
  file_exists: say(
    "那里已有同名文件，没有改动",
    "请换个名字，或选择替换。",
    "A file of that name is there; it was not changed",
    "Choose another name, or choose to replace it.",
  ),
  file_in_use: say(
    "文件正被另一个程序打开，没有改动",
    "请先在那个程序里关掉它，再试一次。",
    "Another program has the file open; it was not changed",
    "Close it there, then try again.",
  ),
  file_not_chosen: say(
    "请重新选择文件",
    "这次选择已经用过或失效，没有写入。",
    "Choose the file again",
    "That choice was used already or is no longer known. Nothing was written.",
  ),
  place_is_ours: say(
    "这里放着车库自己的文件，不能写",
    "请换个文件夹，例如「文档」或桌面。",
    "The garage keeps its own files here",
    "Choose another folder, such as Documents or the desktop.",
  ),
  target_full: say(
    "磁盘满了，文件没有写成",
    "请腾出空间，或换个磁盘。原来的文件没有改动。",
    "The disk is full; the file was not written",
    "Free some space or choose another disk. What stood there was not changed.",
  ),
  undo_unknown: say(
    "已经不能撤销",
    "之后又有改动，或程序重新打开过。",
    "This can no longer be undone",
    "Something changed since, or the program was opened again.",
  ),
  call_not_doubtful: say(
    "这次调用不存疑，不用核对",
    "请刷新列表。",
    "This call is not doubtful",
    "Refresh the list.",
  ),
  call_settled: say(
    "这次调用已经核对过",
    "请刷新列表。",
    "This call is settled already",
    "Refresh the list.",
  ),
  internal: say(
    "程序内部出错",
    "请重试；再次出现时请复制详细信息。",
    "Something failed inside the program",
    "Try again; if it returns, copy the details.",
  ),
};

/** Words for an error in the language shown; a code of a newer core falls back to `internal`. */
export function explain(error: CommandError, language: Language): ErrorWords {
  const known: BothLanguages | undefined = ERRORS[error.code];
  const { title, next } = (known ?? ERRORS.internal)[language];
  const fill = (text: string) =>
    text.replace(/{{(\w+)}}/g, (_, name: string) => error.details?.[name] ?? "?");
  return { title: fill(title), next: fill(next) };
}
