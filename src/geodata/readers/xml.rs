//! The bytes of an XML file in, its tree out, and what readers of such trees ask of it. Document types are refused, so that no entity
//! unfolds.

use crate::error::{Error, Place, Result};
use crate::geodata::Opened;
use encoding_rs::Encoding;
use geojson::{JsonObject, JsonValue};
use roxmltree::{Document, Node, ParsingOptions};
use std::borrow::Cow;

/// Elements and texts of a tree: each takes some hundred bytes.
const MOST_NODES: u32 = 20_000_000;

/// The text of a file, in the encoding that it names itself.
///
/// Errors: `Input` if it is in another.
pub(super) fn text<'a>(file: &Opened<'a>) -> Result<Cow<'a, str>> {
    /// Bytes within which the encoding is named.
    const HEAD: usize = 200;
    let head = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(HEAD)]);
    let named =
        head.split_once("encoding=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
    let named = named.and_then(|name| Encoding::for_label(name.as_bytes()));
    let (text, encoding, has_faults) = named.unwrap_or(encoding_rs::UTF_8).decode(file.bytes);
    if has_faults {
        let message = format!("the file is no {} text", encoding.name());
        return Err(Error::input(message)
            .at(Place::file(file.name))
            .hint("save it as UTF-8, without another encoding"));
    }
    Ok(text)
}

/// The tree of a text.
///
/// Errors: `Input` with the place of what is no XML.
pub(super) fn tree<'t>(text: &'t str, file: &str) -> Result<Document<'t>> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let refused = |cause: roxmltree::Error| {
        let at = cause.pos();
        let place = Place::file(file).at(at.row as usize, at.col as usize);
        let error = Error::input("the file is not XML that can be read").at(place).cause(cause);
        error.hint("was it copied or downloaded whole?")
    };
    Document::parse_with_options(text, options).map_err(refused)
}

/// Whether a node is an element of this name, in whatever namespace.
pub(super) fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The children of a name.
pub(super) fn children<'a, 't>(
    node: Node<'a, 't>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 't>> {
    node.children().filter(move |child| is(*child, name))
}

/// The text of the first child of a name, if it has any.
pub(super) fn text_of<'a>(node: Node<'a, '_>, name: &'static str) -> Option<&'a str> {
    let text = children(node, name).next()?.text()?.trim();
    (!text.is_empty()).then_some(text)
}

/// Sets an attribute, as a number where it is written as one.
pub(super) fn set(properties: &mut JsonObject, key: &str, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let number = serde_json::from_str::<serde_json::Number>(text).ok();
    let value = number.map_or_else(|| JsonValue::String(text.to_owned()), JsonValue::Number);
    properties.insert(key.to_owned(), value);
}
