//! Files of features in, their features out: the one way in for layers, coasts, land, lines and `--geodata`, and the table of
//! the formats that are read.

mod bytes;
mod columns;
mod coordinate;
mod dbf;
mod encoding;
mod gpx;
mod kml;
mod marks;
mod number;
mod packed;
mod places;
mod sequence;
mod shapefile;
pub(crate) mod table;
mod topojson;
mod well_known_text;
mod xml;

use super::geojson_format::GEOJSON;
use super::geojson_stream;
use super::reader::{Opened, Problems, Read, Reader};
use crate::error::{Error, ErrorKind, Place, Result};
use crate::files::{self, Foreign, Kind, Limit, leaves_its_folder, lies_in};
use gpx::GPX;
use kml::KML;
use packed::Archive;
use places::TABLE;
use sequence::SEQUENCE;
use shapefile::SHAPEFILE;
use std::path::{Path, PathBuf};
use table::Table;
use topojson::TOPOJSON;

/// All formats; the first that recognises a file reads it. A new one is a file of this folder with its constant, and its row
/// here.
pub const READERS: &[Reader] = &[SEQUENCE, TOPOJSON, GEOJSON, SHAPEFILE, KML, GPX, TABLE];

/// Reads the file at `path`, and no more of it than `limit`.
///
/// Errors: `Missing` if there is no such file; `Input` with the place for what is wrong in it.
pub fn read_file(path: &Path, limit: Limit) -> Result<Read> {
    if let Some(read) = geojson_stream::read(path, limit) {
        return Ok(read);
    }
    with_file(path, bytes_of(path, limit)?, limit, |file| (reader_of(file)?.read)(file))?
}

/// Everything that is wrong or doubtful with the file at `path`.
///
/// Errors: `Missing` if there is no such file.
pub fn problems_of(path: &Path, limit: Limit) -> Result<Problems> {
    let (name, bytes) = bytes_of(path, limit)?;
    let found = with_file(path, (name, bytes), limit, problems_with);
    Ok(found.unwrap_or_else(|error| (vec![error], Vec::new())))
}

/// Takes up the file at `path`, what lies beside it included.
fn with_file<T>(
    path: &Path,
    (name, bytes): (String, Vec<u8>),
    limit: Limit,
    use_of: impl Fn(&Opened) -> T,
) -> Result<T> {
    let beside =
        |end: &str| part_of(path, end).map(|path| Ok(bytes_of(&path, limit)?.1)).transpose();
    with_unpacked(&Opened { name: &name, bytes: &bytes, limit, beside: &beside }, use_of)
}

/// Takes up a file, or the one that is packed in it.
fn with_unpacked<T>(file: &Opened, use_of: impl Fn(&Opened) -> T) -> Result<T> {
    if let Some(bytes) = packed::of_gzip(file.bytes, file.name, file.limit)? {
        return Ok(use_of(&Opened { bytes: &bytes, ..*file }));
    }
    if let Some(archive) = Archive::of(file.bytes, file.name, file.limit)? {
        let ends: Vec<&str> = READERS.iter().flat_map(|it| it.extensions).copied().collect();
        let (member, bytes) = archive.features(&ends)?;
        let name = format!("{}/{member}", file.name);
        let beside = |end: &str| archive.beside(&member, end);
        return Ok(use_of(&Opened {
            name: &name,
            bytes: &bytes,
            limit: file.limit,
            beside: &beside,
        }));
    }
    Ok(use_of(file))
}

/// The name of a file as the user knows it, and its bytes.
pub(crate) fn bytes_of(path: &Path, limit: Limit) -> Result<(String, Vec<u8>)> {
    let name = path.display().to_string();
    let read = files::read(path, &format!("`{name}`"), limit);
    let bytes = read.map_err(|error| match error.kind {
        ErrorKind::Missing => error.hint("check the name and the folder"),
        _ => error,
    })?;
    Ok((name, bytes))
}

/// The name of the file at `path` as the user knows it, and the table that is in it, packed or not.
///
/// Errors: `Missing` if there is no such file; `Input` if it is no table.
pub(crate) fn table_of(path: &Path, limit: Limit) -> Result<(String, Table)> {
    let (name, bytes) = bytes_of(path, limit)?;
    let is_other = |file: &Opened| {
        let is_it = |reader: &&Reader| (reader.recognises)(file.bytes);
        let known = READERS.iter().find(is_it).filter(|reader| reader.name != TABLE.name);
        let is_text = || encoding::head_in_utf_16(file.bytes).is_some();
        let foreign = || Foreign::of(file.bytes).filter(|it| it.kind != Kind::Table && !is_text());
        known.map(|it| it.name).or_else(|| foreign().map(|it| it.what))
    };
    let table = with_unpacked(&Opened { limit, ..Opened::alone(&bytes, &name) }, |file| {
        match is_other(file) {
            Some(other) => Err(Error::input(format!("the file is {other}, and no table"))
                .at(Place::file(file.name))
                .hint("save the table as CSV, with the names of the columns in its first line")),
            None => marks::table(file),
        }
    })??;
    Ok((name, table))
}

