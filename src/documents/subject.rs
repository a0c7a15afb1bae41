//! A block's text, or the name in it, in; the figure that it stands for out.

use super::attributes::Pair;
use super::block::{Block, KNOWN};
use crate::error::{Error, Flaw, Place, Result, nearest};
use crate::figure::{Figure, Limits};
use std::path::Path;

/// The figure that the block's text, or its attribute `figure`, stands for; the files that it names lie in the folder.
pub(super) fn figure(block: &Block, within: (&Path, &Limits)) -> Result<Figure> {
    let position = &block.position;
    let in_document = |error: Error| position.said_of_document(error);
    let named = |pair: &&Pair| pair.key == "figure";
    if let Some(pair) = block.attributes.pairs.iter().find(named) {
        if !block.text.trim().is_empty() {
            let flaw = Flaw::new("the block names a figure and describes another one");
            return Err(position.wrong(pair, flaw.hint("leave one of the two out")));
        }
        let found = Figure::named_within(&pair.value, within);
        return found.map_err(|error| match error.place {
            None => error.at(position.of_attribute(pair)),
            Some(_) => in_document(error),
        });
    }
    if block.text.trim().is_empty() {
        let error = Error::input("the figure block is empty").at(position.place());
        return Err(error.hint("write a figure's TOML in it, or figure = \"aegean\""));
    }
    match reference(&block.text, &position.file).map_err(in_document)? {
        Some((name, line)) => Figure::named_within(&name, within).map_err(|error| {
            let place = Place::file(&position.file).at(line, 1);
            in_document(if error.place.is_none() { error.at(place) } else { error })
        }),
        None => Figure::parse_within(&block.text, &position.file, within).map_err(in_document),
    }
}

/// The figure that a text like `figure = "aegean"` names, and in which of its lines; none if it is a figure's own
/// TOML, or no TOML at all, which is told where it is read.
fn reference(text: &str, file: &str) -> Result<Option<(String, usize)>> {
    let Ok(table) = text.parse::<toml::Table>() else { return Ok(None) };
    let Some(value) = table.get("figure") else { return Ok(None) };
    let is_it = |line: &str| line.trim_start().trim_start_matches('"').starts_with("figure");
    let line = text.lines().position(is_it).map_or(1, |at| at + 1);
    let wrong = |what: &str, hint: &str| {
        let place = Place::file(file).at(line, 1);
        Err(Error::input(what).at(place).hint(hint))
    };
    if let Some(other) = table.keys().find(|key| *key != "figure") {
        let options = nearest(other, KNOWN).filter(|known| *known != "figure");
        let hint = match options {
            Some(known) => format!("`{known}` is an attribute: ```{{.periplus {known}=…}}"),
            None => {
                "options are attributes of the block; copy the figure to change more".to_owned()
            }
        };
        return wrong(&format!("`{other}` cannot stand beside `figure`"), &hint);
    }
    match value.as_str() {
        Some(name) => Ok(Some((name.to_owned(), line))),
        None => wrong("`figure` is not a name", "write figure = \"aegean\""),
    }
}
