//! The listening socket and its connections.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::exchange::{self, Hall};
use crate::line::{Line, Tear};

/// Serves until `stopped` is told or dropped; then every connection is closed. `open` makes of a connection what
/// requests are read from: it begins in the connection's own task, so that a slow beginning holds up no other.
pub(crate) async fn run<S, F>(
    listener: TcpListener,
    hall: Arc<Hall>,
    mut stopped: oneshot::Receiver<()>,
    open: impl Fn(Line) -> F,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    F: Future<Output = io::Result<S>> + Send + 'static,
{
    let mut lines = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stopped => break,
            Some(_) = lines.join_next(), if !lines.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    // Without this, small answers wait for the client's acknowledgement.
                    let _ = stream.set_nodelay(true);
                    let (line, tear) = Line::new(stream);
                    lines.spawn(serve(open(line), tear, peer, Arc::clone(&hall)));
                }
                // Out of file handles, most likely: spinning would not bring any back.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
    lines.shutdown().await;
}

async fn serve<S>(opening: impl Future<Output = io::Result<S>>, tear: Tear, peer: SocketAddr, hall: Arc<Hall>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // A client that goes away or trusts nobody here, and a line torn on purpose, are no business of anyone's.
    let Ok(stream) = opening.await else { return };
    let service = service_fn(move |request| exchange::answer(Arc::clone(&hall), peer, tear.clone(), request));
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}