/// Reads features that stand in a figure file.
///
/// Errors: `Input` for what is wrong in them.
pub fn read_text(text: &str) -> Result<Read> {
    (GEOJSON.read)(&Opened::alone(text.as_bytes(), "features"))
}

/// Reads the bytes of a file that the user knows as `file`, which nothing lies beside.
///
/// Errors: `Input` for what is wrong in them.
pub fn read_bytes(bytes: &[u8], file: &str) -> Result<Read> {
    with_unpacked(&Opened::alone(bytes, file), |file| (reader_of(file)?.read)(file))?
}

/// Everything that is wrong or doubtful with the bytes of a file that the user knows as `file`.
pub fn problems(bytes: &[u8], file: &str) -> Problems {
    let found = with_unpacked(&Opened::alone(bytes, file), problems_with);
    found.unwrap_or_else(|error| (vec![error], Vec::new()))
}

fn problems_with(file: &Opened) -> Problems {
    match reader_of(file) {
        Ok(reader) => (reader.problems)(file),
        Err(error) => (vec![error], Vec::new()),
    }
}

/// How the names of files that are read may end.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    READERS.iter().flat_map(|reader| reader.extensions.iter().copied()).chain(packed::ENDS)
}

/// Whether a file in a folder of layers is one, by the end of its name.
pub fn is_layer(path: &Path) -> bool {
    path.extension().and_then(|end| end.to_str()) == GEOJSON.extensions.first().copied()
}

/// All that is read where the file at `path` is: a Shapefile is several files.
pub(crate) fn files_of(path: &Path) -> Vec<PathBuf> {
    let parts = shapefile::PARTS.iter().filter_map(|end| part_of(path, end));
    [path.to_owned()].into_iter().chain(parts).collect()
}

/// The part of the Shapefile at `path` whose name ends so, if it has one; what is called otherwise has no parts.
fn part_of(path: &Path, end: &str) -> Option<PathBuf> {
    let is_shapefile = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("shp"));
    let mut ends = [end.to_owned(), end.to_uppercase()].into_iter().filter(|_| is_shapefile);
    ends.find_map(|end| Some(path.with_extension(end)).filter(|path| path.is_file()))
}

/// The file that leads out of `folder`, of those that are read where a file in it names one: itself, by its words or by a link, or
/// one beside it by a link.
pub(crate) fn leading_out(folder: &Path, written: &Path) -> Option<PathBuf> {
    if leaves_its_folder(written) {
        return Some(written.to_owned());
    }
    let parts = files_of(&folder.join(written)).into_iter();
    let out = parts.into_iter().find(|path| !lies_in(folder, path))?;
    Some(written.with_file_name(out.file_name().unwrap_or_default()))
}

/// Who reads a file. What is of no known format is read as its name says, and else left to GeoJSON, which says where it is none.
///
/// Errors: `Input` for a format that is not read, with the way out.
fn reader_of(file: &Opened) -> Result<&'static Reader> {
    if let Some(error) = shapefile::part_alone(file.name) {
        return Err(error);
    }
    if let Some(reader) = READERS.iter().find(|reader| (reader.recognises)(file.bytes)) {
        return Ok(reader);
    }
    let foreign = Foreign::of(file.bytes).filter(|format| format.kind != Kind::Features);
    if let Some(format) = foreign {
        return Err(format.instead_of_features(file.name));
    }
    let end = Path::new(packed::bare(file.name)).extension().and_then(|end| end.to_str());
    let named = |reader: &&Reader| end.is_some_and(|end| reader.extensions.contains(&end));
    Ok(READERS.iter().find(named).unwrap_or(&GEOJSON))
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
        let (errors, _) = problems(b"<osm/>", "islands.geojson");
        assert!(errors[0].message.contains("OpenStreetMap"), "{errors:?}");
    }

    #[test]
    fn layers_of_a_folder_are_geojson() {
        assert!(is_layer(Path::new("a/countries.geojson")));
        for name in ["catalogue.json", "relief.png", "geojson", "claims.toml", "world.csv"] {
            assert!(!is_layer(Path::new(name)), "{name}");
        }
    }
}
