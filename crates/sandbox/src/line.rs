//! One connection, which can be torn off: the client then sees a reset, not an orderly end.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A TCP connection that resets when it is dropped after [`Tear::off`].
pub(crate) struct Line {
    stream: TcpStream,
    torn: Tear,
}

/// The means to tear a line off from within a request.
#[derive(Clone, Default)]
pub(crate) struct Tear(Arc<AtomicBool>);

impl Tear {
    pub(crate) fn off(&self) {
        self.0.store(true, Ordering::Release);
    }
}

impl Line {
    pub(crate) fn new(stream: TcpStream) -> (Self, Tear) {
        let torn = Tear::default();
        (Line { stream, torn: torn.clone() }, torn)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.torn.0.load(Ordering::Acquire) {
            // Closing without lingering sends RST. Where the system refuses, an early end must do.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    /// In one go: a handshake's many small records, or an answer's head and body, are one segment then.
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
