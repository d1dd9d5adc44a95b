//! Which plate type (号牌种类) a row of a sheet means, when plate, type, colour and class
//! of vehicle each say something. The plate's own form decides before all others, then
//! the type as given, then class and colour. A wrong type can be charged (225606), so
//! where they disagree it is said aloud.

use crate::plate::PlateForm;
use crate::{Plate, PlateColour, PlateType, VehicleClass};

/// What a row says about its plate type besides the plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// 号牌种类
    pub given: Option<PlateType>,
    /// 车牌颜色
    pub colour: Option<PlateColour>,
    /// 车辆类型
    pub class: Option<VehicleClass>,
}

/// What contradicts the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The type as given cannot be that of such a plate.
    Given,
    /// The colour is not that of the type.
    Colour,
    /// Such vehicles do not bear plates of the type.
    Class,
}

/// What is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeChoice {
    /// The type that the row tells; `None` where only the plate suggests one.
    pub told: Option<PlateType>,
    /// The type to take where nothing better is known.
    pub suggested: PlateType,
    /// What was overruled, or does not fit.
    pub against: Vec<Against>,
}

/// Chooses. Where nothing says what the plate is instead, the type as given stays: 52 on an
/// ordinary plate may be a plate that lost a character. It is in doubt, and not asked about.
pub fn choose(plate: &Plate, told: Told) -> TypeChoice {
    let hinted = if plate.form() == PlateForm::Ordinary { hint(told) } else { None };
    let suggested = hinted.unwrap_or_else(|| PlateType::suggest(plate));
    let odd = told.given.filter(|given| given.contradicts(plate));
    let undecided = hinted.is_none() && plate.form() == PlateForm::Ordinary;
    let given = told.given.filter(|_| odd.is_none() || undecided);
    let taken = given.unwrap_or(suggested);
    let colour_off =
        told.colour.is_some_and(|colour| PlateColour::of(taken).is_some_and(|own| own != colour));
    let class_off = told.class.is_some_and(|class| VehicleClass::of(taken).is_some_and(|own| own != class));
    let against =
        [(Against::Given, odd.is_some()), (Against::Colour, colour_off), (Against::Class, class_off)];
    TypeChoice {
        told: given.or(hinted).or(odd.map(|_| suggested)),
        suggested,
        against: against.into_iter().filter(|(_, is)| *is).map(|(against, _)| against).collect(),
    }
}

/// What colour and class say of a seven-character plate. The class tells more; where the
/// colour contradicts it, the colour of the plate itself counts.
fn hint(told: Told) -> Option<PlateType> {
    let by_class = told.class.and_then(VehicleClass::ordinary_type);
    let by_colour = told.colour.and_then(PlateColour::ordinary_type);
    let agree = |held: &PlateType| {
        told.colour.is_none_or(|colour| PlateColour::of(*held).is_none_or(|own| own == colour))
    };
    by_class.filter(|held| by_colour.is_none() || agree(held)).or(by_colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(plate: &str, given: &str, colour: &str, class: &str) -> (String, Vec<Against>) {
        let told = Told {
            given: PlateType::parse(given),
            colour: PlateColour::parse(colour),
            class: VehicleClass::parse(class),
        };
        let choice = choose(&Plate::parse(plate).expect(plate), told);
        (choice.told.unwrap_or(choice.suggested).code().to_owned(), choice.against)
    }

    #[test]
    fn class_and_colour_suggest_where_the_type_is_blank() {
        for (plate, colour, class, code) in [
            ("粤B12345", "", "", "02"),
            ("粤B12345", "黄", "", "01"),
            ("粤B12345", "蓝", "", "02"),
            ("粤B12345", "", "重型半挂牵引车", "01"),
            ("粤B12345", "", "轻型厢式货车", "02"),
            ("粤B12345", "黄", "普通二轮摩托车", "07"),
            ("粤BD12345", "渐变绿", "小型普通客车", "52"),
            ("粤B12345D", "黄绿", "重型厢式货车", "51"),
            ("粤B2345挂", "黄", "重型集装箱半挂车", "15"),
        ] {
            assert_eq!(chosen(plate, "", colour, class), (code.into(), vec![]), "{plate} {colour} {class}");
        }
    }

    #[test]
    fn the_plates_form_decides_before_the_type_as_given() {
        for (plate, code) in
            [("粤BD12345", "52"), ("粤B12345D", "51"), ("粤B2345挂", "15"), ("粤B1234学", "16")]
        {
            assert_eq!(chosen(plate, "02", "", ""), (code.into(), vec![Against::Given]), "{plate}");
        }
        assert_eq!(chosen("粤B20002", "52", "蓝", ""), ("02".into(), vec![Against::Given]));
        assert_eq!(
            chosen("粤B20002", "52", "", ""),
            ("52".into(), vec![Against::Given]),
            "a plate that may have lost a character"
        );
        assert_eq!(chosen("粤B20002", "15", "", "小型轿车"), ("02".into(), vec![Against::Given]));
    }

    #[test]
    fn a_contradiction_is_named() {
        assert_eq!(chosen("粤B12345", "02", "黄", ""), ("02".into(), vec![Against::Colour]));
        assert_eq!(chosen("粤B12345", "01", "", "小型轿车"), ("01".into(), vec![Against::Class]));
        assert_eq!(chosen("粤B12345", "", "黄", "小型轿车"), ("01".into(), vec![Against::Class]));
        assert_eq!(chosen("粤B12345", "", "渐变绿", ""), ("02".into(), vec![Against::Colour]));
        assert_eq!(
            chosen("粤B12345", "16", "", ""),
            ("16".into(), vec![Against::Given]),
            "kept, and doubted"
        );
        assert_eq!(
            chosen("粤BD12345", "", "蓝", "重型厢式货车"),
            ("52".into(), vec![Against::Colour, Against::Class])
        );
    }
}
