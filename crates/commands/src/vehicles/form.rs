//! The vehicle's form: what is typed, held against the domain's rules.

use super::issued;
use crate::App;
use crate::api::{
    CommandError, ComplaintCode, ErrorCode, FieldComplaint, FormCheck, Id, SavedVehicle, VehicleForm,
};
use crate::error::{Result, not_found};
use cheku_domain::spoiled::{self, Spoiled};
use cheku_domain::text::{clean, clean_lines, has_marks, is_too_long};
use cheku_domain::{FrameNumber, Plate, PlateType, Vehicle, VehicleId};
use cheku_garage::{Garage, NewVehicle};

type Read = std::result::Result<Option<String>, Spoiled>;

/// What was typed, as far as it is good.
struct Typed {
    plate: Option<Plate>,
    plate_type: Option<PlateType>,
    vin: Option<FrameNumber>,
    complaints: Vec<FieldComplaint>,
}

/// The form of a vehicle that is in the garage.
pub async fn vehicle_form(app: &App, id: Id) -> Result<VehicleForm> {
    app.work(move |garage| {
        let vehicle = garage.vehicle(&VehicleId(id.id))?.ok_or_else(|| not_found("vehicle"))?;
        let text = |text: Option<String>| text.unwrap_or_default();
        Ok(VehicleForm {
            id: Some(vehicle.id.0),
            plate: vehicle.plate.to_string(),
            plate_type: vehicle.plate_type.code().to_owned(),
            vin: vehicle.vin.map(|vin| vin.as_str().to_owned()).unwrap_or_default(),
            engine: text(vehicle.engine),
            city_code: text(vehicle.city_code),
            owner: text(vehicle.owner),
            group: text(vehicle.group),
            driver: text(vehicle.driver),
            driver_since: String::new(),
            note: text(vehicle.note),
            provider: text(vehicle.provider),
        })
    })
    .await
}

/// Live check while typing; writes nothing.
pub async fn vehicle_check(app: &App, form: VehicleForm) -> Result<FormCheck> {
    app.work(move |garage| {
        let typed = read(garage, &form)?;
        let issued_in =
            typed.plate.as_ref().and_then(Plate::issued_in).map(|(province, city)| issued(province, city));
        Ok(FormCheck {
            suggested_type: typed.plate.as_ref().map(PlateType::suggest),
            issued_in,
            plate: typed.plate.map(String::from),
            complaints: typed.complaints,
        })
    })
    .await
}

/// Adds or changes a vehicle. Warnings do not stand in the way; errors do.
pub async fn vehicle_save(app: &App, form: VehicleForm) -> Result<SavedVehicle> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let typed = read(garage, &form)?;
        let wrong = typed.complaints.iter().filter(|complaint| !complaint.warning);
        let mut refused = CommandError::new(ErrorCode::FormInvalid, "the form has errors");
        for complaint in wrong {
            refused = refused.with(&complaint.field, complaint.code.word());
        }
        let Some(plate) = typed.plate.filter(|_| refused.details.is_empty()) else { return Err(refused) };
        let new = NewVehicle {
            driver_since: crate::drivers::moment(&form.driver_since)?,
            ..new_vehicle(&form, plate, typed.plate_type, typed.vin)
        };
        let since = new.driver_since;
        match form.id {
            None => saved(garage.add_vehicle(new, now)?),
            Some(id) => saved(garage.update_vehicle(&changed(id, new), since, now)?),
        }
    })
    .await
}

fn saved(changed: cheku_garage::Changed) -> Result<SavedVehicle> {
    let id = changed.vehicles.into_iter().next().ok_or_else(|| not_found("vehicle"))?;
    Ok(SavedVehicle { id: id.0, undo: changed.undo.0 })
}

fn text(typed: &str) -> Option<String> {
    Some(clean(typed)).filter(|typed| !typed.is_empty())
}

/// What a checked text is; what was complained of is not kept.
fn kept(read: Read) -> Option<String> {
    read.unwrap_or_default()
}

fn new_vehicle(
    form: &VehicleForm,
    plate: Plate,
    plate_type: Option<PlateType>,
    vin: Option<FrameNumber>,
) -> NewVehicle {
    NewVehicle {
        plate_type,
        suggested_type: PlateType::suggest(&plate),
        vin,
        engine: kept(spoiled::number(&form.engine)),
        city_code: kept(spoiled::name(&form.city_code)),
        owner: kept(spoiled::name(&form.owner)),
        group: kept(spoiled::name(&form.group)),
        driver: kept(spoiled::name(&form.driver)),
        driver_since: None,
        left: None,
        note: Some(clean_lines(&form.note)).filter(|note| !note.is_empty()),
        provider: text(&form.provider),
        due_dates: Vec::new(),
        plate,
    }
}

fn changed(id: String, new: NewVehicle) -> Vehicle {
    Vehicle {
        id: VehicleId(id),
        plate_type: new.plate_type.unwrap_or(new.suggested_type),
        plate: new.plate,
        vin: new.vin,
        engine: new.engine,
        city_code: new.city_code,
        owner: new.owner,
        group: new.group,
        driver: new.driver,
        note: new.note,
        provider: new.provider,
    }
}

