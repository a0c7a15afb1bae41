//! A text in, what it names out: reading finds the names in their context, the decision says which thing of its name each
//! means, by the others.

mod context;
mod decision;
mod lists;
mod longer;
mod mention;
mod others;
mod peoples;
mod reader;
mod unknown;
mod whose;

use super::gazetteer::Gazetteer;
use super::{Found, markup};
use crate::error::Result;
use crate::geodata::Geodata;
use context::Context;

/// What a text names.
///
/// Errors: `Render` if the bundled lists are damaged.
pub(super) fn named_in(text: &str, gazetteer: &Gazetteer, geodata: &Geodata) -> Result<Found> {
    let plain = markup::plain(text);
    let context = Context::of(&plain, gazetteer, geodata)?;
    let (mentions, unknown) = reader::mentions(&context);
    let language = context.language();
    Ok(Found { language, ..decision::decided(mentions, unknown, gazetteer) })
}
