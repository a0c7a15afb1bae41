//! A PDF in, the same with a scene's provenance in its XMP packet out: as an update at the end of the file (ISO 32000-2,
//! §7.5.6), for the library that writes PDFs has no room for properties of one's own.

use crate::scene::PROVENANCE_NAMESPACE;
use std::fmt::Write;

/// The PDF with `statement` in its packet; as it was if it has none, or is not built as expected.
pub(super) fn with_provenance(pdf: Vec<u8>, statement: &str) -> Vec<u8> {
    if statement.is_empty() {
        return pdf;
    }
    match update(&pdf, statement) {
        Some(update) => [pdf, update].concat(),
        None => pdf,
    }
}

/// A new version of the object of the packet, and where it stands.
fn update(pdf: &[u8], statement: &str) -> Option<Vec<u8>> {
    const KIND: &[u8] = b"/Type/Metadata/Subtype/XML";
    const END: &str = "</rdf:RDF>";
    let kind = last(pdf, KIND)?;
    let object = number_before(&pdf[..kind], b" 0 obj")?;
    let start = kind + first(&pdf[kind..], b"stream\n")? + b"stream\n".len();
    let length = first(&pdf[start..], b"endstream")?;
    let packet = std::str::from_utf8(&pdf[start..start + length]).ok()?.trim_end_matches('\n');
    let place = packet.rfind(END)?;
    let property = format!(
        "<rdf:Description rdf:about=\"\" xmlns:periplus=\"{PROVENANCE_NAMESPACE}\"><periplus:provenance>{}\
         </periplus:provenance></rdf:Description>",
        escaped(statement)
    );
    let packet = [&packet[..place], &property, &packet[place..]].concat();
    let trailer = last(pdf, b"trailer\n<<")?;
    let entries = pdf.get(trailer + b"trailer\n<<".len()..)?;
    let entries = std::str::from_utf8(&entries[..first(entries, b">>\nstartxref")?]).ok()?;
    let before = number_after(pdf, b"startxref\n")?;
    let mut text = String::from("\n");
    let offset = pdf.len() + text.len();
    let size = packet.len();
    write!(text, "{object} 0 obj\n<</Length {size}/Type/Metadata/Subtype/XML>>\nstream\n{packet}\nendstream\nendobj\n")
        .ok()?;
    let table = pdf.len() + text.len();
    write!(text, "xref\n{object} 1\n{offset:010} 00000 n \ntrailer\n<<{entries}/Prev {before}>>\n")
        .ok()?;
    write!(text, "startxref\n{table}\n%%EOF").ok()?;
    Some(text.into_bytes())
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}

fn first(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The number right before the last of these words.
fn number_before(bytes: &[u8], words: &[u8]) -> Option<usize> {
    let end = last(bytes, words)?;
    let digits = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[end - digits..end]).ok()?.parse().ok()
}

/// The number right after the last of these words.
fn number_after(bytes: &[u8], words: &[u8]) -> Option<usize> {
    let rest = &bytes[last(bytes, words)? + words.len()..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

/// A text as XML holds it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
