//! One row's fields: each cell either is a value, or is named and left blank, or has
//! the row rejected. A cell that was spoiled on its way is never a value.
#![allow(clippy::result_large_err, reason = "a complaint is made once for a spoiled cell, not for each")]

use crate::vehicle_row::{Complaint, VehicleRow};
use crate::zeros::Lengths;
use crate::{CellKind, Mapping, Meaning, Row, RowFault, Table};
use cheku_domain::day::{NoDay, parse_day};
use cheku_domain::spoiled::{self, Spoiled};
use cheku_domain::text::{LONGEST, clean_lines, is_too_long, shown};
use cheku_domain::time::parse_moment;
use cheku_domain::type_choice::{Against, Told, TypeChoice, choose};
use cheku_domain::{DueKind, FrameNumber, Left, NewDueDate, Plate, PlateColour, PlateType, VehicleClass};
use chrono::{NaiveDate, NaiveDateTime};

/// How much of a cell is shown.
const LONGEST_SHOWN: usize = 40;

type Read = Result<Option<String>, Spoiled>;

/// One row seen through the mapping, and what is worth a look in it.
pub(crate) struct Fields<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    row: &'a Row,
    pub(crate) warnings: Vec<Complaint>,
}

impl<'a> Fields<'a> {
    pub(crate) fn of(table: &'a Table, mapping: &'a Mapping, row: &'a Row) -> Fields<'a> {
        Fields { table, mapping, row, warnings: Vec::new() }
    }

    /// Nothing in any column that counts: a running number alone makes no row.
    pub(crate) fn are_blank(&self) -> bool {
        let mut counted =
            self.mapping.meanings.iter().zip(&self.row.cells).filter(|(held, _)| held.is_some());
        counted.all(|(_, cell)| cell.is_blank())
    }

    pub(crate) fn complaint(&self, meaning: Meaning, code: &'static str) -> Complaint {
        self.complaint_at(self.mapping.column(meaning), code)
    }

    pub(crate) fn complaint_at(&self, column: Option<usize>, code: &'static str) -> Complaint {
        let heading = column.and_then(|column| self.table.headings.get(column));
        let text = self.text_at(column);
        Complaint {
            sheet: self.table.sheet.clone(),
            row: self.row.number,
            column: heading.cloned().unwrap_or_default(),
            code,
            text: text.chars().take(LONGEST).collect(),
            value_shown: cut(text),
            plate_shown: cut(self.text(Meaning::Plate)),
            readings: Vec::new(),
            repeats: None,
            repeats_in: None,
        }
    }

    /// A row whose cells cannot be matched with the headings.
    pub(crate) fn faulty(&self, fault: RowFault) -> Complaint {
        let first = self.row.cells.iter().position(|cell| !cell.is_blank()).unwrap_or(0);
        let text = self.row.text();
        Complaint {
            column: self.table.headings.get(first).cloned().unwrap_or_default(),
            value_shown: cut(&text),
            text: text.chars().take(LONGEST).collect(),
            ..self.complaint(Meaning::Plate, fault.word())
        }
    }

    /// The row's vehicle, or the one reason that stands furthest to the front.
    pub(crate) fn vehicle(&mut self, lengths: &Lengths) -> Result<VehicleRow, Complaint> {
        let plate = self.plate()?;
        let (given, choice) = self.plate_type(&plate)?;
        let vin = self.vin(choice.told.unwrap_or(choice.suggested), &plate)?;
        let engine = self.field(Meaning::Engine, spoiled::number)?;
        if engine.is_some() && lengths.has_lost_zeros(self.row) {
            self.warn(Meaning::Engine, "zeros_lost");
        }
        let vehicle = VehicleRow {
            row: self.row.number,
            plate,
            plate_type: choice.told,
            type_given: given,
            suggested_type: choice.suggested,
            vin,
            engine,
            city_code: self.field(Meaning::CityCode, spoiled::name)?,
            owner: self.field(Meaning::Owner, spoiled::name)?,
            group: self.field(Meaning::Group, spoiled::name)?,
            driver: self.field(Meaning::Driver, spoiled::name)?,
            driver_since: self.driver_since()?,
            left: self.left()?,
            provider: self.field(Meaning::Provider, spoiled::name)?,
            note: self
                .field(Meaning::Note, |text| Ok(Some(clean_lines(text)).filter(|note| !note.is_empty())))?,
            due_dates: self.due_dates(),
        };
        self.oddities(&vehicle);
        Ok(vehicle)
    }

    fn text(&self, meaning: Meaning) -> &str {
        self.text_at(self.mapping.column(meaning))
    }

    fn text_at(&self, column: Option<usize>) -> &str {
        column.map_or("", |column| self.row.cell(column).trim())
    }

    fn kind(&self, meaning: Meaning) -> CellKind {
        self.mapping.column(meaning).map_or(CellKind::Text, |column| self.row.kind(column))
    }

    fn warn(&mut self, meaning: Meaning, code: &'static str) {
        self.warnings.push(self.complaint(meaning, code));
    }

    /// What a cell says when its text is read so. What the cell was counts too: a remark
    /// may be a date or a yes, a number or name may not.
    fn read(&self, meaning: Meaning, read: impl Fn(&str) -> Read) -> Read {
        let text = self.text(meaning);
        match self.kind(meaning) {
            CellKind::NoValue => Err(Spoiled::NoValue),
            CellKind::Error => Err(Spoiled::Error),
            _ if meaning == Meaning::Note => read(text),
            CellKind::Date => Err(Spoiled::Date),
            CellKind::Bool => Err(Spoiled::Bool),
            CellKind::Number => spoiled::of_number_cell(read(text)),
            CellKind::Text => read(text),
        }
    }

    /// The same; what is spoiled is named and left blank.
    fn field(&mut self, meaning: Meaning, read: impl Fn(&str) -> Read) -> Result<Option<String>, Complaint> {
        if is_too_long(self.text(meaning)) {
            return Err(self.complaint(meaning, "too_long"));
        }
        match self.read(meaning, read) {
            Ok(value) => Ok(value),
            Err(spoiled) => {
                self.warn(meaning, spoiled.word());
                Ok(None)
            }
        }
    }

    fn plate(&self) -> Result<Plate, Complaint> {
        if let Err(spoiled) = self.read(Meaning::Plate, spoiled::name) {
            return Err(self.complaint(Meaning::Plate, spoiled.word()));
        }
        let plate = Plate::parse(self.text(Meaning::Plate));
        plate.map_err(|error| self.complaint(Meaning::Plate, error.code()))
    }

    /// The type that the row means, and whether a cell gives it rather than suggests it.
    fn plate_type(&mut self, plate: &Plate) -> Result<(bool, TypeChoice), Complaint> {
        let text = self.field(Meaning::PlateType, spoiled::name)?.unwrap_or_default();
        let given = PlateType::parse(&text).or_else(|| self.padded_type(&text));
        // 小型轿车 is no plate type, but says which it is.
        let class = VehicleClass::parse(&text).filter(|_| given.is_none());
        if !text.is_empty() && given.is_none() && class.is_none() {
            return Err(self.complaint(Meaning::PlateType, "plate_type_unknown"));
        }
        let told = Told { given, colour: self.colour()?, class: self.class()?.or(class) };
        let choice = choose(plate, told);
        for against in &choice.against {
            match against {
                Against::Given => self.warn(Meaning::PlateType, "plate_type_contradicts"),
                Against::Colour => self.warn(Meaning::PlateColour, "colour_contradicts"),
                Against::Class => self.warn(Meaning::VehicleClass, "class_contradicts"),
            }
        }
        Ok((told.given.is_some(), choice))
    }

    /// A number with more zeros than a code has: the format was made for another column.
    fn padded_type(&self, text: &str) -> Option<PlateType> {
        let is_number = self.kind(Meaning::PlateType) == CellKind::Number;
        PlateType::parse(text.trim_start_matches('0')).filter(|_| is_number)
    }

    fn colour(&mut self) -> Result<Option<PlateColour>, Complaint> {
        let Some(text) = self.field(Meaning::PlateColour, spoiled::name)? else { return Ok(None) };
        let colour = PlateColour::parse(&text);
        if colour.is_none() {
            self.warn(Meaning::PlateColour, "colour_unknown");
        }
        Ok(colour)
    }

    /// The class of vehicle, or what was written for it in older lists: a plate type.
    fn class(&mut self) -> Result<Option<VehicleClass>, Complaint> {
        let Some(text) = self.field(Meaning::VehicleClass, spoiled::name)? else { return Ok(None) };
        let class = VehicleClass::parse(&text).or_else(|| VehicleClass::of(PlateType::parse(&text)?));
        if class.is_none() {
            self.warn(Meaning::VehicleClass, "class_unknown");
        }
        Ok(class)
    }

    /// A moment that cannot be read has the row rejected: read as blank, the driver would have the vehicle
    /// from now on, and the violations until then would be another's.
    fn driver_since(&self) -> Result<Option<NaiveDateTime>, Complaint> {
        match self.text(Meaning::DriverSince) {
            "" => Ok(None),
            text => parse_moment(text)
                .map(Some)
                .ok_or_else(|| self.complaint(Meaning::DriverSince, "moment_unreadable")),
        }
    }

    /// Why and since when it is no longer in use. What cannot be read is named and changes nothing: no vehicle
    /// leaves for a word or on a day that was guessed.
    fn left(&mut self) -> Result<Option<(Left, Option<NaiveDate>)>, Complaint> {
        let state = self.field(Meaning::UseState, spoiled::name)?;
        let (has_day, day) =
            (!self.text(Meaning::LeftOn).is_empty(), self.day(self.mapping.column(Meaning::LeftOn)));
        let left = match state.as_deref() {
            Some(word) => match use_state(word) {
                Some(left) => left,
                None => {
                    self.warn(Meaning::UseState, "use_state_unknown");
                    None
                }
            },
            // 停用日期 alone says which.
            None if self.text(Meaning::UseState).is_empty() && has_day => Some(Left::Suspended),
            None => None,
        };
        Ok(left.filter(|_| !has_day || day.is_some()).map(|left| (left, day)))
    }

    /// The days of all columns that hold some. One that cannot be read, or be read in several ways, is
    /// named and left blank.
    fn due_dates(&mut self) -> Vec<NewDueDate> {
        let (table, mapping) = (self.table, self.mapping);
        let known = Meaning::ALL
            .iter()
            .filter(|meaning| **meaning != Meaning::OwnDue)
            .filter_map(|meaning| Some((mapping.column(*meaning)?, meaning.due()?, String::new())));
        let own = mapping.own_dues(table).map(|(column, name)| (column, DueKind::Own, name));
        let day = |(column, kind, name)| Some(NewDueDate { kind, name, day: self.day(Some(column))? });
        known.chain(own).filter_map(day).collect()
    }

    fn day(&mut self, column: Option<usize>) -> Option<NaiveDate> {
        let text = self.text_at(column);
        let wrong = match column.map_or(CellKind::Text, |column| self.row.kind(column)) {
            CellKind::NoValue => Spoiled::NoValue.word(),
            CellKind::Error => Spoiled::Error.word(),
            _ if text.is_empty() => return None,
            _ => match parse_day(text) {
                Ok(day) => return Some(day),
                Err(NoDay::Ambiguous(readings)) => {
                    let complaint = self.complaint_at(column, "day_ambiguous");
                    self.warnings.push(Complaint { readings, ..complaint });
                    return None;
                }
                Err(NoDay::Unreadable) if spoiled::name(text) == Err(Spoiled::Filler) => {
                    Spoiled::Filler.word()
                }
                Err(NoDay::Unreadable) => "day_unreadable",
            },
        };
        self.warnings.push(self.complaint_at(column, wrong));
        None
    }

    fn vin(&mut self, held: PlateType, plate: &Plate) -> Result<Option<FrameNumber>, Complaint> {
        // A character that no VIN has is told as the letter it is.
        let text = match self.read(Meaning::Vin, spoiled::number) {
            Err(Spoiled::Character) => Some(self.text(Meaning::Vin).to_owned()),
            _ => self.field(Meaning::Vin, spoiled::number)?,
        };
        let Some(text) = text else { return Ok(None) };
        FrameNumber::of_vehicle(&text, Some(plate), Some(held))
            .map(Some)
            .map_err(|error| self.complaint(Meaning::Vin, error.code()))
    }

    fn oddities(&mut self, vehicle: &VehicleRow) {
        if !vehicle.plate.is_prefix_known() {
            self.warn(Meaning::Plate, "prefix_unknown");
        }
        if vehicle.vin.as_ref().is_some_and(|vin| !vin.check_digit_agrees()) {
            self.warn(Meaning::Vin, "vin_check_digit");
        }
    }
}

/// What a word for the use of a vehicle means: `Some(None)` = in use, `None` = not known.
fn use_state(word: &str) -> Option<Option<Left>> {
    Some(match word.to_lowercase().as_str() {
        "在用" | "使用" | "使用中" | "正常" | "启用" | "active" | "in use" => None,
        "停用" | "已停用" | "停驶" | "封存" | "suspended" => Some(Left::Suspended),
        "已售" | "已出售" | "出售" | "售出" | "已卖" | "sold" => Some(Left::Sold),
        "报废" | "已报废" | "scrapped" => Some(Left::Scrapped),
        _ => return None,
    })
}

/// A cell's beginning, with invisible characters named.
fn cut(text: &str) -> String {
    shown(&text.chars().take(LONGEST_SHOWN).collect::<String>())
}
