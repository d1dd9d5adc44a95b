//! juhe doc §错误码参照, with the numbers that came before them (数据ID 36), which are still met.

use crate::vendor::{Code, Fate, Refusal};

const fn refused(code: &'static str, text: &'static str, patience: u64) -> Code {
    Code { code, text, charged: false, patience, fate: Fate::Failed }
}

const fn charged(code: &'static str, text: &'static str) -> Code {
    Code { code, text, charged: true, patience: 0, fate: Fate::Failed }
}

pub(super) const CODES: &[Code] = &[
    Code { code: "0", text: "查询成功", charged: true, patience: 0, fate: Fate::Answered },
    refused("225603", "网络错误请重试", 2),
    refused("225605", "您好,你所查询的城市正在维护或未开通查询", 0),
    charged("225606", "车辆信息错误,请确认输入的信息正确"),
    refused("225607", "车辆信息错误", 0),
    refused("225608", "内部异常：其他信息错误", 1),
    refused("225611", "根据车牌前缀获取查询规则相关错误", 0),
    refused("10001", "错误的请求KEY!", 0),
    refused("10002", "该KEY无请求权限", 0),
    refused("10003", "KEY过期", 0),
    refused("10004", "错误的OPENID", 0),
    refused("10005", "应用未审核超时,请提交认证", 0),
    refused("10007", "未知的请求源", 0),
    refused("10008", "被禁止的IP", 0),
    refused("10009", "被禁止的KEY", 0),
    refused("10011", "当前IP请求超过限制", 3),
    refused("10012", "超过每日可允许请求次数!", 0),
    refused("10013", "测试KEY超过请求限制", 0),
    refused("10014", "系统内部异常", 2),
    refused("10020", "接口维护", 0),
    refused("10021", "接口停用", 0),
    refused("203602", "车辆信息不存在", 0),
    refused("203603", "网络错误请重试", 2),
    refused("203604", "传递参数的格式不正确", 0),
    refused("203605", "没找到此城市代码或该城市正在维护", 0),
    charged("203606", "车辆信息错误,请确认输入的信息正确"),
    refused("203607", "车辆信息错误", 0),
    refused("203608", "城市维护或未开通", 0),
    refused("203609", "内部异常：其他信息错误", 1),
    refused("203611", "车牌前缀查询规则错误", 0),
];

/// The text for a refusal: the scenario's own, else the table's.
pub(super) fn reason(refusal: &Refusal) -> String {
    if !refusal.info.is_empty() {
        return refusal.info.clone();
    }
    CODES.iter().find(|row| row.code == refusal.code).map_or_else(String::new, |row| row.text.to_owned())
}

/// The three digits of the older numbering: 1 for system codes, 2 for those of the service.
pub(super) fn older(code: &str) -> String {
    let last_two = code.get(code.len().saturating_sub(2)..).unwrap_or(code);
    match code.len() {
        5 => format!("1{last_two}"),
        6 => format!("2{last_two}"),
        _ => "200".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn older_numbers_are_those_of_the_table() {
        assert_eq!(super::older("10001"), "101");
        assert_eq!(super::older("10021"), "121");
        assert_eq!(super::older("225606"), "206");
        assert_eq!(super::older("0"), "200");
    }
}
