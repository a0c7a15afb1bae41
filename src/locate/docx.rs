//! The bytes of a file in, the text that they hold out: UTF-8 as it is, the paragraphs of a Word document (DOCX: a ZIP
//! archive whose `word/document.xml` has them). What holds its text otherwise is an error that says what to do.

use crate::error::{Error, Place, Result};
use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};
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

/// What a file of a ZIP archive holds; none if there is no such file, it is damaged, or packed as Word does not.
fn member(archive: &[u8], name: &str) -> Option<Vec<u8>> {
    let archive = ZipArchive::from_slice(archive).ok()?;
    for entry in archive.entries() {
        let entry = entry.ok()?;
        if entry.file_path().as_ref() != name.as_bytes() {
            continue;
        }
        let packed = archive.get_entry(entry.wayfinder()).ok()?;
        let stream: Box<dyn Read> = match entry.compression_method() {
            CompressionMethod::STORE => Box::new(packed.data()),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed.data())),
            _ => return None,
        };
        let mut bytes = Vec::new();
        packed.verifying_reader(stream.take(MOST)).read_to_end(&mut bytes).ok()?;
        return Some(bytes);
    }
    None
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
    use rawzip::ZipArchiveWriter;
    use std::io::Write;

    /// An archive of one file.
    fn archive(name: &str, content: &str, method: CompressionMethod) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut archive = ZipArchiveWriter::new(&mut bytes);
        let file = archive.new_file(name).compression_method(method);
        let (mut entry, config) = file.start().expect("memory");
        let packer: Box<dyn Write> = match method {
            CompressionMethod::STORE => Box::new(&mut entry),
            _ => Box::new(DeflateEncoder::new(&mut entry, Compression::default())),
        };
        let mut writer = config.wrap(packer);
        writer.write_all(content.as_bytes()).expect("memory");
        let (packer, descriptor) = writer.finish().expect("memory");
        drop(packer);
        entry.finish(descriptor).expect("memory");
        archive.finish().expect("memory");
        bytes
    }

    const WORD: &str = "<w:document xmlns:w='urn:w'><w:body><w:p><w:r><w:t>From Athens</w:t></w:r><w:r><w:tab/>\
         <w:t>to Rhodes.</w:t><w:delText>Kos</w:delText></w:r></w:p><w:p><w:r><w:t>Fish &amp; chips.</w:t></w:r></w:p>\
         </w:body></w:document>";

    #[test]
    fn paragraphs_of_a_word_document_are_read_packed_or_not() {
        for method in [CompressionMethod::STORE, CompressionMethod::DEFLATE] {
            let text = text_of(archive(PART, WORD, method), "a.docx").expect("a document");
            assert_eq!(text, "From Athens to Rhodes.\n\nFish & chips.\n\n");
        }
    }

    #[test]
    fn what_is_no_text_says_what_to_do() {
        let other = archive("mimetype", "application/epub+zip", CompressionMethod::STORE);
        let cut = archive(PART, WORD, CompressionMethod::DEFLATE)[..60].to_vec();
        for (bytes, hint) in [
            (b"%PDF-1.7".to_vec(), "pdftotext"),
            (other, ".docx"),
            (cut, ".docx"),
            (archive(PART, "<w:p", CompressionMethod::STORE), ".docx"),
            (vec![0xff, 0xfe, 0x41, 0], "UTF-8"),
        ] {
            let error = text_of(bytes, "a file").expect_err("no text");
            assert!(error.hint.as_deref().is_some_and(|it| it.contains(hint)), "{error:?}");
        }
        assert_eq!(text_of(b"\xef\xbb\xbfAthens".to_vec(), "a").ok().as_deref(), Some("Athens"));
    }
}
