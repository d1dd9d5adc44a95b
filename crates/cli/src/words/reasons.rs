//! Why a vehicle has no answer, and why a batch stopped.

use crate::lang::Lang;
use crate::table::cost;
use cheku_commands::api::{Progress, Reason, StopCode, Stopped};
use cheku_commands::{CommandError, ErrorCode};

/// The scope of a stop that no vendor caused.
pub const GARAGE: &str = "garage";

/// What happened, what it cost, what to do.
pub fn reason(lang: Lang, reason: Reason) -> &'static str {
    let (zh, en) = if is_before_asking(reason) { before_asking(reason) } else { after_asking(reason) };
    lang.pick(zh, en)
}

fn is_before_asking(reason: Reason) -> bool {
    use Reason as R;
    match reason {
        R::Left
        | R::Fresh
        | R::Locked
        | R::CitySkipped
        | R::DoubtfulBefore
        | R::PendingBefore
        | R::Unsupported => true,
        R::EngineMissing | R::FrameMissing | R::CityUnknown | R::PlateTypeUnsupported | R::InDoubt => true,
        R::Credentials | R::IpRefused | R::AccountClosed | R::QuotaUsedUp | R::DebugMode | R::ClockSkew => {
            false
        }
        R::BadRequest | R::RateLimited | R::ProviderClosed | R::ProviderBusy | R::CityClosed => false,
        R::VehicleRefused | R::VehicleLocked | R::VehicleNote | R::NotSent | R::Lost => false,
        R::Unreadable | R::PaidUnread | R::UnknownCode | R::NoData | R::AwaitsCallback | R::Interrupted => {
            false
        }
    }
}

fn before_asking(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Left => ("已停用、已售或报废，不再查询", "No longer in use; not checked"),
        Reason::Fresh => ("近期已查，未查询", "Checked recently; not checked"),
        Reason::Locked => {
            ("已锁定：修改车辆信息前不再查询", "Locked: not checked until its details are edited")
        }
        Reason::CitySkipped => ("该城市维护中，未查询", "City unavailable; not checked"),
        Reason::DoubtfulBefore => (
            "上次待核对，未查询；请先核对是否计费",
            "Unconfirmed before; not checked. Resolve the charge first",
        ),
        Reason::PendingBefore => ("等待结果，未查询", "Awaiting its result; not checked"),
        Reason::EngineMissing => {
            ("发动机号位数不足，未查询；请补全", "Engine number too short; not checked. Complete it")
        }
        Reason::FrameMissing => ("车架号位数不足，未查询；请补全", "VIN too short; not checked. Complete it"),
        Reason::InDoubt => (
            "信息可能有误：号牌种类、发动机号或车架号不正确，未查询；请修改",
            "Details in doubt: plate type, engine number or VIN can't be right; not checked. Edit it",
        ),
        Reason::CityUnknown => {
            ("无法确定查询城市，未查询；请选择城市", "City unknown; not checked. Choose it")
        }
        _ => {
            ("该服务商不支持此号牌种类，未查询", "The provider doesn't support this plate type; not checked")
        }
    }
}

