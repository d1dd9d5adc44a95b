//! Tables, money and counts as people read them.

use crate::lang::Lang;
use cheku_domain::{Fen, Plate, PlateType, Timestamp, Totals};
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

/// A hairline below the heading and nothing between rows.
const HAIRLINE: LineStyle = LineStyle::none().fill('─').junction('─');
const STYLE: TableStyle = TableStyle::new().header_separator(HAIRLINE).bottom_border(HAIRLINE);

/// A column: its heading, and whether it holds figures.
#[derive(Clone)]
pub struct Column(pub String, pub bool);

/// A column of words.
pub fn words(heading: &str) -> Column {
    Column(heading.to_owned(), false)
}

/// A column of figures.
pub fn figures(heading: &str) -> Column {
    Column(heading.to_owned(), true)
}

/// A table with hairlines; `sums` stands apart below the rows.
pub fn table(columns: &[Column], rows: Vec<Vec<String>>, sums: Option<Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Disabled);
    let line = |cells: Vec<String>| -> Vec<Cell> {
        let aligned = |(cell, column): (String, &Column)| {
            let side = if column.1 { CellAlignment::Right } else { CellAlignment::Left };
            // One row stays one line, whatever a vendor wrote into it.
            Cell::new(cell.replace(['\n', '\r', '\t'], " ")).set_alignment(side)
        };
        cells.into_iter().zip(columns).map(aligned).collect()
    };
    table.set_header(line(columns.iter().map(|column| column.0.clone()).collect()));
    for row in rows {
        table.add_row(line(row));
    }
    let with_sums = sums.is_some();
    if let Some(sums) = sums {
        table.add_row(line(sums));
    }
    let text = table.to_string();
    if with_sums { with_line_above_sums(&text) } else { text }
}

/// Moves the line at the end above the last row.
fn with_line_above_sums(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let count = lines.len();
    if count >= 2 {
        lines.swap(count - 1, count - 2);
    }
    lines.join("\n")
}

/// An amount with its unit: "1,250 元", "¥1,250"; fen only where there are any.
pub fn money(lang: Lang, fen: Fen) -> String {
    let figure = yuan(fen);
    match lang {
        Lang::Zh => format!("{figure} 元"),
        Lang::En => format!("¥{figure}"),
    }
}

/// What calls cost: always two places.
pub fn cost(lang: Lang, fen: Fen) -> String {
    let text = fen.to_yuan();
    let (whole, part) = text.split_once('.').unwrap_or((&text, "00"));
    match lang {
        Lang::Zh => format!("{}.{part} 元", grouped(whole)),
        Lang::En => format!("¥{}.{part}", grouped(whole)),
    }
}

/// What calls cost, with those whose price nobody gave: "12 次，未填单价".
pub fn cost_said(lang: Lang, fen: Fen, unknown: u32) -> String {
    let known = cost(lang, fen);
    match (unknown, fen.0, lang) {
        (0, _, _) => known,
        (n, 0, Lang::Zh) => format!("{n} 次，未填单价"),
        (n, 0, Lang::En) => format!("{n} calls without a price"),
        (n, _, Lang::Zh) => format!("{known}，另有 {n} 次未填单价"),
        (n, _, Lang::En) => format!("{known} and {n} calls without a price"),
    }
}

/// The bare figure of an amount, for a column headed 元.
pub fn yuan(fen: Fen) -> String {
    let text = fen.to_yuan();
    let (whole, part) = text.split_once('.').unwrap_or((&text, "00"));
    if part == "00" { grouped(whole) } else { format!("{}.{part}", grouped(whole)) }
}

/// "1250" → "1,250"
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{sign}{text}")
}

/// Partly known: what is known, with the unknown said before it so that figures align.
pub fn partly(lang: Lang, known: String, unknown: u32, is_zero: bool) -> String {
    match (unknown, is_zero) {
        (0, true) => "—".to_owned(),
        (0, false) => known,
        (_, true) => lang.pick("未知", "unknown").to_owned(),
        (n, false) => match lang {
            Lang::Zh => format!("{n} 条未知 + {known}"),
            Lang::En => format!("{n} unknown + {known}"),
        },
    }
}

