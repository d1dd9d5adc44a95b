//! What is wrong with a cell of a spreadsheet.

use crate::lang::Lang;
use cheku_commands::api::{ComplaintCode, RowComplaint};

/// The sentence for one cell, with its content where that helps.
pub fn sentence(lang: Lang, complaint: &RowComplaint) -> String {
    if let Some(row) = complaint.repeats {
        let value = &complaint.value;
        return match (lang, &complaint.repeats_in) {
            (Lang::Zh, None) => format!("与第 {row} 行是同一车牌，内容不同，未导入：“{value}”"),
            (Lang::Zh, Some(sheet)) => {
                format!("与工作表“{sheet}”第 {row} 行是同一车牌，内容不同，未导入：“{value}”")
            }
            (Lang::En, None) => format!("repeats the plate of row {row} with different data: \"{value}\""),
            (Lang::En, Some(sheet)) => {
                format!(
                    "repeats the plate of row {row} on sheet \"{sheet}\" with different data: \"{value}\""
                )
            }
        };
    }
    let (zh, en) = words(complaint.code);
    let readings = complaint.readings.join(lang.pick("、", " / "));
    let said = lang.pick(zh, en).replace("{readings}", &readings);
    match (complaint.value.is_empty(), lang) {
        (true, _) => said,
        (false, Lang::Zh) => format!("{said}：“{}”", complaint.value),
        (false, Lang::En) => format!("{said}: \"{}\"", complaint.value),
    }
}

fn words(code: ComplaintCode) -> (&'static str, &'static str) {
    use ComplaintCode as C;
    match code {
        C::PlateEmpty => ("未填车牌", "the plate is blank"),
        C::PlateProvince => ("车牌开头不是省份简称", "the plate does not begin with a province"),
        C::PlateLetter => ("车牌第二位不是发牌机关字母", "the plate's second character is no issuing letter"),
        C::PlateLength => {
            ("车牌位数不对，应为 7 位，新能源 8 位", "the plate must have 7 characters, 8 for new energy")
        }
        C::PlateSerial => (
            "车牌序号里有不允许的字符（没有 I 和 O）",
            "the plate's serial has a character that cannot be (no I, no O)",
        ),
        C::PlateTypeUnknown => ("号牌种类无法识别", "this plate type is not known"),
        C::VinLength => ("车架号应为 17 位", "a VIN has 17 characters"),
        C::VinLetter => {
            ("车架号里有不允许的字符（没有 I、O、Q）", "the VIN has a character that cannot be (no I, O, Q)")
        }
        C::DuplicatePlate => (
            "同一车牌出现两次，内容不同，后一行未导入",
            "this plate stands twice with different data; the later row is left out",
        ),
        C::TooLong => ("内容太长", "the text is too long"),
        C::VinCheckDigit => {
            ("车架号的校验位不符，请核对", "the VIN's check digit does not agree; look at it again")
        }
        C::PrefixUnknown => {
            ("未收录该发牌机关代号，请核对", "this issuing letter is not known; look at it again")
        }
        C::ColumnIgnored => ("此列无法识别，未导入", "this column is not known and is left out"),
        C::PlateTaken => ("此车牌已存在", "this plate already exists"),
        C::PlateUnclear => (
            "多辆车使用此车牌，无法判断是哪一辆，未导入：请填号牌种类或车架号",
            "several vehicles bear this plate and nothing says which is meant; left out: give plate type or VIN",
        ),
        C::VehicleLeft => (
            "此车已停用、已售或报废，未导入：如恢复使用，请在车辆列表中筛选后“恢复使用”；如为另一辆车，请填写其车架号",
            "this vehicle is suspended, sold or scrapped; left out: take it into use again in the list, or give the VIN if it is another vehicle",
        ),
        C::LeftUnknown => (
            "此车已不再使用，且不在车辆列表中，未导入：没有需要保留的记录",
            "this vehicle is out of use and not in the list; left out: there are no records to keep",
        ),
        C::UseStateUnknown => (
            "使用状态无法识别，未改动：请写 在用、停用、已售 或 报废",
            "this state of use is not known; nothing changed: write active, suspended, sold or scrapped",
        ),
        C::PlateShared => (
            "号牌种类和车架号都不同，视为另一辆车；如为同一辆，请先修改车架号",
            "another plate type and another VIN: taken as another vehicle; if it is the same one, correct the VIN first",
        ),
        C::PlateTypeChanged => (
            "修改了已有车辆的号牌种类；如为另一辆车，请填写其车架号再导入",
            "changes the plate type of the vehicle that is there; if it is another vehicle, import it with its VIN",
        ),
        C::CityUnknown => (
            "城市列表中没有此城市，按原内容保留，查询时跳过；运行 cities --refresh 更新列表，或改用列表中的代码",
            "the city list does not have this city; kept as entered and skipped by checks; run cities --refresh, or use a code of the list",
        ),
        C::ProviderUnknown => (
            "查询服务商无法识别，此单元格未导入；请填 account list 中的名称",
            "this provider is not known; the cell is left out; use a name of account list",
        ),
        C::VinChanged => (
            "修改了已有车辆的车架号，请核对",
            "changes the VIN of the vehicle that is there; look at it again",
        ),
        C::DriverChanged => (
            "换了驾驶员：有“起始”的从该时间起，没有的从现在起；此前的违章仍属原驾驶员",
            "another driver: from the row's own moment where it has one, else from now; violations before that stay the former driver's",
        ),
        C::PeriodOverlaps => (
            "起始时间早于该车后面的驾驶时段，未导入",
            "the moment lies before later periods of this vehicle; left out",
        ),
        C::MomentUnreadable => (
            "起始时间无法识别，未导入：请写成 2026-03-10 或 2026-03-10 18:30",
            "this moment cannot be read; left out: write 2026-03-10 or 2026-03-10 18:30",
        ),
        C::DayUnreadable => (
            "读不出日期，未导入；请写成 2026-12-05",
            "this is no day that can be read; left out: write 2026-12-05",
        ),
        C::DayAmbiguous => (
            "可读作 {readings}，未导入；请写成 2026-12-05 这样的日期",
            "it can be read as {readings}; left out: write the day like 2026-12-05",
        ),
        C::DueEarlier => (
            "比原到期日早，已采用新的，请核对",
            "the day is before the one known until now and takes its place: compare",
        ),
        C::DueWithoutDriver => {
            ("这一行没有驾驶员，证件到期日未导入", "the row names no driver for this date; left out")
        }
        C::DueDiffers => (
            "同一驾驶员在前面的行写了另一天，未导入，请核对",
            "an earlier row has another day for the same driver; left out: compare",
        ),
        C::PlateTypeContradicts => (
            "号牌种类与车牌样式不符（新能源、挂、学、警以车牌为准）；信息错误会计费，请核对",
            "the plate type cannot be that of such a plate (new energy, 挂, 学, 警 count as the plate says). A wrong one is charged: compare",
        ),
        C::ColourContradicts => (
            "车牌颜色与号牌种类不符；信息错误会计费，请核对",
            "the plate's colour is not that of its type. A wrong type is charged: compare",
        ),
        C::ClassContradicts => (
            "车辆类型与号牌种类不符；信息错误会计费，请核对",
            "such vehicles do not bear plates of this type. A wrong type is charged: compare",
        ),
        C::ColourUnknown => ("车牌颜色无法识别，未采用", "this plate colour is not known and was not used"),
        C::ClassUnknown => {
            ("车辆类型无法识别，未采用", "this class of vehicle is not known and was not used")
        }
        C::ZerosLost => (
            "表格中为数字，同列其他号码更长或以 0 开头，可能丢失了前面的 0，请核对",
            "the sheet has a number here, while others of this column are longer or begin with 0; zeros may be lost in front: compare",
        ),
        C::UnseenMarks => ("含不可见字符，将去除", "it contains invisible characters; they are removed"),
        C::TooManyCells => (
            "这一行的单元格比表头多，可能有逗号没有加引号，请改好再导入",
            "the row has more cells than there are headings; put the text with the separator in quotes",
        ),
        C::UnclosedQuote => (
            "引号没有成对，分不清单元格，请改好再导入",
            "a quotation mark is not closed, so the cells cannot be told apart; mend it and import again",
        ),
        C::OtherHeadings => (
            "这一行上面换了表头，请另存成一张工作表再导入",
            "other headings stand above this row; move it to a sheet of its own and import again",
        ),
        other => spoiled(other),
    }
}

