//! A workbook with a sheet for each team, as fleets keep it.

use crate::kit::{garage_shows, own_look, told};
use cheku_e2e::{Home, Outcome, Window};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::path::Path;

fn lines(sheet: &mut Worksheet, from: u32, lines: &[&[&str]]) -> Outcome {
    for (row, line) in (from..).zip(lines) {
        for (column, cell) in (0..).zip(*line).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, *cell)?;
        }
    }
    Ok(())
}

/// Two teams and an example: headings over two rows, a colour column, merged groups,
/// two hidden rows, a total, and a dozen cells that were spoiled on their way.
fn workbook(file: &Path) -> Outcome {
    let (plain, zeros) = (Format::new(), Format::new().set_num_format("00000000"));
    let mut book = Workbook::new();
    lines(book.add_worksheet().set_name("填写示例")?, 0, &[&["车牌号"], &["粤A00001"]])?;
    let first = book.add_worksheet().set_name("一队")?;
    lines(first, 2, &[&["", "", "车架号", "发动机号", "", ""]])?;
    for (column, heading) in [(0, "车牌号"), (1, "车牌颜色"), (4, "车队"), (5, "司机")] {
        first.merge_range(1, column, 2, column, heading, &plain)?;
    }
    first.merge_range(0, 0, 0, 5, "2026年11月车辆台账", &plain)?;
    first.merge_range(1, 2, 1, 3, "证件信息", &plain)?;
    let vehicles: [&[&str]; 8] = [
        &["粤B12345", "蓝", "LSVNV2183C2123456", "#N/A", "", "张三"],
        &["粤B12346", "蓝", "nan", "1.23457E+17", "", "#REF!"],
        &["粤BD12347", "渐变绿", "", "########", "", "无"],
        &["粤B1238挂", "黄", "/", "0000000", "", "NULL"],
        &["粤B12349", "黄", "", "=\"00123456\"", "", "None"],
        &["粤B12350", "蓝", "", "00\u{200b}12", "", "赵六"],
        &["粤B12351", "蓝", "", "已卖", "", ""],
        &["粤B12352", "蓝", "", "已卖", "", ""],
    ];
    lines(first, 3, &vehicles)?;
    first.write_with_format(8, 3, 123_456, &zeros)?;
    first.merge_range(3, 4, 8, 4, "城配一队", &plain)?;
    first.set_row_hidden(9)?.set_row_hidden(10)?;
    lines(first, 11, &[&["合计", "", "", "8"]])?;
    let second = book.add_worksheet().set_name("二队")?;
    lines(
        second,
        0,
        &[&["车牌号", "司机"], &["粤B22345", "钱七"], &["粤B2", "孙八"], &["粤B12345", "李四"]],
    )?;
    Ok(book.save(file)?)
}

#[tokio::test]
async fn a_workbook_of_teams_shows_each_sheet_and_what_is_not_taken() -> Outcome {
    let home = Home::empty()?;
    let file = home.path().join("车队.xlsx");
    workbook(&file)?;
    let window = Window::open(&home).await?;
    own_look(&window).await?;
    home.will_choose(&file)?;
    window.click("start-import").await?;
    window.until_says("[data-testid=import-added] b", "7").await?;
    window.until_says("[data-testid=import-rejected] b", "2").await?;
    // The example's row, the title, the total, and two hidden rows.
    window.until_says("[data-testid=import-passedOver] b", "5").await?;
    let sheets = window.reads("import-sheets").await?;
    assert!(["填写示例", "一队", "二队", "示例"].iter().all(|name| sheets.contains(name)), "{sheets}");
    // All of it, also what is scrolled out of sight.
    let all = "return document.querySelector('[data-testid=import-passed-list]').textContent";
    let passed = window.run(all, Vec::new()).await?.to_string();
    assert!(["标题或说明", "合计行", "隐藏的行"].iter().all(|why| passed.contains(why)), "{passed}");
    let headings = "return [...document.querySelectorAll('main th')].map((one) => one.textContent).join()";
    let headings = window.run(headings, Vec::new()).await?.to_string();
    assert!(headings.contains("表头“证件信息 / 车架号”"), "{headings}");

    window.click("import-take-hidden").await?;
    window.until_says("[data-testid=import-added] b", "9").await?;
    window.until_says("[data-testid=import-passedOver] b", "3").await?;
    window.click("import-take-hidden").await?;
    window.until_says("[data-testid=import-added] b", "7").await?;

    window.click("import-write").await?;
    garage_shows(&window, 7).await?;
    told(&window, "新车 7 辆").await?;
    window.close().await
}
