//! One line of the table.

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub(super) name: &'static str,
    pub(super) what: String,
    pub(super) measured: String,
    /// What must be reached, and whether it is; `None` = only told.
    pub(super) target: Option<(String, bool)>,
}

impl Line {
    pub(super) fn told(name: &'static str, what: impl Into<String>, measured: impl Into<String>) -> Line {
        Line { name, what: what.into(), measured: measured.into(), target: None }
    }

    pub(super) fn at_most(self, target: f64, value: f64, unit: &str) -> Line {
        Line { target: Some((format!("≤ {target}{unit}"), value <= target)), ..self }
    }

    pub(super) fn at_least(self, target: f64, value: f64) -> Line {
        Line { target: Some((format!("≥ {target}"), value >= target)), ..self }
    }

    /// False when a target is missed.
    pub fn is_reached(&self) -> bool {
        self.target.as_ref().is_none_or(|(_, reached)| *reached)
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let target = match &self.target {
            Some((target, true)) => format!("{target}, reached"),
            Some((target, false)) => format!("{target}, MISSED"),
            None => "—".to_owned(),
        };
        write!(f, "| {} | {} | {} | {target} |", self.name, self.what, self.measured)
    }
}
