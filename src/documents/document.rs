//! A Markdown document in, the same document with its figures in their place out.

use super::drawing::{Picture, Studio};
use super::manifest::State;
use super::markdown::{self, Found};
use super::markup::{Flavour, Shown};
use super::numbering::Numbers;
use super::order::{Order, Setting};
use super::{File, way};
use crate::error::{Error, Result, Warning};
use std::path::{Path, PathBuf};

/// How a document is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing<'a> {
    /// What holds for all blocks that say nothing else.
    pub setting: Setting,
    /// Its Markdown.
    pub flavour: Flavour,
    /// The word before the numbers of figures; none: no numbers.
    pub number: Option<&'a str>,
    /// The folder that the text will stand in: links lead from there.
    pub folder: &'a Path,
}

/// A document with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderedDocument {
    /// Its text.
    pub text: String,
    /// Its figures, in the order of their blocks.
    pub pictures: Vec<Picture>,
    /// What is to be written beside the text.
    pub files: Vec<File>,
    /// What its figures are read from.
    pub inputs: Vec<PathBuf>,
    /// References to figures that there are not, where figures are numbered.
    pub warnings: Vec<Warning>,
}

/// Draws the figure blocks of a document that the user knows as `file`, and puts the figures in their place.
///
/// Errors: `Input` for a wrong block, at its line and column; as drawing.
pub fn write(
    text: &str,
    file: &str,
    writing: &Writing,
    studio: &Studio,
) -> Result<RenderedDocument> {
    let found = markdown::blocks(text, file)?;
    let orders = orders(&found, 0, &writing.setting)?;
    let drawn = studio.draw(&orders)?;
    let mut numbers = Numbers::new(writing.number.unwrap_or_default());
    let counted: Vec<String> = orders.iter().map(|order| numbers.count(order, "")).collect();
    let lines =
        orders.iter().zip(&drawn.pictures).zip(counted).map(|((order, picture), number)| {
            let number = if writing.number.is_some() { number } else { String::new() };
            let caption = numbers.referred(&order.caption, str::to_owned);
            let way = way(writing.folder, &picture.path);
            shown(order, picture, number, &caption, &way).lines(writing.flavour)
        });
    let warnings = match writing.number {
        Some(_) => numbers.unresolved(text, file),
        None => Vec::new(),
    };
    let replaced = markdown::replaced(text, &found, &lines.collect::<Vec<_>>());
    let text = match writing.number {
        Some(_) => numbers.referred(&replaced, str::to_owned),
        None => replaced,
    };
    let inputs = orders.iter().flat_map(Order::files_read).collect();
    Ok(RenderedDocument { text, pictures: drawn.pictures, files: drawn.files, inputs, warnings })
}

/// What is missing, out of date or changed by hand among a document's figures; nothing is drawn.
///
/// Errors: `Input` for a wrong block, at its line and column.
pub fn stale(text: &str, file: &str, setting: &Setting, studio: &Studio) -> Result<Vec<Error>> {
    let orders = orders(&markdown::blocks(text, file)?, 0, setting)?;
    let states = studio.states(&orders)?;
    let stale = orders.iter().zip(states).filter_map(|(order, state)| {
        let path = studio.folder.join(order.file_name()).display().to_string();
        let what = match state {
            State::Current => return None,
            State::Missing => format!("the figure `{path}` is missing"),
            State::Outdated => format!("the figure `{path}` is out of date"),
            State::Edited => format!("the figure `{path}` is not as it was drawn"),
        };
        Some(Error::new(crate::error::ErrorKind::Stale, what).at(order.position.place()))
    });
    Ok(stale.collect())
}

/// The orders of the blocks of a text; `before` blocks stood in texts before it.
pub(super) fn orders(found: &[Found], before: usize, setting: &Setting) -> Result<Vec<Order>> {
    let numbered = found.iter().enumerate();
    numbered.map(|(at, found)| Order::of(&found.block, before + at + 1, setting)).collect()
}

/// What the document shows for an order.
pub(super) fn shown<'a>(
    order: &'a Order,
    picture: &'a Picture,
    number: String,
    caption: &'a str,
    way: &'a str,
) -> Shown<'a> {
    let id = order.id.as_deref();
    let width = order.shown_width.as_deref();
    Shown { id, number, caption, alt: &picture.alt, way, width }
}
