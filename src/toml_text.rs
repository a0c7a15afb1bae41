//! TOML as people write it: values, what is wrong with them, and where they stand.

mod errors;
mod places;
mod values;

pub(crate) use errors::{problems, read};
pub(crate) use places::{has_key, place_of_key};
pub(crate) use values::{Parsed, list, list_by, numbers, optional, value, value_by};
