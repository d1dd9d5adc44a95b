//! The help text in Chinese; the English one stands at the flags themselves.

use crate::lang::Lang;
use clap::Command;

/// What each command does.
const COMMANDS: [(&str, &str, &str); 24] = [
    ("account", "服务商账户：set、list、test", "Provider accounts: set, list, test"),
    ("import", "从表格导入车辆", "Import vehicles from a spreadsheet"),
    ("vehicles", "列出车辆", "List vehicles"),
    (
        "leave",
        "车辆停用、已售、报废：说明未缴的，不再查询，记录保留",
        "Take vehicles out of use and say what is open on them",
    ),
    ("return", "恢复使用已停用、已售、报废的车辆", "Take vehicles that left into use again"),
    ("check", "查询违章", "Check vehicles for violations"),
    ("resume", "继续上一批未查询的车辆", "Continue with what the last check left unchecked"),
    ("batches", "历史批次；用 resume --batch 继续查询", "Check history; continue with resume --batch"),
    ("totals", "待缴罚款和待处理记分合计", "Totals of unpaid fines and pending points"),
    ("todo", "待办事项，最紧急的在前", "What is to be done, the most pressing first"),
    ("violations", "列出违章", "List violations"),
    (
        "receipt",
        "缴款凭证：add 添加、list 列出、save 另存为文件",
        "Receipts that prove a payment: add, list, save",
    ),
    (
        "due",
        "列出到期日：年检、保险、证件、保养",
        "List what runs out when: inspections, insurances, licences",
    ),
    (
        "settlement",
        "月度结算表：按分组和驾驶员；--issue 出具后不再改动",
        "A month's settlement by group and driver; --issue keeps it as it is",
    ),
    (
        "clearance",
        "结清单：一辆车或一位驾驶员查询结果、未缴和未知的；不作证明",
        "What providers returned about a vehicle or a driver; no certificate",
    ),
    ("calls", "调用记录和费用", "The call log and what calls cost"),
    (
        "export",
        "导出 .xlsx、.csv 或打印版 .html；--everything 导出全部",
        "Export .xlsx, .csv, .html to print, or everything (--everything)",
    ),
    ("backup", "备份数据（不含密钥）", "Back up the data (without keys)"),
    ("restore", "从备份恢复", "Restore a backup"),
    ("doctor", "数据检查", "Verify the data"),
    ("erase", "彻底删除一辆车或一位驾驶员，无法撤销", "Erase a vehicle or a driver; it cannot be undone"),
    ("cities", "服务商的城市和各城市需要的号码", "The provider's cities and what each needs"),
    ("sandbox", "本机模拟服务商，运行到停止为止", "Both providers simulated on loopback, until stopped"),
    (
        "demo",
        "用模拟服务商完整体验一次，不留痕迹",
        "The main job on the built-in sandbox; leaves nothing behind",
    ),
];

