//! Words of the files that leave the program: headings and names of states in
//! one language. What is said in the window or in the terminal stands there.

use cheku_domain::case::Payment;
use cheku_domain::plate_type::PLATE_TYPES;
use cheku_domain::{Fen, Left, NewDueDate, Payer, PlateType, ShownState, Span, SpanBy, Stage, VehicleStatus};
use chrono::NaiveDate;

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

    pub(crate) fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
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

/// What runs out.
pub(crate) fn due(due: &NewDueDate, lang: Lang) -> &str {
    let (zh, en) = due.kind.called(&due.name);
    lang.pick(zh, en)
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

pub(crate) fn left(left: Left, lang: Lang) -> &'static str {
    match left {
        Left::Suspended => lang.pick("停用", "Suspended"),
        Left::Sold => lang.pick("已售", "Sold"),
        Left::Scrapped => lang.pick("报废", "Scrapped"),
    }
}

pub(crate) fn state(state: ShownState, lang: Lang) -> &'static str {
    use ShownState as S;
    match state {
        S::Unhandled => lang.pick("未处理未缴款", "Not handled, not paid"),
        S::HandledUnpaid => lang.pick("已处理未缴款", "Handled, not paid"),
        S::Paid => lang.pick("已处理已缴款", "Handled and paid"),
        S::NoLongerReturned => lang.pick("已查不到", "No longer listed"),
    }
}

pub(crate) fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::StillThere => lang.pick("说已缴，仍查到", "Said paid, still listed"),
        Stage::Unclaimed => lang.pick("待认领", "Unassigned"),
        Stage::Untold => lang.pick("待通知", "To notify"),
        Stage::Told => lang.pick("已通知", "Notified"),
        Stage::Handled => lang.pick("已处理", "Said handled"),
        Stage::Paid => lang.pick("已缴", "Said paid"),
        Stage::Dropped => lang.pick("申诉/不处理", "Appealed/dropped"),
        Stage::VerifiedGone => lang.pick("已查不到", "No longer listed"),
        Stage::Verified => lang.pick("已核实", "Confirmed paid"),
    }
}

pub(crate) fn payer(payer: Payer, lang: Lang) -> &'static str {
    match payer {
        Payer::Company => lang.pick("公司", "Company"),
        Payer::Driver => lang.pick("驾驶员", "Driver"),
        Payer::Shared => lang.pick("分摊", "Shared"),
    }
}

/// Who pays and what of it, as far as it was said: "分摊 · 驾驶员 100.00 元 · 代办费 20.00 元 · 扣 2026-03 工资".
pub(crate) fn payment(paid: &Payment, lang: Lang) -> String {
    let amount = |zh: &str, en: &str, fen: Fen| match lang.english {
        true => format!("{en} ¥{}", fen.to_yuan()),
        false => format!("{zh} {} 元", fen.to_yuan()),
    };
    let month = |month: &String| match lang.english {
        true => format!("wage of {month}"),
        false => format!("扣 {month} 工资"),
    };
    let parts = [
        paid.payer.map(|one| payer(one, lang).to_owned()),
        paid.driver_part.map(|part| amount("驾驶员", "driver", part)),
        paid.agent_fee.map(|fee| amount("代办费", "agent's fee", fee)),
        paid.deducted_month.as_ref().map(month),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(crate) fn provider_names(ids: &[String], lang: Lang) -> String {
    let name = |id: &String| {
        cheku_providers::find(id)
            .map_or(id.as_str(), |entry| lang.pick(entry.descriptor.name.zh, entry.descriptor.name.en))
            .to_owned()
    };
    ids.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// Which days, and how many violations have no time that could be in them: "违法日期 2026-02-01 – 2026-02-28".
pub(crate) fn span(span: Span, undated: usize, lang: Lang) -> String {
    let by = match span.by {
        SpanBy::Offence => lang.pick("违法日期", "Offence dates"),
        SpanBy::Seen => lang.pick("首次查到日期", "First seen"),
    };
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    let said = format!("{by} {} – {}", day(span.from), day(span.to));
    match (undated, lang.english) {
        (0, _) => said,
        (n, false) => format!("{said}；另有 {n} 条违法时间未知，未计入"),
        (n, true) => format!("{said}; {n} with unknown time not counted"),
    }
}
