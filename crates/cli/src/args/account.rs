//! `account …`: the flags of `account set` are made from each provider's own form,
//! so that a new provider needs no line here.

use cheku_commands::api::PriceRow;
use cheku_domain::provider::{Descriptor, Field, FieldKind};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, Subcommand, value_parser};
use std::collections::BTreeMap;

/// `account …`
#[derive(Debug, Args)]
pub struct AccountArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: AccountCommand,
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum AccountCommand {
    Set(SetArgs),
    List,
    Test { provider: String },
}

/// `account set PROVIDER …`: what was given, and only that.
#[derive(Debug)]
pub struct SetArgs {
    /// The provider.
    pub descriptor: &'static Descriptor,
    /// Values by field key.
    pub values: BTreeMap<String, String>,
    /// The secret comes on stdin.
    pub secret_on_stdin: bool,
    /// Plain http beyond loopback.
    pub allow_http: Option<bool>,
    /// One price for every charged call, as typed.
    pub price_yuan: Option<String>,
    /// Price steps, as typed.
    pub price_steps: Option<Vec<PriceRow>>,
    /// Calls left at the vendor.
    pub quota: Option<u32>,
    /// Vehicles checked at a time.
    pub concurrency: Option<u32>,
    /// Questions a minute.
    pub per_minute: Option<u32>,
    /// Charged calls that cost nothing.
    pub free_calls: Option<u32>,
    /// Time-out of a whole question in seconds.
    pub timeout: Option<u32>,
    /// Make it the default.
    pub default: bool,
}

impl Args for SetArgs {
    fn augment_args(command: Command) -> Command {
        let providers = cheku_commands::descriptors().into_iter().map(form);
        command.subcommand_required(true).arg_required_else_help(true).subcommands(providers)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn form(descriptor: &'static Descriptor) -> Command {
    let fields = descriptor.fields.iter().map(flag);
    Command::new(descriptor.id)
        .about(format!("{} · {}", descriptor.name.zh, descriptor.name.en))
        .args(fields)
        .arg(
            Arg::new("allow_http")
                .long("allow-http")
                .help("Take plain http beyond this machine (the secret travels in the clear)")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_parser(value_parser!(bool)),
        )
        .arg(
            Arg::new("price_yuan")
                .long("price-yuan")
                .value_name("P")
                .conflicts_with("price_steps")
                .help("Price of one charged call"),
        )
        .arg(
            Arg::new("price_steps")
                .long("price-steps")
                .value_name("FROM:P,…")
                .value_parser(price_steps)
                .help("Prices by number of paid calls, such as 1:0.14,101:0.13"),
        )
        .arg(number("quota", "quota", "N", "Calls left, as the provider's console shows them"))
        .arg(number("concurrency", "concurrency", "N", "Vehicles checked at a time"))
        .arg(number("per_minute", "per-minute", "N", "Requests a minute at most"))
        .arg(number("free_calls", "free-calls", "N", "Charged calls that cost nothing at the beginning"))
        .arg(number("timeout", "timeout", "SECONDS", "Timeout of one request"))
        .arg(Arg::new("default").long("default").action(ArgAction::SetTrue).help("Make it the default"))
}

fn number(id: &'static str, long: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(long).value_name(value).help(help).value_parser(value_parser!(u32))
}

/// "1:0.14,101:0.13"
fn price_steps(text: &str) -> Result<Vec<PriceRow>, String> {
    let row = |step: &str| {
        let (from, price) = step.split_once(':')?;
        Some(PriceRow { from: from.trim().parse().ok()?, price_yuan: price.trim().to_owned() })
    };
    text.split(',').map(row).collect::<Option<_>>().ok_or_else(|| "1:0.14,101:0.13".to_owned())
}

fn flag(field: &'static Field) -> Arg {
    let dashed = field.key.replace('_', "-");
    let label = format!("{} · {}", field.label.zh, field.label.en);
    let arg = Arg::new(field.key).help(label);
    match field.kind {
        FieldKind::Secret => arg.long(format!("{dashed}-stdin")).action(ArgAction::SetTrue),
        FieldKind::Origin => arg.long(dashed).value_name("ORIGIN"),
        FieldKind::Text => arg.long(dashed).value_name("TEXT"),
        FieldKind::Choice { values } => arg.long(dashed).value_parser(values.to_vec()),
    }
}

impl FromArgMatches for SetArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<SetArgs, clap::Error> {
        let missing = || clap::Error::new(ErrorKind::MissingSubcommand);
        let (id, given) = matches.subcommand().ok_or_else(missing)?;
        let descriptor =
            cheku_commands::descriptors().into_iter().find(|one| one.id == id).ok_or_else(missing)?;
        let mut values = BTreeMap::new();
        let mut secret_on_stdin = false;
        for field in descriptor.fields {
            if field.kind == FieldKind::Secret {
                secret_on_stdin |= given.get_flag(field.key);
            } else if let Some(value) = given.get_one::<String>(field.key) {
                values.insert(field.key.to_owned(), value.clone());
            }
        }
        Ok(SetArgs {
            descriptor,
            values,
            secret_on_stdin,
            allow_http: given.get_one("allow_http").copied(),
            price_yuan: given.get_one("price_yuan").cloned(),
            price_steps: given.get_one("price_steps").cloned(),
            quota: given.get_one("quota").copied(),
            concurrency: given.get_one("concurrency").copied(),
            per_minute: given.get_one("per_minute").copied(),
            free_calls: given.get_one("free_calls").copied(),
            timeout: given.get_one("timeout").copied(),
            default: given.get_flag("default"),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = SetArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cheku_domain::provider::Words;

    const SAID: Words = Words { zh: "项", en: "field" };

    const fn field(key: &'static str, kind: FieldKind, default: Option<&'static str>) -> Field {
        Field { key, kind, label: SAID, hint: SAID, default }
    }

    /// A provider that does not exist: its flags are made of its own form all the same.
    const MADE_UP: Descriptor = Descriptor {
        id: "madeup",
        name: SAID,
        site: "https://example.com",
        fields: &[
            field("gate_key", FieldKind::Secret, None),
            field("base_url", FieldKind::Origin, Some("https://example.com")),
            field("client", FieldKind::Text, None),
            field("shape", FieldKind::Choice { values: &["round", "square"] }, Some("round")),
        ],
        ..*LAST
    };
    const LAST: &Descriptor = cheku_providers::PROVIDERS[cheku_providers::PROVIDERS.len() - 1].descriptor;

    #[test]
    fn the_flags_of_a_provider_that_nobody_knows_come_from_its_form() {
        let take = |args: &[&str]| form(&MADE_UP).try_get_matches_from([&["madeup"], args].concat());
        let given = take(&[
            "--gate-key-stdin",
            "--base-url",
            "https://x.example",
            "--client",
            "7",
            "--shape",
            "square",
        ])
        .unwrap();
        assert!(given.get_flag("gate_key"));
        assert_eq!(given.get_one::<String>("client").map(String::as_str), Some("7"));
        assert!(take(&["--shape", "oval"]).is_err(), "a choice is one of its values");
        assert!(take(&["--gate-key", "secret"]).is_err(), "a secret never stands on the command line");
    }
}
