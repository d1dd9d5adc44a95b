//! Writes the messy fleet of the tests: `cargo run -p cheku-sheets --example messy -- FILE [ROWS]`.
//! The file's ending chooses: .xlsx, .csv (GBK, semicolons) or .ods.

#[path = "../tests/common/messy.rs"]
#[allow(dead_code)]
mod messy;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let file = PathBuf::from(arguments.next().unwrap_or_else(|| "messy.xlsx".to_owned()));
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1_000);
    let list = messy::messy(count);
    let bytes = match file.extension().and_then(|extension| extension.to_str()) {
        Some("csv") => list.gbk_csv(),
        Some("ods") => list.ods(),
        _ => list.xlsx(),
    };
    std::fs::write(&file, bytes)?;
    println!("{}: {count} rows, {} of them bad", file.display(), list.bad.len());
    Ok(())
}
