//! Words for sample data: people, firms, groups, roads. All made up; none names a real person.

pub(crate) const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "沈", "陆", "顾",
];

pub(crate) const GIVEN_NAMES: &[&str] = &[
    "建国", "志强", "伟", "军", "海涛", "国庆", "明", "永刚", "德胜", "小红", "建华", "文斌", "立新", "春生",
    "秀英", "大勇", "玉兰", "志明", "红梅", "峰", "佳豪", "宇航", "俊杰", "思远", "晓东", "卫东", "金龙",
    "长林", "雪琴", "磊",
];

pub(crate) const FIRMS: &[&str] = &[
    "苏州顺途物流有限公司",
    "昆山恒运汽车运输有限公司",
    "上海申联供应链有限公司",
    "无锡锡达冷链物流有限公司",
    "杭州越行商务服务有限公司",
    "南京宁拓租赁有限公司",
];

/// Groups by what they drive: the first ones small cars, the later ones heavy vehicles.
pub(crate) const LIGHT_GROUPS: &[&str] =
    &["行政用车", "销售部", "城配一组", "城配二组", "网约车队", "售后服务"];
pub(crate) const HEAVY_GROUPS: &[&str] = &["干线一队", "干线二队", "冷链车队", "大客车队"];

pub(crate) const NOTES: &[&str] =
    &["已装 GPS", "年检 9 月到期", "长期停上海", "备用车", "ETC 已办", "保险 11 月续"];

pub(crate) const ROADS: &[&str] = &[
    "人民路",
    "解放路",
    "中山北路",
    "建设大道",
    "长江路",
    "金鸡湖大道",
    "干将东路",
    "学府路",
    "东环路",
    "滨河路",
    "文昌路",
    "新华南路",
    "友谊大街",
    "迎宾大道",
    "工业园一路",
    "体育西路",
];

pub(crate) const HIGHWAYS: &[&str] = &[
    "G2京沪高速",
    "G15沈海高速",
    "G42沪蓉高速",
    "G50沪渝高速",
    "G60沪昆高速",
    "S58沪常高速",
    "G25长深高速",
    "316省道",
];

/// World manufacturer identifiers, so that a VIN looks like one seen on the road.
pub(crate) const CAR_MAKERS: &[&str] = &["LSV", "LFV", "LHG", "LVS", "LBE", "LSG", "LZW", "LVG"];
pub(crate) const ELECTRIC_MAKERS: &[&str] = &["LGX", "LRW", "LNB", "LMG", "L1N"];
pub(crate) const TRUCK_MAKERS: &[&str] = &["LFW", "LZZ", "LGA", "LRB", "LVB"];

pub(crate) const ENGINE_FAMILIES: &[&str] =
    &["EA211C", "G4FG", "K15B", "LJ479QN", "CFNA", "WP10H", "D25TCI", "4J28TC"];

pub(crate) const MOTOR_FAMILIES: &[&str] = &["TZ204XS", "TZ180XS", "3D5", "YS220H", "BYD2103T"];
