//! What a reading process may use. Where the system keeps to a limit on memory, it is the
//! system's; elsewhere the process counts what it takes.

use std::io;

/// Memory, in bytes.
const MEMORY: u64 = 512 << 20;

/// Holds this process to its limits from now on. What goes beyond them ends it.
pub(super) fn hold() -> io::Result<()> {
    memory::hold()?;
    #[cfg(unix)]
    ends::hold()?;
    Ok(())
}

#[cfg(target_os = "linux")]
mod memory {
    use rustix::process::{Resource, Rlimit, setrlimit};

    /// Linux counts what a process may write to as its data, not the libraries that the
    /// window's program brings along.
    pub(super) fn hold() -> std::io::Result<()> {
        let most = Some(super::MEMORY);
        Ok(setrlimit(Resource::Data, Rlimit { current: most, maximum: most })?)
    }
}

#[cfg(not(target_os = "linux"))]
mod memory {
    use cap::Cap;
    use std::alloc::System;

    /// Neither macOS nor the safe door to Windows' job objects limits what is taken.
    #[global_allocator]
    static COUNTED: Cap<System> = Cap::new(System, usize::MAX);

    pub(super) fn hold() -> std::io::Result<()> {
        let most = usize::try_from(super::MEMORY).unwrap_or(usize::MAX);
        COUNTED.set_limit(most).map_err(|()| std::io::ErrorKind::OutOfMemory.into())
    }
}

#[cfg(unix)]
mod ends {
    use rustix::process::{Resource, Rlimit, setrlimit};

    /// Seconds on the processor, in case whoever waits is gone.
    const SECONDS: u64 = 20;

    /// No more work than that, no file written, no picture of its memory left behind.
    pub(super) fn hold() -> std::io::Result<()> {
        for (what, most) in [(Resource::Cpu, SECONDS), (Resource::Fsize, 0), (Resource::Core, 0)] {
            setrlimit(what, Rlimit { current: Some(most), maximum: Some(most) })?;
        }
        Ok(())
    }
}
