//! Refusals of accounts, keys and prices.

use cheku_commands::ErrorCode as E;

/// The words of these; `None` for any other.
pub(super) fn words(code: E) -> Option<(&'static str, &'static str)> {
    Some(match code {
        E::ProviderUnknown => (
            "找不到该服务商：{provider}。用 account list 查看。",
            "Provider not found: {provider}. See account list.",
        ),
        E::NoAccount => (
            "尚无服务商账户：{provider}。请先用 account set 添加，未发出任何请求。",
            "There is no account yet: {provider}. Add one with account set; nothing was sent.",
        ),
        E::AccountFieldMissing => (
            "账户有必填项未填，未保存（{field}）。",
            "A required field is empty; nothing was saved ({field}).",
        ),
        E::AccountFieldInvalid => (
            "账户有一项填写有误，未保存（{field}）。",
            "A field of the account is not valid; nothing was saved ({field}).",
        ),
        E::AccountHttpRefused => (
            "不接受 http 地址，未保存。改用 https，或加上 --allow-http。",
            "Plain http is not accepted; nothing was saved. Use https, or add --allow-http.",
        ),
        E::AccountHashNeedsHttpsPost => (
            "hash 验证仅支持 https 和 post，未保存。",
            "Hash verification needs https and post; nothing was saved.",
        ),
        E::AccountSecretMissing => (
            "此账户未填密钥。用 account set 的 --…-stdin 从标准输入填写。",
            "This account has no key yet. Give it on standard input with account set … -stdin.",
        ),
        E::AccountSecretElsewhere => (
            "{provider} 的密钥用于另一个地址（{typed_for}），未发送到 {address}。确认此地址后，用 account set 的 --…-stdin 重新填写密钥。",
            "The key of {provider} belongs to another address ({typed_for}) and was not sent to {address}. If that address is right, give the key again on standard input with account set … -stdin.",
        ),
        E::SecretsInUse => (
            "密钥文件正被另一个程序占用，未保存。请关闭该程序再试。",
            "Another program is using the key file; nothing was saved. Close it and try again.",
        ),
        E::KeychainSilent => (
            "系统凭据管理器 10 秒无响应，未发出任何请求。请解锁或重启它，或设 CHEKU_SECRETS=file 用一个私有文件保存密钥。",
            "The system keychain didn't respond within 10 seconds; nothing was sent. Unlock or restart it, or set CHEKU_SECRETS=file for one private file.",
        ),
        E::PriceNeededForCap => (
            "未填单价，费用上限无法生效，未发出任何请求（{provider}）。请先用 account set 的 --price-yuan 填写。",
            "A spending limit needs a price per call; nothing was sent ({provider}). Set --price-yuan with account set.",
        ),
        E::CapUsedUp => (
            "费用上限内已无法再查一辆，未发出任何请求，未新建批次。请提高上限后再继续。",
            "The spending limit leaves room for no vehicle; nothing was sent and no check was started. Raise the limit to continue.",
        ),
        E::NoSecretStore => (
            "没有可用的系统凭据管理器，密钥未保存。请启用它，或设 CHEKU_SECRETS=file 用一个私有文件保存。",
            "There is no system keychain to use; the key was not saved. Turn it on, or set CHEKU_SECRETS=file for one private file.",
        ),
        E::LookupFailed => (
            "未能获取城市规则，未计费。请检查网络和账户（{code}）。",
            "The city rules could not be fetched. Not charged. Check network and account ({code}).",
        ),
        _ => return None,
    })
}
