//! Medians and spreads.

/// Measured values of one figure, in ascending order.
#[derive(Debug, Clone)]
pub struct Sample(Vec<f64>);

impl Sample {
    /// At least one value is expected; of none the median is not a number.
    pub fn of(mut values: Vec<f64>) -> Sample {
        values.sort_by(f64::total_cmp);
        Sample(values)
    }

    /// The value in the middle.
    pub fn median(&self) -> f64 {
        let middle = self.0.len() / 2;
        match self.0.len() {
            0 => f64::NAN,
            odd if odd % 2 == 1 => self.0[middle],
            _ => f64::midpoint(self.0[middle - 1], self.0[middle]),
        }
    }

    /// The value that so many of a hundred do not exceed.
    pub fn percentile(&self, hundredths: usize) -> f64 {
        let rank = (self.0.len() * hundredths).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or(f64::NAN)
    }

    /// The smallest and the largest.
    pub fn spread(&self) -> (f64, f64) {
        let end = |value: Option<&f64>| value.copied().unwrap_or(f64::NAN);
        (end(self.0.first()), end(self.0.last()))
    }
}

impl std::fmt::Display for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (least, most) = self.spread();
        let digits = f.precision().unwrap_or(2);
        write!(f, "{:.digits$} ({least:.digits$}–{most:.digits$})", self.median())
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;

    #[test]
    fn the_middle_and_the_ends_are_told() {
        let odd = Sample::of(vec![3.0, 1.0, 2.0]);
        assert_eq!((odd.median(), odd.spread()), (2.0, (1.0, 3.0)));
        assert_eq!(Sample::of(vec![4.0, 1.0]).median(), 2.5);
        assert_eq!(format!("{odd:.1}"), "2.0 (1.0–3.0)");
        assert!(Sample::of(Vec::new()).median().is_nan());
        let hundred = Sample::of((1..=100).map(f64::from).collect());
        assert_eq!((hundred.percentile(99), Sample::of(vec![7.0]).percentile(99)), (99.0, 7.0));
    }
}
