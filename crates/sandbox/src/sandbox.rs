//! The sandbox as those see it who start it in their own process.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::bill::Bill;
use crate::cities::Cities;
use crate::exchange::{Desk, Hall};
use crate::fleet::{Fleet, SampleVehicle};
use crate::line::Line;
use crate::request::World;
use crate::robots::Robots;
use crate::scenario::Scenario;
use crate::server;
use crate::totals::{self, ExpectedTotals};
use crate::vendor::Credentials;
use crate::vendors::{self, VENDORS};

/// What the sandbox shall be.
#[derive(Debug, Clone)]
pub struct Options {
    /// Port on loopback; 0 takes any free one.
    pub port: u16,
    /// Size of the sample fleet.
    pub vehicles: usize,
    /// The same seed draws the same fleet with the same violations.
    pub seed: u64,
    /// What goes wrong; nothing by default.
    pub scenario: Scenario,
}

impl Default for Options {
    fn default() -> Self {
        Options { port: 0, vehicles: 200, seed: 7, scenario: Scenario::default() }
    }
}

/// A running sandbox: all vendors on one loopback port. It ends with [`Sandbox::stop`] or when dropped.
#[derive(Debug)]
pub struct Sandbox {
    scheme: &'static str,
    address: SocketAddr,
    hall: Arc<Hall>,
    /// Dropping it ends the server, and with it every connection.
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Binds 127.0.0.1 and serves until stopped.
    ///
    /// # Errors
    /// The port is taken, or the scenario names what no vendor has (`InvalidInput` with a
    /// [`crate::ScenarioError`] inside).
    pub async fn start(options: Options) -> io::Result<Sandbox> {
        Sandbox::serve(options, "http", |line| std::future::ready(Ok(line))).await
    }

    /// The same over https. The text is its certificate as PEM, for clients that shall trust it: made anew by
    /// every start, for 127.0.0.1 and localhost, and vouched for by nobody else.
    ///
    /// # Errors
    /// Those of [`Sandbox::start`]; the certificate cannot be made (`Other`).
    #[cfg(feature = "tls")]
    pub async fn start_encrypted(options: Options) -> io::Result<(Sandbox, String)> {
        let (acceptor, certificate) = crate::tls::acceptor()?;
        let open = move |line| {
            let acceptor = acceptor.clone();
            async move { acceptor.accept(line).await }
        };
        Ok((Sandbox::serve(options, "https", open).await?, certificate))
    }

    async fn serve<S, F>(
        options: Options,
        scheme: &'static str,
        open: impl Fn(Line) -> F + Send + 'static,
    ) -> io::Result<Sandbox>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        F: Future<Output = io::Result<S>> + Send + 'static,
    {
        options.scenario.check().map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        let cities = Cities::open().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let address = listener.local_addr()?;
        let fleet =
            Fleet::draw(options.vehicles, options.seed).with_twins(options.scenario.twins, options.seed);
        let hall = Arc::new(Hall::open(World { seed: options.seed, fleet, cities }, &options.scenario));
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(server::run(listener, Arc::clone(&hall), stopped, open));
        Ok(Sandbox { scheme, address, hall, stop, server })
    }

    /// `http://127.0.0.1:PORT`, or the same with `https`, without a path.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// Ids of the vendors that it stands in for.
    pub fn providers() -> impl Iterator<Item = &'static str> {
        VENDORS.iter().map(|vendor| vendor.id())
    }

    /// What lets a client in; `None` for a provider that it does not stand in for.
    pub fn credentials(&self, provider: &str) -> Option<Credentials> {
        vendors::find(provider).map(|vendor| vendor.credentials())
    }

    /// The sample fleet.
    pub fn fleet(&self) -> &[SampleVehicle] {
        &self.hall.world.fleet.vehicles
    }

    /// The sample fleet as a csv file that can be imported.
    pub fn fleet_csv(&self) -> String {
        self.hall.world.fleet.csv()
    }

    /// What a client must come to after asking every vehicle once. All zero for an unknown provider.
    pub fn expected(&self, provider: &str) -> ExpectedTotals {
        self.expected_after(&[provider], None)
    }

    /// The same for some plates only.
    pub fn expected_for(&self, provider: &str, plates: &[String]) -> ExpectedTotals {
        self.expected_after(&[provider], Some(plates))
    }

    /// What one garage must come to after asking several providers, in this order, about the same vehicles: an
    /// offence seen by two is one, the newer answer wins, an unknown is filled from the older one. The counts
    /// of vehicles are those of the last provider.
    pub fn expected_after(&self, providers: &[&str], plates: Option<&[String]>) -> ExpectedTotals {
        let asked: Vec<_> = providers
            .iter()
            .filter_map(|id| self.hall.desk(id))
            .map(|desk| (desk.vendor, &desk.settings))
            .collect();
        if asked.is_empty() {
            return ExpectedTotals::default();
        }
        totals::after(&self.hall.world, &asked, plates)
    }

    /// The vendor's own count so far. Empty for an unknown provider.
    pub fn bill(&self, provider: &str) -> Bill {
        self.hall.desk(provider).map(Desk::bill).unwrap_or_default()
    }

    /// The address of a group robot (`wecom`, `dingtalk`, `feishu`), with its key; empty for another word.
    pub fn robot_address(&self, kind: &str) -> String {
        Robots::address(kind).map(|path| format!("{}{path}", self.origin())).unwrap_or_default()
    }

    /// What signs messages to the robots of 钉钉 and 飞书.
    pub fn robot_secret(&self) -> &'static str {
        Robots::secret()
    }

    /// The texts that a robot took so far, and how many messages came at all.
    pub fn robot_taken(&self, kind: &str) -> (Vec<String>, usize) {
        self.hall.robots.taken(kind)
    }

    /// Stops serving and closes every connection.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.server.await;
    }
}
