//! Receipts (凭证): what proves that something was paid, a picture or a PDF.

use crate::words;

/// The largest file that is taken as a receipt, in bytes: 20 MB, more than any photo or scan of a page needs.
pub const LARGEST: u64 = 20_000_000;

words! {
    /// What kind of file a receipt is, told by its content.
    pub enum ReceiptKind {
        Jpeg = "jpeg",
        Png = "png",
        Webp = "webp",
        /// What telephones take pictures in.
        Heic = "heic",
        Pdf = "pdf",
    }
}

/// PDF readers look for the mark in the first so many bytes: some programs write a few before it.
const PDF_HEAD: usize = 1024;
/// The brands of ISO base media that hold a still picture (ISO/IEC 23008-12).
const HEIC_BRANDS: [&[u8]; 5] = [b"heic", b"heix", b"heim", b"mif1", b"msf1"];

impl ReceiptKind {
    /// The kind that these bytes are by how they begin, whatever the file is called; `None` = none of these.
    pub fn of(bytes: &[u8]) -> Option<ReceiptKind> {
        let holds = |at: usize, mark: &[u8]| bytes.get(at..at + mark.len()) == Some(mark);
        let head = &bytes[..bytes.len().min(PDF_HEAD)];
        match () {
            () if holds(0, b"\xff\xd8\xff") => Some(ReceiptKind::Jpeg),
            () if holds(0, b"\x89PNG\r\n\x1a\n") => Some(ReceiptKind::Png),
            () if holds(0, b"RIFF") && holds(8, b"WEBP") => Some(ReceiptKind::Webp),
            () if holds(4, b"ftyp") && HEIC_BRANDS.iter().any(|brand| holds(8, brand)) => {
                Some(ReceiptKind::Heic)
            }
            () if head.windows(5).any(|window| window == b"%PDF-") => Some(ReceiptKind::Pdf),
            () => None,
        }
    }

    /// The ending of its file, by which the system finds the program that shows it.
    pub const fn ending(self) -> &'static str {
        match self {
            ReceiptKind::Jpeg => "jpg",
            ReceiptKind::Png => "png",
            ReceiptKind::Webp => "webp",
            ReceiptKind::Heic => "heic",
            ReceiptKind::Pdf => "pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReceiptKind;

    #[test]
    fn a_receipt_is_what_it_holds_whatever_it_is_called() {
        let kinds: [(&[u8], Option<ReceiptKind>); 9] = [
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", Some(ReceiptKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\x00", Some(ReceiptKind::Png)),
            (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Some(ReceiptKind::Webp)),
            (b"\x00\x00\x00\x18ftypheic\x00", Some(ReceiptKind::Heic)),
            (b"\n%PDF-1.7\n", Some(ReceiptKind::Pdf)),
            (b"\x00\x00\x00\x18ftypisom\x00", None),
            (b"RIFF\x24\x00\x00\x00WAVE", None),
            (b"MZ\x90\x00", None),
            (b"", None),
        ];
        for (bytes, kind) in kinds {
            assert_eq!(ReceiptKind::of(bytes), kind, "{bytes:?}");
        }
    }
}
