//! The colour of a number plate (车牌颜色, GA 36-2018): it tells large from small where
//! the characters are alike.

use crate::PlateType;
use crate::text::folded_number;

/// A colour as sheets name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlateColour {
    /// 蓝
    Blue,
    /// 黄
    Yellow,
    /// 渐变绿: small new energy.
    Green,
    /// 黄绿双拼: large new energy.
    YellowGreen,
    /// 白: police.
    White,
    /// 黑: embassies, Hong Kong, Macao, foreigners.
    Black,
}

impl PlateColour {
    /// Reads 蓝, 蓝色, 蓝牌, 蓝底白字, "blue". Bare numbers have no meaning that all systems share.
    pub fn parse(text: &str) -> Option<PlateColour> {
        let folded = folded_number(text).to_lowercase();
        let word = ["车牌", "号牌", "牌照", "牌", "色"]
            .iter()
            .fold(folded.as_str(), |word, end| word.trim_end_matches(end));
        let ground = word.split_once('底').map_or(word, |(ground, _)| ground);
        match ground.trim_end_matches('色') {
            "蓝" | "blue" => Some(PlateColour::Blue),
            "黄" | "yellow" => Some(PlateColour::Yellow),
            "渐变绿" | "绿" | "绿渐变" | "白绿" | "green" => Some(PlateColour::Green),
            "黄绿" | "黄绿双拼" | "黄绿双拼色" | "绿黄" | "yellowgreen" | "yellow-green" => {
                Some(PlateColour::YellowGreen)
            }
            "白" | "white" => Some(PlateColour::White),
            "黑" | "black" => Some(PlateColour::Black),
            _ => None,
        }
    }

    /// The colour that plates of a type have; `None` where there are several or none is known.
    pub fn of(plate_type: PlateType) -> Option<PlateColour> {
        match plate_type.code() {
            "02" | "08" => Some(PlateColour::Blue),
            "01" | "07" | "13" | "15" | "16" | "17" => Some(PlateColour::Yellow),
            "52" => Some(PlateColour::Green),
            "51" => Some(PlateColour::YellowGreen),
            "23" | "24" => Some(PlateColour::White),
            "03" | "04" | "05" | "06" | "09" | "10" | "11" | "12" | "26" | "27" => Some(PlateColour::Black),
            _ => None,
        }
    }

    /// The type that a seven-character plate of this colour has, where there is only one
    /// that a car can have.
    pub fn ordinary_type(self) -> Option<PlateType> {
        match self {
            PlateColour::Blue => Some(PlateType::SMALL),
            PlateColour::Yellow => Some(PlateType::LARGE),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_sheets_write_them() {
        for (texts, colour) in [
            (&["蓝", "蓝色", "蓝牌", "蓝底白字", " Blue "][..], PlateColour::Blue),
            (&["黄", "黄色", "黄牌", "黄底黑字"], PlateColour::Yellow),
            (&["渐变绿", "渐变绿色", "绿色", "绿牌"], PlateColour::Green),
            (&["黄绿色", "黄绿双拼", "黄绿双拼色", "黄绿"], PlateColour::YellowGreen),
            (&["白色"], PlateColour::White),
            (&["黑", "黑色"], PlateColour::Black),
        ] {
            for text in texts {
                assert_eq!(PlateColour::parse(text), Some(colour), "{text}");
            }
        }
        for text in ["", "1", "彩色", "#N/A"] {
            assert_eq!(PlateColour::parse(text), None, "{text}");
        }
    }
}
