//! `sandbox`: both vendors' contracts on loopback, until stopped.

use crate::args::SandboxArgs;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::stop::Stop;
use cheku_commands::sandbox::{Credentials, Options, Sandbox, Scenario};
use cheku_commands::{CommandError, ErrorCode, descriptors};
use cheku_domain::provider::{Descriptor, FieldKind};
use std::collections::BTreeMap;
use std::path::Path;

/// Serves until Ctrl-C.
pub async fn run(face: &Face, args: SandboxArgs) -> Result<Exit, CommandError> {
    let scenario = match &args.scenario {
        Some(file) => read_scenario(file)?,
        None => Scenario::default(),
    };
    let mut stop = Stop::listen();
    let options = Options { port: args.port, vehicles: args.vehicles, seed: args.seed, scenario };
    let sandbox = Sandbox::start(options).await.map_err(|error| failed(error.to_string()))?;
    let document = describe(&sandbox);
    face.result(&document, || readable(face, &document));
    stop.wanted().await;
    sandbox.stop().await;
    Ok(Exit::Done)
}

fn failed(detail: String) -> CommandError {
    CommandError::new(ErrorCode::SandboxFailed, &detail).with("detail", detail)
}

fn read_scenario(file: &Path) -> Result<Scenario, CommandError> {
    let text = std::fs::read_to_string(file).map_err(|error| failed(error.kind().to_string()))?;
    Scenario::from_json(&text).map_err(|error| failed(error.to_string()))
}

fn describe(sandbox: &Sandbox) -> json::Sandbox {
    let origin = sandbox.origin();
    let share = |descriptor: &'static Descriptor| {
        let credentials = sandbox.credentials(descriptor.id)?;
        Some(json::SandboxProvider {
            provider: descriptor.id,
            base_url: origin.clone(),
            credentials: by_field(descriptor, &credentials),
        })
    };
    json::Sandbox {
        fleet_csv: format!("{origin}/_sandbox/fleet.csv"),
        bill: format!("{origin}/_sandbox/bill"),
        providers: descriptors().into_iter().filter_map(share).collect(),
        origin: origin.clone(),
    }
}

/// The credentials under the names of the form that wants them: the one text
/// field without a default is the account's own id.
fn by_field(descriptor: &Descriptor, credentials: &Credentials) -> BTreeMap<&'static str, String> {
    let value = |kind: FieldKind, default: Option<&str>| match kind {
        FieldKind::Secret => credentials.secret.clone().or_else(|| credentials.key.clone()),
        FieldKind::Text if default.is_none() => credentials.app_id.clone(),
        _ => None,
    };
    let fields = descriptor.fields.iter();
    fields.filter_map(|field| Some((field.key, value(field.kind, field.default)?))).collect()
}

/// With a command line for each account, ready to be pasted.
fn readable(face: &Face, sandbox: &json::Sandbox) -> String {
    let mut lines = vec![
        format!("{} {}", face.say("模拟服务商：", "Sandbox:"), sandbox.origin),
        format!("{} {}", face.say("演示车队：", "Sample fleet:"), sandbox.fleet_csv),
        format!("{} {}", face.say("账单：", "Bill:"), sandbox.bill),
    ];
    for share in &sandbox.providers {
        lines.push(String::new());
        lines.push(account_line(share));
    }
    lines.push(String::new());
    lines.push(face.say("按 Ctrl-C 停止。", "Ctrl-C stops it.").to_owned());
    lines.join("\n")
}

fn account_line(share: &json::SandboxProvider) -> String {
    let fields =
        descriptors().into_iter().find(|one| one.id == share.provider).map_or(&[][..], |one| one.fields);
    let mut line = format!("cheku-cli account set {} --base-url {}", share.provider, share.base_url);
    let mut secret = "";
    for field in fields {
        let Some(value) = share.credentials.get(field.key) else { continue };
        let flag = field.key.replace('_', "-");
        if field.kind == FieldKind::Secret {
            secret = value;
            line.push_str(&format!(" --{flag}-stdin"));
        } else {
            line.push_str(&format!(" --{flag} {value}"));
        }
    }
    format!("echo {secret} | {line}")
}
