//! Whoever publishes: a key, and a server on this machine.
#![allow(clippy::unwrap_used)]

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use cheku_update::{Source, Version};
use minisign::KeyPair;
use serde_json::{Map, Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub fn version(text: &str) -> Version {
    Version::parse(text).unwrap()
}

/// A pair of keys, written as `tauri signer` does.
pub struct Key(KeyPair);

impl Key {
    pub fn new() -> Key {
        Key(KeyPair::generate_unencrypted_keypair().unwrap())
    }

    pub fn signs(&self, name: &str, content: &[u8]) -> String {
        let comment = format!("timestamp:1764460800\tfile:{name}");
        let signed = minisign::sign(Some(&self.0.pk), &self.0.sk, content, Some(&comment), None).unwrap();
        BASE64_STANDARD.encode(signed.into_string())
    }

    /// The public one.
    pub fn public(&self) -> String {
        BASE64_STANDARD.encode(self.0.pk.to_box().unwrap().into_string())
    }

    pub fn try_source(&self, address: &str) -> Option<Source> {
        Source::new(address, &self.public())
    }

    pub fn source(&self, address: &str) -> Source {
        self.try_source(address).unwrap()
    }
}

/// How a server treats its package.
#[derive(Clone)]
struct Package {
    content: Vec<u8>,
    claimed: u64,
    sent: usize,
}

/// A server with one version and one package.
pub struct Publisher {
    pub address: String,
    package: Arc<Mutex<Package>>,
    asked: Arc<AtomicUsize>,
}

impl Publisher {
    pub async fn offers(version: &str, name: &str, content: &[u8], signature: &str) -> Publisher {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let system = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
        let package = json!({ "url": format!("{origin}/{name}"), "signature": signature });
        let platforms: Map<String, Value> = ["deb", "appimage"]
            .map(|kind| (format!("{system}-{kind}"), package.clone()))
            .into_iter()
            .collect();
        let document = json!({
            "version": version, "notes": "Faster.", "notes_zh": "更快。", "platforms": platforms,
        });
        let (claimed, sent) = (content.len() as u64, content.len());
        let package = Arc::new(Mutex::new(Package { content: content.to_vec(), claimed, sent }));
        let asked = Arc::new(AtomicUsize::new(0));
        tokio::spawn(serve(listener, document.to_string(), package.clone(), asked.clone()));
        Publisher { address: format!("{origin}/latest.json"), package, asked }
    }

    /// How often it was asked for its version.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// The connection ends in the middle of the package.
    pub fn cut_off(self) -> Publisher {
        let half = self.package.lock().unwrap().sent / 2;
        self.sends(half);
        self
    }

    /// From now on so many bytes of the package arrive.
    pub fn sends(&self, bytes: usize) {
        self.package.lock().unwrap().sent = bytes;
    }

    /// From now on the server says that the package has so many bytes.
    pub fn says(&self, bytes: u64) {
        self.package.lock().unwrap().claimed = bytes;
    }

    /// The server says that the package has so many bytes.
    pub fn claims(self, bytes: u64) -> Publisher {
        self.says(bytes);
        self
    }
}

async fn serve(
    listener: TcpListener,
    document: String,
    package: Arc<Mutex<Package>>,
    times: Arc<AtomicUsize>,
) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let asked = path(&mut stream).await;
        let Package { content, claimed, sent } = package.lock().unwrap().clone();
        let is_document = asked.ends_with(".json");
        times.fetch_add(usize::from(is_document), Ordering::Relaxed);
        let (length, body) = match is_document {
            true => (document.len() as u64, document.as_bytes()),
            false => (claimed, &content[..sent]),
        };
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
        // A client that has seen enough closes.
        let _ = stream.write_all(&[head.as_bytes(), body].concat()).await;
        let _ = stream.shutdown().await;
    }
}

async fn path(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut piece = [0; 1024];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut piece).await.unwrap() {
            0 => break,
            read => request.extend_from_slice(&piece[..read]),
        }
    }
    String::from_utf8(request).unwrap().split(' ').nth(1).unwrap_or_default().to_owned()
}
