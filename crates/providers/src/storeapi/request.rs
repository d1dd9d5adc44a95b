//! A vehicle as the document's parameters, and their signature.

use crate::endpoint::Endpoint;
use crate::endpoint::Method;
use cheku_domain::provider::{AccountError, Question, Refusal};
use cheku_domain::{Secret, Timestamp, Vehicle};

/// How the vendor checks that a request is ours (doc, `sign`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verification {
    /// A digest over all parameters and the secret.
    Md5,
    /// The secret itself.
    Hash,
}

impl Verification {
    /// The configured way. Hash puts the secret itself into the request, so it goes only
    /// where nobody reads along, and never into an address.
    pub(super) fn of(word: &str, method: Method, endpoint: &Endpoint) -> Result<Verification, AccountError> {
        match word {
            "hash" if method == Method::Post && endpoint.is_private() => Ok(Verification::Hash),
            "hash" => Err(AccountError::HashNeedsHttpsPost),
            _ => Ok(Verification::Md5),
        }
    }
}

/// What an account adds to every question.
pub(super) struct Signing {
    pub(super) appid: String,
    pub(super) format: String,
    pub(super) verification: Verification,
    pub(super) secret: Secret,
}

impl Signing {
    /// The whole request: the account's parameters, the question's, `time` where it is
    /// sent (whole seconds, doc "time必须是整型"), and `sign` over all of them.
    pub(super) fn sign(
        &self,
        question: &[(&'static str, String)],
        time: Option<Timestamp>,
    ) -> Vec<(&'static str, String)> {
        let mut params = vec![("appid", self.appid.clone()), ("format", self.format.clone())];
        params.extend(question.iter().filter(|(_, value)| !value.is_empty()).cloned());
        params.extend(time.map(|now| ("time", now.0.div_euclid(1000).to_string())));
        let pairs = params.iter().map(|(name, value)| (*name, value.as_str()));
        let sign = match self.verification {
            Verification::Md5 => cheku_signing::md5_sign(pairs, self.secret.expose()),
            Verification::Hash => cheku_signing::hash_sign(self.secret.expose()),
        };
        params.push(("sign", sign));
        params
    }
}

/// The vehicle in the document's words; numbers that are not known are left out. What
/// can only be wrong is refused here, for nothing.
pub(super) fn question(vehicle: &Vehicle) -> Result<Question, Refusal> {
    if let Some(detail) = vehicle.spoiled().first() {
        return Err(Refusal::InDoubt(*detail));
    }
    let mut params = vec![
        ("car_no", vehicle.plate.as_str().to_owned()),
        ("car_type", vehicle.plate_type.code().to_owned()),
    ];
    params.extend(vehicle.query_engine().map(|engine| ("engine_number", engine)));
    params.extend(vehicle.vin.as_ref().map(|vin| ("frame_number", vin.as_str().to_uppercase())));
    Ok(Question { city: None, params })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cheku_domain::{Detail, FrameNumber, Plate, PlateType, VehicleId};

    /// The document's example car.
    fn vehicle() -> Vehicle {
        Vehicle {
            id: VehicleId("1".into()),
            plate: Plate::parse("粤a·j44e6").expect("plate"),
            plate_type: PlateType::SMALL,
            vin: FrameNumber::parse("lnbscc3h8gf308384", false).ok(),
            engine: Some("ad50eg 081600062".into()),
            city_code: None,
            owner: None,
            group: None,
            driver: None,
            note: None,
            provider: None,
        }
    }

    fn signing(verification: Verification) -> Signing {
        let secret = Secret::new("0123456789abcdef0123456789abcdef");
        Signing { appid: "1".into(), format: "json".into(), verification, secret }
    }

    fn sign_of(params: &[(&'static str, String)]) -> String {
        params.iter().find(|(name, _)| *name == "sign").map(|(_, value)| value.clone()).expect("sign")
    }

    #[test]
    fn the_documents_example_car_is_signed_as_the_known_answers_say() {
        let question = question(&vehicle()).expect("asked");
        let md5 = signing(Verification::Md5);
        assert_eq!(sign_of(&md5.sign(&question.params, None)), "8b959797281e681df316e6774909010d");
        let at = Some(Timestamp(1_557_294_956_789));
        assert_eq!(sign_of(&md5.sign(&question.params, at)), "ff70ed08d35e8d0b3b648790ddc31eeb");
    }

    #[test]
    fn numbers_that_are_not_known_are_neither_sent_nor_signed() {
        let bare = Vehicle { engine: Some("  ".into()), ..vehicle() };
        let params = signing(Verification::Md5).sign(&question(&bare).expect("asked").params, None);
        assert!(params.iter().all(|(name, _)| *name != "engine_number"));
        assert_eq!(sign_of(&params), "374a9fc043a894e276088ba8847e24a8");
    }

    #[test]
    fn what_can_only_be_wrong_never_leaves() {
        for engine in ["1.23457E+12", "#N/A", "E=1", "右后灯坏", "00000000"] {
            let spoiled = Vehicle { engine: Some(engine.into()), ..vehicle() };
            assert_eq!(question(&spoiled), Err(Refusal::InDoubt(Detail::Engine)), "{engine}");
        }
        let ones = Vehicle { vin: FrameNumber::parse("11111111111111111", false).ok(), ..vehicle() };
        assert_eq!(question(&ones), Err(Refusal::InDoubt(Detail::Vin)));
        let typed = Vehicle { plate: Plate::parse("粤BD12345").expect("plate"), ..vehicle() };
        assert_eq!(question(&typed), Err(Refusal::InDoubt(Detail::PlateType)));
    }

    #[test]
    fn hash_sends_the_secret_itself() {
        let params = signing(Verification::Hash).sign(&question(&vehicle()).expect("asked").params, None);
        assert_eq!(sign_of(&params), "0123456789abcdef0123456789abcdef");
    }
}
