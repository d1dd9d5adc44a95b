//! What becomes of single rows.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::pasted;

fn codes(text: &str) -> Vec<(u32, &'static str)> {
    pasted(text).rejected.iter().map(|complaint| (complaint.row, complaint.code)).collect()
}

#[test]
fn a_plate_that_comes_twice_is_kept_once_if_alike_and_rejected_if_not() {
    let reading = pasted("车牌号,司机,备注\n苏E12345,张伟,\n苏E·12345,张伟,\n苏e12345,王芳,\n苏E99999,,\n");
    let rows: Vec<u32> = reading.rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [2, 5]);
    let [complaint] = reading.rejected.as_slice() else { panic!("one rejected row") };
    assert_eq!((complaint.row, complaint.code), (4, "duplicate_plate"));
    assert_eq!(complaint.repeats, Some(2), "row 4 repeats row 2");
    assert_eq!((complaint.column.as_str(), complaint.value_shown.as_str()), ("车牌号", "苏e12345"));
}

#[test]
fn a_rejected_first_row_does_not_block_a_good_later_one() {
    let reading = pasted("车牌号,车架号\n苏E12345,短\n苏E12345,LNBSCC3H8GF308384\n");
    assert_eq!(reading.rows[0].row, 3);
    assert_eq!((reading.rejected.len(), reading.rejected[0].code), (1, "vin_length"));
}

#[test]
fn a_row_has_one_reason_and_it_is_the_first() {
    let text = "备注,车架号,号牌种类,车牌号\n,坏,飞机,abc\n,坏,飞机,苏E12345\n,坏,02,苏E12345\n";
    assert_eq!(codes(text), [(2, "plate_province"), (3, "plate_type_unknown"), (4, "vin_length")]);
}

#[test]
fn short_chassis_numbers_are_for_trailers_only() {
    let text = "plate,vin,plate_type\n苏E1234挂,12345678,\n苏E12345,12345678,15\n苏E54321,12345678,02\n";
    assert_eq!(codes(text), [(4, "vin_length")]);
}

#[test]
fn the_type_is_suggested_only_where_the_file_is_silent() {
    let reading = pasted("车牌号,号牌种类\n苏E12345,1\n苏ED12345,\n苏E1234挂,\n");
    let types: Vec<_> = reading
        .rows
        .iter()
        .map(|row| (row.plate_type.map(|held| held.code()), row.suggested_type.code()))
        .collect();
    assert_eq!(types, [(Some("01"), "02"), (None, "52"), (None, "15")]);
}

#[test]
fn oddities_are_warned_about_and_come_in() {
    let reading = pasted("车牌号,车架号,颜色\n藏Z12345,LNBSCC3H9GF308384,白\n使014578,,\n");
    let warned: Vec<_> =
        reading.warnings.iter().map(|warning| (warning.row, warning.column.as_str(), warning.code)).collect();
    assert_eq!(
        warned,
        [(1, "颜色", "column_ignored"), (2, "车牌号", "prefix_unknown"), (2, "车架号", "vin_check_digit")]
    );
    assert_eq!(reading.rows.len(), 2);
}

#[test]
fn blank_cells_are_unknown_and_rows_of_running_numbers_are_no_rows() {
    let reading = pasted("序号,车牌号,司机,备注\n1,苏E12345, ,\n2,,,\n3,,张伟,\n");
    assert_eq!((reading.rows[0].driver.as_deref(), reading.rows[0].note.as_deref()), (None, None));
    let [complaint] = reading.rejected.as_slice() else { panic!("the driver without a plate") };
    assert_eq!((complaint.row, complaint.code), (4, "plate_empty"));
}

#[test]
fn two_hundred_characters_pass_and_one_more_does_not() {
    let note = "长".repeat(200);
    let reading = pasted(&format!("车牌号,备注\n苏E12345,{note}\n苏E54321,{note}长\n"));
    assert_eq!(reading.rows[0].note.as_ref(), Some(&note));
    assert_eq!((reading.rejected[0].row, reading.rejected[0].code), (3, "too_long"));
    assert_eq!(reading.rejected[0].value_shown.chars().count(), 40);
}
