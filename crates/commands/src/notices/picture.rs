//! A notice as a picture in a file: the page draws it, the person chooses where it goes.

use crate::App;
use crate::api::{FilePath, NoticePicture};
use crate::error::{Result, bad_request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cheku_domain::ReceiptKind;

/// Writes the picture; whatever is no PNG is refused.
pub async fn notice_picture(app: &App, request: NoticePicture) -> Result<FilePath> {
    let place = app.to_write(&request.to)?;
    let png = STANDARD.decode(&request.png).ok().filter(|it| ReceiptKind::of(it) == Some(ReceiptKind::Png));
    let png = png.ok_or_else(|| bad_request("the picture is no PNG in base64"))?;
    let told = app.clone();
    app.work(move |_| told.put(&place, &png)).await
}
