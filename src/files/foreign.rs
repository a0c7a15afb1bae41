//! Bytes of a file in, the format that they are of and the way out of it out: for what is given where another format belongs.

use crate::error::{Error, Place};
use std::path::Path;

/// A format that a file may be of instead of the one that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What it is called, in a sentence: `a table (CSV)`.
    pub what: &'static str,
    /// What it is for.
    pub kind: Kind,
    way_out: &'static str,
}

/// What formats are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Features, as they are read.
    Features,
    /// A table, which is read as features where it has coordinates, and joined to others where not.
    Table,
    /// A figure, or another file of keys and values.
    Toml,
    /// A theme.
    Css,
    /// Features that are not read, and that a command converts.
    Data,
    /// What no part of a figure is read from.
    Unread,
}

impl Foreign {
    /// The format of these bytes; none for what is not known.
    pub fn of(bytes: &[u8]) -> Option<Foreign> {
        format(bytes)
    }

    /// That the file is given where features belong.
    pub fn instead_of_features(self, file: &str) -> Error {
        let error = Error::input(format!("the file is {}, which is not read", self.what));
        error.at(Place::file(file)).hint(self.way_out)
    }

    /// That the file is given where a figure belongs.
    pub fn instead_of_a_figure(self, file: &str) -> Error {
        let layer = |path: &str| {
            format!(
                "show it in a figure: [extent] fit = \"data\", and [[layers]] file = \"{path}\""
            )
        };
        let error = Error::input(format!("the file is {}, and no figure", self.what));
        error.at(Place::file(file)).hint(match self.kind {
            Kind::Features | Kind::Table if Path::new(file).extension().is_some() => layer(file),
            Kind::Features => layer("FILE.geojson"),
            Kind::Table => layer("FILE.csv"),
            Kind::Data => format!("{}; then {}", self.way_out, layer("layer.geojson")),
            _ => self.way_out.to_owned(),
        })
    }

    /// That the file is given where a theme belongs.
    pub fn instead_of_a_theme(self, file: &str) -> Error {
        let error = Error::input(format!("the file is {}, and no theme", self.what));
        error.at(Place::file(file)).hint(match self.kind {
            Kind::Features | Kind::Table => "features are a layer: --layer FILE",
            Kind::Unread => self.way_out,
            _ => "a theme is CSS: docs/themes.md says how one is begun",
        })
    }
}

/// What becomes a layer by one command.
const CONVERT: &str = "convert it: ogr2ogr -t_srs EPSG:4326 layer.geojson FILE";

/// How files of other formats begin, what they are, and the way out.
const BEGINNINGS: [(&[u8], &str, Kind, &str); 20] = [
    (b"\0\0\x27\x0a", "an ESRI Shapefile", Kind::Features, ""),
    (b"SQLite format 3\0", "a GeoPackage or another SQLite database", Kind::Data, CONVERT),
    (b"fgb\x03fgb", "FlatGeobuf", Kind::Data, CONVERT),
    (b"PAR1", "GeoParquet", Kind::Data, CONVERT),
    (b"ARROW1", "GeoArrow", Kind::Data, CONVERT),
    (b"\x1f\x8b", "compressed (gzip)", Kind::Features, ""),
    (b"BZh", "compressed (bzip2)", Kind::Unread, "unpack it: bunzip2 FILE"),
    (b"\xfd7zXZ\0", "compressed (xz)", Kind::Unread, "unpack it: unxz FILE"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)", Kind::Unread, "unpack it: unzstd FILE"),
    (b"PK\x03\x04", "a ZIP archive (a zipped Shapefile, KMZ?)", Kind::Features, ""),
    (b"II*\0", "a TIFF (GeoTIFF?)", Kind::Unread, RASTER),
    (b"MM\0*", "a TIFF (GeoTIFF?)", Kind::Unread, RASTER),
    (b"\x89PNG", "a PNG picture", Kind::Unread, RASTER),
    (b"\xff\xd8\xff", "a JPEG picture", Kind::Unread, RASTER),
    (b"%PDF", "a PDF", Kind::Unread, "give the data that it was drawn from"),
    (b"\xff\xfe", "text in UTF-16", Kind::Unread, UTF_8),
    (b"\xfe\xff", "text in UTF-16", Kind::Unread, UTF_8),
    (
        b"version https://git-lfs",
        "a pointer of Git LFS, not the file itself",
        Kind::Unread,
        "get it: git lfs pull",
    ),
    (b"{\\rtf", "RTF", Kind::Unread, "save it as plain text"),
    (b"AutoCAD Binary DXF", "a drawing (DXF)", Kind::Unread, DRAWING),
];
const RASTER: &str = "layers are of points, lines and areas; no raster is read";
const DRAWING: &str =
    "export what it is drawn from as GeoJSON in degrees: a drawing has no longitudes and latitudes";
