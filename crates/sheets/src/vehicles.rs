//! From a table's rows to vehicles: each row is either good or rejected with the
//! one reason that stands furthest to the front, so that rows and reasons agree in number.

use crate::table::letters;
use crate::{CellKind, Mapping, Meaning, Row, SheetError, Table};
use cheku_domain::identity::{Listed, Traits};
use cheku_domain::vehicle::asked_engine;
use cheku_domain::{FrameNumber, Plate, PlateForm, PlateType};
use serde::Serialize;
use std::collections::HashMap;

/// The longest text that a field takes, in characters.
pub const LONGEST_TEXT: usize = 200;
/// How much of a rejected cell is shown.
const LONGEST_SHOWN: usize = 40;

/// A good row. Blank cells are `None`: they never erase what the garage knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleRow {
    /// The spreadsheet's row number.
    pub row: u32,
    /// 号牌号码, normalised.
    pub plate: Plate,
    /// 号牌种类 as the file gives it.
    pub plate_type: Option<PlateType>,
    /// What the plate's form suggests, for when the file gives none.
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

    /// What tells its vehicle from others of the same plate.
    fn listed(&self) -> Listed {
        let (vin, engine) = (self.vin.clone(), self.engine.as_deref().and_then(asked_engine));
        Listed { traits: Traits { plate_type: self.plate_type, vin, engine }, suggested: self.suggested_type }
    }
}

/// What is wrong, or odd, about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// The spreadsheet's row number.
    pub row: u32,
    /// The heading as it stands in the file.
    pub column: String,
    /// `plate_empty`, `plate_province`, `plate_letter`, `plate_length`, `plate_serial`,
    /// `plate_type_unknown`, `vin_length`, `vin_letter`, `too_long`, `duplicate_plate`;
    /// as warnings `vin_check_digit`, `prefix_unknown`, `column_ignored`.
    pub code: &'static str,
    /// The cell's text, cut to forty characters.
    pub value_shown: String,
    /// The row's plate as it stands; the value itself where that is the plate.
    pub plate_shown: String,
    /// The earlier row of the same vehicle, for `duplicate_plate`.
    pub repeats: Option<u32>,
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
    let mut seen: HashMap<Plate, Vec<usize>> = HashMap::new();
    for row in &table.rows {
        let cells = Cells { table, mapping, row };
        if cells.are_blank() {
            continue;
        }
        match vehicle(&cells) {
            Ok(vehicle) => {
                let of_plate = seen.entry(vehicle.plate.clone()).or_default();
                let mut repeated = of_plate.iter().map(|at| &reading.rows[*at]);
                match repeated.rfind(|earlier| vehicle.listed().repeats(&earlier.listed())) {
                    Some(earlier) if vehicle.is_alike(earlier) => {}
                    Some(earlier) => {
                        let repeats = Some(earlier.row);
                        let complaint = cells.complaint(Meaning::Plate, "duplicate_plate");
                        reading.rejected.push(Complaint { repeats, ..complaint });
                    }
                    None => {
                        of_plate.push(reading.rows.len());
                        reading.warnings.extend(oddities(&cells, &vehicle));
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
    let row = table.rows.iter().find(|row| row.number == vehicle.row)?;
    let meaning = mapping.column(meaning).map_or(Meaning::Plate, |_| meaning);
    Some(Cells { table, mapping, row }.complaint(meaning, code))
}

/// One row seen through the mapping.
struct Cells<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    row: &'a Row,
}

impl Cells<'_> {
    /// A formula's error is no value: it says that nothing is known.
    fn text(&self, meaning: Meaning) -> &str {
        let known = |column: &usize| self.row.kind(*column) != CellKind::Error;
        self.mapping.column(meaning).filter(known).map_or("", |column| self.row.cell(column).trim())
    }

    /// Nothing in any column that counts: a running number alone makes no row.
    fn are_blank(&self) -> bool {
        let mut counted =
            self.mapping.meanings.iter().zip(&self.row.cells).filter(|(held, _)| held.is_some());
        counted.all(|(_, cell)| cell.is_blank())
    }

    fn complaint(&self, meaning: Meaning, code: &'static str) -> Complaint {
        let heading = self.mapping.column(meaning).and_then(|column| self.table.headings.get(column));
        Complaint {
            row: self.row.number,
            column: heading.cloned().unwrap_or_default(),
            code,
            value_shown: shown(self.text(meaning)),
            plate_shown: shown(self.text(Meaning::Plate)),
            repeats: None,
        }
    }

    fn optional(&self, meaning: Meaning) -> Result<Option<String>, Complaint> {
        let text = self.text(meaning);
        if text.chars().count() > LONGEST_TEXT {
            return Err(self.complaint(meaning, "too_long"));
        }
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }
}

fn vehicle(cells: &Cells<'_>) -> Result<VehicleRow, Complaint> {
    let plate = Plate::parse(cells.text(Meaning::Plate))
        .map_err(|error| cells.complaint(Meaning::Plate, error.code()))?;
    let suggested_type = PlateType::suggest(&plate);
    let plate_type = plate_type(cells)?;
    let vin = vin(cells, plate_type.unwrap_or(suggested_type), &plate)?;
    Ok(VehicleRow {
        row: cells.row.number,
        plate,
        plate_type,
        suggested_type,
        vin,
        engine: cells.optional(Meaning::Engine)?,
        city_code: cells.optional(Meaning::CityCode)?,
        owner: cells.optional(Meaning::Owner)?,
        group: cells.optional(Meaning::Group)?,
        driver: cells.optional(Meaning::Driver)?,
        note: cells.optional(Meaning::Note)?,
        provider: cells.optional(Meaning::Provider)?,
    })
}

fn plate_type(cells: &Cells<'_>) -> Result<Option<PlateType>, Complaint> {
    match cells.text(Meaning::PlateType) {
        "" => Ok(None),
        text => match PlateType::parse(text) {
            Some(plate_type) => Ok(Some(plate_type)),
            None => Err(cells.complaint(Meaning::PlateType, "plate_type_unknown")),
        },
    }
}

/// Old trailers have shorter chassis numbers (domain rules, VIN).
fn vin(cells: &Cells<'_>, held: PlateType, plate: &Plate) -> Result<Option<FrameNumber>, Complaint> {
    const TRAILER: &str = "15";
    match cells.text(Meaning::Vin) {
        "" => Ok(None),
        text => FrameNumber::parse(text, held.code() == TRAILER || plate.form() == PlateForm::Trailer)
            .map(Some)
            .map_err(|error| cells.complaint(Meaning::Vin, error.code())),
    }
}

fn oddities(cells: &Cells<'_>, vehicle: &VehicleRow) -> Vec<Complaint> {
    let mut odd = Vec::new();
    // Embassies' plates have no issuing letter to know.
    if vehicle.plate.issued_in().is_none() && vehicle.plate.form() != PlateForm::Embassy {
        odd.push(cells.complaint(Meaning::Plate, "prefix_unknown"));
    }
    if vehicle.vin.as_ref().is_some_and(|vin| !vin.check_digit_agrees()) {
        odd.push(cells.complaint(Meaning::Vin, "vin_check_digit"));
    }
    odd
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
            row: table.heading_row.max(1),
            column: table.headings[column].clone(),
            code: "column_ignored",
            value_shown: String::new(),
            plate_shown: String::new(),
            repeats: None,
        })
        .collect()
}

fn shown(text: &str) -> String {
    text.chars().take(LONGEST_SHOWN).collect()
}
