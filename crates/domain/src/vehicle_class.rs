//! What kind of vehicle the licence names (车辆类型, GA 24.4: 重型半挂牵引车, 小型普通客车 …).
//! Not the plate type (号牌种类), but it suggests one.

use crate::PlateType;
use crate::text::folded_number;

/// Vehicles that bear plates of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VehicleClass {
    /// 大型, 中型, 重型: cars and lorries on yellow plates.
    Large,
    /// 小型, 微型, 轻型: on blue ones.
    Small,
    /// 挂车, 半挂车, 全挂车; a tractor for them (牵引车) is none.
    Trailer,
    /// 摩托车
    Motorcycle,
    /// 轻便摩托车
    Moped,
    /// 三轮汽车, 低速货车
    LowSpeed,
    /// 拖拉机
    FarmTractor,
}

impl VehicleClass {
    /// Reads a name of the licence ("重型集装箱半挂车") or its code ("B11", "K33").
    pub fn parse(text: &str) -> Option<VehicleClass> {
        let name = folded_number(text);
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        if let Some(class) = of_code(&name) {
            Some(class)
        } else if has(&["摩托"]) {
            Some(if has(&["轻便"]) { VehicleClass::Moped } else { VehicleClass::Motorcycle })
        } else if has(&["拖拉机"]) {
            Some(VehicleClass::FarmTractor)
        } else if has(&["三轮汽车", "低速"]) {
            Some(VehicleClass::LowSpeed)
        } else if has(&["挂车"]) && !has(&["牵引"]) {
            Some(VehicleClass::Trailer)
        } else if has(&["重型", "大型", "中型"]) {
            Some(VehicleClass::Large)
        } else if has(&["轻型", "小型", "微型", "轿车", "越野", "面包", "SUV", "MPV"]) {
            Some(VehicleClass::Small)
        } else {
            None
        }
    }

    /// The class of vehicles that bear plates of a type; `None` where many do.
    pub fn of(plate_type: PlateType) -> Option<VehicleClass> {
        match plate_type.code() {
            "01" | "51" => Some(VehicleClass::Large),
            "02" | "52" => Some(VehicleClass::Small),
            "15" => Some(VehicleClass::Trailer),
            "07" => Some(VehicleClass::Motorcycle),
            "08" => Some(VehicleClass::Moped),
            "13" => Some(VehicleClass::LowSpeed),
            "14" | "25" => Some(VehicleClass::FarmTractor),
            _ => None,
        }
    }

    /// The type of such a vehicle's seven-character plate; a trailer's says so itself.
    pub fn ordinary_type(self) -> Option<PlateType> {
        let code = match self {
            VehicleClass::Large => "01",
            VehicleClass::Small => "02",
            VehicleClass::Trailer => return None,
            VehicleClass::Motorcycle => "07",
            VehicleClass::Moped => "08",
            VehicleClass::LowSpeed => "13",
            VehicleClass::FarmTractor => "14",
        };
        PlateType::parse(code)
    }
}

/// GA 24.4: a letter for the kind, a digit for the size, one for the shape.
fn of_code(name: &str) -> Option<VehicleClass> {
    let [kind, size, shape] = name.as_bytes() else { return None };
    if !size.is_ascii_digit() || !(shape.is_ascii_digit() || shape.is_ascii_uppercase()) {
        return None;
    }
    match (kind, size) {
        (b'K' | b'H' | b'Q' | b'Z', b'1' | b'2') | (b'Z', b'5') => Some(VehicleClass::Large),
        (b'K' | b'H' | b'Q' | b'Z', b'3' | b'4') | (b'Z', b'7') => Some(VehicleClass::Small),
        (b'H', b'5') | (b'N', _) => Some(VehicleClass::LowSpeed),
        (b'B' | b'G', _) => Some(VehicleClass::Trailer),
        (b'M', b'1') => Some(VehicleClass::Motorcycle),
        (b'M', b'2') => Some(VehicleClass::Moped),
        (b'T', _) => Some(VehicleClass::FarmTractor),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_of_the_licence_are_read() {
        for (texts, class) in [
            (
                &[
                    "重型半挂牵引车",
                    "大型普通客车",
                    "中型厢式货车",
                    "重型专项作业车",
                    "大型汽车",
                    "Q11",
                    "K11",
                    "H21",
                ][..],
                VehicleClass::Large,
            ),
            (
                &[
                    "轻型厢式货车",
                    "小型普通客车",
                    "小型轿车",
                    "微型面包车",
                    "小轿车",
                    "小型汽车",
                    "K33",
                    "H38",
                ],
                VehicleClass::Small,
            ),
            (&["重型集装箱半挂车", "中型全挂车", "挂车", "B11", "G21"], VehicleClass::Trailer),
            (&["普通二轮摩托车", "普通正三轮摩托车"], VehicleClass::Motorcycle),
            (&["轻便二轮摩托车"], VehicleClass::Moped),
            (&["三轮汽车", "低速货车"], VehicleClass::LowSpeed),
            (&["大型轮式拖拉机"], VehicleClass::FarmTractor),
        ] {
            for text in texts {
                assert_eq!(VehicleClass::parse(text), Some(class), "{text}");
            }
        }
        for text in ["", "02", "飞机", "客车", "E12"] {
            assert_eq!(VehicleClass::parse(text), None, "{text}");
        }
    }
}
