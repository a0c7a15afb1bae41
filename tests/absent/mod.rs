//! A program, package or file that a test asks and this machine lacks: the test says so and is skipped on a user's
//! machine, and fails in CI (environment variable CI), which would otherwise pass having seen nothing.

use std::io::Write;

/// Says what is missing.
///
/// # Panics
/// With CI set.
#[track_caller]
pub(crate) fn skip(missing: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "missing: {missing}; with CI set no test is skipped (.ci/run installs what tests ask)"
    );
    let _ = writeln!(std::io::stderr(), "skipped: {missing} is not on this machine");
}
