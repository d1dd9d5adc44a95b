//! The canonical string and the digests of the signed contract.
//!
//! Source of the rules: vendor document 000, "Md5验证方式-加密顺序" and its PHP sample. Bytes in,
//! digest out: no clock (the time is a parameter like any other) and no network.

use md5::{Digest, Md5};
use std::fmt::Write;

/// The parameter that carries the signature and is therefore never signed.
const SIGN: &str = "sign";

/// The bytes that are digested: every parameter but `sign`, sorted by name in byte
/// order, empty values left out ("0" is not empty), name and value joined without
/// separators, the bare secret at the end. Values are the raw ones, not the
/// percent-encoded ones. The result holds the secret: it is to be digested, not kept.
pub fn canonical<'a>(params: impl IntoIterator<Item = (&'a str, &'a str)>, secret: &str) -> Vec<u8> {
    let mut signed: Vec<(&str, &str)> =
        params.into_iter().filter(|(name, value)| *name != SIGN && !value.is_empty()).collect();
    signed.sort_unstable();
    let mut bytes: Vec<u8> =
        signed.iter().flat_map(|(name, value)| [*name, *value]).flat_map(str::bytes).collect();
    bytes.extend_from_slice(secret.as_bytes());
    bytes
}

/// The `sign` parameter of MD5 verification: 32 lower-case hexadecimal digits.
pub fn md5_sign<'a>(params: impl IntoIterator<Item = (&'a str, &'a str)>, secret: &str) -> String {
    md5_hex(&canonical(params, secret))
}

/// The `sign` parameter of Hash verification: the secret itself (vendor document 000,, `sign`,
/// 2.). It must travel over https in a body only; that is the caller's to see to.
pub fn hash_sign(secret: &str) -> String {
    secret.to_owned()
}

/// Whether `sign` is the MD5 signature of these parameters. Compares every byte, so
/// that the time taken does not tell how many of them agree.
pub fn verify<'a>(params: impl IntoIterator<Item = (&'a str, &'a str)>, secret: &str, sign: &str) -> bool {
    let expected = md5_sign(params, secret);
    let differing = expected.bytes().zip(sign.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b));
    expected.len() == sign.len() && differing == 0
}

/// MD5 as 32 lower-case hexadecimal digits.
pub fn md5_hex(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().fold(String::with_capacity(32), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
