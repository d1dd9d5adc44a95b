//! What the sandbox shall do beside answering well: a file that a person can write, see `README.md`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::fault::Fault;

/// The whole scenario. The default one answers every vehicle well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    /// Every answer waits so long.
    pub latency_ms: u64,
    /// The vendors' clock goes ahead by so many seconds (behind, if negative).
    pub clock_offset_s: i64,
    /// So many vehicles more, with a number that stands on a plate of another colour, too.
    pub twins: usize,
    /// Settings and faults of each provider, by its id.
    pub providers: BTreeMap<String, Settings>,
    /// What the group robots ask for.
    pub robots: RobotSettings,
}

/// How one provider behaves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Only this form of signature; both are taken when absent.
    pub verification: Option<Verification>,
    /// Where the rows stand in the answer.
    pub nesting: Nesting,
    /// How the seconds of the answer are called.
    pub time_field: TimeField,
    /// How the answer says what it is.
    pub envelope: Envelope,
    /// How numbers are written.
    pub numbers: Numbers,
    /// How offences that stand twice in an answer are written.
    pub repeats: Repeats,
    /// How "no violations" is written.
    pub clean: Clean,
    /// What stands in place of a result when there is none.
    pub empty: Emptiness,
    /// The city list as object or array.
    pub city_list: CityList,
    /// Codes of cities that are closed.
    pub maintenance: Vec<String>,
    /// The client's address is not on the list.
    pub ip_refused: bool,
    /// So many charged answers, then the quota is used up.
    pub quota: Option<u64>,
    /// More arrivals than this in one second are turned away.
    pub per_second: Option<u32>,
    /// Price of one charged question in fen, instead of the documented one.
    pub price_fen: Option<i64>,
    /// So many charged questions cost nothing.
    pub free_calls: u64,
    /// What goes wrong; of those that replace an answer the first that meets a question is done.
    pub faults: Vec<Fault>,
}

/// What the robots of the sandbox ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RobotSettings {
    /// Messages that a robot takes in a minute.
    pub per_minute: usize,
    /// 加签 / 签名校验: without a right signature a message of 钉钉 or 飞书 is refused.
    pub signed: bool,
    /// 自定义关键词: a message without it is refused.
    pub keyword: Option<String>,
    /// Answers with this HTTP status and a page instead.
    pub status: Option<u16>,
}

impl Default for RobotSettings {
    fn default() -> Self {
        RobotSettings { per_minute: 20, signed: true, keyword: None, status: None }
    }
}

/// How the caller proves who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// A digest over the parameters.
    Md5,
    /// The bare secret.
    Hash,
}

/// Where the rows stand in the answer; the document leaves it open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nesting {
    /// An object with totals and `data`.
    #[default]
    A,
    /// An array that holds one such object.
    B,
    /// An array of rows; totals at the top level.
    C,
    /// A string of JSON.
    D,
    /// `data` and totals at the top level.
    E,
}

/// How the seconds of the answer are called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeField {
    /// `time`, as documented.
    #[default]
    Time,
    /// `curtime`, as seen.
    Curtime,
    /// Left out.
    Absent,
}

/// How the answer says what it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Envelope {
    /// As documented.
    #[default]
    Documented,
    /// Without `error_code`.
    NoErrorCode,
    /// Without `resultcode`.
    NoResultcode,
    /// `resultcode` says something else on errors.
    Disagree,
    /// The bare result; errors as documented.
    ResultOnly,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// Integer or string as the document has it.
    #[default]
    Documented,
    /// All as strings.
    Strings,
    /// All as integers.
    Integers,
    /// Amounts and points as `"100.00"`.
    Decimals,
}

/// How offences that stand twice in an answer are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// Word by word: one offence.
    #[default]
    Identical,
    /// Each with an archive number of its own: two, and both are to be paid.
    Numbered,
}

/// How "no violations" is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clean {
    /// `[]`
    #[default]
    Array,
    /// `null`
    Null,
    /// `""`
    String,
    /// The field is left out.
    Absent,
}

/// What stands in place of a result when there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emptiness {
    /// `null`
    #[default]
    Null,
    /// `[]`
    Array,
    /// `""`
    String,
    /// `{}`
    Object,
    /// The field is left out.
    Absent,
}

/// The city list as object or array.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CityList {
    /// Keyed by province, as documented.
    #[default]
    Object,
    /// A plain array, as seen.
    Array,
}

/// Why a scenario cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScenarioError {
    /// Not JSON, or a word that a scenario does not know.
    #[error("scenario_unreadable at {line}:{column}: {detail}")]
    Unreadable {
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
        /// What the reader says.
        detail: String,
    },
    /// No such provider.
    #[error("scenario_unknown_provider {0}")]
    UnknownProvider(String),
    /// A setting that this provider does not have.
    #[error("scenario_foreign_setting {provider}.{setting}")]
    ForeignSetting {
        /// The provider's id.
        provider: String,
        /// The setting.
        setting: String,
    },
    /// A fault that lacks what its deed needs, has what it does not need, or counts from zero.
    #[error("scenario_bad_fault {provider}.faults[{index}]")]
    BadFault {
        /// The provider's id.
        provider: String,
        /// Place in `faults`, from 0.
        index: usize,
    },
}

impl Scenario {
    /// The same with every answer waiting `ms`.
    #[must_use]
    pub fn latency_ms(self, ms: u64) -> Self {
        Scenario { latency_ms: ms, ..self }
    }

    /// The same with one more fault of a provider.
    #[must_use]
    pub fn fault(self, provider: &str, fault: Fault) -> Self {
        self.with(provider, |settings| settings.faults.push(fault))
    }

    /// The same with a provider's settings changed.
    #[must_use]
    pub fn with(mut self, provider: &str, change: impl FnOnce(&mut Settings)) -> Self {
        change(self.providers.entry(provider.to_owned()).or_default());
        self
    }

    pub(crate) fn of(&self, provider: &str) -> Settings {
        self.providers.get(provider).cloned().unwrap_or_default()
    }
}

impl Settings {
    /// The first setting that is not at its default and that the provider does not have.
    pub(crate) fn foreign_to(&self, own: &[&str]) -> Option<String> {
        const COMMON: &[&str] = &[
            "numbers",
            "repeats",
            "clean",
            "empty",
            "ip_refused",
            "quota",
            "per_second",
            "price_fen",
            "free_calls",
            "faults",
        ];
        let (Ok(serde_json::Value::Object(here)), Ok(serde_json::Value::Object(usual))) =
            (serde_json::to_value(self), serde_json::to_value(Settings::default()))
        else {
            return None;
        };
        here.into_iter()
            .filter(|(name, value)| usual.get(name) != Some(value))
            .map(|(name, _)| name)
            .find(|name| !COMMON.contains(&name.as_str()) && !own.contains(&name.as_str()))
    }
}