const UTF_8: &str = "save it as UTF-8";

/// What XML may be, by an element near its start.
const ELEMENTS: [(&str, &str, Kind, &str); 7] = [
    ("<!doctype html", "a web page (HTML)", Kind::Unread, PAGE),
    ("<html", "a web page (HTML)", Kind::Unread, PAGE),
    ("<kml", "KML", Kind::Features, ""),
    ("<gpx", "GPX", Kind::Features, ""),
    ("<osm", "OpenStreetMap XML", Kind::Data, CONVERT),
    ("<svg", "an SVG picture", Kind::Unread, "give the data that it was drawn from"),
    ("featurecollection", "GML", Kind::Data, CONVERT),
];
const PAGE: &str = "download the file itself, not the page that shows it (`Raw`)";

/// The geometries of well-known text (OGC 06-103r4 §7).
pub const WELL_KNOWN_TEXT: [&str; 7] = [
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
];

/// Whether a text begins as well-known text does, or as PostGIS's with its system of coordinates.
pub fn is_well_known_text(text: &str) -> bool {
    let text = text.trim_start().as_bytes();
    let begins = |word: &str| {
        text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
    };
    begins("SRID=") || WELL_KNOWN_TEXT.into_iter().any(begins)
}

fn format(bytes: &[u8]) -> Option<Foreign> {
    /// Bytes within which a text says what it is.
    const HEAD: usize = 2_000;
    let known = BEGINNINGS.iter().find(|(begin, ..)| bytes.starts_with(begin));
    if let Some(&(_, what, kind, way_out)) = known {
        return Some(Foreign { what, kind, way_out });
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with('<') {
        let head = head.to_lowercase();
        let known = ELEMENTS.iter().find(|(element, ..)| head.contains(element));
        let &(_, what, kind, way_out) = known.unwrap_or(&("", "XML", Kind::Data, CONVERT));
        return Some(Foreign { what, kind, way_out });
    }
    if head.starts_with('{') {
        return Some(Foreign { what: "GeoJSON or other JSON", kind: Kind::Features, way_out: "" });
    }
    if is_well_known_text(head) {
        let what = "well-known text (WKT)";
        return Some(Foreign { what, kind: Kind::Data, way_out: CONVERT });
    }
    // a group code, and that a section begins
    if head.starts_with('0') && head.lines().nth(1).map(str::trim) == Some("SECTION") {
        let what = "a drawing (DXF)";
        return Some(Foreign { what, kind: Kind::Unread, way_out: DRAWING });
    }
    // what no hand wrote is neither a theme nor a figure, whatever its bytes look like
    let is_text =
        !head.contains(|letter: char| letter.is_control() && !letter.is_ascii_whitespace());
    if is_text && is_css(head) {
        let way_out = "a theme is given to a figure: --theme FILE.css";
        return Some(Foreign { what: "a theme (CSS)", kind: Kind::Css, way_out });
    }
    if is_text && head.lines().any(is_line_of_toml) {
        let way_out = "a figure is drawn by itself: periplus render FILE.toml";
        return Some(Foreign { what: "a figure (TOML)", kind: Kind::Toml, way_out });
    }
    is_table(head).then_some(Foreign { what: "a table (CSV)", kind: Kind::Table, way_out: "" })
}

/// Whether a line is the head of a table of TOML, or a key with its value.
fn is_line_of_toml(line: &str) -> bool {
    let is_key = |text: &str| {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
        !text.is_empty() && text.chars().all(is_letter)
    };
    let line = line.trim();
    let name = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let name = name.map(|name| name.trim_start_matches('[').trim_end_matches(']'));
    let is_value = |value: &str| {
        let value = value.trim();
        value.starts_with(|first: char| first.is_ascii_digit() || "\"'[{+-".contains(first))
            || ["true", "false"].iter().any(|word| value.starts_with(word))
    };
    name.is_some_and(|name| is_key(name) && name.contains(|letter: char| letter.is_alphabetic()))
        || line.split_once('=').is_some_and(|(key, value)| is_key(key.trim()) && is_value(value))
}

/// Whether the first brace of a text is that of a rule of CSS: before that of TOML stands `key =`.
fn is_css(head: &str) -> bool {
    let Some((before, _)) = head.split_once('{') else { return false };
    let selector = before.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let is_equal = selector.split(['[', ']']).step_by(2).any(|part| part.contains('='));
    let is_name = |letter: char| letter.is_ascii_alphabetic() || letter == '*';
    !is_equal
        && !selector.starts_with('#')
        && !selector.starts_with('[')
        && selector.contains(is_name)
}

/// Whether the first two lines of a text have as many commas, semicolons, tabs or bars, and some.
fn is_table(head: &str) -> bool {
    /// What stands for a letter of an encoding that is not known yet.
    const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else { return false };
    let begins = |letter: char| letter.is_alphanumeric() || letter == '"' || letter == UNKNOWN;
    let is_words = first.starts_with(begins)
        && !first.contains(|letter: char| {
            "{}".contains(letter) || (letter.is_control() && letter != '\t')
        });
    let alike = |mark: char| {
        let count = first.matches(mark).count();
        count > 0 && second.is_none_or(|second| second.matches(mark).count() >= count)
    };
    is_words && [',', ';', '\t', '|'].into_iter().any(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content_and_named_with_their_way_out() {
        for (bytes, what) in [
            (&b"\0\0\x27\x0a\0\0\0\0"[..], "Shapefile"),
            (b"SQLite format 3\0\x10", "GeoPackage"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"PK\x03\x04\x14", "ZIP"),
            (b"<?xml version='1.0'?>\n<kml xmlns='http://www.opengis.net/kml/2.2'>", "KML"),
            (b"<!DOCTYPE html>\n<html>", "web page"),
            (b"\xef\xbb\xbf<gpx creator='x'>", "GPX"),
            (b"name,lon,lat\nAthens,23.7,38\n", "CSV"),
            (b"name;lon;lat\nAthens;23,7;38\n", "CSV"),
            (b"SRID=4326;POINT(1 2)", "WKT"),
            (b"\xff\xfe{\0", "UTF-16"),
            (b"  0\nSECTION\n  2\nHEADER\n", "DXF"),
            (b"{\\rtf1 words}", "RTF"),
            (b"\xef\xbb\xbf {\"type\"", "GeoJSON"),
            (b"# a figure\n[extent]\nregion = 'aegean'\n", "TOML"),
            (b"title = \"Rome, Athens\"\nsubtitle = \"a, b\"\n", "TOML"),
            (b"size = { width = 1 }", "TOML"),
            (b"sea { width = 3 }", "CSS"),
            (b"sea[kind='x'] {\n width = 3 }", "CSS"),
            (b"/* mine */\nsea, land { fill: #fff }\nsea, land { fill: red }", "CSS"),
        ] {
            let format = Foreign::of(bytes).unwrap();
            assert!(format.what.contains(what), "{format:?}");
            for error in [format.instead_of_a_figure("a"), format.instead_of_a_theme("a")] {
                assert!(error.message.contains(what) && error.hint.is_some(), "{error:?}");
            }
        }
        for bytes in [
            &b""[..],
            b"[1, 2]",
            b"'a'",
            b"hello",
            b"\x00\x01\x02",
            b"a == b",
            b"[1]",
            b"a\x01\x1b{\x02",
            b"k = 1\n\0",
        ] {
            assert!(Foreign::of(bytes).is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn what_can_become_a_layer_is_told_how_a_figure_shows_it() {
        let hint = |bytes: &[u8]| {
            Foreign::of(bytes).unwrap().instead_of_a_figure("pts.geojson").hint.unwrap()
        };
        assert!(hint(b"{}").ends_with("[[layers]] file = \"pts.geojson\""));
        let table = hint(b"name,lon,lat\nAthens,23.7,38\n");
        assert!(table.ends_with("[[layers]] file = \"pts.geojson\""));
        let packed = hint(b"PAR1");
        assert!(
            packed.contains("ogr2ogr") && packed.ends_with("[[layers]] file = \"layer.geojson\"")
        );
        assert!(!hint(b"BZh9").contains("layers"));
    }
}
