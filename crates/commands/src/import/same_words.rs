//! The sheets' words and the wire's, which are the same.

use crate::api::{Meaning, RowPassedOver, SheetLeftOut};

macro_rules! same_words {
    ($to:ident: $theirs:ident => $ours:ident { $($word:ident),+ $(,)? }) => {
        pub(super) fn $to(word: cheku_sheets::$theirs) -> $ours {
            match word { $(cheku_sheets::$theirs::$word => $ours::$word),+ }
        }
    };
    ($to:ident, $from:ident: $theirs:ident => $ours:ident { $($word:ident),+ $(,)? }) => {
        same_words!($to: $theirs => $ours { $($word),+ });
        pub(super) fn $from(word: $ours) -> cheku_sheets::$theirs {
            match word { $($ours::$word => cheku_sheets::$theirs::$word),+ }
        }
    };
}

same_words!(to_wire, from_wire: Meaning => Meaning {
    Plate, PlateType, VehicleClass, PlateColour, Vin, Engine, CityCode, Owner, Group, Driver, Note, Provider,
});
same_words!(left_out: LeftOut => SheetLeftOut { Empty, Hidden, Example, NoPlateColumn, NotWanted });
same_words!(passed_over_why: PassedOverWhy => RowPassedOver {
    Title, RepeatedHeadings, Total, Hidden, NoVehicle, Alike,
});
