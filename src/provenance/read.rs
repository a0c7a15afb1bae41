//! Reading back: the bytes of a file that Periplus drew in, its provenance out.

use super::Provenance;
use crate::error::{Error, Place, Result};
use crate::scene::{PROVENANCE_KEY, PROVENANCE_NAMESPACE};
use roxmltree::Document;
use std::io::Cursor;

/// The provenance in the bytes of an SVG, a PNG or a PDF that the user knows as `file`.
///
/// Errors: `Input` for bytes that are none of these, or that hold no provenance.
pub fn read(bytes: &[u8], file: &str) -> Result<Provenance> {
    let wrong = |what: String| Error::input(what).at(Place::file(file));
    let found = match bytes {
        [0x89, b'P', b'N', b'G', ..] => in_png(bytes),
        [b'%', b'P', b'D', b'F', ..] => in_pdf(bytes),
        _ => in_svg(bytes),
    };
    let statement = found.map_err(wrong)?.ok_or_else(|| {
        wrong("the file does not say what it was drawn from".to_owned()).hint(
            "only files that periplus drew can be read back, and some programs leave out what they do not know; \
             draw from the figure file instead",
        )
    })?;
    serde_json::from_str(&statement).map_err(|error| {
        let what = "what the file was drawn from cannot be read";
        wrong(what.to_owned()).hint("it may have been drawn by a later version").cause(error)
    })
}

/// The statement in a text chunk.
fn in_png(bytes: &[u8]) -> std::result::Result<Option<String>, String> {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info();
    let reader = reader.map_err(|error| format!("not a PNG: {error}"))?;
    let mut chunks = reader.info().utf8_text.iter();
    let Some(chunk) = chunks.find(|chunk| chunk.keyword == PROVENANCE_KEY) else { return Ok(None) };
    chunk.get_text().map(Some).map_err(|error| format!("not a PNG: {error}"))
}

/// The statement in the last XMP packet: a later part of a PDF takes the place of an earlier.
fn in_pdf(bytes: &[u8]) -> std::result::Result<Option<String>, String> {
    const START: &[u8] = b"<x:xmpmeta";
    const END: &[u8] = b"</x:xmpmeta>";
    let last = |what: &[u8]| bytes.windows(what.len()).rposition(|window| window == what);
    let (Some(start), Some(end)) = (last(START), last(END)) else { return Ok(None) };
    bytes.get(start..end + END.len()).map_or(Ok(None), in_svg)
}

/// The statement in an element of its own, of an SVG or of any other XML.
fn in_svg(bytes: &[u8]) -> std::result::Result<Option<String>, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "neither an SVG, a PNG nor a PDF".to_owned())?
        .trim_start_matches('\u{feff}');
    let document = Document::parse(text).map_err(|error| format!("not an SVG: {error}"))?;
    let mut elements = document.descendants();
    let found = elements.find(|it| it.has_tag_name((PROVENANCE_NAMESPACE, "provenance")));
    Ok(found.and_then(|element| element.text()).map(str::to_owned))
}
