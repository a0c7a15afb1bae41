//! A defect of ours in, an error like any other out: no command ends as a crash.

use periplus::error::{Error, Result};
use std::panic;

/// What `run` says; a defect of ours as an error.
pub(super) fn caught<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    let outcome = panic::catch_unwind(panic::AssertUnwindSafe(run));
    outcome.unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("unknown");
        let error = Error::render(format!("a defect in periplus: {text}"));
        Err(error.hint("please report it with the command and the files"))
    })
}
