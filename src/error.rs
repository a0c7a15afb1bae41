//! What can go wrong, and what is left out: the types are the sea's, the same for all stages.

pub use periplus_sea::error::{Error, ErrorKind, Flaw, Place, Result, Warning, nearest, raised};

/// Whether another map of a sheet gives this notice too; what it is near to may be another thing there.
pub(crate) fn is_said(notice: &Warning, by: &[Warning]) -> bool {
    by.iter().any(|other| other.message == notice.message && other.place == notice.place)
}