fn after_asking(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Credentials => (
            "密钥或应用 ID 不正确，未计费。请用 account set 修改。",
            "The key or app ID is wrong. Not charged. Correct it with account set.",
        ),
        Reason::IpRefused => (
            "本机 IP 未授权，未计费。请到服务商后台添加。",
            "This computer's IP is not allowed. Not charged. Add it in the provider's console.",
        ),
        Reason::AccountClosed => (
            "服务未开通、已到期或已停用，未计费。请按服务商返回的提示，到其后台开通、续费或认证，或联系客服，并核对接口路径。",
            "The service is not activated, expired or closed. Not charged. Follow the provider's message: activate, renew or verify in its console, or contact support. Also check the path.",
        ),
        Reason::QuotaUsedUp => (
            "次数或余额不足，未计费。充值后用 resume 继续查询。",
            "No calls or balance left. Not charged. Top up, then continue with resume.",
        ),
        Reason::DebugMode => (
            "服务商后台处于调试模式，返回的是测试数据，未保存。请到后台关闭。",
            "Debug mode is on; the provider returned test data, which was not kept. Turn it off in its console.",
        ),
        Reason::ClockSkew => (
            "本机时钟不准，未计费。请校准时间。",
            "This computer's clock is wrong. Not charged. Set the time.",
        ),
        Reason::BadRequest => (
            "服务商拒绝了请求格式，未计费。请更新软件或改用另一家服务商。",
            "The provider rejected the request. Not charged. Update Cheku or use the other provider.",
        ),
        Reason::RateLimited => {
            ("查询过于频繁，未计费。可稍后重查。", "Too many requests. Not charged. Try again later.")
        }
        Reason::ProviderClosed => (
            "服务商暂停服务，未计费。可改用另一家服务商。",
            "Provider paused. Not charged. Use the other provider.",
        ),
        Reason::ProviderBusy => (
            "服务商系统出错，重试后仍未成功，未计费。可稍后重查。",
            "The provider failed, also after retries. Not charged. Try again later.",
        ),
        Reason::CityClosed => {
            ("该城市维护中，未计费。请稍后再查。", "City unavailable. Not charged. Try later.")
        }
        Reason::VehicleRefused => (
            "车辆信息错误，未计费。请修改后重查。",
            "Vehicle details wrong. Not charged. Edit them and check again.",
        ),
        Reason::VehicleLocked => (
            "车辆信息错误，已计费。修改前不再查询此车。",
            "Vehicle details wrong. Charged. Not checked again until edited.",
        ),
        Reason::VehicleNote => (
            "服务商对此车另有说明，未计费。请查看说明，修改后重查。",
            "The provider has a note about this vehicle. Not charged. Read it, edit the details and check again.",
        ),
        Reason::NoData => (
            "服务商没有此车的数据，未计费；不等于没有违章。请核对车牌和号牌种类，或改用另一家服务商。",
            "The provider has no data on this vehicle. Not charged. This doesn't mean no violations: check plate and plate type, or use the other provider.",
        ),
        Reason::AwaitsCallback => (
            "服务商已受理，结果须等待回调，本机无法接收；可能已计费。请过几天再查，或改用另一家服务商。",
            "Accepted; the result would come by a callback that this computer can't receive. May be charged. Check again in a few days, or use the other provider.",
        ),
        Reason::NotSent => {
            ("未能连接网络，请求未发出，未计费。", "No connection; nothing was sent. Not charged.")
        }
        Reason::Lost => (
            "请求发出后连接断开，可能已计费。请到服务商后台核对，不会自动重发。",
            "Connection lost after sending; may be charged. See the provider's console; not resent.",
        ),
        Reason::Unreadable => (
            "返回内容无法识别，可能已计费。请到服务商后台核对，不会自动重发。",
            "The response was not readable; may be charged. See the provider's console; not resent.",
        ),
        Reason::PaidUnread => (
            "已计费，当前版本无法识别返回内容。原文已保存，新版本会自动重新识别；不会自动重发。",
            "Charged, but this version can't read the response yet. It is kept and read again by a newer version; not resent automatically.",
        ),
        Reason::Interrupted => (
            "查询时程序中断，可能已计费。请到服务商后台核对，不会自动重发。",
            "The program stopped during the check; may be charged. See the provider's console; not resent.",
        ),
        _ => (
            "服务商返回未知返回码，可能已计费。请到服务商后台核对。",
            "Unknown result code; may be charged. See the provider's console.",
        ),
    }
}

/// Elsewhere than on Linux the system's own list of certificates is the only one.
const OR_BY_NAME: (&str, &str) = if cfg!(target_os = "linux") {
    ("（或用 SSL_CERT_FILE 指定）", " (or name it in SSL_CERT_FILE)")
} else {
    ("", "")
};

