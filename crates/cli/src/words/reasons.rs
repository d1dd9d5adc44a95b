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
        R::Fresh | R::Locked | R::CitySkipped | R::DoubtfulBefore | R::PendingBefore | R::Unsupported => true,
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
        Reason::Fresh => ("刚查过，没有再问", "Asked recently; not asked again"),
        Reason::Locked => ("已锁定：改正车辆信息前不再问", "Locked: not asked until its data is corrected"),
        Reason::CitySkipped => ("该城市维护中，没有问", "This city is in maintenance; not asked"),
        Reason::DoubtfulBefore => {
            ("上次存疑，没有再问；先核对是否计费", "Doubtful before; not asked. Settle the charge first")
        }
        Reason::PendingBefore => ("还在等结果，没有再问", "Its result is pending; not asked"),
        Reason::EngineMissing => {
            ("发动机号不够，没有问；请补全", "Engine number too short; not asked. Complete it")
        }
        Reason::FrameMissing => ("车架号不够，没有问；请补全", "VIN too short; not asked. Complete it"),
        Reason::InDoubt => (
            "资料存疑：号牌种类、发动机号或车架号只能是错的，没有问；请改正",
            "Details in doubt: plate type, engine number or VIN can only be wrong; not asked. Correct it",
        ),
        Reason::CityUnknown => {
            ("不知道查哪个城市，没有问；请手选城市", "City not known; not asked. Choose it by hand")
        }
        _ => ("这家接口查不了这种号牌，没有问", "The provider does not take this plate type; not asked"),
    }
}

fn after_asking(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Credentials => (
            "密钥或应用 ID 不对，没有计费。请用 account set 改正。",
            "The key or app ID is wrong. Not charged. Correct it with account set.",
        ),
        Reason::IpRefused => (
            "本机的 IP 不在接口的白名单里，没有计费。请到服务商后台添加。",
            "This machine's IP is not on the provider's list. Not charged. Add it in the provider's console.",
        ),
        Reason::AccountClosed => (
            "接口没有开通、到期或被禁用，没有计费。看它的原话，到后台开通、续期、认证，或问客服；也核对接口路径。",
            "The product is not ordered, expired or disabled. Not charged. Read its words; order, renew or verify in its console, or ask its support. Check the path too.",
        ),
        Reason::QuotaUsedUp => (
            "次数或余额用完，没有计费。充值后用 resume 接着查。",
            "No calls or balance left. Not charged. Top up, then go on with resume.",
        ),
        Reason::DebugMode => (
            "接口开着调试模式，数据不是真的，没有保存。请到后台关闭。",
            "The provider's debug mode is on; its data is not real and was not kept. Switch it off there.",
        ),
        Reason::ClockSkew => (
            "本机时钟和接口相差太多，没有计费。请校准时间。",
            "This machine's clock differs too much. Not charged. Set the time.",
        ),
        Reason::BadRequest => (
            "接口说请求不对，没有计费。请更新程序或换一家接口。",
            "The provider refuses the request's form. Not charged. Update this program or ask the other provider.",
        ),
        Reason::RateLimited => {
            ("问得太快，没有计费。可稍后重查。", "Too fast. Not charged. Try again later.")
        }
        Reason::ProviderClosed => (
            "接口停用或维护中，没有计费。可以换一家接口查。",
            "The provider's product is paused or closed. Not charged. Ask the other provider.",
        ),
        Reason::ProviderBusy => (
            "接口繁忙，重试后仍失败，没有计费。可稍后重查。",
            "The provider is busy, after several tries. Not charged. Try again later.",
        ),
        Reason::CityClosed => {
            ("该城市维护中，没有计费。过后再查。", "This city is in maintenance. Not charged. Ask later.")
        }
        Reason::VehicleRefused => (
            "车辆信息不对，没有计费。改正后再查。",
            "Vehicle data wrong. Not charged. Correct it and ask again.",
        ),
        Reason::VehicleLocked => (
            "车辆信息错误，已计费。改正前不再问这辆。",
            "Vehicle data wrong. Charged. Not asked again until corrected.",
        ),
        Reason::VehicleNote => (
            "接口对这辆车另有说明，没有计费。看它的原话，改正后再查。",
            "The provider has a note about this vehicle. Not charged. Read it, correct, and ask again.",
        ),
        Reason::NoData => (
            "接口没有这辆车的数据，没有计费；不等于没有违章。核对车牌和种类，或换一家接口查。",
            "The provider has no data on this vehicle. Not charged. Not the same as no violations: check plate and type, or ask the other provider.",
        ),
        Reason::AwaitsCallback => (
            "接口收下了，结果要等它回调，本机收不到；可能已计费。过几天再查，或换一家接口。",
            "Accepted; the result would come by a callback that cannot reach this machine. May be charged. Ask again in a few days, or ask the other provider.",
        ),
        Reason::NotSent => {
            ("没有连上网络，没有发出，没有计费。", "No connection; nothing was sent. Not charged.")
        }
        Reason::Lost => (
            "发出后连接断了，可能已计费。请到后台核对，不会自动重问。",
            "Connection lost after sending; may be charged. Check your account; not repeated.",
        ),
        Reason::Unreadable => (
            "回答读不懂，可能已计费。请到后台核对，不会自动重问。",
            "The answer was not readable; may be charged. Check your account; not repeated.",
        ),
        Reason::PaidUnread => (
            "已付费，这个版本还读不懂回答。原文已存下，新版本会自动重读；不会自动重问。",
            "Paid, but this version cannot read the answer yet. It is kept and read again by a newer version; not asked again without a person.",
        ),
        Reason::Interrupted => (
            "问的时候程序中断，可能已计费。请到后台核对，不会自动重问。",
            "The program ended while asking; may be charged. Check your account; not repeated.",
        ),
        _ => (
            "接口给了文档里没有的代码，可能已计费。请到后台核对。",
            "The provider gave a code that no document names; may be charged. Check your account.",
        ),
    }
}

