//! The answer on its way to the wire: charset, byte order mark, compression, and answers cut short.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::Response;
use hyper::body::{Body, Frame, SizeHint};
use hyper::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, RETRY_AFTER};

use crate::fault::Deed;
use crate::vendor::Reply;

/// A body that is whole, or that promises more than it gives.
pub(crate) struct Payload {
    chunk: Option<Bytes>,
    cut: Cut,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Whole,
    /// Breaks off, but lets the first part go out before.
    AfterFlush,
    Now,
}

impl Payload {
    pub(crate) fn whole(bytes: impl Into<Bytes>) -> Self {
        Payload { chunk: Some(bytes.into()), cut: Cut::Whole }
    }

    fn first_half(bytes: &Bytes) -> Self {
        Payload { chunk: Some(bytes.slice(..bytes.len() / 2)), cut: Cut::AfterFlush }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(chunk) = self.chunk.take() {
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        match self.cut {
            Cut::Whole => Poll::Ready(None),
            Cut::AfterFlush => {
                self.cut = Cut::Now;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Cut::Now => Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into()))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.chunk, self.cut) {
            (Some(chunk), Cut::Whole) => SizeHint::with_exact(u64::try_from(chunk.len()).unwrap_or(0)),
            (None, Cut::Whole) => SizeHint::with_exact(0),
            _ => SizeHint::default(),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.chunk.is_none() && self.cut == Cut::Whole
    }
}

/// Dresses an answer; `truncated` sends half of what its length promises.
pub(crate) fn respond(
    reply: Reply,
    dressing: &[Deed],
    takes_gzip: bool,
    truncated: bool,
) -> Response<Payload> {
    let mut text = reply.body;
    // GBK has no byte order mark.
    if dressing.contains(&Deed::Bom) && !dressing.contains(&Deed::Gbk) {
        text.insert(0, '\u{feff}');
    }
    let gbk = dressing.contains(&Deed::Gbk);
    let mut bytes = if gbk { encoding_rs::GBK.encode(&text).0.into_owned() } else { text.into_bytes() };
    let charset = if gbk { "gbk" } else { "utf-8" };
    let packed = (takes_gzip && dressing.contains(&Deed::Gzip)).then(|| gzip(&bytes)).and_then(Result::ok);
    let is_packed = packed.is_some();
    bytes = packed.unwrap_or(bytes);

    let bytes = Bytes::from(bytes);
    let length = bytes.len();
    let payload = if truncated { Payload::first_half(&bytes) } else { Payload::whole(bytes) };
    let mut response = Response::new(payload);
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&format!("{}; charset={charset}", reply.content_type)) {
        headers.insert(CONTENT_TYPE, value);
    }
    if is_packed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    response
}

/// A web page with this status, as a gateway would send it.
pub(crate) fn page(status: u16, retry_after: Option<u64>) -> Response<Payload> {
    let body = format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
    let mut response = Response::new(Payload::whole(body));
    if let Ok(code) = hyper::StatusCode::from_u16(status) {
        *response.status_mut() = code;
    }
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes)?;
    packer.finish()
}
