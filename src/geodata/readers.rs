//! Files of features in, their features out: the one way in for layers, coasts, land, lines and `--geodata`, and the table of
//! the formats that are read.

use super::geojson_format::GEOJSON;
use super::reader::{Problems, Read, Reader};
use crate::error::{ErrorKind, Result};
use crate::files::{self, Foreign, Kind, Limit};
use std::path::Path;

/// All formats; the first that recognises a file reads it. A new one is a file of this folder with its constant, and its row
/// here.
pub const READERS: &[Reader] = &[GEOJSON];

/// Reads the file at `path`, and no more of it than `limit`.
///
/// Errors: `Missing` if there is no such file; `Input` with the place for what is wrong in it.
pub fn read_file(path: &Path, limit: Limit) -> Result<Read> {
    let (name, bytes) = bytes_of(path, limit)?;
    (reader_of(&bytes, &name)?.read)(&bytes, &name)
}

/// Everything that is wrong or doubtful with the file at `path`.
///
/// Errors: `Missing` if there is no such file.
pub(crate) fn problems_of(path: &Path, limit: Limit) -> Result<Problems> {
    bytes_of(path, limit).map(|(name, bytes)| problems(&bytes, &name))
}

/// The name of a file as the user knows it, and its bytes.
fn bytes_of(path: &Path, limit: Limit) -> Result<(String, Vec<u8>)> {
    let name = path.display().to_string();
    let read = files::read(path, &format!("`{name}`"), limit);
    let bytes = read.map_err(|error| match error.kind {
        ErrorKind::Missing => error.hint("check the name and the folder"),
        _ => error,
    })?;
    Ok((name, bytes))
}

/// Reads features that stand in a figure file.
///
/// Errors: `Input` for what is wrong in them.
pub fn read_text(text: &str) -> Result<Read> {
    (GEOJSON.read)(text.as_bytes(), "features")
}

/// Everything that is wrong or doubtful with the bytes of a file that the user knows as `file`.
pub fn problems(bytes: &[u8], file: &str) -> Problems {
    match reader_of(bytes, file) {
        Ok(reader) => (reader.problems)(bytes, file),
        Err(error) => (vec![error], Vec::new()),
    }
}

/// How the names of files that are read may end.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    READERS.iter().flat_map(|reader| reader.extensions.iter().copied())
}

/// Whether a file in a folder of layers is one, by the end of its name.
pub fn is_layer(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str());
    READERS.iter().any(|reader| end.is_some() && reader.extensions.first().copied() == end)
}

/// Who reads these bytes. What is of no known format is left to GeoJSON, which says where it is none.
///
/// Errors: `Input` for a format that is not read, with the way out.
fn reader_of(bytes: &[u8], file: &str) -> Result<&'static Reader> {
    if let Some(reader) = READERS.iter().find(|reader| (reader.recognises)(bytes)) {
        return Ok(reader);
    }
    let foreign = Foreign::of(bytes).filter(|format| format.kind != Kind::GeoJson);
    foreign.map_or(Ok(&GEOJSON), |format| Err(format.instead_of_features(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_content() {
        for text in ["{}", "\u{feff} \r\n\t{\"type\""] {
            assert!((GEOJSON.recognises)(text.as_bytes()), "{text}");
        }
        for text in ["", "<kml/>", "name,lon,lat\n", "[1]", "PK\u{3}\u{4}"] {
            assert!(!(GEOJSON.recognises)(text.as_bytes()), "{text}");
        }
        let name = "islands.geojson";
        let (errors, _) = problems(b"<kml/>", name);
        assert!(errors[0].message.contains("KML"), "{errors:?}");
    }

    #[test]
    fn layers_of_a_folder_end_in_the_first_extension() {
        assert!(is_layer(Path::new("a/countries.geojson")));
        for name in ["catalogue.json", "relief.png", "geojson", "claims.toml"] {
            assert!(!is_layer(Path::new(name)), "{name}");
        }
    }
}