/// Why a batch ended early, and what to do.
pub fn stopped(lang: Lang, stopped: &Stopped, last: &Progress) -> String {
    let left = last.not_asked;
    let cap = last.max_cost_fen.map(|cap| cost(lang, cap)).unwrap_or_default();
    let (zh, en) = match stopped.kind {
        StopCode::MaxCost => (
            format!("到了上限 {cap}，其余 {left} 辆没有问。用 resume 接着查。"),
            format!("Cap of {cap} reached; {left} not asked. Go on with resume."),
        ),
        StopCode::MonthCap => (
            format!("到了本月上限，其余 {left} 辆没有问。"),
            format!("This month's cap is reached; {left} not asked."),
        ),
        StopCode::Cancelled => (
            format!("已停止，其余 {left} 辆没有问。用 resume 接着查。"),
            format!("Cancelled; {left} not asked. Go on with resume."),
        ),
        StopCode::NoNetwork => (
            format!("没有连上接口，其余 {left} 辆没有问，没有计费。检查网络后用 resume 接着查。"),
            format!(
                "No connection to the provider; {left} not asked. Not charged. Check the network, then resume."
            ),
        ),
        StopCode::CertificateUntrusted => (
            format!(
                "接口的证书不受这台电脑信任，什么也没有发出，没有计费；其余 {left} 辆没有问。多半是公司网络在中间检查加密：请管理员把公司的根证书装进系统（或用 SSL_CERT_FILE 指定），再用 resume 接着查。"
            ),
            format!(
                "This computer does not trust the provider's certificate; nothing was sent, nothing charged; {left} not asked. Most likely the company's network looks into encrypted traffic: have its root certificate installed (or name it in SSL_CERT_FILE), then resume."
            ),
        ),
        StopCode::TooSlow => (
            format!("接口一分钟没有回答，其余 {left} 辆没有问。过后用 resume 接着查。"),
            format!("The provider gave no answer for a minute; {left} not asked. Go on later with resume."),
        ),
        StopCode::Interrupted => (
            format!("上次查询中断，其余 {left} 辆没有问。用 resume 接着查。"),
            format!("The check was interrupted; {left} not asked. Go on with resume."),
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
        Lang::Zh => format!("{why} 其余 {left} 辆没有问。"),
        Lang::En => format!("{why} {left} not asked."),
    }
}

/// The vendor's code stands in brackets, its words as its words.
fn by_vendor(lang: Lang, stopped: &Stopped, left: u32) -> String {
    let why = match stopped.reason {
        Some(known) => reason(lang, known),
        None => lang.pick("请到服务商后台查看这个代码。", "Look this code up in the provider's console."),
    };
    let code = &stopped.code;
    let theirs = match (stopped.message.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("：「{}」", stopped.message),
        (false, Lang::En) => format!(": \"{}\"", stopped.message),
    };
    match lang {
        Lang::Zh => format!("接口拒绝（{code}）{theirs}。{why}其余 {left} 辆没有问。"),
        Lang::En => format!("The provider refused ({code}){theirs}. {why} {left} not asked."),
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
