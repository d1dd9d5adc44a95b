//! Words for states.

use crate::lang::Lang;
use cheku_commands::api::{BatchState, ItemState, ShownState};
use cheku_domain::{Attempt, Charge, VehicleStatus};

/// A vehicle at a glance.
pub fn status(lang: Lang, status: VehicleStatus) -> &'static str {
    match status {
        VehicleStatus::NeverAsked => lang.pick("未查过", "never asked"),
        VehicleStatus::Clean => lang.pick("无违章", "clean"),
        VehicleStatus::Owing => lang.pick("未结清", "owing"),
        VehicleStatus::NoData => lang.pick("查无数据", "no data"),
        VehicleStatus::Pending => lang.pick("待结果", "pending"),
        VehicleStatus::Doubtful => lang.pick("存疑", "doubtful"),
        VehicleStatus::Failed => lang.pick("查询失败", "failed"),
        VehicleStatus::Locked => lang.pick("已锁定", "locked"),
        VehicleStatus::Unreadable => lang.pick("已付费，还读不懂", "paid, not yet readable"),
    }
}

/// A violation's state.
pub fn state(lang: Lang, state: ShownState) -> &'static str {
    match state {
        ShownState::Unhandled => lang.pick("未处理未缴费", "not handled"),
        ShownState::HandledUnpaid => lang.pick("已处理未缴费", "handled, unpaid"),
        ShownState::Paid => lang.pick("已处理已缴费", "paid"),
        ShownState::NoLongerReturned => lang.pick("不再返回", "no longer returned"),
    }
}

/// A vehicle of a batch.
pub fn item(lang: Lang, state: ItemState) -> &'static str {
    match state {
        ItemState::Waiting => lang.pick("没有问", "not asked"),
        ItemState::Asked => lang.pick("正在问", "asking"),
        ItemState::Answered => lang.pick("有结果", "answered"),
        ItemState::NoData => lang.pick("查无数据", "no data"),
        ItemState::Pending => lang.pick("待结果", "pending"),
        ItemState::Failed => lang.pick("查询失败", "failed"),
        ItemState::Doubtful => lang.pick("存疑", "doubtful"),
        ItemState::Skipped => lang.pick("跳过", "skipped"),
    }
}

/// How a batch ended.
pub fn batch(lang: Lang, state: BatchState) -> &'static str {
    match state {
        BatchState::Running => lang.pick("正在查", "running"),
        BatchState::Paused => lang.pick("已暂停", "paused"),
        BatchState::Stopping => lang.pick("正在停止", "stopping"),
        BatchState::Done => lang.pick("问完", "done"),
        BatchState::Stopped => lang.pick("中途停下", "stopped"),
        BatchState::Interrupted => lang.pick("程序中断", "interrupted"),
    }
}

/// How far a call got.
pub fn attempt(lang: Lang, attempt: Attempt) -> &'static str {
    match attempt {
        Attempt::Waiting => lang.pick("没有发出", "not sent"),
        Attempt::Asked => lang.pick("正在问", "asking"),
        Attempt::Answered => lang.pick("有回答", "answered"),
        Attempt::Failed => lang.pick("失败", "failed"),
        Attempt::Doubtful => lang.pick("存疑", "doubtful"),
        Attempt::Unreadable => lang.pick("已付费，还读不懂", "paid, not yet readable"),
    }
}

/// Whether a call is charged.
pub fn charge(lang: Lang, charge: Charge) -> &'static str {
    match charge {
        Charge::No => lang.pick("没有计费", "not charged"),
        Charge::Yes => lang.pick("已计费", "charged"),
        Charge::Unknown => lang.pick("可能已计费", "may be charged"),
    }
}
