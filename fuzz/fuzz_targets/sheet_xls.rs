//! The records of an xls. A panic of the reader behind is caught where it is called,
//! so here the hook that would end the run stays quiet; memory and time are what counts.
#![no_main]

mod sheets;

use std::io::{Cursor, Write};

libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let Ok(mut container) = cfb::CompoundFile::create(Cursor::new(Vec::new())) else { return };
    let written = container.create_stream("/Workbook").and_then(|mut stream| stream.write_all(bytes));
    if written.and_then(|()| container.flush()).is_ok() {
        sheets::holds(container.into_inner().into_inner());
    }
});
