//! storeapi doc §状态码说明: every code, its wording, and its charge ("返回10000状态都会进行计费").

use crate::vendor::{Code, Fate, Refusal};

const fn refused(code: &'static str, text: &'static str) -> Code {
    Code { code, text, charged: false, patience: 0, fate: Fate::Failed }
}

const fn passing(code: &'static str, text: &'static str, patience: u64) -> Code {
    Code { code, text, charged: false, patience, fate: Fate::Failed }
}

pub(super) const CODES: &[Code] = &[
    Code { code: "10000", text: "返回成功", charged: true, patience: 0, fate: Fate::Answered },
    refused("10001", "appid必须指定,可以我的应用里面查看"),
    refused("10002", "sign值必须指定,加密规则请前往帮助中心查看"),
    refused("10003", "sign值验证不通过,加密规则请前往帮助中心查看"),
    passing("10004", "时差不能超过10分钟,可以不传递这个参数,注意时间戳单位是秒", 1),
    refused("10005", "appid错误,请检查appid值,前往会员中心->我的应用查看或添加"),
    refused("10006", "当前IP地址未授权,请前往用户中心->我的应用添加ip{@info}"),
    refused("10007", "应用被禁用,请联系客服处理"),
    refused("10008", "应用内没有该接口,请到我的应用里面添加这个接口"),
    refused("10009", "api接口不存在"),
    refused("10010", "您没有添加该api接口"),
    refused("10011", "api已经到期"),
    refused("10012", "没有订购任何api,请前往购买后再操作"),
    refused("10013", "该接口已经暂停使用"),
    passing("10014", "未知的错误,可以联系客服处理", 2),
    refused("10015", "参数个数错误"),
    refused("10017", "time必须是整型"),
    refused("10018", "次数不足"),
    refused("10019", "{@info}"),
    refused("10020", "子接口不存在,可能已经被关闭"),
    passing("10021", "服务器发生错误", 2),
    refused("10022", "帐户余额不足,请充值!"),
    Code {
        code: "10023",
        text: "订单提交成功,等待回调结果",
        charged: false,
        patience: 0,
        fate: Fate::Pending,
    },
    refused("10024", "调试模式数据"),
    Code { code: "10025", text: "查无数据", charged: false, patience: 0, fate: Fate::NoData },
];

/// The message with its free text put in. A code that the table does not know has the free text only.
pub(super) fn message(refusal: &Refusal) -> String {
    let text = CODES.iter().find(|row| row.code == refusal.code).map_or("{@info}", |row| row.text);
    text.replace("{@info}", &refusal.info)
}