fn read(garage: &Garage, form: &VehicleForm) -> Result<Typed> {
    let mut typed = Typed { plate: None, plate_type: None, vin: None, complaints: Vec::new() };
    read_plate(form, &mut typed);
    if let Some(code) = text(&form.plate_type) {
        typed.plate_type = PlateType::parse(&code);
        if typed.plate_type.is_none() {
            typed.complain("plate_type", ComplaintCode::PlateTypeUnknown, false);
        }
    }
    if is_taken(garage, form, &typed)? {
        typed.complain("plate", ComplaintCode::PlateTaken, false);
    }
    if form.id.is_none() && has_left(garage, &typed)? {
        typed.complain("plate", ComplaintCode::VehicleLeft, true);
    }
    if let (Some(plate), Some(held)) = (&typed.plate, typed.plate_type)
        && held.contradicts(plate)
    {
        typed.complain("plate_type", ComplaintCode::PlateTypeContradicts, false);
    }
    read_vin(form, &mut typed);
    read_texts(form, &mut typed);
    if let Some(provider) = text(&form.provider) {
        crate::accounts::entry(&provider)?;
    }
    Ok(typed)
}

/// Whether another vehicle has both: the same number on a plate of another type is another one.
fn is_taken(garage: &Garage, form: &VehicleForm, typed: &Typed) -> Result<bool> {
    let Some(plate) = &typed.plate else { return Ok(false) };
    let plate_type = typed.plate_type.unwrap_or_else(|| PlateType::suggest(plate));
    let others = garage.vehicles_of_plate(plate)?.into_iter();
    let mut others = others.filter(|found| Some(&found.id.0) != form.id.as_ref());
    Ok(others.any(|found| found.plate_type == plate_type))
}

/// Whether a vehicle that is no longer in use bears both: it could come back instead.
fn has_left(garage: &Garage, typed: &Typed) -> Result<bool> {
    let Some(plate) = &typed.plate else { return Ok(false) };
    let plate_type = typed.plate_type.unwrap_or_else(|| PlateType::suggest(plate));
    Ok(garage.left_of_plate(plate)?.iter().any(|found| found.plate_type == plate_type))
}

fn read_plate(form: &VehicleForm, typed: &mut Typed) {
    match Plate::parse(&form.plate) {
        Ok(plate) => {
            if !plate.is_prefix_known() {
                typed.complain("plate", ComplaintCode::PrefixUnknown, true);
            }
            typed.plate = Some(plate);
        }
        Err(error) => {
            let code = ComplaintCode::from_word(error.code()).unwrap_or(ComplaintCode::PlateSerial);
            typed.complain("plate", code, false);
        }
    }
}

fn read_texts(form: &VehicleForm, typed: &mut Typed) {
    type Written<'a> = (&'static str, &'a String, fn(&str) -> Read);
    let fields: [Written<'_>; 6] = [
        ("engine", &form.engine, spoiled::number),
        ("city_code", &form.city_code, spoiled::name),
        ("owner", &form.owner, spoiled::name),
        ("group", &form.group, spoiled::name),
        ("driver", &form.driver, spoiled::name),
        ("note", &form.note, |note| Ok(Some(note.to_owned()))),
    ];
    for (field, text, read) in fields {
        if let Err(spoiled) = read(text) {
            typed.complain_spoiled(field, spoiled);
        }
        if is_too_long(text) {
            typed.complain(field, ComplaintCode::TooLong, false);
        }
        if has_marks(text) {
            typed.complain(field, ComplaintCode::UnseenMarks, true);
        }
    }
}

fn read_vin(form: &VehicleForm, typed: &mut Typed) {
    let vin = match spoiled::number(&form.vin) {
        Ok(Some(vin)) => vin,
        Ok(None) => return,
        // A character that no VIN has is told as the letter it is.
        Err(Spoiled::Character) => form.vin.clone(),
        Err(spoiled) => return typed.complain_spoiled("vin", spoiled),
    };
    match FrameNumber::of_vehicle(&vin, typed.plate.as_ref(), typed.plate_type) {
        Ok(vin) => {
            if !vin.check_digit_agrees() {
                typed.complain("vin", ComplaintCode::VinCheckDigit, true);
            }
            typed.vin = Some(vin);
        }
        Err(error) => {
            let code = ComplaintCode::from_word(error.code()).unwrap_or(ComplaintCode::VinLetter);
            typed.complain("vin", code, false);
        }
    }
}

impl Typed {
    fn complain_spoiled(&mut self, field: &str, spoiled: Spoiled) {
        let code = ComplaintCode::from_word(spoiled.word()).unwrap_or(ComplaintCode::SpoiledCharacter);
        self.complain(field, code, false);
    }

    fn complain(&mut self, field: &str, code: ComplaintCode, warning: bool) {
        self.complaints.push(FieldComplaint { field: field.to_owned(), code, warning });
    }
}
