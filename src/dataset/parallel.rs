//! The same work on many things, on as many threads as there are processors.

use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

/// As many threads as there are processors.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does something with each element, on as many threads as there are processors; what comes of
/// each stands where the element stood.
pub fn in_parallel<T: Send, R: Send>(elements: Vec<T>, act: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = threads().min(elements.len());
    if threads <= 1 {
        return elements.into_iter().map(act).collect();
    }
    let queue = Mutex::new(elements.into_iter().enumerate());
    let work = || {
        let mut results = Vec::new();
        loop {
            let next = queue.lock().expect("no thread panics with it").next();
            let Some((i, element)) = next else {
                return results;
            };
            results.push((i, act(element)));
        }
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut results = work();
        for other in others {
            results.extend(other.join().expect("reading does not panic"));
        }
        results
    });
    results.sort_unstable_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}
