//! Whatever becomes of the reading process, this one goes on and says so.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use super::apart;
use crate::api::ErrorCode;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A program that stands where the reader would.
fn program(folder: &Path, script: &str) -> PathBuf {
    let file = folder.join("reader");
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o700)).unwrap();
    file
}

fn refused(script: &str, at_most: Duration) -> ErrorCode {
    let folder = tempfile::tempdir().unwrap();
    // More than a pipe holds, so that one who does not listen is met, too.
    let bytes = vec![b'x'; 1 << 20];
    apart(program(folder.path(), script).as_os_str(), bytes, at_most).unwrap_err().code
}

#[test]
fn a_reader_that_is_killed_or_talks_nonsense_is_a_refusal() {
    let long = Duration::from_secs(60);
    for script in ["kill -9 $$", "exit 0", "cat > /dev/null; echo '{\"Ok\":{}}'", "yes | head -c 300000"] {
        assert_eq!(refused(script, long), ErrorCode::ReadingBrokeOff, "{script}");
    }
}

#[test]
fn a_reader_that_does_not_come_to_an_end_is_ended() {
    assert_eq!(refused("exec sleep 1000", Duration::from_millis(200)), ErrorCode::ReadingTooLong);
}

#[test]
fn a_program_that_is_not_there_is_a_refusal() {
    let gone = apart("/nowhere/cheku".as_ref(), Vec::new(), Duration::from_secs(60));
    assert_eq!(gone.unwrap_err().code, ErrorCode::Internal);
}
