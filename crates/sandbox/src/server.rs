//! The listening socket and its connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::exchange::{self, Hall};
use crate::line::Line;

/// Serves until `stopped` is told or dropped; then every connection is closed.
pub(crate) async fn run(listener: TcpListener, hall: Arc<Hall>, mut stopped: oneshot::Receiver<()>) {
    let mut lines = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stopped => break,
            Some(_) = lines.join_next(), if !lines.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    lines.spawn(serve(stream, peer, Arc::clone(&hall)));
                }
                // Out of file handles, most likely: spinning would not bring any back.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
    lines.shutdown().await;
}

async fn serve(stream: TcpStream, peer: SocketAddr, hall: Arc<Hall>) {
    // Without this, small answers wait for the client's acknowledgement.
    let _ = stream.set_nodelay(true);
    let (line, tear) = Line::new(stream);
    let service = service_fn(move |request| exchange::answer(Arc::clone(&hall), peer, tear.clone(), request));
    // A client that goes away, and a line torn on purpose, are no business of anyone's.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(line), service).await;
}
