//! Deterministic dice: the same seed throws the same numbers on every machine and in every release.
//!
//! A library's generator may change its numbers with its version; screenshots and expected totals must not.

/// SplitMix64 (Steele, Lea, Flood 2014): small, and good enough for sample data.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// Dice for one item of a series, so that each item can be thrown again without those before it.
    pub(crate) fn for_item(seed: u64, item: u64) -> Self {
        let mut mixed = Dice(seed ^ item.wrapping_mul(0xD1B5_4A32_D192_ED03));
        Dice(mixed.throw())
    }

    pub(crate) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 when the bound is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        match u64::try_from(bound) {
            Ok(bound) if bound > 0 => usize::try_from(self.throw() % bound).unwrap_or(0),
            _ => 0,
        }
    }

    /// True in `percent` of 100 throws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A number from 0 to 99, to be kept and read later.
    pub(crate) fn percentile(&mut self) -> u8 {
        u8::try_from(self.below(100)).unwrap_or(0)
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// `count` characters of an ASCII alphabet.
    pub(crate) fn spell(&mut self, alphabet: &str, count: usize) -> String {
        (0..count).map(|_| char::from(*self.pick(alphabet.as_bytes()))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_first_throws_are_those_of_the_published_generator() {
        let mut dice = Dice::new(1_234_567);
        assert_eq!(dice.throw(), 6_457_827_717_110_365_317);
        assert_eq!(dice.throw(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn an_item_is_thrown_alike_whatever_was_thrown_before() {
        let mut early = Dice::for_item(7, 3);
        let _ = Dice::for_item(7, 2).throw();
        assert_eq!(early.throw(), Dice::for_item(7, 3).throw());
    }
}
