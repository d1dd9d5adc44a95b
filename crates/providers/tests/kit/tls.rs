//! A vendor with a certificate of its own making, and a proxy that tunnels to it.

use crate::kit::request;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{HandshakeKind, ServerConfig};

pub struct Server {
    pub address: SocketAddr,
    /// The certificate, for those who want to trust it.
    pub certificate: String,
    /// How each handshake went that came to its end.
    pub handshakes: Arc<Mutex<Vec<HandshakeKind>>>,
}

/// Gives this answer over https, under this name, as often as a connection asks.
pub async fn serve(name: &str, answer: Vec<u8>) -> Server {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, handshakes) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
    let shaken = Arc::clone(&handshakes);
    tokio::spawn(async move {
        let acceptor = TlsAcceptor::from(Arc::new(config));
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            shaken.lock().unwrap().extend(stream.get_ref().1.handshake_kind());
            let answer = answer.clone();
            tokio::spawn(async move {
                while request(&mut stream).await.is_some() {
                    let _ = stream.write_all(&answer).await;
                }
            });
        }
    });
    Server { address, certificate: made.cert.pem(), handshakes }
}

/// A proxy whose every road leads to `address`; the heads that it was shown.
pub async fn tunnel(address: SocketAddr) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let shown = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let Some(head) = head(&mut stream).await else { continue };
            shown.lock().unwrap().push(head);
            let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await;
            let mut there = TcpStream::connect(address).await.unwrap();
            tokio::spawn(async move { copy_bidirectional(&mut stream, &mut there).await });
        }
    });
    (origin, seen)
}

/// A request's head, byte by byte so that nothing behind it is swallowed.
async fn head(stream: &mut (impl AsyncReadExt + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(bytes).ok()
}
