//! What scripts do. The plain one signs, sends, reads and keeps nothing; a competent one keeps connections and,
//! in two tables, what it was told. The batch is held against both.

use crate::Outcome;
use crate::home::Setup;
use crate::tables::{Kept, Tables};
use crate::task::{Reply, Script};
use cheku_commands::api::AccountForm;
use reqwest::Client;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::task::JoinSet;

/// Parameters of the vendor's document, from the columns of the sandbox's spreadsheet.
const COLUMNS: [&str; 4] = ["car_no", "car_type", "frame_number", "engine_number"];
const PATH: &str = "/pyi/65/173";
/// storeapi doc §状态码说明: 返回成功, 查无数据.
const ANSWERS: [&str; 2] = ["10000", "10025"];

struct Loop {
    client: Client,
    account: AccountForm,
    fleet: Vec<Vec<String>>,
    next: AtomicUsize,
    answered: AtomicU32,
    /// Where a script that keeps its answers sends them.
    tables: Option<Sender<Kept>>,
}

/// Asks about every vehicle once, `concurrency` at a time.
pub async fn run(home: &Path, concurrency: u32, script: Script) -> Outcome<Reply> {
    let setup = Setup::read(home)?;
    let account = setup.accounts.into_iter().find(|account| account.values.contains_key("appid"));
    let fleet = std::fs::read_to_string(&setup.fleet)?;
    let row = |line: &str| line.split(',').take(COLUMNS.len()).map(str::to_owned).collect();
    let account = account.ok_or("no account with an appid")?;
    let tables = (script == Script::Competent).then(|| Tables::open(home)).transpose()?;
    let shared = Arc::new(Loop {
        client: client(&account, script != Script::Plain)?,
        account,
        fleet: fleet.lines().skip(1).map(row).collect(),
        next: AtomicUsize::new(0),
        answered: AtomicU32::new(0),
        tables: tables.as_ref().map(|tables| tables.sender.clone()),
    });
    let mut workers = JoinSet::new();
    for _ in 0..concurrency {
        workers.spawn(ask_on(shared.clone()));
    }
    while let Some(worker) = workers.join_next().await {
        worker??;
    }
    let planned = u32::try_from(shared.fleet.len())?;
    let answered = shared.answered.load(Ordering::Relaxed);
    drop(shared);
    tables.map(Tables::finish).transpose()?;
    Ok(Reply { planned, answered, not_asked: planned - answered, ..Reply::default() })
}

/// The library's own ways in all that is not said here: sessions are resumed, and over
/// https certificates are checked by the system's.
fn client(account: &AccountForm, keep_alive: bool) -> Outcome<Client> {
    let mut builder = Client::builder().no_proxy();
    if !keep_alive {
        builder = builder.pool_max_idle_per_host(0);
    }
    if account.values.get("base_url").is_some_and(|origin| origin.starts_with("http://")) {
        // Reading the system's certificates, which nothing here asks for, takes its time.
        builder = builder.tls_certs_only([]);
    }
    Ok(builder.build()?)
}

async fn ask_on(shared: Arc<Loop>) -> Outcome {
    while let Some(vehicle) = shared.fleet.get(shared.next.fetch_add(1, Ordering::Relaxed)) {
        let (text, asked_at) = shared.ask(vehicle).await?;
        let body: serde_json::Value = serde_json::from_str(&text)?;
        let code = body["codeid"].to_string().trim_matches('"').to_owned();
        shared.answered.fetch_add(u32::from(ANSWERS.contains(&&*code)), Ordering::Relaxed);
        if let Some(tables) = &shared.tables {
            tables.send(Kept { plate: vehicle[0].clone(), asked_at, code, text, body })?;
        }
    }
    Ok(())
}

impl Loop {
    async fn ask(&self, vehicle: &[String]) -> Outcome<(String, i64)> {
        let value = |key: &str| self.account.values.get(key).cloned().unwrap_or_default();
        let secret = self.account.secret.as_ref().map(|secret| secret.expose()).unwrap_or_default();
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let mut params =
            vec![("appid", value("appid")), ("format", "json".to_owned()), ("time", now.to_string())];
        params
            .extend(COLUMNS.into_iter().zip(vehicle.iter().cloned()).filter(|(_, value)| !value.is_empty()));
        let sign =
            cheku_signing::md5_sign(params.iter().map(|(name, value)| (*name, value.as_str())), secret);
        params.push(("sign", sign));
        let url = format!("{}{PATH}", value("base_url"));
        Ok((self.client.post(url).form(&params).send().await?.text().await?, i64::try_from(now)?))
    }
}
