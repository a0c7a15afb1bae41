//! What can go wrong, and what is left out: the types are the sea's, the same for all stages.

pub use periplus_sea::error::{Error, ErrorKind, Flaw, Place, Result, Warning, nearest, raised};
