//! What becomes of a file's sheets, and of rows that are no vehicles.

use crate::lang::Lang;
use cheku_commands::api::{LeftOut, PassedOverWhy, SheetReport};

/// One line on a sheet: its rows, or why it is left out.
pub fn sheet(lang: Lang, sheet: &SheetReport) -> String {
    let (name, rows) = (&sheet.name, sheet.rows);
    match (sheet.left_out, lang) {
        (None, Lang::Zh) => format!("工作表“{name}”：已读取 {rows} 行"),
        (None, Lang::En) => format!("Sheet \"{name}\": read, {rows} rows"),
        (Some(why), Lang::Zh) => format!("工作表“{name}”：未读取（{rows} 行）。{}", left_out(lang, why)),
        (Some(why), Lang::En) => format!("Sheet \"{name}\": left out ({rows} rows). {}", left_out(lang, why)),
    }
}

fn left_out(lang: Lang, why: LeftOut) -> &'static str {
    let (zh, en) = match why {
        LeftOut::Empty => ("表头下方无内容。", "There is nothing below its headings."),
        LeftOut::Hidden => {
            ("已隐藏；要读取请加 --sheet 和它的名字。", "It is hidden; to read it, add --sheet and its name.")
        }
        LeftOut::Example => (
            "名称显示为示例；要读取请加 --sheet 和它的名字。",
            "Its name says it is an example; to read it, add --sheet and its name.",
        ),
        LeftOut::NoPlateColumn => {
            ("缺少车牌列；表头请写“车牌号”。", "It has no plate column; head that column \"plate\".")
        }
        LeftOut::NotWanted => ("未选择。", "It was not chosen."),
    };
    lang.pick(zh, en)
}

/// Why a row is passed over.
pub fn passed_over(lang: Lang, why: PassedOverWhy) -> &'static str {
    let (zh, en) = match why {
        PassedOverWhy::Title => ("标题或说明", "title or remark"),
        PassedOverWhy::RepeatedHeadings => ("重复的表头", "headings repeated"),
        PassedOverWhy::Total => ("合计行", "total"),
        PassedOverWhy::Hidden => {
            ("隐藏的行，未导入；要导入请加 --include-hidden", "hidden, not taken; --include-hidden takes it")
        }
        PassedOverWhy::NoVehicle => ("无车辆信息", "nothing about a vehicle"),
        PassedOverWhy::Alike => ("与前面的行相同", "same as an earlier row"),
    };
    lang.pick(zh, en)
}
