//! A certificate of the sandbox's own making, for those who ask it over https.

use std::io;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;

/// Whom the certificate vouches for.
const NAMES: [&str; 2] = ["127.0.0.1", "localhost"];

/// What shakes hands with a certificate made this moment, and that certificate as PEM.
///
/// All else is what the library does by default, as a vendor's server would: TLS 1.3 or 1.2, sessions resumed.
pub(crate) fn acceptor() -> io::Result<(TlsAcceptor, String)> {
    let made = rcgen::generate_simple_self_signed(NAMES.map(str::to_owned)).map_err(io::Error::other)?;
    let (der, pem) = (made.cert.der().clone(), made.cert.pem());
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(vec![der], made.signing_key.into()))
        .map_err(io::Error::other)?;
    Ok((TlsAcceptor::from(Arc::new(config)), pem))
}
