//! What faces need to know of storeapi.

use cheku_domain::Fen;
use cheku_domain::provider::{Descriptor, Field, FieldKind, PriceTier, Words};

/// Document 000: form, packages and prices. The host stands behind a login there, so
/// the address has no default; only the path is known.
pub(crate) const DESCRIPTOR: Descriptor = Descriptor {
    id: "storeapi",
    name: Words { zh: "挖数据", en: "storeapi" },
    site: "https://www.storeapi.net",
    fields: &[BASE_URL, APPID, SECRET, PATH, VERIFICATION, METHOD, FORMAT],
    price: Some(Fen(14)),
    tiers: &[tier(100, 14), tier(500, 13), tier(1000, 12), tier(10_000, 12)],
    free_calls: 5,
    identified_by: "appid",
    secret_for: &["base_url", "path", "verification"],
    needs_city: false,
};

const fn tier(calls: u32, fen: i64) -> PriceTier {
    PriceTier { calls, price: Fen(fen) }
}

const BASE_URL: Field = Field {
    key: "base_url",
    kind: FieldKind::Origin,
    label: Words { zh: "接口域名", en: "API origin" },
    hint: Words {
        zh: "登录后在接口文档的“接口地址”里可见，只填 https://域名",
        en: "Shown under 接口地址 in the API document once you are logged in; enter https://host only",
    },
    default: None,
};

const APPID: Field = Field {
    key: "appid",
    kind: FieldKind::Text,
    label: Words { zh: "应用 ID（appid）", en: "App ID (appid)" },
    hint: Words {
        zh: "后台“我的应用”里查看", en: "In the provider's console under 我的应用"
    },
    default: None,
};

const SECRET: Field = Field {
    key: "secret",
    kind: FieldKind::Secret,
    label: Words { zh: "应用密钥", en: "App secret" },
    hint: Words {
        zh: "与应用 ID 在同一页，32 位；只存入系统凭据管理器",
        en: "On the same page as the app ID, 32 characters; kept in the system keychain only",
    },
    default: None,
};

const PATH: Field = Field {
    key: "path",
    kind: FieldKind::Text,
    label: Words { zh: "接口路径", en: "API path" },
    hint: Words { zh: "一般不用改", en: "Rarely needs changing" },
    default: Some("/pyi/65/173"),
};

const VERIFICATION: Field = Field {
    key: "verification",
    kind: FieldKind::Choice { values: &["md5", "hash"] },
    label: Words { zh: "验证方式", en: "Verification" },
    hint: Words {
        zh: "须与后台“我的应用”里设置的一致；hash 只能用 https 和 POST",
        en: "Must match the setting in the provider's console; hash works over https and POST only",
    },
    default: Some("md5"),
};

const METHOD: Field = Field {
    key: "method",
    kind: FieldKind::Choice { values: &["post", "get"] },
    label: Words { zh: "请求方式", en: "Method" },
    hint: Words { zh: "推荐 POST", en: "POST is recommended" },
    default: Some("post"),
};

const FORMAT: Field = Field {
    key: "format",
    kind: FieldKind::Choice { values: &["json", "xml", "jsonp"] },
    label: Words { zh: "返回格式", en: "Response format" },
    hint: Words { zh: "内容相同，推荐 JSON", en: "Same content; JSON is recommended" },
    default: Some("json"),
};
