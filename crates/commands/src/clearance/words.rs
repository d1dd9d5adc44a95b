//! What the page and the sheet both say.

use crate::words::Lang;
use cheku_domain::clearance::{ClearanceFor, ClearanceSheet, ClearanceSums};
use cheku_domain::{Attempt, Timestamp};

pub(super) fn purpose(purpose: ClearanceFor, lang: Lang) -> &'static str {
    match purpose {
        ClearanceFor::Inspection => lang.pick("年检", "Inspection"),
        ClearanceFor::Sale => lang.pick("卖车", "Sale"),
        ClearanceFor::Leaving => lang.pick("驾驶员离职", "Driver leaving"),
        ClearanceFor::Deposit => lang.pick("退押金", "Deposit"),
    }
}

pub(super) fn outcome(outcome: Attempt, lang: Lang) -> &'static str {
    match outcome {
        Attempt::Waiting => lang.pick("未发出", "Not sent"),
        Attempt::Asked => lang.pick("查询中", "Being checked"),
        Attempt::Answered => lang.pick("有结果", "With result"),
        Attempt::Failed => lang.pick("查询失败", "Failed"),
        Attempt::Doubtful => lang.pick("待核对", "Unconfirmed"),
        Attempt::Unreadable => lang.pick("已计费，暂无法识别", "Charged, not yet readable"),
    }
}

pub(super) fn minute(at: Timestamp) -> String {
    at.in_cst().format("%Y-%m-%d %H:%M").to_string()
}

/// What nobody knows, each with its count; nothing of it is a zero.
pub(super) fn unknown(sheet: &ClearanceSheet, sums: &ClearanceSums, lang: Lang) -> Vec<String> {
    let said = [
        (
            sums.never_answered,
            "辆车没有查询结果，违章情况未知",
            "vehicles without any result: whether they have violations is not known",
        ),
        (
            sums.unsure,
            "辆车最近一次查询没有结果，以下是更早的结果",
            "vehicles whose last check brought no result: what stands here is older",
        ),
        (
            sheet.removed,
            "辆有关的车已从车辆列表删除，未列入",
            "vehicles of this driver were deleted from the vehicle list and are not here",
        ),
        (sums.gone, "条已查不到：不等于已缴款", "violations no longer listed: that does not mean paid"),
        (sums.totals.fines_unknown, "条未缴的罚款金额未知", "unpaid violations with an unknown fine"),
        (sums.totals.points_unknown, "条未处理的记分未知", "violations not handled with unknown points"),
    ];
    let known = said.into_iter().filter(|(count, ..)| *count > 0);
    known.map(|(count, zh, en)| format!("{count} {}", lang.pick(zh, en))).collect()
}

/// What the sheet is, and what it is not.
pub(super) fn nature(lang: Lang) -> &'static str {
    lang.pick(
        "本单只列出服务商在所示时间返回的结果，不作任何证明；未查询不等于没有违章，已查不到不等于已缴款。以交管部门为准。",
        "This sheet lists what providers returned at the times shown and is no certificate. Not checked does not mean no \
         violations, and no longer listed does not mean paid. What counts is the traffic police's record.",
    )
}
