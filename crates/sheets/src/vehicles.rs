//! From a table's rows to vehicles: each row is either good or rejected with the
//! one reason that stands furthest to the front, so that rows and reasons agree in number.

use crate::fields::Fields;
use crate::table::letters;
use crate::zeros::Lengths;
use crate::{Mapping, Meaning, PassedOverWhy, SheetError, Table};
use cheku_domain::identity::{Listed, Traits};
use cheku_domain::vehicle::asked_engine;
use cheku_domain::{FrameNumber, Plate, PlateType};
use serde::Serialize;
use std::collections::HashMap;

/// The longest text that a field takes, in characters.
pub const LONGEST_TEXT: usize = 200;

/// A good row. Blank cells are `None`: they never erase what the garage knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleRow {
    /// The spreadsheet's row number.
    pub row: u32,
    /// 号牌号码, normalised.
    pub plate: Plate,
    /// 号牌种类 as the row tells it: by its type, else by class or colour.
    pub plate_type: Option<PlateType>,
    /// Whether a cell gives the type itself.
    pub type_given: bool,
    /// What plate, class and colour suggest, for when the file gives none.
    pub suggested_type: PlateType,
    /// 车架号
    pub vin: Option<FrameNumber>,
    /// 发动机号 as typed.
    pub engine: Option<String>,
    /// 城市代码
    pub city_code: Option<String>,
    /// 所有人
    pub owner: Option<String>,
    /// 分组
    pub group: Option<String>,
    /// 驾驶员
    pub driver: Option<String>,
    /// 备注
    pub note: Option<String>,
    /// 查询接口, as the file names it.
    pub provider: Option<String>,
}

impl VehicleRow {
    /// Whether two rows say the same about the same plate, wherever they stand.
    pub fn is_alike(&self, other: &VehicleRow) -> bool {
        VehicleRow { row: other.row, ..self.clone() } == *other
    }

    /// Whether two rows are about the same vehicle.
    pub(crate) fn repeats(&self, earlier: &VehicleRow) -> bool {
        self.listed().repeats(&earlier.listed())
    }

    /// What tells its vehicle from others of the same plate.
    fn listed(&self) -> Listed {
        let (vin, engine) = (self.vin.clone(), self.engine.as_deref().and_then(asked_engine));
        Listed { traits: Traits { plate_type: self.plate_type, vin, engine }, suggested: self.suggested_type }
    }
}

/// What is wrong, or odd, about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// The sheet's name; "" where the file has no sheets.
    pub sheet: String,
    /// The spreadsheet's row number.
    pub row: u32,
    /// The heading as it stands in the file.
    pub column: String,
    /// `plate_empty`, `plate_province`, `plate_letter`, `plate_length`, `plate_serial`,
    /// `plate_type_unknown`, `vin_length`, `vin_letter`, `too_long`, `duplicate_plate`;
    /// as warnings `vin_check_digit`, `prefix_unknown`, `column_ignored`, `zeros_lost`,
    /// `colour_contradicts`, `class_contradicts`, `colour_unknown`, `class_unknown`; as either
    /// `plate_type_contradicts` and those of `cheku_domain::Spoiled`.
    pub code: &'static str,
    /// The cell's text as it stands, at most two hundred characters.
    pub text: String,
    /// The same for people: forty characters, those that nobody sees named.
    pub value_shown: String,
    /// The row's plate as it stands; the value itself where that is the plate.
    pub plate_shown: String,
    /// The earlier row of the same vehicle, for `duplicate_plate`.
    pub repeats: Option<u32>,
    /// The sheet of that row, where it is another one.
    pub repeats_in: Option<String>,
}

/// What a table came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The good rows in the file's order, each vehicle once.
    pub rows: Vec<VehicleRow>,
    /// One complaint for each rejected row.
    pub rejected: Vec<Complaint>,
    /// What is worth a look, though nothing was refused for it.
    pub warnings: Vec<Complaint>,
    /// The other rows, by their numbers: those that say nothing, or nothing new.
    pub passed_over: Vec<(u32, PassedOverWhy)>,
}

impl Reading {
    /// Refuses a reading in which no row is good: nothing may be written then.
    pub fn check(&self) -> Result<(), SheetError> {
        if self.rows.is_empty() { Err(SheetError::NoGoodRow) } else { Ok(()) }
    }
}

/// Reads every row under a mapping. Fails only if the mapping cannot be used.
pub fn read_vehicles(table: &Table, mapping: &Mapping) -> Result<Reading, SheetError> {
    mapping.check(table)?;
    let mut reading = Reading { warnings: ignored_columns(table, mapping), ..Reading::default() };
    let lengths = Lengths::of(table, mapping);
    let mut seen: HashMap<Plate, Vec<usize>> = HashMap::new();
    for row in &table.rows {
        let mut fields = Fields::of(table, mapping, row);
        if let Some(fault) = row.fault {
            reading.rejected.push(fields.faulty(fault));
            continue;
        }
        if fields.are_blank() {
            reading.passed_over.push((row.number, PassedOverWhy::NoVehicle));
            continue;
        }
        match fields.vehicle(&lengths) {
            Ok(vehicle) => {
                let of_plate = seen.entry(vehicle.plate.clone()).or_default();
                let mut repeated = of_plate.iter().map(|at| &reading.rows[*at]);
                match repeated.rfind(|earlier| vehicle.repeats(earlier)) {
                    Some(earlier) if vehicle.is_alike(earlier) => {
                        reading.passed_over.push((row.number, PassedOverWhy::Alike));
                    }
                    Some(earlier) => {
                        let repeats = Some(earlier.row);
                        let complaint = fields.complaint(Meaning::Plate, "duplicate_plate");
                        reading.rejected.push(Complaint { repeats, ..complaint });
                    }
                    None => {
                        of_plate.push(reading.rows.len());
                        reading.warnings.append(&mut fields.warnings);
                        reading.rows.push(vehicle);
                    }
                }
            }
            Err(complaint) => reading.rejected.push(complaint),
        }
    }
    Ok(reading)
}

/// A complaint about a row that was read, for what only the garage can tell of it. It
/// names the plate's column where the meaning has none.
pub fn complaint_about(
    table: &Table,
    mapping: &Mapping,
    vehicle: &VehicleRow,
    meaning: Meaning,
    code: &'static str,
) -> Option<Complaint> {
    let row = &table.rows[table.rows.binary_search_by_key(&vehicle.row, |row| row.number).ok()?];
    let meaning = mapping.column(meaning).map_or(Meaning::Plate, |_| meaning);
    Some(Fields::of(table, mapping, row).complaint(meaning, code))
}

/// Columns that nobody reads, named at the headings' row: those with a heading of
/// their own, or with something in them.
fn ignored_columns(table: &Table, mapping: &Mapping) -> Vec<Complaint> {
    let unread = |column: &usize| mapping.meanings.get(*column).is_none_or(Option::is_none);
    let filled = |column: &usize| {
        table.headings[*column] != letters(*column)
            || table.rows.iter().any(|row| !row.cell(*column).is_empty())
    };
    (0..table.headings.len())
        .filter(unread)
        .filter(filled)
        .map(|column| Complaint {
            sheet: table.sheet.clone(),
            row: table.heading_row.max(1),
            column: table.headings[column].clone(),
            code: "column_ignored",
            text: String::new(),
            value_shown: String::new(),
            plate_shown: String::new(),
            repeats: None,
            repeats_in: None,
        })
        .collect()
}
