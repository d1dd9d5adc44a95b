//! Words for states.

use crate::lang::Lang;
use cheku_commands::api::{BatchState, ItemState, ShownState, Stage, TodoKind, TodoRows};
use cheku_domain::{Attempt, Charge, Left, VehicleStatus};

/// A vehicle at a glance.
pub fn status(lang: Lang, status: VehicleStatus) -> &'static str {
    match status {
        VehicleStatus::NeverAsked => lang.pick("未查询", "not checked"),
        VehicleStatus::Clean => lang.pick("无未缴", "clear"),
        VehicleStatus::Owing => lang.pick("有未缴", "unpaid"),
        VehicleStatus::NoData => lang.pick("查无数据", "no data"),
        VehicleStatus::Pending => lang.pick("等待结果", "awaiting result"),
        VehicleStatus::Doubtful => lang.pick("待核对", "unconfirmed"),
        VehicleStatus::Failed => lang.pick("查询失败", "failed"),
        VehicleStatus::Locked => lang.pick("已锁定", "locked"),
        VehicleStatus::Unreadable => lang.pick("已计费，暂无法识别", "charged, not yet readable"),
    }
}

/// Why a vehicle is no longer in use.
pub fn left(lang: Lang, left: Left) -> &'static str {
    match left {
        Left::Suspended => lang.pick("停用", "suspended"),
        Left::Sold => lang.pick("已售", "sold"),
        Left::Scrapped => lang.pick("报废", "scrapped"),
    }
}

/// A violation's state.
pub fn state(lang: Lang, state: ShownState) -> &'static str {
    match state {
        ShownState::Unhandled => lang.pick("未处理未缴款", "not handled"),
        ShownState::HandledUnpaid => lang.pick("已处理未缴款", "handled, unpaid"),
        ShownState::Paid => lang.pick("已处理已缴款", "paid"),
        ShownState::NoLongerReturned => lang.pick("已查不到", "no longer listed"),
    }
}

/// How far a violation got at this desk.
pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::StillThere => lang.pick("说已缴，仍查到", "said paid, still listed"),
        Stage::Unclaimed => lang.pick("待认领", "unassigned"),
        Stage::Untold => lang.pick("待通知", "to notify"),
        Stage::Told => lang.pick("已通知", "notified"),
        Stage::Handled => lang.pick("已处理", "said handled"),
        Stage::Paid => lang.pick("已缴", "said paid"),
        Stage::Dropped => lang.pick("申诉/不处理", "appealed/dropped"),
        Stage::VerifiedGone => lang.pick("已查不到", "no longer listed"),
        Stage::Verified => lang.pick("已核实", "confirmed paid"),
    }
}

/// What is to be done.
pub fn todo(lang: Lang, kind: TodoKind) -> &'static str {
    match kind {
        TodoKind::Overdue => lang.pick("已过办理期限，请催办", "past the due day; remind the driver"),
        TodoKind::StillThere => lang.pick("说已缴，仍查到，请核实", "said paid, still listed; look into it"),
        TodoKind::Unclaimed => lang.pick("待认领：不知是谁驾驶", "unassigned: the driver is not known"),
        TodoKind::Untold => lang.pick("待通知驾驶员", "drivers to notify"),
        TodoKind::Points => {
            lang.pick("待处理记分达 9 分，请留意", "9 or more points pending; mind the licence")
        }
        TodoKind::LateFee => lang.pick("已处理未缴，正在加处罚款", "handled, unpaid, with a late penalty"),
        TodoKind::Doubtful => lang.pick("可能已计费，请核对", "may be charged; please confirm"),
        TodoKind::Unreadable => lang.pick("已计费，新版本可识别", "charged; a newer version can read them"),
        TodoKind::Failed => lang.pick("查询失败，请查看原因", "failed; see why"),
        TodoKind::Locked => lang.pick("信息有误被锁定，请修改", "locked; correct their details"),
        TodoKind::Incomplete => {
            lang.pick("缺车架号、发动机号或城市", "VIN, engine number or city is missing")
        }
        TodoKind::NeverAsked => lang.pick("尚未查询", "not checked yet"),
        TodoKind::Pending => lang.pick("服务商尚未返回结果", "the provider has no result yet"),
        TodoKind::DueOver => lang.pick("已过期，请尽快办理", "over; renew soon"),
        TodoKind::DueWithin7 => lang.pick("7 天内到期", "due within 7 days"),
        TodoKind::DueWithin30 => lang.pick("30 天内到期", "due within 30 days"),
        TodoKind::DueWithin60 => lang.pick("60 天内到期", "due within 60 days"),
    }
}

/// What is counted of it.
pub fn unit(lang: Lang, rows: &TodoRows) -> &'static str {
    match rows {
        TodoRows::Violations { .. } => lang.pick("条", "violations"),
        TodoRows::Drivers { .. } => lang.pick("位驾驶员", "drivers"),
        TodoRows::Vehicles { .. } | TodoRows::Plan => lang.pick("辆车", "vehicles"),
        TodoRows::Calls { .. } => lang.pick("次", "calls"),
        TodoRows::DueDates { .. } => lang.pick("项", "due dates"),
    }
}

/// A vehicle of a batch.
pub fn item(lang: Lang, state: ItemState) -> &'static str {
    match state {
        ItemState::Waiting => lang.pick("未查询", "not checked"),
        ItemState::Asked => lang.pick("查询中", "checking"),
        ItemState::Answered => lang.pick("有结果", "with result"),
        ItemState::NoData => lang.pick("查无数据", "no data"),
        ItemState::Pending => lang.pick("等待结果", "awaiting result"),
        ItemState::Failed => lang.pick("查询失败", "failed"),
        ItemState::Doubtful => lang.pick("待核对", "unconfirmed"),
        ItemState::Skipped => lang.pick("跳过", "skipped"),
    }
}

/// How a batch ended.
pub fn batch(lang: Lang, state: BatchState) -> &'static str {
    match state {
        BatchState::Running => lang.pick("查询中", "running"),
        BatchState::Paused => lang.pick("已暂停", "paused"),
        BatchState::Stopping => lang.pick("正在停止", "stopping"),
        BatchState::Done => lang.pick("已完成", "done"),
        BatchState::Stopped => lang.pick("已停止", "stopped"),
        BatchState::Interrupted => lang.pick("程序中断", "interrupted"),
    }
}

/// How far a call got.
pub fn attempt(lang: Lang, attempt: Attempt) -> &'static str {
    match attempt {
        Attempt::Waiting => lang.pick("未发出", "not sent"),
        Attempt::Asked => lang.pick("查询中", "checking"),
        Attempt::Answered => lang.pick("有结果", "with result"),
        Attempt::Failed => lang.pick("查询失败", "failed"),
        Attempt::Doubtful => lang.pick("待核对", "unconfirmed"),
        Attempt::Unreadable => lang.pick("已计费，暂无法识别", "charged, not yet readable"),
    }
}

/// Whether a call is charged.
pub fn charge(lang: Lang, charge: Charge) -> &'static str {
    match charge {
        Charge::No => lang.pick("未计费", "not charged"),
        Charge::Yes => lang.pick("已计费", "charged"),
        Charge::Unknown => lang.pick("可能已计费", "may be charged"),
    }
}
