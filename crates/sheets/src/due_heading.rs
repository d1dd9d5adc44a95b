//! Headings of columns that say what runs out when: what it is called, and that its last day is meant.

use cheku_domain::DueKind;

/// What runs out, by the names that lists use, folded as headings are.
const NAMES: &[(DueKind, &[&str])] = &[
    (
        DueKind::Inspection,
        &[
            "年检",
            "年审",
            "检验",
            "车辆年检",
            "车辆年审",
            "车辆检验",
            "机动车检验",
            "审车",
            "检车",
            "inspection",
        ],
    ),
    (DueKind::CompulsoryInsurance, &["交强险", "交强", "交强保险", "compulsoryinsurance"]),
    (DueKind::CommercialInsurance, &["商业险", "商业保险", "商业", "commercialinsurance"]),
    (DueKind::Insurance, &["保险", "车险", "车辆保险", "insurance"]),
    (
        DueKind::OperatingPermit,
        &["营运证", "道路运输证", "运输证", "营运证年审", "道路运输证年审", "operatingpermit"],
    ),
    (DueKind::SecondaryMaintenance, &["二级维护", "二维", "二保", "secondarymaintenance"]),
    (DueKind::Service, &["保养", "车辆保养", "service"]),
    (
        DueKind::Licence,
        &[
            "驾驶证",
            "驾照",
            "机动车驾驶证",
            "driverlicence",
            "driverlicense",
            "drivinglicence",
            "drivinglicense",
        ],
    ),
    (DueKind::Qualification, &["从业资格证", "从业资格", "资格证", "qualification"]),
];

/// Names that say it by themselves: numbers and companies stand below the others.
const BARE: &[&str] = &["年检", "年审", "交强险", "商业险", "二级维护", "保养"];

/// How a heading says that the last day is meant. "年检日期" may be the day on which it was done.
const ENDS: &[&str] = &[
    "到期日期",
    "到期时间",
    "到期日",
    "到期",
    "有效期止",
    "有效期至",
    "有效期截止",
    "有效期限",
    "有效期",
    "截止日期",
    "截止时间",
    "截止日",
    "截止",
    "终止日期",
    "终保日期",
    "终期",
    "止期",
    "止",
    "至",
    "due",
    "duedate",
    "expiry",
    "expirydate",
    "expires",
    "validuntil",
    "until",
];

/// Before the name of what comes next: "下次保养时间".
const NEXT: &[&str] = &["下次", "下一次", "next"];
const DAY: &[&str] = &["", "日期", "时间", "日", "date"];

/// What a folded heading says.
pub(crate) fn known(folded: &str) -> Option<DueKind> {
    let says = |name: &str| {
        is_bare(folded) && folded == name
            || folded.strip_prefix(name).is_some_and(|end| ENDS.contains(&end))
            || NEXT.iter().any(|next| {
                let rest = folded.strip_prefix(next).and_then(|rest| rest.strip_prefix(name));
                rest.is_some_and(|end| DAY.contains(&end) || ENDS.contains(&end))
            })
    };
    NAMES.iter().find(|(_, names)| names.iter().any(|name| says(name))).map(|(kind, _)| *kind)
}

/// True for how a heading ends that means a last day whatever it is of; "止" and "due" mean other things too.
pub(crate) fn is_end(folded: &str) -> bool {
    let is_plain = folded.starts_with("到期") || folded.starts_with("有效期") || folded.starts_with("expir");
    is_plain && ENDS.contains(&folded)
}

/// True where only the column's content can tell that days are meant.
pub(crate) fn is_bare(folded: &str) -> bool {
    BARE.contains(&folded)
}
