//! The drivers, and who drove what when.

use super::{Rows, column, text};
use crate::error::Result;
use crate::words::{self, Lang};
use cheku_garage::Garage;
use cheku_sheets::{Kind, Sheet, Value};

/// One row for each period; a driver without any has one of their own.
pub(super) fn sheet(garage: &Garage, lang: Lang) -> Result<(Sheet, Rows)> {
    let columns = vec![
        column(lang, "驾驶员", "Driver", Kind::Text),
        column(lang, "初次领证日期", "Licence since", Kind::Date),
        column(lang, "备注", "Note", Kind::Text),
        column(lang, "车牌号", "Plate", Kind::Text),
        column(lang, "号牌种类", "Plate type", Kind::Text),
        column(lang, "起始", "From", Kind::Text),
        column(lang, "截止", "To", Kind::Text),
    ];
    let mut rows = Vec::new();
    for driver in garage.drivers()? {
        let periods = crate::drivers::periods(garage, garage.periods_of(&driver.name)?)?;
        let own = [Value::Text(driver.name), Value::from(driver.licence_since), text(driver.note)];
        if periods.is_empty() {
            rows.push(own.iter().cloned().chain(std::iter::repeat_n(Value::Empty, 4)).collect());
        }
        for period in periods {
            let of_period = [
                Value::Text(period.plate),
                Value::from(words::plate_type(period.plate_type, lang)),
                text(period.from),
                text(period.to),
            ];
            rows.push(own.iter().cloned().chain(of_period).collect());
        }
    }
    Ok((Sheet { name: lang.pick("驾驶员", "Drivers").into(), columns }, rows))
}
