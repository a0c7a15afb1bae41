//! Threads: computations that do not need each other, side by side; what comes out is as if one had followed the other.
//! So they do where there are no threads, on WebAssembly.

#[cfg(not(target_family = "wasm"))]
use std::{
    panic::resume_unwind,
    sync::OnceLock,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Two computations, one after the other.
#[cfg(target_family = "wasm")]
pub(crate) fn both<A, B>(one: impl FnOnce() -> A, other: impl FnOnce() -> B) -> (A, B) {
    (one(), other())
}

/// What `work` makes of each, in their order.
#[cfg(target_family = "wasm")]
pub(crate) fn each<T, R>(all: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    all.iter().map(work).collect()
}

/// Two computations, the second on a thread of its own.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn both<A, B: Send>(
    one: impl FnOnce() -> A,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        (one, other.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// What `work` makes of each, in their order, with as many workers as there are processors.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn each<T: Sync, R: Send + Sync>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let done: Vec<OnceLock<R>> = all.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from).min(all.len());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(it), Some(cell)) = (all.get(at), done.get(at)) else { return };
                    let _ = cell.set(work(it));
                }
            });
        }
    });
    done.into_iter().filter_map(OnceLock::into_inner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_of_each_comes_in_their_order() {
        let all: Vec<u64> = (0..500).collect();
        let squares: Vec<u64> = all.iter().map(|it| it * it).collect();
        assert_eq!(each(&all, |it| it * it), squares);
        assert!(each(&[] as &[u64], |it| it * it).is_empty());
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_of_a_worker_is_not_lost() {
        each(&[1, 2, 3], |it| assert!(*it != 2));
    }
}