/// Why a batch ended early, and what to do.
pub fn stopped(lang: Lang, stopped: &Stopped, last: &Progress) -> String {
    let left = last.not_asked;
    let (or_file, or_named) = OR_BY_NAME;
    let cap = last.max_cost_fen.map(|cap| cost(lang, cap)).unwrap_or_default();
    let (zh, en) = match stopped.kind {
        StopCode::MaxCost => (
            format!("已达费用上限 {cap}，其余 {left} 辆未查询。用 resume 继续查询。"),
            format!("Spending limit of {cap} reached; {left} not checked. Continue with resume."),
        ),
        StopCode::MonthCap => (
            format!("已达本月费用上限，其余 {left} 辆未查询。"),
            format!("Monthly spending limit reached; {left} not checked."),
        ),
        StopCode::Cancelled => (
            format!("已停止，其余 {left} 辆未查询。用 resume 继续查询。"),
            format!("Stopped; {left} not checked. Continue with resume."),
        ),
        StopCode::NoNetwork => (
            format!("未能连接服务商，其余 {left} 辆未查询，未计费。检查网络后用 resume 继续查询。"),
            format!(
                "No connection to the provider; {left} not checked. Not charged. Check the network, then resume."
            ),
        ),
        StopCode::CertificateUntrusted => (
            format!(
                "本机不信任服务商的证书，未发出任何内容，未计费；其余 {left} 辆未查询。通常是公司网络检查加密流量：请管理员将公司根证书装入系统{or_file}，再用 resume 继续查询。"
            ),
            format!(
                "This computer doesn't trust the provider's certificate; nothing was sent or charged; {left} not checked. Most likely the company network inspects encrypted traffic: have its root certificate installed{or_named}, then resume."
            ),
        ),
        StopCode::TooSlow => (
            format!("服务商 1 分钟未响应，其余 {left} 辆未查询。稍后用 resume 继续查询。"),
            format!(
                "The provider didn't respond for a minute; {left} not checked. Continue later with resume."
            ),
        ),
        StopCode::Interrupted => (
            format!("上次查询中断，其余 {left} 辆未查询。用 resume 继续查询。"),
            format!("The check was interrupted; {left} not checked. Continue with resume."),
        ),
        StopCode::Vendor if stopped.scope == GARAGE => return by_garage(lang, stopped, left),
        StopCode::Vendor => (by_vendor(Lang::Zh, stopped, left), by_vendor(Lang::En, stopped, left)),
    };
    lang.pick(&zh, &en).to_owned()
}

/// The garage failed while answers came in: what is not written down is doubtful.
fn by_garage(lang: Lang, stopped: &Stopped, left: u32) -> String {
    let code = ErrorCode::from_word(&stopped.code).unwrap_or(ErrorCode::GarageIo);
    let why = super::errors::sentence(lang, &CommandError::new(code, stopped.code.as_str()));
    match lang {
        Lang::Zh => format!("{why} 其余 {left} 辆未查询。"),
        Lang::En => format!("{why} {left} not checked."),
    }
}

/// The vendor's code stands in brackets, its words as its words.
fn by_vendor(lang: Lang, stopped: &Stopped, left: u32) -> String {
    let why = match stopped.reason {
        Some(known) => reason(lang, known),
        None => lang.pick("请到服务商后台查看此返回码。", "Look this code up in the provider's console."),
    };
    let code = &stopped.code;
    let theirs = match (stopped.message.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("：“{}”", stopped.message),
        (false, Lang::En) => format!(": \"{}\"", stopped.message),
    };
    match lang {
        Lang::Zh => format!("服务商拒绝（{code}）{theirs}。{why}其余 {left} 辆未查询。"),
        Lang::En => format!("The provider refused ({code}){theirs}. {why} {left} not checked."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words_of_its_own_in_both_languages() {
        let mut seen = std::collections::BTreeMap::new();
        for code in Reason::ALL {
            let zh = reason(Lang::Zh, *code);
            assert_ne!(zh, reason(Lang::En, *code));
            // The two ways of saying "this plate type is not taken" share their words.
            if *code != Reason::PlateTypeUnsupported {
                assert_eq!(seen.insert(zh, code), None, "{code:?} shares its sentence");
            }
        }
    }
}