/// Flags by their id; the English words stand at the flags themselves.
const FLAGS: &[(&str, &str)] = &[
    ("home", "数据、备份和日志所在的文件夹（或 CHEKU_HOME）"),
    ("lang", "界面文字的语言"),
    ("json", "在标准输出写一个 JSON 文档"),
    ("all", "全部车辆"),
    ("group", "一个分组"),
    ("plates", "这些车牌；车牌:号牌种类 只指其中一辆"),
    ("provider", "用此服务商查询"),
    ("fresh_within", "跳过几小时内已查的车辆"),
    ("include_doubtful", "同时重查待核对和等待结果的车辆"),
    ("dry_run", "只查看预估，不写入、不发出请求"),
    ("include_hidden", "被筛选或手工隐藏的行也导入"),
    ("sheet", "隐藏的、示例的工作表也读取（写它的名字，可多次）"),
    ("max_cost", "本次费用上限（元）"),
    ("concurrency", "同时查询几辆"),
    ("rate", "每秒最多几次请求"),
    ("take_other", "无法查询时改用另一家服务商"),
    ("batch", "批次编号，默认上一批"),
    ("statement", "月度对账单：按服务商、按天、按单价"),
    ("export", "对账单同时写到这个 .xlsx 或 .csv"),
    ("price_steps", "按计费次数分段的单价，例如 1:0.14,101:0.13"),
    ("quota", "服务商后台显示的剩余次数"),
    ("per_minute", "每分钟最多几次请求"),
    ("limit", "最多几行，默认全部"),
    ("offset", "从第几行开始"),
    ("search", "车牌、车架号尾号、驾驶员、分组、所有人、备注"),
    ("refresh", "重新获取城市列表（不收费）"),
    ("province", "只看这个省"),
    ("plate", "这辆车的"),
    ("state", "处于这种状态的"),
    ("new", "仅上次查询首次出现的"),
    ("unseen", "仅新增且未看过的"),
    ("mark_seen", "列出后标为已看"),
    ("within", "几天以内到期，含已过期"),
    ("stage", "处于这种处理进度的（可多次）"),
    ("violation", "违章的 ID，见 violations --json"),
    ("receipts", "图片或 PDF，每个不超过 20 MB"),
    ("receipt", "凭证的 ID，见 receipt list"),
    ("overdue", "仅已通知且已过办理期限的"),
    ("ics", "同时写成日历文件 .ics"),
    ("month", "月份（按首次查到）；不写则列出已出具的"),
    ("purpose", "用途；不写时车辆为年检，驾驶员为离职"),
    ("issue", "出具：之后不再改动"),
    ("number", "已出具的编号"),
    ("from", "从这一天起（按违法日期）"),
    ("to", "到这一天为止（含当天）"),
    ("by_seen", "改按首次查到的日期"),
    ("list", "列出每一次，不只合计"),
    ("left", "原因：suspended 停用、sold 已售、scrapped 报废"),
    ("on", "从这一天起，默认今天"),
    ("backup_list", "列出备份文件夹中的备份，不新建"),
    ("charged", "核对的结果：有没有计费"),
    ("by", "汇总方式"),
    ("everything", "一个 .zip：数据文件副本、全部清单、报告"),
    ("what", "导出什么"),
    ("format", "文件种类，不写就按文件名；html 是打印版"),
    ("driver", "此驾驶员驾驶时的"),
    ("file", "文件"),
    ("yes", "不再询问，即使备份缺少部分内容"),
    ("without_violations", "不保留备份中没有的违章"),
    ("settings_of_backup", "单价、上限、定时和账户采用备份中的"),
    ("port", "本机端口，0 为任一空闲端口"),
    ("vehicles", "演示车队有多少辆"),
    ("seed", "同一个数得到同一个车队"),
    ("scenario", "出哪些错的场景文件"),
    ("allow_http", "允许本机以外的 http（密钥会明文传输）"),
    ("price_yuan", "单价（元）"),
    ("free_calls", "赠送次数"),
    ("timeout", "超时时间（秒）"),
    ("default", "设为默认服务商"),
    ("force", "已有同名文件时替换"),
    ("delete_copies", "含有其数据的备份、报告和旧数据文件一并删除"),
    ("yes", "在终端上也不再询问"),
];

/// The command line's own words in the person's language.
pub fn in_language(mut command: Command, lang: Lang) -> Command {
    for (name, zh, en) in COMMANDS {
        command = command.mut_subcommand(name, |one| one.about(lang.pick(zh, en)));
    }
    let whole = lang.pick("小型车队违章查询", "Check a small fleet for traffic violations");
    translate(command.about(whole), lang)
}

fn translate(command: Command, lang: Lang) -> Command {
    if lang == Lang::En {
        return command;
    }
    let worded = command.mut_args(|arg| match FLAGS.iter().find(|(id, _)| arg.get_id() == *id) {
        Some((_, zh)) => arg.help(*zh),
        None => arg,
    });
    worded.mut_subcommands(|one| translate(one, lang))
}
