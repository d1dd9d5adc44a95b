//! Refusals of what was asked for, and of steps, days and sums in it.

use cheku_commands::ErrorCode as E;

/// The words of these; `None` for any other.
pub(super) fn words(code: E) -> Option<(&'static str, &'static str)> {
    Some(match code {
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
        E::FileNotOpened => (
            "本机没有程序能打开此文件，文件已写好。",
            "No program on this computer could open the file; the file is there.",
        ),
        E::UndoUnknown => ("无法撤销。", "This can no longer be undone."),
        E::UndoOverwritten => (
            "无法撤销：之后又有改动。请先撤销后来的改动。",
            "This can't be undone: something changed since. Undo the later change first.",
        ),
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
        E::ClearanceWhom => (
            "请写明一辆车或 --driver 一位驾驶员；同一车牌有多辆车时写成 车牌:号牌种类，例如 苏E12345:02。",
            "Name one vehicle, or a driver with --driver; where several vehicles bear the plate, write PLATE:TYPE.",
        ),
        E::SettlementMonth => (
            "月份无效或尚未开始，未执行。请写成 2026-02 这样，且不晚于本月。",
            "This is no month that has begun; nothing was done. Write it as 2026-02, this month or an earlier one.",
        ),
        E::SettlementNothing => (
            "此月没有未出具的违章，也没有更正，未出具。已出具的用 settlement 查看。",
            "Nothing of this month is left to issue and nothing has changed; nothing was issued. List the issued ones with settlement.",
        ),
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
        _ => return None,
    })
}
