//! The bytes of a file in, the text that they hold out: UTF-8 as it is, the paragraphs of a Word document (DOCX: a ZIP
//! archive whose `word/document.xml` has them). What holds its text otherwise is an error that says what to do.

use crate::error::{Error, Place, Result};
use flate2::read::DeflateDecoder;
use std::io::Read;

/// The part of a Word document that has its text.
const PART: &str = "word/document.xml";
/// A part that unpacks to more bytes than this is none that somebody wrote.
const MOST: u64 = 64 << 20;

/// The text of a file; `file` is what the user calls it.
///
/// Errors: `Input` for a PDF, another archive, a damaged document, or what is no UTF-8.
pub fn text_of(bytes: Vec<u8>, file: &str) -> Result<String> {
    let at_file = |error: Error| error.at(Place::file(file));
    if bytes.starts_with(b"%PDF") {
        let error = Error::input("the text of a PDF is not read");
        return Err(at_file(error.hint("pdftotext FILE.pdf - | periplus locate --text -")));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let error = || {
            let error = Error::input("the archive is no Word document that can be read");
            at_file(error.hint("save the text as .docx, .md or .txt"))
        };
        let part = member(&bytes, PART).ok_or_else(error)?;
        let part = String::from_utf8(part).map_err(|cause| error().cause(cause))?;
        return paragraphs(&part).map_err(|cause| error().cause(cause));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let flaw = Error::input("the text is not UTF-8").hint("save it as UTF-8, or as .docx");
        at_file(flaw).cause(error)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What a file of a ZIP archive holds; none if there is no such file, or it is damaged.
fn member(archive: &[u8], name: &str) -> Option<Vec<u8>> {
    /// How the list of the files begins, and each of its entries; lengths without what varies.
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    const ENTRY_LENGTH: usize = 46;
    const HEADER_LENGTH: usize = 30;
    let end = archive.windows(END.len()).rposition(|bytes| bytes == END)?;
    let count = number(archive, end + 10, 2)?;
    let mut at = number(archive, end + 16, 4)?;
    for _ in 0..count {
        if !archive.get(at..)?.starts_with(ENTRY) {
            return None;
        }
        let length = |from: usize| number(archive, at + from, 2);
        let (names, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let own = archive.get(at + ENTRY_LENGTH..at + ENTRY_LENGTH + names)?;
        if own == name.as_bytes() {
            let (method, packed) = (length(10)?, number(archive, at + 20, 4)?);
            let header = number(archive, at + 42, 4)?;
            let before = number(archive, header + 26, 2)? + number(archive, header + 28, 2)?;
            let from = header + HEADER_LENGTH + before;
            return unpacked(method, archive.get(from..from.checked_add(packed)?)?);
        }
        at += ENTRY_LENGTH + names + extra + comment;
    }
    None
}

/// A number of so many bytes, the least first.
fn number(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(count)?)?;
    Some(digits.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// Bytes that are stored as they are (0) or deflated (8).
fn unpacked(method: usize, packed: &[u8]) -> Option<Vec<u8>> {
    match method {
        0 => Some(packed.to_vec()),
        8 => {
            let mut bytes = Vec::new();
            DeflateDecoder::new(packed).take(MOST + 1).read_to_end(&mut bytes).ok()?;
            (bytes.len() as u64 <= MOST).then_some(bytes)
        }
        _ => None,
    }
}

/// The paragraphs of a document, an empty line between two; what was deleted with changes tracked is no text of it.
fn paragraphs(part: &str) -> std::result::Result<String, roxmltree::Error> {
    let document = roxmltree::Document::parse(part)?;
    let mut text = String::new();
    for paragraph in document.descendants().filter(|node| is_named(node, "p")) {
        for node in paragraph.descendants() {
            if is_named(&node, "t") {
                text += node.text().unwrap_or_default();
            } else if is_named(&node, "tab") || is_named(&node, "br") {
                text.push(' ');
            }
        }
        text += "\n\n";
    }
    Ok(text)
}

/// Whether a node is an element of this name, in whatever namespace: those of strict documents are others.
fn is_named(node: &roxmltree::Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write;

    /// An archive of one file.
    fn archive(name: &str, content: &str, method: u8) -> Vec<u8> {
        let packed = match method {
            0 => content.as_bytes().to_vec(),
            _ => {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(content.as_bytes()).expect("memory");
                encoder.finish().expect("memory")
            }
        };
        let number = |number: usize, count: usize| number.to_le_bytes()[..count].to_vec();
        let sizes = [number(packed.len(), 4), number(content.len(), 4), number(name.len(), 2)];
        let mut bytes = b"PK\x03\x04\x14\0\0\0".to_vec();
        bytes.extend([method, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(sizes.concat());
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        let list = bytes.len();
        bytes.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        bytes.extend([method, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(sizes.concat());
        bytes.extend([0; 12]);
        bytes.extend([0; 4]);
        bytes.extend(name.as_bytes());
        let length = bytes.len() - list;
        bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        bytes.extend(number(length, 4));
        bytes.extend(number(list, 4));
        bytes.extend([0, 0]);
        bytes
    }

    const WORD: &str = "<w:document xmlns:w='urn:w'><w:body><w:p><w:r><w:t>From Athens</w:t></w:r><w:r><w:tab/>\
         <w:t>to Rhodes.</w:t><w:delText>Kos</w:delText></w:r></w:p><w:p><w:r><w:t>Fish &amp; chips.</w:t></w:r></w:p>\
         </w:body></w:document>";

    #[test]
    fn paragraphs_of_a_word_document_are_read_packed_or_not() {
        for method in [0, 8] {
            let text = text_of(archive(PART, WORD, method), "a.docx").expect("a document");
            assert_eq!(text, "From Athens to Rhodes.\n\nFish & chips.\n\n");
        }
    }

    #[test]
    fn what_is_no_text_says_what_to_do() {
        let other = archive("mimetype", "application/epub+zip", 0);
        let cut = archive(PART, WORD, 8)[..60].to_vec();
        for (bytes, hint) in [
            (b"%PDF-1.7".to_vec(), "pdftotext"),
            (other, ".docx"),
            (cut, ".docx"),
            (archive(PART, "<w:p", 0), ".docx"),
            (vec![0xff, 0xfe, 0x41, 0], "UTF-8"),
        ] {
            let error = text_of(bytes, "a file").expect_err("no text");
            assert!(error.hint.as_deref().is_some_and(|it| it.contains(hint)), "{error:?}");
        }
        assert_eq!(text_of(b"\xef\xbb\xbfAthens".to_vec(), "a").ok().as_deref(), Some("Athens"));
    }
}
