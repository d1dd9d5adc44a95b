//! What drivers are fined for: codes, wording, points (since 2022-04-01) and common fines.
//!
//! Wording and amounts follow public practice; fines differ between provinces, so each act has several.

/// One kind of offence. Points are 0, 1, 3, 6, 9 or 12.
#[derive(Debug)]
pub(crate) struct Act {
    pub(crate) code: &'static str,
    pub(crate) text: &'static str,
    pub(crate) points: u8,
    /// Fines in yuan, one is drawn.
    pub(crate) fines: &'static [i64],
    /// How often it happens, among all.
    pub(crate) weight: usize,
    pub(crate) highway: bool,
}

const fn act(
    code: &'static str,
    text: &'static str,
    points: u8,
    fines: &'static [i64],
    weight: usize,
    highway: bool,
) -> Act {
    Act { code, text, points, fines, weight, highway }
}

pub(crate) const ACTS: &[Act] = &[
    act("1039", "机动车违反规定停放、临时停车，影响其他车辆、行人通行的", 0, &[50, 100, 150], 26, false),
    act("1344", "机动车违反禁令标志指示的", 1, &[100, 200], 16, false),
    act("1345", "机动车违反禁止标线指示的", 1, &[100, 200], 14, false),
    act("1208", "机动车通过有灯控路口时，不按所需行进方向驶入导向车道的", 0, &[50, 100], 9, false),
    act("1018", "机动车不在机动车道内行驶的", 0, &[50, 100], 5, false),
    act("6011", "驾驶机动车在道路上行驶时，驾驶人未按规定使用安全带的", 0, &[20, 50], 4, false),
    act("1120", "驾驶机动车时，副驾驶座乘车人未按规定使用安全带的", 0, &[20, 50], 2, false),
    act("1116", "在照明状况良好的路段使用远光灯（会车时）的", 1, &[100, 300], 3, false),
    act("1223", "驾驶时拨打、接听手持电话的", 3, &[50, 100, 200], 6, false),
    act("1357", "遇行人正在通过人行横道时，未停车让行的", 3, &[100, 200], 7, false),
    act("1636", "驾驶载货汽车以外的其他机动车，超过规定时速20%以上未达50%的", 3, &[150, 200], 6, false),
    act("1625", "驾驶机动车违反道路交通信号灯通行的", 6, &[100, 200], 9, false),
    act("4608", "非紧急情况下，在高速公路应急车道上行驶的", 6, &[200], 4, true),
    act("4706", "在高速公路上超过规定时速20%以上未达50%的", 6, &[200], 4, true),
    act("4602", "在高速公路、城市快速路行车道上停车的", 9, &[200], 1, true),
    act("5704", "驾驶故意遮挡机动车号牌的机动车上道路行驶的", 9, &[200], 1, false),
    act("4601", "在高速公路上倒车、逆行、穿越中央分隔带掉头的", 12, &[200], 1, true),
];

#[cfg(test)]
mod tests {
    use super::ACTS;

    #[test]
    fn points_are_those_that_the_law_knows_and_no_fine_is_nothing() {
        for act in ACTS {
            assert!([0, 1, 3, 6, 9, 12].contains(&act.points), "{}", act.code);
            assert!(act.code.len() == 4 && act.fines.iter().all(|fine| *fine > 0), "{}", act.code);
        }
    }
}
