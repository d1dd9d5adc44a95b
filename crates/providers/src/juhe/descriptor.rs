//! What faces need to know of Juhe.

use cheku_domain::provider::{Descriptor, Field, FieldKind, Words};

/// Document 001. It writes http; https is the default here. It names no price: the
/// person types it in.
pub(crate) const DESCRIPTOR: Descriptor = Descriptor {
    id: "juhe",
    name: Words { zh: "聚合数据", en: "Juhe" },
    site: "https://www.juhe.cn",
    fields: &[KEY, BASE_URL, PATH, METHOD, FORMAT],
    price: None,
    tiers: &[],
    free_calls: 0,
    identified_by: "key",
    secret_for: &["base_url", "path"],
    needs_city: true,
};

const KEY: Field = Field {
    key: "key",
    kind: FieldKind::Secret,
    label: Words { zh: "接口 KEY", en: "API key" },
    hint: Words {
        zh: "个人中心 → 我的数据，接口名称上方；只存入系统凭据管理器",
        en: "In 个人中心 → 我的数据, above the API's name; kept in the system keychain only",
    },
    default: None,
};

const BASE_URL: Field = Field {
    key: "base_url",
    kind: FieldKind::Origin,
    label: Words { zh: "接口域名", en: "API origin" },
    hint: Words { zh: "一般不用改", en: "Rarely needs changing" },
    default: Some("https://v.juhe.cn"),
};

const PATH: Field = Field {
    key: "path",
    kind: FieldKind::Text,
    label: Words { zh: "接口路径", en: "API path" },
    hint: Words { zh: "一般不用改", en: "Rarely needs changing" },
    default: Some("/sweizhang"),
};

const METHOD: Field = Field {
    key: "method",
    kind: FieldKind::Choice { values: &["post", "get"] },
    label: Words { zh: "请求方式", en: "Method" },
    hint: Words {
        zh: "推荐 POST：KEY 不会出现在网址里",
        en: "POST is recommended: it keeps the key out of addresses",
    },
    default: Some("post"),
};

const FORMAT: Field = Field {
    key: "format",
    kind: FieldKind::Choice { values: &["json", "xml"] },
    label: Words { zh: "返回格式", en: "Response format" },
    hint: Words { zh: "内容相同，推荐 JSON", en: "Same content; JSON is recommended" },
    default: Some("json"),
};
