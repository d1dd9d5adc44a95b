//! Times of one thing.

use std::fmt;

/// Never empty in use; in order.
pub struct Sample(Vec<f64>);

impl Sample {
    pub fn of(mut times: Vec<f64>) -> Sample {
        times.sort_by(f64::total_cmp);
        Sample(times)
    }

    pub fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.median() < 10.0 { 2 } else { 0 };
        let ends = (self.0.first().unwrap_or(&f64::NAN), self.0.last().unwrap_or(&f64::NAN));
        write!(out, "{:.digits$} ({:.digits$}–{:.digits$})", self.median(), ends.0, ends.1)
    }
}
