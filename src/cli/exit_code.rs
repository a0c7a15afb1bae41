//! A class of failure in, the exit code of the process out: a contract with scripts.

use periplus::error::ErrorKind;

/// The process exit code that stands for a class of failure.
pub(super) fn exit_code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Render => 1,
        ErrorKind::Usage => 2,
        ErrorKind::Input => 3,
        ErrorKind::Missing => 4,
        ErrorKind::Stale => 5,
    }
}
