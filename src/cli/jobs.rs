//! `--jobs`: things in, what work makes of them out, so many at once; handed on in their order as soon as those before are done.

use super::request::usage;
use periplus::error::{Flaw, Result};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// How many at once: as many as are asked for, else as there are processors.
///
/// Errors: `Usage` for what is no such number.
pub(super) fn number(written: Option<&str>) -> Result<usize> {
    /// No machine draws faster with more.
    const MOST: usize = 1024;
    let Some(written) = written else {
        return Ok(thread::available_parallelism().map_or(1, usize::from));
    };
    let number = written.parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| {
        let flaw = Flaw::new(format!("`{written}` is no number of jobs"));
        usage(
            flaw.hint(format!("from 1 to {MOST}; without --jobs one for each processor")),
            "--jobs",
        )
    })
}

/// Does `work` on all, so many at once, and hands what comes out to `take`, in the order of all.
///
/// Errors: the first of `take`; what is not begun then is left.
pub(super) fn in_order<T: Send, R: Send>(
    all: Vec<T>,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let all: Vec<Mutex<Option<T>>> = all.into_iter().map(|it| Mutex::new(Some(it))).collect();
    let next = AtomicUsize::new(0);
    let (done, coming) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.min(all.len()) {
            let done = done.clone();
            let (all, next, work) = (&all, &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(cell) = all.get(at) else { return };
                    let it = cell.lock().unwrap_or_else(PoisonError::into_inner).take();
                    // nobody takes any more: what is left is not done
                    if it.is_none_or(|it| done.send((at, work(it))).is_err()) {
                        return;
                    }
                }
            });
        }
        drop(done);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (at, outcome) in coming {
            early.insert(at, outcome);
            while let Some(outcome) = early.remove(&due) {
                take(outcome)?;
                due += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use periplus::error::Error;

    #[test]
    fn what_is_done_is_handed_on_in_order_whatever_the_number_of_jobs() {
        for jobs in [1, 2, 7, 200] {
            let mut taken = Vec::new();
            let slow = |number: u64| {
                // the first take longest
                thread::sleep(std::time::Duration::from_micros(1000 / (number + 1)));
                number * number
            };
            let all = (0..100).collect();
            in_order(all, jobs, slow, |square| {
                taken.push(square);
                Ok(())
            })
            .expect("all are taken");
            assert_eq!(taken, (0..100).map(|number| number * number).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn an_error_of_who_takes_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            number
        };
        let refuse = |_| Err(Error::render("full"));
        assert!(in_order((0..10_000).collect(), 2, work, refuse).is_err());
    }

    #[test]
    fn a_number_of_jobs_is_one_at_least() {
        assert!(number(None).is_ok_and(|number| number > 0));
        assert_eq!(number(Some("3")).ok(), Some(3));
        for wrong in ["0", "-1", "two", "1.5", "9999"] {
            assert!(number(Some(wrong)).is_err_and(|error| error.message.contains(wrong)));
        }
    }
}
