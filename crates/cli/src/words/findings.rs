//! What the doctor found, and what to do.

use crate::lang::Lang;
use cheku_commands::api::FindingCode;

/// What it is, then the next step.
pub fn sentence(lang: Lang, code: FindingCode) -> &'static str {
    use FindingCode as F;
    match code {
        F::Schema => lang.pick("数据文件的版本。", "Version of the data file."),
        F::Integrity => lang.pick(
            "文件已损坏。请先 backup，再用 restore 恢复一份完好的备份。",
            "The file is damaged. Back it up, then restore a good backup.",
        ),
        F::ForeignKeys => lang.pick(
            "部分记录关联的数据不存在。请用 restore 恢复一份完好的备份。",
            "Some records refer to missing data. Restore a good backup.",
        ),
        F::SummariesDiffer => lang.pick(
            "车辆的汇总与违章不一致，合计可能不正确。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Vehicle summaries differ from their violations; totals may be wrong. Restore a good backup and report it to the developers.",
        ),
        F::TalliesDiffer => lang.pick(
            "合计与违章不一致。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Totals differ from the violations. Restore a good backup and report it to the developers.",
        ),
        F::ConcernedDiffer => lang.pick(
            "涉及车辆数与违章不一致。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Counts of vehicles differ from the violations. Restore a good backup and report it to the developers.",
        ),
        F::StagesDiffer => lang.pick(
            "处理进度与违章不一致。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Stages differ from the violations. Restore a good backup and report it to the developers.",
        ),
        F::CallSumsDiffer => lang.pick(
            "调用合计与调用记录不一致。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Sums of calls differ from the calls. Restore a good backup and report it to the developers.",
        ),
        F::VehiclesWithoutSummary => lang.pick(
            "部分车辆缺少汇总。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Some vehicles lack their summary. Restore a good backup and report it to the developers.",
        ),
        F::ViolationsWithoutSource => lang.pick(
            "部分违章缺少来源服务商。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Some violations lack the provider they came from. Restore a good backup and report it to the developers.",
        ),
        F::ViolationsOutOfStep => lang.pick(
            "部分违章与所属车辆不一致。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Some violations don't fit their vehicle. Restore a good backup and report it to the developers.",
        ),
        F::PeriodsOverlap => lang.pick(
            "同一辆车有重叠的驾驶时段。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Driver periods of one vehicle overlap. Restore a good backup and report it to the developers.",
        ),
        F::ViolationsOfOthers => lang.pick(
            "部分违章的驾驶员与驾驶时段不符。请用 restore 恢复一份完好的备份，并反馈给开发者。",
            "Some violations don't belong to the driver of their time. Restore a good backup and report it to the developers.",
        ),
        F::ItemsWithoutCall => lang.pick(
            "部分车辆标为已查询，却没有调用记录。请核对服务商账单，并反馈给开发者。",
            "Some vehicles are marked as checked without a call. Check the provider's bill and report it to the developers.",
        ),
        F::CallsUnsettled => lang.pick(
            "部分调用缺少结束时间。请核对服务商账单，并反馈给开发者。",
            "Some calls have no end time. Check the provider's bill and report it to the developers.",
        ),
        F::UnknownWord => lang.pick(
            "有当前版本无法识别的内容。请更新软件。",
            "Some content is unknown to this version. Update Cheku.",
        ),
        F::AskedWithoutProcess => lang.pick(
            "部分请求发出后程序中断。下次 check 时将标为待核对。",
            "Some requests were cut off when the program stopped. The next check marks them unconfirmed.",
        ),
        F::DoubtfulCalls => lang.pick(
            "有待核对的调用。请到服务商后台核对，再用 calls settle 填写。",
            "Some calls are unconfirmed. Check the provider's console, then enter it with calls settle.",
        ),
        F::CostUnknown => lang.pick(
            "部分计费调用未填单价，费用不完整。请用 account set --price-yuan 填写，此后的调用即有费用。",
            "Some charged calls have no price, so the cost is incomplete. Set one with account set --price-yuan for those to come.",
        ),
        F::SyncedFolder => lang.pick(
            "数据文件在自动同步的文件夹中：两台电脑同时打开会互相覆盖，已计费的结果可能丢失。请将数据文件夹移到普通文件夹，把备份放到同步文件夹。",
            "The data file is in a synced folder: two computers that have it open overwrite each other, and charged results can be lost. Move the data folder to a plain folder and put backups there instead.",
        ),
        F::NetworkDrive => lang.pick(
            "数据文件在网络盘上：断网或其他电脑同时打开会损坏文件。请将数据文件夹移到本机磁盘，把备份放到网络盘。",
            "The data file is on a network drive: a lost connection or a second computer can damage it. Move the data folder to a disk of this computer and put backups there instead.",
        ),
        F::InDoubt => lang.pick(
            "部分车辆信息可能有误，修改前不会查询。请在窗口的“车辆”中用筛选“信息可能有误”逐辆修改，或改好表格再 import。",
            "Some vehicles have details in doubt and are not checked until edited. Edit them with the window's filter \"Details in doubt\", or import a corrected sheet.",
        ),
        F::ReceiptsMissing => lang.pick(
            "部分凭证的文件不在了。请从备份旁的 attachments 文件夹拷回。",
            "Files of some receipts are missing. Copy them back from the folder attachments beside a backup.",
        ),
        F::ReceiptsChanged => lang.pick(
            "部分凭证的文件被其他程序改动。请从备份旁的 attachments 文件夹拷回。",
            "Files of some receipts were changed by another program. Copy them back from the folder attachments beside a backup.",
        ),
        F::Other => lang.pick("其他。请将错误代码反馈给开发者。", "Something else. Report its code to the developers."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_finding_has_a_sentence_of_its_own_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let said: BTreeSet<&str> = FindingCode::ALL.iter().map(|code| sentence(lang, *code)).collect();
            assert_eq!(said.len(), FindingCode::ALL.len());
        }
    }
}