/// Fines due, as a cell.
pub fn fines(lang: Lang, totals: &Totals) -> String {
    partly(lang, yuan(totals.fines_due_fen), totals.fines_unknown, totals.fines_due_fen.0 == 0)
}

/// Points waiting, as a cell.
pub fn points(lang: Lang, totals: &Totals) -> String {
    partly(lang, totals.points_waiting.to_string(), totals.points_unknown, totals.points_waiting == 0)
}

/// Fines due, as a sentence: "15,000 元，另有 7 条金额未知".
pub fn fines_said(lang: Lang, totals: &Totals) -> String {
    let known = money(lang, totals.fines_due_fen);
    match (totals.fines_unknown, lang) {
        (0, _) => known,
        (n, Lang::Zh) => format!("{known}，另有 {n} 条金额未知"),
        (n, Lang::En) => format!("{known}, and {n} more of unknown amount"),
    }
}

/// Points waiting, as a sentence.
pub fn points_said(lang: Lang, totals: &Totals) -> String {
    let known = totals.points_waiting;
    match (totals.points_unknown, lang) {
        (0, Lang::Zh) => format!("{known} 分"),
        (n, Lang::Zh) => format!("{known} 分，另有 {n} 条记分未知"),
        (0, Lang::En) => format!("{known} points"),
        (n, Lang::En) => format!("{known} points, and {n} more unknown"),
    }
}

/// A plate as a cell, and as it is named to a command: with its type where the plate
/// alone suggests another one.
pub fn plate(plate: &str, plate_type: PlateType) -> String {
    let suggested = Plate::parse(plate).ok().map(|plate| PlateType::suggest(&plate));
    if suggested == Some(plate_type) { plate.to_owned() } else { format!("{plate}:{}", plate_type.code()) }
}

/// The fine of a row that stood in its answer several times is owed once, as far as is known.
pub fn repeated(fine: String, repeat: u32) -> String {
    if repeat > 1 { format!("×{repeat}  {fine}") } else { fine }
}

/// A count, where nothing is worth no figure.
pub fn count(count: u32) -> String {
    if count == 0 { "—".to_owned() } else { count.to_string() }
}

/// A cell that may be empty.
pub fn or_dash(text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or("—").to_owned()
}

/// In MB of a million bytes, never less than a tenth.
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// A moment, to the minute.
pub fn minute(time: Timestamp) -> String {
    time.in_cst().format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_never_vague() {
        let owed = Totals { fines_due_fen: Fen(1_500_000), fines_unknown: 7, ..Totals::default() };
        assert_eq!(fines_said(Lang::Zh, &owed), "15,000 元，另有 7 条金额未知");
        assert_eq!(fines(Lang::Zh, &owed), "7 条未知 + 15,000");
        assert_eq!(fines(Lang::En, &Totals { fines_unknown: 1, ..Totals::default() }), "unknown");
        assert_eq!(cost(Lang::En, Fen(1680)), "¥16.80");
        assert_eq!(cost_said(Lang::Zh, Fen(0), 12), "12 次，未填单价");
        assert_eq!(money(Lang::Zh, Fen(125_050)), "1,250.50 元");
    }

    #[test]
    fn a_chinese_character_is_two_columns_wide() {
        let text = table(
            &[words("车牌"), figures("元")],
            vec![vec!["苏E12345".into(), "1,250".into()], vec!["苏E5".into(), "未知".into()]],
            None,
        );
        let width = |line: &str| line.chars().map(|c| if c as u32 >= 0x2E80 { 2 } else { 1 }).sum::<usize>();
        let widths: std::collections::BTreeSet<usize> = text.lines().map(width).collect();
        assert_eq!(widths.len(), 1, "{text}");
    }
}
