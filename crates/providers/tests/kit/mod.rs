//! A vendor made of bytes: every test writes down what comes back, to the last bit.
#![allow(
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    missing_docs,
    reason = "each test file uses a part"
)]

use cheku_domain::provider::{Account, AccountError, Provider, Question};
use cheku_domain::{Secret, Timestamp};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const SECRET: &str = "0123456789abcdef0123456789abcdef";
pub const NOW: Timestamp = Timestamp(1_557_294_956_000);
pub const PLATE: &str = "粤AJ44E6";
pub const VIN: &str = "LNBSCC3H8GF308384";

/// What the vendor does with a request that has arrived whole.
pub enum Act {
    /// Says these bytes and keeps the connection.
    Say(Vec<u8>),
    /// Says these bytes and closes.
    SayAndClose(Vec<u8>),
    /// Says these bytes, and closes when no other request came for so long.
    SayAndLinger(Vec<u8>, Duration),
    /// Says these bytes and then nothing more, ever.
    SayAndHang(Vec<u8>),
    /// Resets the connection without a word.
    Reset,
    /// Says nothing, ever.
    Hang,
}

/// One request as it arrived.
#[derive(Clone)]
pub struct Arrival {
    pub connection: usize,
    pub head: String,
    pub body: String,
}

pub struct Stub {
    pub origin: String,
    arrivals: Arc<Mutex<Vec<Arrival>>>,
}

impl Stub {
    /// Serves `script(number of the arrival, arrival)` on loopback.
    pub async fn serve(script: impl Fn(usize, &Arrival) -> Act + Send + Sync + 'static) -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let arrivals = Arc::new(Mutex::new(Vec::new()));
        let (seen, script) = (Arc::clone(&arrivals), Arc::new(script));
        tokio::spawn(async move {
            for connection in 0.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                tokio::spawn(serve_one(stream, connection, Arc::clone(&seen), Arc::clone(&script)));
            }
        });
        Stub { origin, arrivals }
    }

    /// The same answer to everything.
    pub async fn saying(bytes: Vec<u8>) -> Stub {
        Stub::serve(move |_, _| Act::Say(bytes.clone())).await
    }

    pub fn arrivals(&self) -> Vec<Arrival> {
        self.arrivals.lock().unwrap().clone()
    }
}

async fn serve_one(
    mut stream: TcpStream,
    connection: usize,
    seen: Arc<Mutex<Vec<Arrival>>>,
    script: Arc<impl Fn(usize, &Arrival) -> Act>,
) {
    while let Some((head, body)) = request(&mut stream).await {
        let arrival = Arrival { connection, head, body };
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.push(arrival.clone());
            seen.len() - 1
        };
        match script(number, &arrival) {
            Act::Say(bytes) => drop(stream.write_all(&bytes).await),
            Act::SayAndClose(bytes) => {
                let _ = stream.write_all(&bytes).await;
                return;
            }
            Act::SayAndLinger(bytes, idle) => {
                let _ = stream.write_all(&bytes).await;
                if tokio::time::timeout(idle, stream.readable()).await.is_err() {
                    return;
                }
            }
            Act::SayAndHang(bytes) => {
                let _ = stream.write_all(&bytes).await;
                std::future::pending().await
            }
            Act::Reset => return stream.set_zero_linger().unwrap(),
            Act::Hang => std::future::pending().await,
        }
    }
}

/// Head and body of the next request; `None` when the other side has gone.
pub async fn request(stream: &mut (impl AsyncReadExt + Unpin)) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let length = head
        .to_ascii_lowercase()
        .split("content-length: ")
        .nth(1)
        .map_or(0, |rest| rest.split("\r\n").next().unwrap_or_default().parse().unwrap_or(0));
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some((head, String::from_utf8(bytes[end..end + length].to_vec()).ok()?))
}

/// An HTTP answer with a right `Content-Length`.
pub fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// 200 with this json.
pub fn json(body: &str) -> Vec<u8> {
    http("200 OK", "Content-Type: application/json; charset=utf-8\r\n", body.as_bytes())
}

/// An account of this provider at this origin, with these values besides.
pub fn account(provider: &str, origin: &str, values: &[(&str, &str)]) -> Account {
    let base = [("base_url", origin), ("appid", "1")];
    let values = base.iter().chain(values).map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Account {
        provider: provider.to_owned(),
        values: values.collect(),
        allow_http: false,
        timeout: Some(Duration::from_secs(20)),
        is_default: true,
        ..Account::default()
    }
}

pub fn open(account: &Account) -> Result<Box<dyn Provider>, AccountError> {
    (cheku_providers::find(&account.provider).expect("provider").open)(account, Secret::new(SECRET))
}

pub fn client(provider: &str, origin: &str, values: &[(&str, &str)]) -> Box<dyn Provider> {
    open(&account(provider, origin, values)).expect("account")
}

/// A question about the document's example car.
pub fn question(provider: &str) -> Question {
    let params = match provider {
        "storeapi" => vec![("car_no", PLATE), ("car_type", "02"), ("frame_number", VIN)],
        _ => vec![("city", "GD_GZ"), ("hphm", PLATE), ("hpzl", "02"), ("classno", VIN)],
    };
    let params = params.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    Question { city: None, params }
}

/// A clean answer of this provider.
pub fn clean(provider: &str) -> &'static str {
    match provider {
        "storeapi" => r#"{"codeid":10000,"message":"返回成功","retdata":[]}"#,
        _ => r#"{"error_code":0,"reason":"查询成功","result":{"hphm":"x","lists":[]}}"#,
    }
}
