//! What the doctor found, and what to do.

use crate::lang::Lang;
use cheku_commands::api::FindingCode;

/// What it is, then the next step.
pub fn sentence(lang: Lang, code: FindingCode) -> &'static str {
    use FindingCode as F;
    match code {
        F::Schema => lang.pick("车库文件的版本。", "Version of the garage file."),
        F::Integrity => lang.pick(
            "文件有损坏。请先 backup，再用 restore 恢复一个好的备份。",
            "The file is damaged. Back it up, then restore a good backup.",
        ),
        F::ForeignKeys => lang.pick(
            "有的行指向不存在的行。请用 restore 恢复一个好的备份。",
            "Rows point to rows that are not there. Restore a good backup.",
        ),
        F::SummariesDiffer => lang.pick(
            "车辆的汇总和违章对不上，合计可能不对。请用 restore 恢复一个好的备份，并告诉我们。",
            "Vehicles' summaries differ from their violations; totals may be wrong. Restore a good backup and tell us.",
        ),
        F::TalliesDiffer => lang.pick(
            "合计和违章对不上。请用 restore 恢复一个好的备份，并告诉我们。",
            "Totals differ from the violations. Restore a good backup and tell us.",
        ),
        F::ConcernedDiffer => lang.pick(
            "涉及车辆的数目和违章对不上。请用 restore 恢复一个好的备份，并告诉我们。",
            "Counts of vehicles concerned differ from the violations. Restore a good backup and tell us.",
        ),
        F::VehiclesWithoutSummary => lang.pick(
            "有的车没有汇总。请用 restore 恢复一个好的备份，并告诉我们。",
            "Vehicles lack their summary. Restore a good backup and tell us.",
        ),
        F::ViolationsWithoutSource => lang.pick(
            "有的违章不知道来自哪一家。请用 restore 恢复一个好的备份，并告诉我们。",
            "Violations lack the provider they came from. Restore a good backup and tell us.",
        ),
        F::ViolationsOutOfStep => lang.pick(
            "有的违章和它的车对不上。请用 restore 恢复一个好的备份，并告诉我们。",
            "Violations do not fit their vehicle. Restore a good backup and tell us.",
        ),
        F::ItemsWithoutCall => lang.pick(
            "有的车记为问过，却没有调用记录。请核对接口后台的账单，并告诉我们。",
            "Vehicles stand as asked without a call. Check the vendor's bill and tell us.",
        ),
        F::CallsUnsettled => lang.pick(
            "有的调用没有收尾的时间。请核对接口后台的账单，并告诉我们。",
            "Calls have no time of settlement. Check the vendor's bill and tell us.",
        ),
        F::UnknownWord => lang.pick(
            "有这个版本不认识的内容。请更新程序。",
            "There are words that this version does not know. Update the program.",
        ),
        F::AskedWithoutProcess => lang.pick(
            "有的问题发出后程序就结束了。下一次 check 会把它们记为存疑。",
            "Questions were left when their process ended. The next check enters them as doubtful.",
        ),
        F::DoubtfulCalls => lang.pick(
            "有存疑的调用。请到接口后台核对，再用 calls settle 填写。",
            "Some calls are doubtful. Check the vendor's console, then enter it with calls settle.",
        ),
        F::CostUnknown => lang.pick(
            "有计费的调用没有单价，花费不全。请用 account set --price-yuan 填单价，以后的就有了。",
            "Charged calls have no price, so the cost is not whole. Give one with account set --price-yuan for those to come.",
        ),
        F::SyncedFolder => lang.pick(
            "车库在会自动同步的文件夹里：两台电脑同时打开会互相覆盖，已付费的结果可能丢失。请把车库移到普通文件夹，把备份放到同步文件夹。",
            "The garage is in a folder that is synchronised: two computers that have it open overwrite each other, and paid results can be lost. Move the garage to a plain folder and put backups there instead.",
        ),
        F::NetworkDrive => lang.pick(
            "车库在网络盘上：断网或别的电脑同时打开会损坏文件。请把车库移到本机的盘，把备份放到网络盘。",
            "The garage is on a network drive: a lost connection or a second computer can damage it. Move the garage to a disk of this computer and put backups there instead.",
        ),
        F::InDoubt => lang.pick(
            "有的车资料存疑，没有改正前不会去问。请在窗口的车库里用筛选“资料存疑”逐辆改正，或改好表格再 import。",
            "Some vehicles' details are in doubt and are not asked until corrected. Mend them with the window's filter \"Details in doubt\", or import a corrected sheet.",
        ),
        F::Other => lang.pick("其他。请把代码告诉我们。", "Something else. Tell us its code."),
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
