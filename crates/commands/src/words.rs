//! Words of the files that leave the program: headings and names of states in
//! one language. What is said in the window or in the terminal stands there.

use cheku_domain::plate_type::PLATE_TYPES;
use cheku_domain::{PlateType, VehicleStatus};
use cheku_garage::ViolationFilter;

/// The language of a file; Chinese unless English is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Lang {
    english: bool,
}

impl Lang {
    /// "zh" or "en".
    pub(crate) fn of(word: &str) -> Lang {
        Lang { english: word == "en" }
    }

    pub(crate) fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        if self.english { en } else { zh }
    }

    /// As the HTML attribute `lang` names it.
    pub(crate) fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }
}

pub(crate) fn plate_type(plate_type: PlateType, lang: Lang) -> &'static str {
    let named = PLATE_TYPES.iter().find(|(code, ..)| *code == plate_type.code());
    named.map_or(plate_type.code(), |(_, zh, en)| lang.pick(zh, en))
}

pub(crate) fn status(status: VehicleStatus, lang: Lang) -> &'static str {
    match status {
        VehicleStatus::NeverAsked => lang.pick("未查询", "Not checked"),
        VehicleStatus::Clean => lang.pick("无未缴", "Clear"),
        VehicleStatus::Owing => lang.pick("有未缴", "Unpaid"),
        VehicleStatus::NoData => lang.pick("查无数据", "No data"),
        VehicleStatus::Pending => lang.pick("等待结果", "Awaiting result"),
        VehicleStatus::Doubtful => lang.pick("待核对", "Unconfirmed"),
        VehicleStatus::Failed => lang.pick("查询失败", "Failed"),
        VehicleStatus::Locked => lang.pick("已锁定", "Locked"),
        VehicleStatus::Unreadable => lang.pick("已计费，暂无法识别", "Charged, not yet readable"),
    }
}

pub(crate) fn state(state: ViolationFilter, lang: Lang) -> &'static str {
    use ViolationFilter as S;
    match state {
        S::Unhandled => lang.pick("未处理未缴款", "Not handled, not paid"),
        S::HandledUnpaid => lang.pick("已处理未缴款", "Handled, not paid"),
        S::Paid => lang.pick("已处理已缴款", "Handled and paid"),
        S::NoLongerReturned => lang.pick("已查不到", "No longer listed"),
    }
}

pub(crate) fn provider_names(ids: &[String], lang: Lang) -> String {
    let name = |id: &String| {
        cheku_providers::find(id)
            .map_or(id.as_str(), |entry| lang.pick(entry.descriptor.name.zh, entry.descriptor.name.en))
            .to_owned()
    };
    ids.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "))
}
