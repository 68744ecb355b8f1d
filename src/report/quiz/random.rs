//! Seeded random order: the same on every machine and in every later version.

use std::collections::HashMap;
use std::hash::Hash;

use itertools::Itertools;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// Random numbers from `ChaCha8`, whose output is fixed. The shuffling is our own, because the
/// `rand` crate may change its shuffling in any release.
pub struct Random(ChaCha8Rng);

impl Random {
    /// One of several independent streams of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut numbers = ChaCha8Rng::seed_from_u64(seed);
        numbers.set_stream(stream);
        Self(numbers)
    }

    /// A number from 0 up to `end`, exclusive.
    fn below(&mut self, end: usize) -> usize {
        let product = u128::from(self.0.next_u64()) * (end as u128);
        usize::try_from(product >> 64).expect("it is less than `end`")
    }

    pub fn shuffle<T>(&mut self, list: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut list: Vec<T> = list.into_iter().collect();
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
        list
    }

    /// Shuffles the list so that every key comes once before any comes twice. A frequent key is
    /// then no better guess than another.
    pub fn shuffle_by_turns<T, K: Hash + Eq>(
        &mut self,
        list: impl IntoIterator<Item = T>,
        key: impl Fn(&T) -> K,
    ) -> Vec<T> {
        let mut turns: HashMap<K, usize> = HashMap::new();
        let numbered = self.shuffle(list).into_iter().map(|item| {
            let turn = turns.entry(key(&item)).or_default();
            *turn += 1;
            (*turn, item)
        });
        let by_turns = numbered.sorted_by_key(|(turn, _)| *turn);
        by_turns.map(|(_, item)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_for_ever() {
        assert_eq!(
            Random::new(7, 0).shuffle(0..10),
            [4, 6, 2, 0, 8, 3, 7, 5, 9, 1]
        );
        assert_ne!(
            Random::new(7, 0).shuffle(0..10),
            Random::new(7, 1).shuffle(0..10)
        );
    }

    #[test]
    fn shuffling_keeps_everything_and_puts_anything_anywhere() {
        let mut first_seen = [false; 5];
        for seed in 0..100 {
            let mut list = Random::new(seed, 3).shuffle(0..5);
            first_seen[list[0]] = true;
            list.sort_unstable();
            assert_eq!(list, [0, 1, 2, 3, 4]);
        }
        assert_eq!(first_seen, [true; 5]);
    }

    #[test]
    fn each_has_its_turn() {
        for seed in 0..20 {
            let list = Random::new(seed, 0).shuffle_by_turns([1, 1, 1, 1, 2, 3], |n| *n);
            let mut first: Vec<i32> = list[..3].to_vec();
            first.sort_unstable();
            assert_eq!(first, [1, 2, 3], "{list:?}");
        }
    }
}
