//! The help text in Chinese; the English one stands at the flags themselves.

use crate::lang::Lang;
use clap::Command;

/// What each command does.
const COMMANDS: [(&str, &str, &str); 17] = [
    ("account", "接口账户：set、list、test", "Provider accounts: set, list, test"),
    ("import", "从表格导入车辆", "Import vehicles from a spreadsheet"),
    ("vehicles", "列出车辆", "List vehicles"),
    ("check", "查询违章", "Ask the providers about vehicles"),
    ("resume", "接着查上一批没有问的车", "Go on with what the last check did not ask"),
    ("batches", "以前的批次；接着查用 resume --batch", "Earlier batches; go on with resume --batch"),
    ("totals", "欠多少", "What is owed"),
    ("violations", "列出违章", "List violations"),
    ("calls", "调用记录和花费", "The ledger of calls and what they cost"),
    (
        "export",
        "导出 .xlsx、.csv 或打印版 .html；--everything 导出全部",
        "Export .xlsx, .csv, .html to print, or everything (--everything)",
    ),
    ("backup", "备份车库（不含密钥）", "Back the garage up (without secrets)"),
    ("restore", "从备份恢复", "Restore a backup"),
    ("doctor", "检查车库", "Examine the garage"),
    ("erase", "彻底删除一辆车或一位驾驶员，不能撤销", "Erase a vehicle or a driver; it cannot be undone"),
    ("cities", "接口的城市和各自要填的号码", "The provider's cities and what each wants to know"),
    ("sandbox", "本机模拟接口，运行到停止为止", "Both vendors' contracts on loopback, until stopped"),
    ("demo", "用模拟接口走一遍全程，不留痕迹", "The main job on the built-in sandbox; leaves nothing behind"),
];

/// Flags by their id; the English words stand at the flags themselves.
const FLAGS: &[(&str, &str)] = &[
    ("home", "车库、备份和日志所在的文件夹（或 CHEKU_HOME）"),
    ("lang", "给人看的文字用哪种语言"),
    ("json", "在标准输出写一个 JSON 文档"),
    ("all", "整个车库"),
    ("group", "一个分组"),
    ("plates", "这些车牌；车牌:号牌种类 只指其中一辆"),
    ("provider", "问这家接口"),
    ("fresh_within", "跳过几小时内查过的车"),
    ("include_doubtful", "存疑和待结果的也问"),
    ("dry_run", "只看会怎样，什么也不写、不发出"),
    ("include_hidden", "被筛选或手工隐藏的行也导入"),
    ("sheet", "隐藏的、示例的工作表也读取（写它的名字，可多次）"),
    ("max_cost", "这一批最多花多少元"),
    ("concurrency", "同时问几辆"),
    ("rate", "每秒最多问几次"),
    ("take_other", "一家查不了的车，换另一家问"),
    ("batch", "以前一批的编号，默认上一批"),
    ("statement", "一个月的对账单：按接口、按天、按单价"),
    ("export", "对账单同时写到这个 .xlsx 或 .csv"),
    ("price_steps", "按付费次数分段的单价，例如 1:0.14,101:0.13"),
    ("quota", "接口后台显示还剩多少次"),
    ("per_minute", "每分钟最多问几次"),
    ("limit", "最多几行，默认全部"),
    ("offset", "从第几行开始"),
    ("search", "车牌、车架号尾号、驾驶员、分组、所有人、备注"),
    ("refresh", "重新取城市列表（不计费）"),
    ("province", "只看这个省"),
    ("plate", "这辆车的"),
    ("state", "处于这种状态的"),
    ("new", "上一次查询第一次出现的"),
    ("list", "列出每一次，不只是合计"),
    ("charged", "核对的结果：有没有计费"),
    ("by", "按什么分开合计"),
    ("everything", "一个 .zip：车库副本、全部清单、报告"),
    ("what", "导出什么"),
    ("format", "文件种类，不写就按文件名；html 是打印版"),
    ("driver", "这位驾驶员驾驶时的"),
    ("file", "文件"),
    ("yes", "不再询问，即使备份里缺少一些内容"),
    ("without_violations", "备份里没有的违章不带过来"),
    ("settings_of_backup", "单价、上限、定时和账户用备份里的"),
    ("port", "本机端口，0 为任一空闲端口"),
    ("vehicles", "样例车队有多少辆"),
    ("seed", "同一个数得到同一个车队"),
    ("scenario", "出哪些错的场景文件"),
    ("allow_http", "允许本机以外的 http（密钥会明文传输）"),
    ("price_yuan", "每次计费多少元"),
    ("free_calls", "开头多少次计费调用不收钱"),
    ("timeout", "一次查询最多等几秒"),
    ("default", "作为默认接口"),
    ("force", "那里已有文件时替换它"),
    ("delete_copies", "还留有它的备份、报告和旧车库也一并删除"),
    ("yes", "在终端上也不再询问"),
];

/// The command line's own words in the person's language.
pub fn in_language(mut command: Command, lang: Lang) -> Command {
    for (name, zh, en) in COMMANDS {
        command = command.mut_subcommand(name, |one| one.about(lang.pick(zh, en)));
    }
    let whole =
        lang.pick("小车队每辆车欠多少，每天都知道", "What every car of a small fleet owes, known every day");
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
