//! Files and folders that the command line names.

use cheku_commands::{App, CommandError, ErrorCode};
use std::path::{Path, PathBuf};

/// As the current folder reads it, whatever happens to that folder later.
pub fn absolute(path: &Path) -> Result<PathBuf, CommandError> {
    std::path::absolute(path)
        .map_err(|error| CommandError::new(ErrorCode::BadRequest, error.kind().to_string()))
}

/// The handle under which a command writes to a file that was named here.
pub fn written_to(app: &App, path: &Path, force: bool) -> Result<String, CommandError> {
    Ok(app.may_write(&absolute(path)?, force).file)
}