/// A cell that is left blank: what happened to it, and how to get the value back.
fn spoiled(code: ComplaintCode) -> (&'static str, &'static str) {
    use ComplaintCode as C;
    match code {
        C::SpoiledError => (
            "是公式出错或列太窄，不是内容，未导入；请在表格里改正",
            "a formula failed or the column is too narrow: no value, left out. Mend it in the sheet",
        ),
        C::SpoiledFiller => (
            "是占位的字，不是内容，未导入；知道了再填",
            "a word for nothing, no value: left out. Fill it in when it is known",
        ),
        C::SpoiledFormula => (
            "是公式本身，未导入；请在表格里换成它的结果",
            "the formula itself, left out. Put its result into the sheet",
        ),
        C::SpoiledNoValue => (
            "公式没有保存结果，未导入；用表格软件打开、保存后再导入",
            "the formula's result is not in the file: left out. Open and save it in a spreadsheet program, then import",
        ),
        C::SpoiledExponent => (
            "被表格改成了科学计数，数字已丢失，未导入；请把该列设为文本后重填",
            "the sheet made it a number like 1.2E+12 and lost its digits: left out. Make the column text and enter it again",
        ),
        C::SpoiledFraction => (
            "是小数或负数，不会是号码，未导入；请核对",
            "a fraction or less than nothing is no such number: left out. Compare",
        ),
        C::SpoiledThousands => (
            "带千位分隔，被当成了数字，未导入；请把该列设为文本后重填",
            "thousands separators: it was taken for a number. Left out; make the column text and enter it again",
        ),
        C::SpoiledDigits => (
            "超过 15 位，表格只保住前 15 位，未导入；请把该列设为文本后重填",
            "more than 15 digits, of which a sheet's number keeps 15: left out. Make the column text and enter it again",
        ),
        C::SpoiledRepeated => (
            "从头到尾是同一个字，只是占位，未导入；请核对行驶证",
            "one and the same character all along only fills the field: left out. Compare with the vehicle licence",
        ),
        C::SpoiledDate => (
            "变成了日期，未导入；请把该列设为文本后重填",
            "it became a date: left out. Make the column text and enter it again",
        ),
        C::SpoiledBool => {
            ("变成了是/否（TRUE/FALSE），未导入；请核对", "it became TRUE or FALSE: left out. Compare")
        }
        _ => (
            "有发动机号不会有的字符，未导入；请核对行驶证",
            "it holds a character that no engine number has: left out. Compare with the vehicle licence",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_complaint_has_words_in_both_languages() {
        for code in ComplaintCode::ALL {
            let (zh, en) = words(*code);
            assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{code:?}");
        }
    }
}
